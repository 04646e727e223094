"""Reading order: what comes before each strip, as an assignment of least cost.

Every strip goes on from another strip, begins under a headline, or begins without one; each strip and each
headline is gone on from once. Where the place on the page leaves several ways open (a text that runs on
beside its headline, a picture across the columns), the words decide: a sentence that breaks off goes on
without an indent. The least total is found by the Hungarian method (Kuhn, 1955).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from bot.reading.continuation import to_mark
from bot.reading.credits import read_end_names
from bot.reading.joining import STARTS_NOTHING, ends_anyhow
from bot.reading.layout.elements import Area
from bot.reading.layout.governing import Region, governors
from bot.reading.layout.heads import Head
from bot.reading.layout.strips import Strip

_NEVER = 1e6

_UNHEADED = 3.0
"""What it costs that a text has no headline."""

_FOREIGN = 5.0
"""What it costs to go on under another headline."""

_UNUSED_HEAD = 2.5
"""What it costs that a headline has no text."""

_ROUNDS = 12
"""Times that an order is sought again after a circle in it was forbidden."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A headline, where there is one, and its strips in reading order."""

    head: Head | None
    strips: tuple[Strip, ...]


def chains_of(region: Region) -> list[Chain]:
    """Put the strips of a region in order under its headlines. A headline without text has an empty chain."""
    strips, heads = list(region.strips), list(region.heads)
    before = _before(strips, heads, region) if strips else {}
    after = {previous: strip for strip, previous in before.items() if isinstance(previous, Strip)}
    starts: list[tuple[Head | None, Strip]] = []
    for strip in strips:
        previous = before[strip]
        if not isinstance(previous, Strip):
            starts.append((previous, strip))
    chains = [Chain(head, _run(strip, after)) for head, strip in starts]
    headed = {chain.head for chain in chains}
    return chains + [Chain(head, ()) for head in heads if head not in headed]


def _run(strip: Strip, after: dict[Strip, Strip]) -> tuple[Strip, ...]:
    run = [strip]
    while (following := after.get(run[-1])) is not None:
        run.append(following)
    return tuple(run)


def _before(strips: list[Strip], heads: list[Head], region: Region) -> dict[Strip, Strip | Head | None]:
    """What comes before each strip."""
    costs = _costs(strips, heads, region)
    for _ in range(_ROUNDS):
        rows, columns = linear_sum_assignment(costs)
        chosen = dict(zip(rows.tolist(), columns.tolist(), strict=True))
        circle = _circle(chosen, len(strips), len(heads))
        if circle is None:
            break
        dearest = max(circle, key=lambda row: costs[row, chosen[row]])
        costs[dearest, chosen[dearest]] = _NEVER
    result: dict[Strip, Strip | Head | None] = {}
    for row, column in chosen.items():
        if column < len(heads):
            result[strips[row]] = heads[column]
        elif column < len(heads) + len(strips) and costs[row, column] < _NEVER:
            result[strips[row]] = strips[column - len(heads)]
        else:
            result[strips[row]] = None
    return result


def _circle(chosen: dict[int, int], strips: int, heads: int) -> list[int] | None:
    """Strips that go on from each other in a circle, if there are any."""
    for start in chosen:
        path = [start]
        while heads <= (column := chosen[path[-1]]) < heads + strips:
            at = column - heads
            if at in path:
                return path[path.index(at) :]
            path.append(at)
    return None


def _costs(strips: list[Strip], heads: list[Head], region: Region) -> np.ndarray:
    """Rows: strips. Columns: headlines, strips to go on from, and nothing, once for each strip."""
    governed = governors(region)
    geometry = _Geometry(strips, governed, region)
    costs = np.full((len(strips), len(heads) + 2 * len(strips)), _NEVER)
    for row, strip in enumerate(strips):
        for column, head in enumerate(heads):
            costs[row, column] = geometry.begins(head, row) - _UNUSED_HEAD
        for other in range(len(strips)):
            if other != row:
                way = geometry.goes_on(other, row)
                if way < _NEVER:
                    costs[row, len(heads) + other] = way + _flow(strips[other], strip, region)
        costs[row, len(heads) + len(strips) + row] = _UNHEADED
    return costs


