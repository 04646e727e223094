"""The lines of a chain to the tokens of an article: paragraphs by their indents, bylines, marks, subheads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.reading.cutting import Cut
from bot.reading.flow import with_marks
from bot.reading.joining import STARTS_NOTHING, between, ends_anyhow
from bot.reading.layout.elements import Area, TextLine
from bot.reading.layout.strips import Strip
from bot.reading.ledes import read_lede
from bot.reading.lines import Line
from bot.reading.roles import Classed, Role, classify, is_bullet
from bot.reading.tokens import Sort, Token
from bot.text.characters import cells, collapse_blanks

_INDENT = 1.2
"""Sizes: so far inside its column a line begins a paragraph."""

_SHORT = 2.5
"""Sizes: a line that ends so far before its column's edge ends its paragraph."""

_SUBHEAD = 24
"""Characters; a longer line is no subhead."""

_BYLINES_AT_TOP = 3
_BYLINES_AT_END = 3
"""Lines at the ends of a body where a byline is looked for."""

_NOISE = {Role.STAFF: "staff", Role.POINTER: "pointer", Role.RULE: "rule"}

_TAIL = 80


@dataclass(frozen=True, slots=True)
class Set:
    """A line as it is set in its column."""

    line: TextLine
    indent: float
    """Sizes from the column's left edge."""
    short: float
    """Sizes that it ends before the column's right edge."""
    subhead: bool
    first: bool
    """Whether a strip begins with it."""


def set_lines(strips: Sequence[Strip], region: Sequence[Strip]) -> list[Set]:
    """The lines of a chain with their places in their columns, which all strips of the region show."""
    found = []
    for strip in strips:
        left, right = _edges(strip, region)
        for line in strip.lines:
            found.append(
                Set(
                    line,
                    (line.area.left - left) / line.size,
                    (right - line.area.right) / line.size,
                    line in strip.subheads,
                    line is strip.lines[0],
                )
            )
    return found


def _edges(strip: Strip, region: Sequence[Strip]) -> tuple[float, float]:
    """Left and right edge of the column that a strip stands in; one of few lines may not show them."""
    area, size = strip.area, strip.lines[0].size
    if len(strip.lines) > 3:
        return area.left, area.right
    same: list[Area] = [
        each.area
        for each in region
        if each.area.left > area.left - 3 * size
        and each.area.right < area.right + 30 * size
        and each.area.across(area) > 0.6 * area.width
        and len(each.lines) > 3
        and abs(each.area.left - area.left) < 3 * size
    ]
    widest = max(
        (each for each in same), key=lambda each: -abs(each.middle[1] - area.middle[1]), default=area
    )
    return min(area.left, widest.left), max(area.right, widest.right)


@dataclass(slots=True)
class _Open:
    token: Token
    text: str
    last: Set


def read_body(cut: Cut, lines: Sequence[Set], numbers: Mapping[TextLine, int]) -> dict[int, str]:
    """Fill a cut with the tokens of its body. Returns the lines that are noise, with the reason."""
    roles = _roles(lines, numbers)
    reader = _Reader(cut, lines, roles, numbers)
    reader.read()
    return reader.noise


def _roles(lines: Sequence[Set], numbers: Mapping[TextLine, int]) -> list[Classed]:
    """The role of each line by its words, as on a page dump."""
    dumped = [
        Line(
            numbers[each.line],
            each.line.text,
            collapse_blanks(each.line.text),
            max(0, round(2 * each.indent)),
            cells(each.line.text),
            1 if each.first and at else 0,
            each.line.doubled,
        )
        for at, each in enumerate(lines)
    ]
    return classify(dumped)


