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
from bot.text.characters import is_han

if TYPE_CHECKING:
    pass

INSTALL = "pip install 'baozhai[ocr]'"

_SIDE_LIMIT = 8000
"""Pixels of the longer side that the recogniser may see; it shrinks what is larger."""

_PADDING = 1.17
"""Ratio of the height of a recognised line to its type."""

_TALL = 1.7
"""Ratio of height to width from which a line runs downwards."""

_FACE = 0.95
"""Of its size, that a Chinese character is wide in ink."""

_LEAST_FACE = 0.55
"""Ratio of the height of a line's ink to its rough size, under which its characters are too low to tell."""

_THIN = 0.004
"""Share of a row of points that is ink by chance, such as dust."""

_CELL = 56
"""Pixels for each character of a vertical line where it is set level to be read."""

_INK = 0.4
"""Of the strongest contrast in a line, from which a point of it is ink."""

_GAP = 0.8
"""Sizes: a wider gap in the ink of a line parts it, what white its signs have aside."""

_WHITE_AFTER, _WHITE_BEFORE = "，。、；：！？”’）》」』】%", "“‘（《「『【"

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
            yield from _across(pixels, area, words)


def _area(box: Any) -> Area:
    across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Area(min(across), min(down), max(across), max(down))


def _across(pixels: Any, line: Area, words: Iterable[tuple[str, float, Any]]) -> Iterable[Glyph]:
    """The glyphs of a level line.

    The recogniser tells a character's place only roughly. From where to where a line is printed is told by
    its ink, and its characters stand there at even distances; a wide gap parts it in two.
    """
    characters = [
        (character, float(score), (at + 0.5) / len(text) * area.width + area.left)
        for text, score, box in words
        for area in (_area(box),)
        for at, character in enumerate(text)
    ]
    ink, left_edge, top_edge = _ink(pixels, line)
    size, bottom = _height(ink, line, top_edge, sum(is_han(each[0]) for each in characters))
    for left, right in _printed(ink, line, left_edge, size, characters):
        inside = [
            each for each in characters if left <= each[2] + 0.5 * size and each[2] < right + 0.5 * size
        ]
        characters = characters[len(inside) :] if inside == characters[: len(inside)] else characters
        step = (right - left) / max(0.5, sum(map(_advance, inside)))
        at = left
        for each in inside:
            width = step * _advance(each)
            yield Glyph(each[0], Area(at, bottom - size, at + width, bottom), size, "", each[1])
            at += width


def _advance(character: tuple[str, float, float]) -> float:
    """How wide a character is set, in sizes."""
    return 0.55 if character[0].isascii() else 1.0


def _height(ink: Any, line: Area, top: int, han: int) -> tuple[float, float]:
    """The size of a line's type and where its glyphs end: by its ink where it has Chinese characters."""
    rough = line.height / _PADDING
    rows = _own_rows(ink, 1.05 * rough) if han and ink.size else None
    if rows is None or not _LEAST_FACE * rough < rows[1] - rows[0] < 1.2 * rough:
        return rough, line.middle[1] + rough / 2
    size = (rows[1] - rows[0]) / _FACE
    return size, top + rows[1] + 0.5 * (1 - _FACE) * size


def _own_rows(ink: Any, highest: float) -> tuple[int, int] | None:
    """From where to where a line's own ink reaches, without the tips of the lines above and below it."""
    inked = (ink.mean(axis=1) > _THIN).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked, [0]))))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    if not runs:
        return None
    start, end = max(runs, key=lambda run: run[1] - run[0])
    for top, bottom in sorted(runs, key=lambda run: abs(run[0] + run[1] - start - end)):
        if max(bottom, end) - min(top, start) <= highest:
            start, end = min(top, start), max(bottom, end)
    return start, end