class _Geometry:
    """What the places of strips say."""

    def __init__(self, strips: Sequence[Strip], governed: dict[Strip, Head], region: Region) -> None:
        self._areas = [strip.area for strip in strips]
        self._heads = [governed.get(strip) for strip in strips]
        self._region = region
        self._pitch = region.measures.pitch

    def begins(self, head: Head, at: int) -> float:
        """The cost of beginning a headline's text with a strip."""
        if self._heads[at] is not head:
            return _NEVER
        area = self._areas[at]
        earlier = sum(
            1
            for other, owner in zip(self._areas, self._heads, strict=True)
            if owner is head and other is not area and _is_earlier(other, area)
        )
        return 0.8 * earlier

    def goes_on(self, at: int, then: int) -> float:
        """The cost of going on from one strip with another."""
        here, there = self._areas[at], self._areas[then]
        same = self._heads[at] is self._heads[then]
        known = self._heads[then] is not None
        slack = 0.5 * self._pitch
        if here.across(there) > 0.5 * min(here.width, there.width):
            return self._down(at, then, same) if there.top >= here.bottom - slack else _NEVER
        owner = (0.0 if known else 0.5) if same else _FOREIGN if known else 0.9
        if there.left >= here.right - self._pitch:
            return self._right(at, then) + owner
        if there.top >= here.bottom - slack and there.right <= here.left + self._pitch:
            return 1.5 + owner + (0.0 if same else 1.0) + self._parted(here, there)
        return _NEVER

    def _down(self, at: int, then: int, same: bool) -> float:
        here, there = self._areas[at], self._areas[then]
        gap = Area(max(here.left, there.left), here.bottom, min(here.right, there.right), there.top)
        white = gap.height - sum(
            max(0.0, each.down(gap)) for each in self._region.obstacles if each.across(gap) > 0.5 * gap.width
        )
        skipped = sum(
            1
            for each in self._areas
            if each.across(gap) > 0.5 * gap.width and gap.top <= each.middle[1] <= gap.bottom
        )
        headed = any(
            each.area.across(gap) > 0.3 * gap.width and gap.top <= each.area.middle[1] <= gap.bottom
            for each in self._region.heads
        )
        cost = 0.3 + min(2.0, max(0.0, white / self._pitch - 1.5) * 0.3) + 3.0 * skipped + 4.0 * headed
        owner = 0.0 if same else _FOREIGN if self._heads[then] is not None else 0.5
        return cost + self._parted(here, there) + owner

    def _right(self, at: int, then: int) -> float:
        here, there = self._areas[at], self._areas[then]
        skipped = sum(
            1
            for each in self._areas
            if each.left >= here.right - self._pitch
            and each.right <= there.left + self._pitch
            and (each.down(here) > 0 or each.down(there) > 0)
        )
        lower = any(
            each.across(here) > 0.5 * here.width and each.top >= here.bottom - 1 and owner is self._heads[at]
            for each, owner in zip(self._areas, self._heads, strict=True)
            if self._heads[at] is not None
        )
        higher = any(
            each.across(there) > 0.5 * there.width
            and each.bottom <= there.top + 1
            and owner is self._heads[then]
            for each, owner in zip(self._areas, self._heads, strict=True)
            if self._heads[then] is not None
        )
        below = there.top > here.bottom
        far = there.left - here.right > 4 * self._pitch
        return (
            0.5
            + 1.5 * min(skipped, 2)
            + 1.2 * lower
            + 1.2 * higher
            + 1.5 * below
            + 0.5 * far
            + self._parted(here, there)
        )

    def _parted(self, here: Area, there: Area) -> float:
        """What the rules across the page that run between two areas cost."""
        upper, lower = sorted((here, there), key=lambda each: each.middle[1])
        for rule in self._region.rules:
            if rule.height > rule.width:
                continue
            between = upper.bottom - 1 <= rule.middle[1] <= lower.top + 1
            if between and (rule.across(upper) > 0.5 * upper.width or rule.across(lower) > 0.5 * lower.width):
                return 3.0
        return 0.0


def _is_earlier(one: Area, other: Area) -> bool:
    """Whether the first of two strips under one headline is read first: further left, or higher."""
    if one.across(other) > 0.5 * min(one.width, other.width):
        return one.top < other.top
    return one.left < other.left and one.top < other.bottom


def _flow(above: Strip, below: Strip, region: Region) -> float:
    """How ill the words of a strip go on in another, from -1 to 3."""
    size = region.measures.size
    last, first = above.lines[-1], below.lines[0]
    tail = last.text[-40:]
    if to_mark(tail) or read_end_names(last.text):
        return 2.5
    full = last.area.right >= above.area.right - 1.2 * size
    indented = len(below.lines) > 1 and first.area.left - below.area.left > 1.2 * size
    if first.text[0] in STARTS_NOTHING:
        return -0.8 if full and not ends_anyhow(tail) else 1.0
    if not ends_anyhow(tail):
        return 1.5 if indented else -0.8 if full else 0.5
    if full:
        return 0.0
    return -0.3 if indented else 0.8
