"""What is printed on a scan besides text: rules, frames and pictures, by their ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from bot.reading.layout import Area

_SIDE = 2000
"""Pixels of the longer side of the picture that is looked at."""

_RULE = 0.045
"""Of the page's longer side, that a rule is long at least."""

_THICK = 0.004
"""Of the page's longer side, that a rule is thick at most."""

_PICTURE = 0.03
"""Of the page's longer side, that a picture has on either side."""

_FULL = 0.35
"""Share of ink from which an area is a picture and no text."""

_AROUND = 0.25
"""Of its height: so far around a line its ink may reach."""

Marks = tuple[tuple[Area, ...], tuple[Area, ...], tuple[Area, ...]]


def marks(pixels: Any, texts: Sequence[Area]) -> Marks:
    """The pictures, rules and frames of a scan; `texts` are the areas of its lines."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    if scale < 1.0:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 12)
    side = max(grey.shape)
    texts = [each.grown(_AROUND * min(each.width, each.height)) for each in texts]
    _wipe(ink, texts, scale)
    rules = [_scaled(each, scale) for each in _rules(ink, side)]
    solid = _solid(grey, texts, scale)
    pictures = [_scaled(each, scale) for each in _pictures(solid, side)]
    frames = _frames(rules, side / scale)
    rules = [each for each in rules if not any(_on_side(each, frame, side / scale) for frame in frames)]
    return tuple(pictures), tuple(rules), tuple(frames)


def _scaled(area: Area, scale: float) -> Area:
    return Area(area.left / scale, area.top / scale, area.right / scale, area.bottom / scale)


def _wipe(mask: Any, areas: Sequence[Area], scale: float) -> None:
    """Take the areas out of a mask."""
    for each in areas:
        left, top, right, bottom = (
            max(0, round(value * scale)) for value in (each.left, each.top, each.right, each.bottom)
        )
        mask[top:bottom, left:right] = 0


def _components(mask: Any) -> list[Area]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [Area(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in stats[1:count].tolist()]


def _rules(ink: Any, side: int) -> list[Area]:
    length = max(20, int(_RULE * side))
    found: list[Area] = []
    for kernel in ((length, 1), (1, length)):
        shape = cv2.getStructuringElement(cv2.MORPH_RECT, kernel)
        closing = cv2.getStructuringElement(cv2.MORPH_RECT, tuple(max(1, each // 8) for each in kernel))
        lines = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, closing), cv2.MORPH_OPEN, shape)
        for area in _components(lines):
            if min(area.width, area.height) <= max(3.0, _THICK * side):
                found.append(area)
    return found


def _solid(grey: Any, texts: Sequence[Area], scale: float) -> Any:
    """Where the page is neither paper nor text: not nearly as bright as the paper."""
    paper = float(np.percentile(grey, 90))
    mask = (grey < paper - 24).astype(np.uint8) * 255
    _wipe(mask, texts, scale)
    shape = cv2.getStructuringElement(cv2.MORPH_RECT, (7, 7))
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, shape)


def _pictures(solid: Any, side: int) -> list[Area]:
    shape = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
    joined = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, shape)
    found = []
    for area in _components(joined):
        if min(area.width, area.height) < _PICTURE * side:
            continue
        part = joined[int(area.top) : int(area.bottom), int(area.left) : int(area.right)]
        if float(part.mean()) > 255 * _FULL:
            found.append(area)
    return found


def _frames(rules: Sequence[Area], side: float) -> list[Area]:
    """Four rules that meet at their ends make a frame."""
    near = 0.008 * side
    level = [each for each in rules if each.width > each.height]
    upright = [each for each in rules if each.height > each.width]
    frames = []
    for top in level:
        for bottom in level:
            if (
                bottom.top - top.bottom < 2 * near
                or abs(top.left - bottom.left) > near
                or abs(top.right - bottom.right) > near
            ):
                continue
            frame = Area(top.left, top.top, top.right, bottom.bottom)
            sides = [
                any(
                    abs(each.middle[0] - edge) < near and each.down(frame) > 0.85 * frame.height
                    for each in upright
                )
                for edge in (frame.left, frame.right)
            ]
            if all(sides):
                frames.append(frame)
    return frames


def _on_side(rule: Area, frame: Area, side: float) -> bool:
    near = 0.008 * side
    if not frame.grown(near).holds(rule):
        return False
    if rule.width > rule.height:
        return min(abs(rule.middle[1] - frame.top), abs(rule.middle[1] - frame.bottom)) < near
    return min(abs(rule.middle[0] - frame.left), abs(rule.middle[0] - frame.right)) < near