def _printed(
    ink: Any, line: Area, left: int, size: float, characters: Sequence[tuple[str, float, float]]
) -> list[tuple[float, float]]:
    """From where to where a line is printed: one stretch, or several with wide gaps between them."""
    inked = np.flatnonzero(ink.any(axis=0))
    if inked.size == 0:
        return [(line.left, line.right)]
    gaps = [
        int(at)
        for at in np.flatnonzero(np.diff(inked) > _GAP * size)
        if inked[at + 1] - inked[at]
        > (_GAP + _white(left + (inked[at] + inked[at + 1]) / 2, characters)) * size
    ]
    starts = [inked[0], *(inked[gap + 1] for gap in gaps)]
    ends = [*(inked[gap] for gap in gaps), inked[-1]]
    return [(left + float(start), left + float(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _white(at: float, characters: Sequence[tuple[str, float, float]]) -> float:
    """The white, in sizes, that the signs on both sides of a gap have by themselves."""
    before = max((each for each in characters if each[2] < at), key=lambda each: each[2], default=None)
    after = min((each for each in characters if each[2] >= at), key=lambda each: each[2], default=None)
    return 0.6 * (before is not None and before[0] in _WHITE_AFTER) + 0.6 * (
        after is not None and after[0] in _WHITE_BEFORE
    )


def _ink(pixels: Any, area: Area) -> tuple[Any, int, int]:
    """Which points of an area are ink, and where its left and top edges lie among the pixels."""
    left, top = max(0, int(area.left)), max(0, int(area.top))
    crop = pixels[top : int(area.bottom) + 1, left : int(area.right) + 1].astype(np.int16).mean(axis=2)
    if crop.size == 0:
        return np.zeros((0, 0), dtype=bool), left, top
    difference = np.abs(crop - float(np.median(crop)))
    return difference > _INK * float(difference.max()), left, top


def _downwards(engine: Any, pixels: Any, line: Area) -> Iterable[Glyph]:
    """The glyphs of a line that runs down the page: they are set side by side and read again."""
    ink, left, top = _ink(pixels, line)
    across, down = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    if across.size == 0:
        return
    area = Area(left + across[0], top + down[0], left + across[-1] + 1.0, top + down[-1] + 1.0)
    size = area.width / _FACE
    cells = _cells(ink[down[0] : down[-1] + 1].mean(axis=1), size)
    row = Image.new("RGB", (_CELL * len(cells) + 16, _CELL), (255, 255, 255))
    for at, middle in enumerate(cells):
        upper = max(0, int(area.top + middle - 0.56 * size))
        glyph = pixels[upper : int(area.top + middle + 0.56 * size), int(area.left) : int(area.right) + 1]
        row.paste(Image.fromarray(glyph).resize((_CELL - 8, _CELL - 4)), (8 + _CELL * at, 2))
    text, score = _read_row(engine, row)
    for at, character in enumerate(text):
        middle = area.top + cells[at * len(cells) // len(text)]
        left_edge = area.middle[0] - size / 2
        yield Glyph(
            character,
            Area(left_edge, middle - size / 2, left_edge + size, middle + size / 2),
            size,
            "",
            score,
        )


def _read_row(engine: Any, row: Image.Image) -> tuple[str, float]:
    """The text of a picture of one level line, and how surely it was read."""
    read = engine(np.asarray(row)[:, :, ::-1], use_det=False, use_rec=True, return_word_box=False)
    engine.use_det = engine.return_word_box = True
    if not read.txts:
        return "", 0.0
    return "".join(read.txts[0].split()), float(read.scores[0])


def _cells(profile: Any, size: float) -> list[float]:
    """Where the middles of the characters of a vertical line are, from its share of ink at every height.

    They stand at even distances; of all numbers of characters that may be, the one is taken whose borders
    between characters have the least ink on them.
    """
    height = len(profile)
    best, cells = math.inf, [height / 2]
    for count in range(max(2, round(height / (1.9 * size))), round(height / (0.85 * size)) + 1):
        pitch = (height - size) / (count - 1)
        middles = [size / 2 + at * pitch for at in range(count)]
        reach = max(1, round(0.06 * pitch))
        borders = [round((one + other) / 2) for one, other in itertools.pairwise(middles)]
        ink = sum(float(profile[max(0, at - reach) : at + reach + 1].min()) for at in borders) / len(borders)
        cost = ink + 0.05 * abs(pitch / size - 1.1)
        if cost < best:
            best, cells = cost, middles
    return cells
