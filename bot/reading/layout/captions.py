"""Captions: short texts at a picture that are set otherwise than the columns, or say that they tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from bot.reading.captions import CAPTION_LIMIT
from bot.reading.credits import read_credit
from bot.reading.layout.elements import Area
from bot.reading.layout.measures import Measures
from bot.reading.layout.strips import Strip
from bot.reading.ledes import read_lede

_LINES = 8
_TELLS = re.compile(r"^[▲▼◀▶△←→↑↓■●]|^(?:图为|图片为|图一|图①|[（(][左右上下]?图)")
_SMALLER = 0.95
"""Ratio to the text's size under which a text at a picture is its caption."""

_REACH = 2.8
"""Pitches between a picture and its caption; a headline of theirs may stand between."""

_SURE = 1.5
"""The weight of evidence that makes a caption."""


def captions_among(
    strips: Sequence[Strip], pictures: Sequence[Area], measures: Measures
) -> dict[Strip, Area]:
    """The strips that are captions, each with its picture."""
    column = median(strip.area.width for strip in strips) if strips else 0.0
    found: dict[Strip, Area] = {}
    for strip in strips:
        text = strip.text
        if len(strip.lines) > _LINES or len(text) > CAPTION_LIMIT or read_lede(text):
            continue
        picture = _nearest(strip.area, pictures, measures)
        if picture is not None and _weight(strip, text, picture, strips, column, measures) >= _SURE:
            found[strip] = picture
    return found


def _nearest(area: Area, pictures: Sequence[Area], measures: Measures) -> Area | None:
    """The picture that a text stands under, beside, over or on."""
    near = [
        (distance, at)
        for at, picture in enumerate(pictures)
        if (distance := _distance(area, picture)) is not None and distance <= _REACH * measures.pitch
    ]
    return pictures[min(near)[1]] if near else None


def _distance(area: Area, picture: Area) -> float | None:
    if picture.across(area) > 0.5 * area.width:
        return max(0.0, -picture.down(area))
    if picture.down(area) > 0.6 * area.height:
        return max(0.0, -picture.across(area))
    return None


def _weight(
    strip: Strip, text: str, picture: Area, strips: Sequence[Strip], column: float, measures: Measures
) -> float:
    area = strip.area
    weight = 0.0
    if _TELLS.match(text):
        weight += 1.5
    if (credit := read_credit(text)) is not None:
        weight += 2.0 if credit.byline.authors else 1.0
    if strip.lines[0].size < _SMALLER * measures.size:
        weight += 1.0
    if measures.font and all(line.font != measures.font for line in strip.lines):
        weight += 1.0
    if max(line.area.width for line in strip.lines) > 1.25 * column and area.width <= 1.05 * picture.width:
        weight += 1.0
    if not any(_directly_under(area, other.area, measures) for other in strips if other is not strip):
        weight += 0.5
    return weight


def _directly_under(area: Area, other: Area, measures: Measures) -> bool:
    return other.across(area) > 0.5 * area.width and -0.5 < (other.top - area.bottom) / measures.pitch < 2.0
