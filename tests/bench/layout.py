"""How fast pages are read by their layout, and how much surer than from a plain text dump of the same.

Run it as `python tests/bench/layout.py [--scans]`. It prints the scores of the test pages from their PDF,
from the plain text that programs dump of that PDF, and with `--scans` from pictures of 150 dots an inch;
pages a minute by processor time of one core.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).parents[1] / "layout"))

from page_scores import Scores
from press_sheets import DEVELOPED, KEPT_ASIDE

from bot.errors import NothingToRead
from bot.model import Page, PageHints
from bot.reading.formats.pdf import read_pdf
from bot.reading.formats.scan import read_scan
from bot.reading.page import read_page

_HINTS = PageHints()
_SEED = 2


def _by_layout(data: bytes) -> Sequence[Page]:
    return read_pdf(data, "page.pdf", _HINTS)


def _by_text(data: bytes) -> Sequence[Page]:
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    try:
        return [read_page(text.replace("\r\n", "\n"), "page.txt", _HINTS)]
    except NothingToRead:
        return []


def _by_picture(data: bytes) -> Sequence[Page]:
    return read_scan(data, "page.png", _HINTS)


def _drawn(data: bytes) -> bytes:
    picture = io.BytesIO()
    pypdfium2.PdfDocument(data)[0].render(scale=150 / 72).to_pil().convert("RGB").save(picture, "PNG")
    return picture.getvalue()


def _measure(name: str, read: Callable[[bytes], Sequence[Page]], drawn: bool = False) -> None:
    scores, used = Scores(), 0.0
    sheets = (*DEVELOPED, *KEPT_ASIDE)
    for sheet in sheets:
        press = sheet(_SEED)
        data = _drawn(press.data()) if drawn else press.data()
        start = time.process_time()
        pages = read(data)
        used += time.process_time() - start
        scores.add([article for page in pages for article in page.articles], press.pages[0].stories)
    print(f"{name:8} {scores} {60 * len(sheets) / used:8.1f} pages a minute", flush=True)


if __name__ == "__main__":
    _measure("layout", _by_layout)
    _measure("text", _by_text)
    if "--scans" in sys.argv:
        _measure("scans", _by_picture, drawn=True)
