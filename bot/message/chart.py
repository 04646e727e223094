"""A picture of how something went by day: bars with their numbers, without a word in any script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

WIDTH = 900
PANEL = 210
MARGIN = 46
BAR = 0.62
"""Of the room of a day."""

COLOURS = ("#2f6f9f", "#3f8f5f", "#b0573a")
INK, LINE = "#333333", "#cccccc"
SMALL, LARGE = 15, 22


def daily_chart(days: Sequence[date], panels: Sequence[Sequence[int]]) -> bytes:
    """A PNG with a panel a series, numbered from 1 and one below the other, a bar a day.

    The picture holds digits alone: the font that comes with the library has no Chinese, and what the numbers
    of the panels mean stands in the caption, in the reader's language. Takes tens of milliseconds and some
    megabytes.
    """
    # Loaded where it is needed: few look at the picture, and it takes memory from everyone.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    image = Image.new("RGB", (WIDTH, PANEL * len(panels) + MARGIN // 2), "white")
    draw = ImageDraw.Draw(image)
    fonts = (ImageFont.load_default(SMALL), ImageFont.load_default(LARGE))
    for number, values in enumerate(panels):
        _panel(draw, fonts, number, days, values)
    data = BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()


def _panel(
    draw: Any, fonts: tuple[Any, Any], number: int, days: Sequence[date], values: Sequence[int]
) -> None:
    small, large = fonts
    top, colour = number * PANEL, COLOURS[number % len(COLOURS)]
    floor, ceiling = top + PANEL - 30, top + 40
    draw.ellipse((10, top + 8, 40, top + 38), fill=colour)
    draw.text((25, top + 23), str(number + 1), font=large, fill="white", anchor="mm")
    draw.line((MARGIN, floor, WIDTH - 12, floor), fill=LINE)
    room = (WIDTH - 12 - MARGIN) / max(1, len(days))
    most = max(1, *values) if values else 1
    for place, (day, value) in enumerate(zip(days, values, strict=True)):
        middle = MARGIN + room * (place + 0.5)
        height = (floor - ceiling) * value / most
        half = room * BAR / 2
        if value:
            draw.rectangle((middle - half, floor - max(2, height), middle + half, floor), fill=colour)
            draw.text((middle, floor - max(2, height) - 4), _short(value), font=small, fill=INK, anchor="ms")
        draw.text((middle, floor + 6), f"{day.month}/{day.day}", font=small, fill=INK, anchor="mt")


def _short(value: int) -> str:
    """Few digits: 12000 is 12k."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:.1f}M"
    return str(value) if value < 10_000 else f"{value // 1000}k"