class _Reader:
    def __init__(
        self, cut: Cut, lines: Sequence[Set], roles: Sequence[Classed], numbers: Mapping[TextLine, int]
    ) -> None:
        self.cut = cut
        self.lines = lines
        self.roles = roles
        self.numbers = numbers
        self.noise: dict[int, str] = {}
        self.open: _Open | None = None
        self.words = frozenset(word for line in lines for word in _latin(line.line.text))
        indented = sum(_INDENT <= line.indent <= 5 for line in lines)
        self.indents = indented >= 2 or (indented == 1 and len(lines) <= 6)
        """Whether paragraphs begin with an indent."""
        fonts = [line.line.font for line in lines]
        self.font = max(set(fonts), key=fonts.count) if fonts else ""

    def read(self) -> None:
        for at, (each, role) in enumerate(zip(self.lines, self.roles, strict=True)):
            number = self.numbers[each.line]
            if role.role in _NOISE:
                self.noise[number] = _NOISE[role.role]
            elif self._is_special(at, role):
                self._close()
                self._special(role, number)
            elif each.subhead or self._is_subhead(at):
                self._close()
                self.cut.body.append(_token(Sort.HEADING, each.line, number))
            elif self.open is None or self._starts(each, self.open.last):
                self._close()
                self._start(each, number)
            else:
                self._extend(self.open, each, number)
        self._close()

    # ---------------------------------------------------------------- lines that are no text

    def _is_special(self, at: int, role: Classed) -> bool:
        if role.role in (Role.FROM, Role.TO, Role.SIGNATURE):
            return True
        if role.role not in (Role.BYLINE, Role.NAMES):
            return False
        each = self.lines[at]
        at_edge = at < _BYLINES_AT_TOP or at >= len(self.lines) - _BYLINES_AT_END
        goes_on = self.open is not None and not ends_anyhow(self.open.text)
        return not goes_on and (at_edge or each.line.font != self.font)

    def _special(self, role: Classed, number: int) -> None:
        text = role.line.text
        if role.role in (Role.BYLINE, Role.NAMES):
            token = Token(Sort.BYLINE, text, [number], byline=role.byline)
            self.cut.bylines.append(token)
        elif role.role is Role.SIGNATURE:
            self.cut.signature.append(Token(Sort.SIGNATURE, text, [number]))
        elif role.role is Role.FROM:
            self.cut.mark_from = Token(Sort.FROM, text, [number], page=role.mark.page if role.mark else None)
        else:
            self.cut.mark_to = Token(Sort.TO, text, [number], page=role.mark.page if role.mark else None)

    def _is_subhead(self, at: int) -> bool:
        """Whether a line of the text's size is a subhead: in another type, or centred, between paragraphs."""
        each = self.lines[at]
        text = each.line.text
        if len(text) > _SUBHEAD or text[-1] in "。，、；：,;" or text[0] in STARTS_NOTHING or is_bullet(text):
            return False
        if at + 1 >= len(self.lines) or (self.open is not None and not ends_anyhow(self.open.text)):
            return False
        if read_lede(text) or each.short < 1.0:
            return False
        below = self.lines[at + 1]
        other_type = bool(each.line.font) and each.line.font != self.font and below.line.font == self.font
        centred = each.indent > 1.5 and each.short > 1.5 and abs(each.indent - each.short) < 1.6
        begins = not self.indents or below.indent >= _INDENT or below.first
        flush = self.indents and each.indent < 0.7 and self.open is not None and each.short > _SHORT
        return begins and (other_type or centred or flush)

    # ---------------------------------------------------------------- paragraphs

    def _starts(self, each: Set, above: Set) -> bool:
        """Whether a line begins a paragraph under another."""
        text = each.line.text
        if text[0] in STARTS_NOTHING:
            return False
        if is_bullet(text):
            return True
        ended = ends_anyhow(self.open.text[-_TAIL:]) if self.open else True
        if self.indents:
            if each.indent >= _INDENT:
                return each.indent <= 6 or ended
            return ended and above.short > _SHORT
        return ended and above.short > _SHORT

    def _start(self, each: Set, number: int) -> None:
        token = _token(Sort.PARAGRAPH, each.line, number)
        token.bullet = is_bullet(token.text)
        self.open = _Open(token, token.text, each)

    def _extend(self, paragraph: _Open, each: Set, number: int) -> None:
        text = collapse_blanks(each.line.text)
        paragraph.text += between(paragraph.text[-_TAIL:], text, self.words, paragraph.last.short < 1) + text
        paragraph.token.numbers.append(number)
        paragraph.last = each

    def _close(self) -> None:
        if self.open is None:
            return
        self.open.token.text = self.open.text
        for token in with_marks(self.open.token):
            if token.sort is Sort.FROM:
                self.cut.mark_from = token
            elif token.sort is Sort.TO:
                self.cut.mark_to = token
            else:
                self.cut.body.append(token)
        self.open = None


def _token(sort: Sort, line: TextLine, number: int) -> Token:
    return Token(sort, collapse_blanks(line.text), [number], bold=line.doubled)


def _latin(text: str) -> Iterator[str]:
    word = ""
    for character in text + " ":
        if character.isascii() and character.isalpha():
            word += character
        elif word:
            if len(word) >= 3:
                yield word.casefold()
            word = ""
