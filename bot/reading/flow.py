"""Lines to tokens: heading lines, whole paragraphs, marks and bylines, in the order of the dump.

Dumps come in two manners, often on one page. In columns every line is as wide as its column, and a
paragraph is known by its indent or by a short last line; a column break shows as a blank line in
mid-sentence. In the manner of the web a line is a paragraph and a blank line parts two, and a column break
cuts one paragraph into two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.bylines import Byline
from bot.reading.continuation import from_mark, to_mark
from bot.reading.credits import read_credit, read_end_names
from bot.reading.heading_lines import count_headings, looks_like_heading, tops_text
from bot.reading.joining import STARTS_NOTHING, between, ends_anyhow, ends_sentence, tidy
from bot.reading.ledes import read_lede
from bot.reading.lines import Line
from bot.reading.roles import Classed, Role, is_bullet
from bot.reading.tokens import Sort, Token
from bot.reading.typesetting import WEB_LINE, Layout, column_width, is_body, part_columns

_NOISE = {
    Role.MASTHEAD: "masthead",
    Role.STAFF: "staff",
    Role.POINTER: "pointer",
    Role.SERVICE: "service",
    Role.RULE: "rule",
}

_SORTS = {
    Role.BYLINE: Sort.BYLINE,
    Role.NAMES: Sort.BYLINE,
    Role.FROM: Sort.FROM,
    Role.TO: Sort.TO,
    Role.SIGNATURE: Sort.SIGNATURE,
    Role.WRITER: Sort.SIGNATURE,
    Role.BOX_TITLE: Sort.BOX,
}

_MARKED = re.compile(r"^[■▲▼◀▶△►◄←→↑↓]\s*\S")
"""The signs by which captions point at their pictures."""

_TAIL = 80
"""Characters of an open paragraph that say how it ends."""

_ASIDE_LIMIT = 160
_ASIDE_LINES = 8
"""Characters and lines of a caption; longer ones are told later, from what is around them."""


def read_tokens(classed: Sequence[Classed]) -> list[Token]:
    """Return the tokens of a page, noise included; every line is in one of them."""
    return [part for token in _Flow(classed).read() for part in with_marks(token)]


@dataclass(slots=True)
class _Open:
    """The paragraph that may go on: its lines so far, and how it was set."""

    token: Token
    pieces: list[str]
    tail: str
    line: Line
    """The last one."""
    column: int
    """The width of its column in cells, 0 for a line of the web."""

    def is_cut(self) -> bool:
        """Whether it breaks off in mid-sentence."""
        return not ends_anyhow(self.tail) and read_credit(self.tail) is None

    def is_verse(self) -> bool:
        """Whether lines stand under each other without a sign between them: they end where they like."""
        return len(self.token.numbers) > 3 and not any(sign in self.tail for sign in "，。、；")

    def is_full(self, room: int) -> bool:
        """Whether its last line fills the column, but for so many cells; lines of the web always do."""
        return self.column == 0 or self.line.width + self.line.indent >= self.column - room


class _Flow:
    """Reads lines once, from top to bottom, and keeps the paragraph that may go on."""

    def __init__(self, classed: Sequence[Classed]) -> None:
        self.classed = classed
        self.tokens: list[Token] = []
        self.open: _Open | None = None
        self.cut_in_a_row = 0
        """Paragraphs without a stop, one under the other: they are a list, not one cut paragraph."""
        self.layout = Layout([item.line for item in classed if item.role is Role.TEXT])

    def read(self) -> list[Token]:
        index = 0
        while index < len(self.classed):
            item = self.classed[index]
            if item.role is not Role.TEXT:
                self._special(item)
                index += 1
                continue
            end = index + 1
            while end < len(self.classed) and self._same_run(end):
                end += 1
            self._run([each.line for each in self.classed[index:end]], self._next(end))
            index = end
        self._close()
        return self.tokens

    def _same_run(self, index: int) -> bool:
        item = self.classed[index]
        return item.role is Role.TEXT and item.line.gap == 0

    def _next(self, index: int) -> Classed | None:
        """What comes next in the columns: captions and mastheads stand between."""
        for item in self.classed[index : index + 4]:
            if item.role not in _NOISE and not (item.role is Role.TEXT and _is_aside(item.line.text)):
                return item
        return None

    def _special(self, item: Classed) -> None:
        line, role = item.line, item.role
        if role in _NOISE:
            self.tokens.append(Token(Sort.NOISE, line.text, line.numbers, line.gap, reason=_NOISE[role]))
            return
        self._close()
        above = self.tokens[-1] if self.tokens else None
        if role is Role.NAMES and above is not None and above.sort is Sort.BYLINE:
            _add_names(above, item)
            return
        if role is Role.SIGNATURE and above is not None and above.sort is Sort.SIGNATURE:
            above.text += " " + line.text
            above.numbers += line.numbers
            return
        token = _token(_SORTS[role], line)
        token.byline, token.page = item.byline, item.mark.page if item.mark else None
        self.tokens.append(token)

    # ---------------------------------------------------------------- runs of text

    def _run(self, run: list[Line], after: Classed | None) -> None:
        column = column_width(run)
        if self.layout.parts_lines(run):
            self._line_by_line(run)
        elif self.layout.indents and len(run) > 2 and len(parts := part_columns(run, column)) > 1:
            self._parts(parts, column)
        elif _is_aside("".join(line.text for line in run[:_ASIDE_LINES])) and len(run) <= _ASIDE_LINES:
            self._aside(run)
        elif self.open and self._goes_on(self.open, run, column):
            self._body(run, column, goes_on=True)
        else:
            above = self.tokens[-1].sort if self.tokens else None
            cut_above = self.open is not None and self.open.is_cut()
            headings = count_headings(run, column, self.layout, above, cut_above, after)
            for line in run[:headings]:
                self._close()
                self.tokens.append(_token(Sort.HEADING, line))
            if headings < len(run):
                self._body(run[headings:], column, goes_on=False)

    def _line_by_line(self, run: Sequence[Line]) -> None:
        """Lines each of which is a paragraph or a heading."""
        for line in run:
            if looks_like_heading(line):
                self._close()
                self.tokens.append(_token(Sort.HEADING, line))
            else:
                self._start(line)
                if self.open:
                    self.open.column = 0

    def _parts(self, parts: Sequence[Sequence[Line]], column: int) -> None:
        """Indented paragraphs of a column, with headings among them."""
        for number, part in enumerate(parts):
            on = number == 0 and self.open is not None and self._goes_on(self.open, list(part), column)
            if not on and len(part) == 1 and part[0].indent < 2 and looks_like_heading(part[0]):
                self._close()
                self.tokens.append(_token(Sort.HEADING, part[0]))
            else:
                self._body(list(part), column, goes_on=on)

    def _aside(self, run: list[Line]) -> None:
        """A caption. It may cut a paragraph in two, which then goes on below it."""
        if self.open and not self.open.is_cut():
            self._close()
        token = _token(Sort.PARAGRAPH, run[0])
        token.text = "".join(line.text for line in run)
        token.numbers = [number for line in run for number in line.numbers]
        token.width = column_width(run) if len(run) > 1 else 0
        self.tokens.append(token)

    def _goes_on(self, above: _Open, run: list[Line], column: int) -> bool:
        """Whether the run begins in the middle of the paragraph above it."""
        first = run[0]
        if is_bullet(first.text) or from_mark(first.text) or to_mark(above.tail):
            return False
        if above.token.bullet and first.gap and first.text[0] not in STARTS_NOTHING:
            return False  # the items of a list have no stops
        if first.text[0] in STARTS_NOTHING:
            return True
        flush = self.layout.indents and first.indent < 2
        if above.is_cut():
            if (
                not (above.is_full(4) or flush)
                or (self.layout.indents and not flush)
                or read_lede(first.text)
            ):
                return False
            return self._cut_goes_on(above, run, column)
        if above.column == 0 or not (above.is_full(4) and flush and first.gap <= 1):
            return False
        same = len(run) >= 2 and is_body(run) and abs(column - above.column) <= 4
        return same and not tops_text(run, column)

    def _cut_goes_on(self, above: _Open, run: list[Line], column: int) -> bool:
        first = run[0]
        if above.is_verse():
            return False
        stops = ends_sentence(run[-1].text) or any("。" in line.text for line in run)
        if above.column:
            if not above.is_full(4) and not stops:
                return False
            if len(run) >= 3 or stops:
                return not tops_text(run, column)
            return first.width + first.indent >= above.column - 4
        if self.cut_in_a_row >= 2:
            return False
        return ends_anyhow(first.text) or (len(run) >= 3 and is_body(run))

    # ---------------------------------------------------------------- paragraphs

    def _body(self, run: list[Line], column: int, goes_on: bool) -> None:
        base = min(line.indent for line in run)
        before: Line | None = None
        for line in run:
            starts = not goes_on if before is None else self._starts(line, before, base, column)
            if starts or self.open is None:
                self._start(line)
            else:
                self._extend(self.open, line)
            assert self.open is not None
            if len(run) > 1:
                self.open.column = column if line.width <= WEB_LINE else 0
                self.open.token.width = max(self.open.token.width, column)
            elif line.width > WEB_LINE:
                self.open.column = 0
            before = line

    def _starts(self, line: Line, before: Line, base: int, column: int) -> bool:
        """Whether a line inside a run begins a paragraph."""
        if is_bullet(line.text) or from_mark(line.text):
            return True
        if line.text[0] in STARTS_NOTHING:
            return False
        if line.indent >= base + 2 and line.indent >= before.indent:
            return True
        wide = before.width > WEB_LINE, line.width > WEB_LINE
        if not ends_anyhow(before.text):
            return all(wide)
        printed = before.width + before.indent
        return any(wide) or printed < column * 0.7 or (not self.layout.indents and printed < column - 4)

    def _start(self, line: Line) -> None:
        chained = self.open is not None and self.tokens[-1] is self.open.token and self.open.is_cut()
        self.cut_in_a_row = self.cut_in_a_row + 1 if chained else 1
        column = self.open.column if self.open else 0
        self._close()
        token = _token(Sort.PARAGRAPH, line)
        token.bullet = is_bullet(line.text)
        self.tokens.append(token)
        self.open = _Open(token, [line.text], line.text[-_TAIL:], line, column)

    def _extend(self, paragraph: _Open, line: Line) -> None:
        separator = between(paragraph.tail, line.text, self.layout.words, paragraph.is_full(1))
        paragraph.pieces += (separator, line.text)
        paragraph.tail = (paragraph.tail + separator + line.text[-_TAIL:])[-_TAIL:]
        paragraph.token.numbers += line.numbers
        paragraph.line = line

    def _close(self) -> None:
        if self.open:
            self.open.token.text = "".join(self.open.pieces)
            self.open = None


def _token(sort: Sort, line: Line) -> Token:
    return Token(sort, line.text, line.numbers, line.gap, line.bold, line.indent >= 2)


def _add_names(byline: Token, item: Classed) -> None:
    above, more = byline.byline or Byline(), item.byline or Byline()
    byline.byline = Byline(above.authors + more.authors, above.organisation)
    byline.numbers += item.line.numbers


@lru_cache(maxsize=16)
def _is_aside(text: str) -> bool:
    """Whether a text is a caption. Each line is asked about by those above it too."""
    if len(text) >= _ASIDE_LIMIT or read_lede(text):
        return False
    return _MARKED.match(text) is not None or read_credit(text) is not None


def with_marks(token: Token) -> list[Token]:
    """A paragraph with the continuation marks at its ends set apart, and its lede read."""
    if token.sort is not Sort.PARAGRAPH:
        return [token]
    parts = [token]
    if mark := from_mark(token.text):
        opening = Token(Sort.FROM, token.text[: mark.end], token.numbers[:1], token.gap, page=mark.page)
        parts.insert(0, opening)
        token.text, token.gap = token.text[mark.end :].lstrip(), 0
    if mark := to_mark(token.text):
        parts.append(Token(Sort.TO, token.text[mark.start :], token.numbers[-1:], page=mark.page))
        token.text = token.text[: mark.start].rstrip()
    token.text = tidy(token.text)
    token.lede = read_lede(token.text)
    token.ending = read_end_names(token.text)
    return [part for part in parts if part.text]
