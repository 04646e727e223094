"""A dump as lines: each with its number, its indent and its mended text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.model import Repair
from bot.reading.repairs import closed, single, without_stray
from bot.text.characters import cells, collapse_blanks

MEASURED = 400
"""Characters of a line that count for its width: no column is as wide."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    number: int
    """From 1."""
    raw: str
    text: str
    """Mended, without blanks at its ends."""
    indent: int
    """In cells."""
    width: int
    """Of what is printed, in cells, before blanks were closed."""
    gap: int
    """Blank lines above."""
    bold: bool = False
    """Whether its glyphs were doubled."""
    count: int = 1
    """The lines of the dump that it stands for."""

    @property
    def numbers(self) -> list[int]:
        """The numbers of these."""
        return [*range(self.number, self.number + self.count)]


def read_lines(text: str) -> tuple[list[Line], list[Repair]]:
    """Return the lines that are not blank, and every repair that was made on the way."""
    lines: list[Line] = []
    repairs: list[Repair] = []
    gap = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw:
            gap += 1
            continue
        mended = raw.rstrip("\r\f\v")
        bold = False
        for what, result in _mending(mended):
            if result != mended:
                repairs.append(Repair(number, mended, result, what))
                bold = bold or what == "doubled"
                mended = result
        body = mended.strip()
        if not body:
            gap += 1
            continue
        indent = cells(raw[: len(raw) - len(raw.lstrip())].expandtabs(4)) if raw[0].isspace() else 0
        width = cells(body[:MEASURED])
        lines.append(Line(number, raw, collapse_blanks(body), indent, width, gap, bold))
        gap = 0
    return lines, repairs


def _mending(line: str) -> Iterator[tuple[Literal["control", "doubled", "spaced"], str]]:
    """The line after each repair. Bold type may be letter-spaced too: repairs go on until nothing changes."""
    mended = without_stray(line)
    yield "control", mended
    before = None
    while mended != before:
        before = mended
        mended = single(mended)
        yield "doubled", mended
        mended = closed(mended)
        yield "spaced", mended
