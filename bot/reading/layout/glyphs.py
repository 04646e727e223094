"""Glyphs to lines: doubled ones dropped, rows and vertical rows found, gutters of columns left apart."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from bot.reading.layout.elements import Area, Glyph, TextLine, around
from bot.text.characters import is_han

_SAME_PLACE = 0.35
"""Sizes: a glyph that stands so near to an equal one is the same, printed twice."""

_BASE = 0.3
"""Sizes by which the glyphs of a row may stand higher or lower."""

_SIZES = 1.35
"""Ratio of the sizes that one row may hold."""

_TOUCHING = 0.5
"""Sizes: glyphs with a lesser gap are one piece of a row."""

_BLANK = 0.75
_WORD_GAP = 2.4
"""Sizes: the narrowest and widest gap that is a blank, as between two names; a narrower one justifies."""

_LONE_GAP = 1.1
"""Sizes: the widest gap that is a blank though nothing above or below runs across it."""

_NARROW_BLANK = 0.2
"""Sizes by which a gap is wider than the others of its line, where it is a blank that was not printed."""

_SPACED_OUT = 2.6
"""Sizes: the widest gap in a headline that is letter-spaced."""

_STACKED = 3
"""Glyphs that make a vertical row."""

DOUBTFUL = 0.8
"""Confidence under which a character is shown to an editor."""


def lines_of(glyphs: Sequence[Glyph]) -> tuple[TextLine, ...]:
    """Put the glyphs of a page together to lines, from top to bottom. Takes about linear time."""
    single, doubled = _single(glyphs)
    vertical, rest = _vertical_rows(single)
    pieces = _closed(_spaced_out(_pieces(rest)))
    lines = [_line(piece, doubled) for piece in pieces]
    lines += [_line(_Piece(row), doubled, vertical=True) for row in vertical]
    found = (line for line in lines if line is not None)
    return tuple(sorted(found, key=lambda line: (line.area.top, line.area.left)))


@dataclass(slots=True)
class _Piece:
    """Glyphs of a row that touch, from left to right. A blank stands for a gap that parts words."""

    glyphs: list[Glyph]
    blanks: set[int] = field(default_factory=set)
    """The indexes of the glyphs that have a blank before them."""

    @property
    def left(self) -> float:
        return self.glyphs[0].area.left

    @property
    def right(self) -> float:
        return self.glyphs[-1].area.right

    @property
    def base(self) -> float:
        return self.glyphs[0].area.bottom

    @property
    def size(self) -> float:
        return median(glyph.size for glyph in self.glyphs)


# ------------------------------------------------------------------------------------- doubled


def _single(glyphs: Iterable[Glyph]) -> tuple[list[Glyph], frozenset[Glyph]]:
    """The glyphs without those that stand on an equal one, and those that had such a double."""
    kept: defaultdict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    doubled: set[Glyph] = set()
    result: list[Glyph] = []
    for glyph in glyphs:
        if glyph.size <= 0:
            continue
        step = glyph.size * _SAME_PLACE
        across, down = int(glyph.area.left / step), int(glyph.area.top / step)
        near = (
            other
            for x in (across - 1, across, across + 1)
            for y in (down - 1, down, down + 1)
            for other in kept.get((glyph.character, x, y), ())
        )
        same = next((other for other in near if _on(other, glyph)), None)
        if same is not None:
            doubled.add(same)
            continue
        kept[glyph.character, across, down].append(glyph)
        result.append(glyph)
    return result, frozenset(doubled)


def _on(one: Glyph, other: Glyph) -> bool:
    reach = one.size * _SAME_PLACE
    return (
        abs(one.size - other.size) < 0.1 * one.size
        and abs(one.area.left - other.area.left) < reach
        and abs(one.area.top - other.area.top) < reach
    )


# ------------------------------------------------------------------------------------- vertical rows


def _vertical_rows(glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Rows of glyphs that stand under each other with nothing beside them, and all other glyphs."""
    stacks = [stack for stack in _stacks(glyphs) if len(stack) >= _STACKED and _is_words(stack)]
    beside = _Beside(glyphs)
    rows = [stack for stack in stacks if beside.is_apart(stack)]
    taken = {id(glyph) for row in rows for glyph in row}
    return rows, [glyph for glyph in glyphs if id(glyph) not in taken]


def _is_words(stack: Sequence[Glyph]) -> bool:
    return sum(is_han(glyph.character) for glyph in stack) * 2 > len(stack)


