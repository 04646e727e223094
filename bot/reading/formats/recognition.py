"""Pictures of pages to their layout: text by RapidOCR, which has its models in its package, the rest by ink.

It is the extra `baozhai[ocr]`: without it everything else works, and pictures are refused in a clear line.
It is loaded when it is first needed, since that takes a second.
"""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from bot.errors import RecognitionMissing
from bot.reading.layout import Area, Glyph, LayoutPage
from bot.reading.layout.glyphs import lines_of

if TYPE_CHECKING:
    pass

INSTALL = "pip install 'baozhai[ocr]'"

_SIDE_LIMIT = 8000
"""Pixels of the longer side that the recogniser may see; it shrinks what is larger."""

_PADDING = 1.17
"""Ratio of the height of a recognised line to its type."""

_TALL = 1.7
"""Ratio of height to width from which a line runs downwards."""

_SKEW = math.radians(0.25)
"""A page that is turned by more is set straight first."""

_GLANCE = 1600
"""Pixels of the longer side of the small picture by which the turn of a page is measured."""

_ONE_AT_A_TIME = threading.Lock()


def recognised(picture: Image.Image, could_not: str, why: str = "") -> LayoutPage:
    """The layout of a picture of a page, in pixels.

    `why` says why its text has to be recognised. Raises RecognitionMissing, "could not `could_not`", where
    recognition is not installed.
    """
    try:
        engine = _engine()
    except ImportError:
        reason = f"{why}, and " if why else ""
        raise RecognitionMissing(could_not, f"{reason}recognising pictures needs {INSTALL}") from None
    from bot.reading.formats.ink import marks  # noqa: PLC0415

    with _ONE_AT_A_TIME:
        straight = _straight(engine, picture)
        pixels = np.asarray(straight)
        found = engine(pixels[:, :, ::-1], return_word_box=True)
        glyphs = list(_glyphs(engine, pixels, found))
    lines = lines_of(glyphs)
    pictures, rules, frames = marks(pixels, [line.area for line in lines])
    return LayoutPage(straight.width, straight.height, lines, pictures, rules, frames)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _SIDE_LIMIT,
            "Global.use_cls": False,
            "Global.text_score": 0.3,
        }
    )


def _straight(engine: Any, picture: Image.Image) -> Image.Image:
    """The picture turned so that its lines run level."""
    small = picture.copy()
    small.thumbnail((_GLANCE, _GLANCE))
    found = engine(np.asarray(small)[:, :, ::-1], use_rec=False, return_word_box=False)
    engine.use_rec = True
    if found.boxes is None:
        return picture
    angles = [
        math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0])
        for box in found.boxes
        if np.hypot(*(box[1] - box[0])) > 4 * np.hypot(*(box[3] - box[0]))
    ]
    if not angles or abs(turn := median(angles)) < _SKEW:
        return picture
    return picture.rotate(
        math.degrees(turn), resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255)
    )


def _glyphs(engine: Any, pixels: Any, found: Any) -> Iterable[Glyph]:
    if found.boxes is None or found.word_results is None:
        return
    for box, words in zip(found.boxes, found.word_results, strict=False):
        area = _area(box)
        if area.height > _TALL * area.width:
            yield from _downwards(engine, pixels, area)
        else:
            yield from _across(area, words)


def _area(box: Any) -> Area:
    across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Area(min(across), min(down), max(across), max(down))


def _across(line: Area, words: Iterable[tuple[str, float, Any]]) -> Iterable[Glyph]:
    """The glyphs of a level line; a Latin word comes whole, and is parted evenly."""
    parts = [(text, float(score), _area(box)) for text, score, box in words if text]
    pitches = [
        there.left - here.left
        for (one, _, here), (other, _, there) in itertools.pairwise(parts)
        if len(one) == len(other) == 1 and there.left > here.left
    ]
    size = line.height / _PADDING
    if len(pitches) >= 3:
        size = min(size, 1.1 * median(pitches))
    bottom = line.middle[1] + size / 2
    for text, score, area in parts:
        step = area.width / len(text)
        for at, character in enumerate(text):
            left = area.left + at * step
            yield Glyph(character, Area(left, bottom - size, left + step, bottom), size, "", score)


def _downwards(engine: Any, pixels: Any, line: Area) -> Iterable[Glyph]:
    """The glyphs of a line that runs down the page: they are set side by side and read again."""
    left, right = max(0, int(line.left)), int(line.right) + 1
    crop = pixels[max(0, int(line.top)) : int(line.bottom) + 1, left:right]
    cells = _cells(crop, line.width / _PADDING)
    if not cells:
        return
    row = Image.new("RGB", (60 * len(cells) + 20, 64), (255, 255, 255))
    for at, (top, bottom) in enumerate(cells):
        cell = Image.fromarray(crop[top:bottom])
        cell.thumbnail((56, 56)) if max(cell.size) > 56 else None
        scale = 52 / max(cell.size)
        cell = cell.resize((max(1, int(cell.width * scale)), max(1, int(cell.height * scale))))
        row.paste(cell, (10 + 60 * at + (60 - cell.width) // 2, (64 - cell.height) // 2))
    read = engine(np.asarray(row)[:, :, ::-1], use_det=False, use_rec=True, return_word_box=False)
    engine.use_det = True
    engine.return_word_box = True
    text = "".join((read.txts[0] if read.txts else "").split())
    score = float(read.scores[0]) if read.scores else 0.0
    size = line.width / _PADDING
    for at, character in enumerate(text):
        top, bottom = cells[min(at, len(cells) - 1)]
        middle = max(0.0, line.top) + (top + bottom) / 2
        if at >= len(cells):
            middle += size * (at - len(cells) + 1)
        across = line.middle[0]
        yield Glyph(
            character,
            Area(across - size / 2, middle - size / 2, across + size / 2, middle + size / 2),
            size,
            "",
            score,
        )


def _cells(crop: Any, size: float) -> Sequence[tuple[int, int]]:
    """From where to where each character of a vertical line reaches: stretches of ink, put together as long
    as they are no higher than the type."""
    grey = crop.mean(axis=2)
    dark = grey.min(axis=1) < (grey.min() + grey.max()) / 2 if grey.mean() > 127 else grey.max(axis=1) > 127
    edges = np.flatnonzero(np.diff(np.concatenate(([0], dark.astype(np.int8), [0]))))
    cells: list[tuple[int, int]] = []
    for top, bottom in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if cells and bottom - cells[-1][0] <= 1.08 * size:
            cells[-1] = (cells[-1][0], bottom)
        else:
            cells.append((top, bottom))
    return cells
