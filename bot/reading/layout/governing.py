"""Which headline a strip stands under: the nearest above it, or the vertical one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from bot.reading.layout.elements import Area
from bot.reading.layout.heads import Head
from bot.reading.layout.measures import Measures
from bot.reading.layout.strips import Strip

_COVERS = 0.25
"""Of a strip's width, that a headline over it covers at least."""

_CARRIED = 0.8
"""Of a strip's width, that the white beside a headline over it covers at least."""

_FILLS = 0.25
"""Of a strip's width, that a picture covers at least which fills the white above it."""

_CLOSES = 0.6
"""Of a strip's width, that a rule across the page covers which parts it from what is above."""

_REACH = 5.0
"""Pitches of white between a headline and its text."""

_GAP = 3.0
"""Pitches of white between two strips of one column under one headline."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that is read by itself: the page without its frames, or a frame."""

    heads: Sequence[Head]
    strips: Sequence[Strip]
    obstacles: Sequence[Area]
    """Pictures, and frames that are read by themselves."""
    rules: Sequence[Area]
    measures: Measures


def governors(region: Region) -> dict[Strip, Head]:
    """The headline of each strip, as far as one can be seen above or beside it."""
    found: dict[Strip, Head | None] = {}
    widths = {head: _territory(head, region) for head in region.heads if not head.vertical}
    for strip in sorted(region.strips, key=lambda each: each.area.top):
        found[strip] = _above(strip, region, found, widths)
    for head in region.heads:
        if head.vertical or not any(each is head for each in found.values()):
            _govern_beside(head, region, found)
    return {strip: head for strip, head in found.items() if head is not None}


def _territory(head: Head, region: Region) -> Area:
    """A headline with the white on both sides of it: a centred one does not reach over all of its columns."""
    area, size = head.area, region.measures.size
    level = Area(area.left, area.top + 0.15 * area.height, area.right, area.bottom - 0.15 * area.height)
    left, right = -inf, inf
    others = [
        *(each.area for each in region.heads if each is not head),
        *(each.area for each in region.strips),
        *region.obstacles,
        *(rule for rule in region.rules if rule.height > rule.width),
    ]
    for other in others:
        if other.down(level) <= 0:
            continue
        if other.right <= area.left + size:
            left = max(left, other.right)
        elif other.left >= area.right - size:
            right = min(right, other.left)
    return Area(left, area.top, right, area.bottom)


def _heads_over(area: Area, region: Region, widths: dict[Head, Area]) -> list[Head]:
    """The headlines over an area: those that reach over it, and those that only their white carries there
    while no other stands on the same level."""
    reaching = [
        head for head in widths if head.area.across(area) > _COVERS * min(area.width, head.area.width)
    ]
    carried = [
        head
        for head, width in widths.items()
        if head not in reaching and width.across(area) > _CARRIED * area.width
    ]
    for head in sorted(carried, key=lambda each: -each.area.across(area)):
        if not any(other.area.down(head.area) > 0 for other in reaching):
            reaching.append(head)
    return reaching


def _above(
    strip: Strip, region: Region, found: dict[Strip, Head | None], widths: dict[Head, Area]
) -> Head | None:
    area, pitch = strip.area, region.measures.pitch
    over: list[tuple[float, Head | Strip | Area | None]] = [
        (head.area.bottom, head) for head in _heads_over(area, region, widths)
    ]
    for other in region.strips:
        if other is not strip and other.area.across(area) > 0.5 * min(area.width, other.area.width):
            over.append((other.area.bottom, other))
    for obstacle in region.obstacles:
        if obstacle.across(area) > _FILLS * area.width:
            over.append((obstacle.bottom, obstacle))
    for rule in region.rules:
        if rule.width > rule.height and rule.across(area) > _CLOSES * area.width:
            over.append((rule.bottom, None))
    over = [each for each in over if each[0] <= area.top + 0.4 * region.measures.size]
    white_from = area.top
    white = 0.0
    ruled: float | None = None
    for bottom, thing in sorted(over, key=lambda each: -each[0]):
        white += max(0.0, white_from - bottom)
        white_from = min(white_from, bottom)
        if thing is None:
            ruled = bottom
        elif isinstance(thing, Area):
            white_from = min(white_from, thing.top)
        elif isinstance(thing, Head):
            near = white <= _REACH * pitch if ruled is None else ruled - bottom <= 1.5 * pitch
            return thing if near else None
        else:
            return found.get(thing) if white <= _GAP * pitch and ruled is None else None
    return None


def _govern_beside(head: Head, region: Region, found: dict[Strip, Head | None]) -> None:
    """Give a headline that has no text under it the strips beside it that have no headline over them."""
    pitch = region.measures.pitch
    free = [
        strip
        for strip in region.strips
        if found.get(strip) is None
        and head.area.down(strip.area) > 0.4 * min(head.area.height, strip.area.height)
    ]
    for direction in (1, -1):
        edge = head.area.right if direction > 0 else head.area.left
        for strip in sorted(free, key=lambda each: direction * each.area.left):
            near = strip.area.left - edge if direction > 0 else edge - strip.area.right
            if -pitch <= near <= 3 * pitch and not _ruled_off(head.area, strip.area, region.rules):
                found[strip] = head
                edge = max(edge, strip.area.right) if direction > 0 else min(edge, strip.area.left)


def _ruled_off(head: Area, strip: Area, rules: Sequence[Area]) -> bool:
    left, right = sorted((head, strip), key=lambda each: each.left)
    return any(
        rule.height > rule.width
        and left.right - 1 <= rule.middle[0] <= right.left + 1
        and rule.down(head) > 0.6 * head.height
        for rule in rules
    )