def _stacks(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs of one size whose centres stand under each other, with less than a glyph between them."""
    by_column: defaultdict[int, list[list[Glyph]]] = defaultdict(list)
    for glyph in sorted(glyphs, key=lambda each: each.area.top):
        if glyph.character.isspace():
            continue
        step = glyph.size
        column = int(glyph.area.middle[0] / step)
        for stack in (each for at in (column - 1, column, column + 1) for each in by_column[at]):
            last = stack[-1]
            pitch = glyph.area.top - last.area.top
            if (
                abs(last.size - glyph.size) < 0.06 * step
                and abs(last.area.middle[0] - glyph.area.middle[0]) < 0.3 * step
                and 0.8 * step < pitch < 1.9 * step
            ):
                stack.append(glyph)
                break
        else:
            by_column[column].append([glyph])
    for stacks in by_column.values():
        yield from stacks


class _Beside:
    """Knows what stands beside a glyph."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._by_size: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for glyph in glyphs:
            if not glyph.character.isspace():
                self._by_size[self._row(glyph.area.bottom)].append((glyph.area.left, glyph.area.right))
        for row in self._by_size.values():
            row.sort()

    @staticmethod
    def _row(base: float) -> int:
        return round(base / 2)

    def is_apart(self, stack: Sequence[Glyph]) -> bool:
        """Whether its glyphs stand nearer to those above and below them than to those beside them.

        The rows of a text stand under each other as well; there the glyphs beside are the nearer ones.
        """
        pitch = median(b.area.top - a.area.top for a, b in itertools.pairwise(stack))
        near = max(pitch - stack[0].size, 0.12 * stack[0].size)
        crowded = sum(self._has_neighbour(glyph, near) for glyph in stack)
        return crowded * 4 < len(stack)

    def _has_neighbour(self, glyph: Glyph, near: float) -> bool:
        row = self._row(glyph.area.bottom)
        for at in (row - 1, row, row + 1):
            spans = self._by_size.get(at, ())
            place = bisect_left(spans, (glyph.area.left, 0.0))
            for left, right in spans[max(0, place - 2) : place + 3]:
                if left == glyph.area.left and right == glyph.area.right:
                    continue
                gap = max(left - glyph.area.right, glyph.area.left - right)
                if gap < min(near + 0.05 * glyph.size, _TOUCHING * glyph.size):
                    return True
        return False


# ------------------------------------------------------------------------------------- rows


def _pieces(glyphs: Iterable[Glyph]) -> list[_Piece]:
    """Runs of glyphs on one base without a gap between them; none begins with a blank."""
    open_pieces: defaultdict[int, list[_Piece]] = defaultdict(list)
    pieces: list[_Piece] = []
    for glyph in sorted(glyphs, key=lambda each: each.area.left):
        step = 4.0
        row = int(glyph.area.bottom / step)
        reach = 1 + int(glyph.size * _BASE / step)
        best = min(
            (
                piece
                for at in range(row - reach, row + reach + 1)
                for piece in open_pieces.get(at, ())
                if _touches(piece, glyph)
            ),
            key=lambda piece: abs(piece.base - glyph.area.bottom),
            default=None,
        )
        if best is None:
            if glyph.character.isspace():
                continue
            best = _Piece([])
            pieces.append(best)
            open_pieces[row].append(best)
        best.glyphs.append(glyph)
    return pieces


def _touches(piece: _Piece, glyph: Glyph) -> bool:
    last = piece.glyphs[-1]
    size = max(last.size, glyph.size)
    gap = glyph.area.left - last.area.right
    return (
        -0.6 * size < gap < _TOUCHING * size
        and abs(piece.base - glyph.area.bottom) < _BASE * size
        and size < _SIZES * min(last.size, glyph.size)
    )


def _rows(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Pieces on one base and of one size, from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda each: (each.base, each.left)):
        for row in reversed(rows[-12:]):
            if abs(row[0].base - piece.base) < 0.3 * piece.size and _alike(row[0].size, piece.size):
                row.append(piece)
                break
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def _alike(one: float, other: float) -> bool:
    return max(one, other) < 1.12 * min(one, other)


def _spaced_out(pieces: list[_Piece]) -> list[_Piece]:
    """Put letter-spaced headlines together: single glyphs in a row at one distance."""
    result: list[_Piece] = []
    for row in _rows(pieces):
        at = 0
        while at < len(row):
            end = _end_of_run(row, at)
            result.append(_Piece([glyph for piece in row[at:end] for glyph in piece.glyphs]))
            at = end
    return result


def _end_of_run(row: Sequence[_Piece], at: int) -> int:
    """Where the run of single glyphs at one distance ends that begins here; a run has three and more."""
    end = at + 1
    while end < len(row) and len(row[end].glyphs) == 1 and len(row[at].glyphs) == 1:
        gap = row[end].left - row[end - 1].right
        first = row[at + 1].left - row[at].right
        if gap > _SPACED_OUT * row[at].size or abs(gap - first) > 0.25 * row[at].size:
            break
        end += 1
    return end if end - at >= 3 else at + 1


def _closed(pieces: list[_Piece]) -> list[_Piece]:
    """Put the pieces of a row together that only a blank parts; a gap that is a gutter stays."""
    rows = _rows(pieces)
    gaps = _Gaps(rows)
    result: list[_Piece] = []
    for row in rows:
        line = row[0]
        for piece in row[1:]:
            gap = piece.left - line.right
            if gap < _WORD_GAP * line.size and not gaps.is_gutter(line.right, piece.left, line):
                blanks = line.blanks | ({len(line.glyphs)} if gap >= _BLANK * line.size else set())
                line = _Piece(line.glyphs + piece.glyphs, blanks)
            else:
                result.append(line)
                line = piece
        result.append(line)
    return result


class _Gaps:
    """The gaps between the pieces of all rows: one that comes again in the rows beside it is a gutter."""

    def __init__(self, rows: Sequence[Sequence[_Piece]]) -> None:
        self._gaps = sorted(
            (row[0].base, above.right, below.left) for row in rows for above, below in itertools.pairwise(row)
        )
        self._rows = sorted((row[0].base, piece.left, piece.right) for row in rows for piece in row)

    def is_gutter(self, left: float, right: float, piece: _Piece) -> bool:
        """Whether the rows above and below leave the same place empty."""
        size = piece.size
        again = blocked = 0
        for base, other_left, other_right in self._near(self._gaps, piece.base, 3.2 * size):
            if base != piece.base and min(right, other_right) - max(left, other_left) > 0.4 * size:
                again += 1
        for base, start, end in self._near(self._rows, piece.base, 2.4 * size):
            if base != piece.base and start < left - 0.3 * size and end > right + 0.3 * size:
                blocked += 1
        return again > 0 or (not blocked and right - left > _LONE_GAP * size)

    @staticmethod
    def _near(
        rows: Sequence[tuple[float, float, float]], base: float, reach: float
    ) -> Sequence[tuple[float, float, float]]:
        start = bisect_left(rows, (base - reach, 0.0, 0.0))
        return rows[start : bisect_left(rows, (base + reach, 0.0, 0.0))]


# ------------------------------------------------------------------------------------- lines


def _line(piece: _Piece, doubled: frozenset[Glyph], vertical: bool = False) -> TextLine | None:
    characters: list[str] = []
    doubtful: list[int] = []
    printed = [glyph for glyph in piece.glyphs if glyph.character.strip()]
    if not printed:
        return None
    blanks = piece.blanks | _narrow_blanks(piece.glyphs)
    for index, glyph in enumerate(piece.glyphs):
        if index in blanks:
            characters.append(" ")
        if glyph.confidence < DOUBTFUL and glyph.character.strip():
            doubtful.append(sum(map(len, characters)))
        characters.append(glyph.character if glyph.character.strip() else " ")
    text = "".join(characters)
    lead = len(text) - len(text.lstrip())
    fonts = Counter(glyph.font for glyph in printed)
    return TextLine(
        text=text.strip(),
        area=around(glyph.area for glyph in printed),
        size=median(glyph.size for glyph in printed),
        font=fonts.most_common(1)[0][0],
        vertical=vertical,
        doubled=2 * sum(glyph in doubled for glyph in printed) > len(printed),
        doubtful=tuple(index - lead for index in doubtful),
    )


def _narrow_blanks(glyphs: Sequence[Glyph]) -> set[int]:
    """Where a gap is wider than the others of its line: some programs move on instead of printing a blank."""
    gaps = [after.area.left - before.area.right for before, after in itertools.pairwise(glyphs)]
    if len(gaps) < 2:
        return set()
    usual = median(gaps)
    return {
        at
        for at, gap in enumerate(gaps, 1)
        if gap - usual > _NARROW_BLANK * glyphs[at].size
        and glyphs[at - 1].character.isalnum()
        and glyphs[at].character.isalnum()
    }


def bounds(lines: Iterable[TextLine]) -> Area:
    """The area that lines cover together."""
    return around(line.area for line in lines)
