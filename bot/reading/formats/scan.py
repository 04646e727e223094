"""Scans and photographs of pages (PNG, JPEG, WebP) to articles."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from bot.errors import PageTooLarge, UnreadableFile
from bot.model import Page, PageHints
from bot.reading.formats.recognition import recognised
from bot.reading.layout import LayoutPage, read_layout

PIXEL_LIMIT = 60_000_000
"""Of a picture: a broadsheet scanned at 300 dots an inch has under 40 million."""

LEAST_SIDE = 100
"""Pixels: what is smaller shows no text."""

_FORMATS = ("PNG", "JPEG", "WEBP")


def read_scan(data: bytes, name: str, hints: PageHints) -> tuple[Page, ...]:
    """Read a picture of a page; what is promised of the page is said at `read_layout`.

    A photograph is turned as its camera says, and set straight. Raises UnreadableFile where it is no whole
    picture of these formats or recognition is not installed, PageTooLarge above PIXEL_LIMIT, NothingToRead
    where it shows no article.
    """
    return read_layout((scan_layout(data, name),), name, hints)


def scan_layout(data: bytes, name: str) -> LayoutPage:
    """The layout of a picture of a page, in pixels. Raises as `read_scan` does."""
    could_not = f"read {name}"
    return recognised(_picture(data, could_not), could_not)


def _picture(data: bytes, could_not: str) -> Image.Image:
    if not data.strip():
        raise UnreadableFile(could_not, "it is empty", key="file_empty")
    try:
        with warnings.catch_warnings():
            # Pillow's own limit warns; ours, below, refuses.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            width, height = picture.size
            if width * height > PIXEL_LIMIT:
                raise PageTooLarge(
                    could_not,
                    f"it has {width} by {height} pixels, and a page at most {PIXEL_LIMIT} in all",
                    key="picture_too_large",
                    width=width,
                    height=height,
                )
            if min(width, height) < LEAST_SIDE:
                raise UnreadableFile(
                    could_not,
                    f"it has only {width} by {height} pixels",
                    key="picture_too_small",
                    width=width,
                    height=height,
                )
            return _on_white(ImageOps.exif_transpose(picture))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadableFile(
            could_not, "it is no whole PNG, JPEG or WebP picture", key="picture_damaged"
        ) from None


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in colours, with white where it is transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, (255, 255, 255, 255)), clear).convert(
            "RGB"
        )
    return picture.convert("RGB")
