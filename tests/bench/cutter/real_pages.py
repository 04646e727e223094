"""Real pages with their truth, in the white space of every layout that exports write."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reading.formats.plain_text import decode
from bot.reading.traditional import is_traditional, simplified


@dataclass(frozen=True)
class RealPage:
    """A page: its text in each layout, and what is true of its articles."""

    name: str
    texts: dict[str, str]
    articles: Sequence[Any]


def real_pages(folder: Path) -> Iterator[RealPage]:
    """Every page of a folder with its text in its own layouts and in those of `LAYOUTS`."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    groups: dict[str, dict[str, str]] = {}
    for name in truth:
        group, layout, _ = name.rsplit(".", 2)
        groups.setdefault(group, {})[layout] = decode((folder / name).read_bytes(), name)
    for group, texts in groups.items():
        articles = next(page for name, page in truth.items() if name.startswith(group + "."))["articles"]
        lines = _lines_of(texts)
        more = {layout: _set(lines, layout) for layout in LAYOUTS if layout not in texts}
        yield RealPage(group, texts | more, articles)


def page_of(path: Path) -> str:
    """The name of the page that a file is a layout of."""
    return path.name.split(".")[0]


def plain(text: str | None) -> str:
    """A text without blanks and signs, as the truth is compared with what was read."""
    return re.sub(r"[\s\W_]", "", unicodedata.normalize("NFKC", text or ""))


def as_read(text: str) -> Callable[[str], str]:
    """How the truth of a page becomes what the reader sees: in simplified characters."""
    return simplified if is_traditional(text) else str


LAYOUTS = {
    "plain": (0, 0, 0, 0),
    "indent": (1, 0, 0, 0),
    "indent_gap": (1, 1, 0, 0),
    "gap": (0, 1, 0, 0),
    "blank": (0, 1, 1, 0),
    "wrap": (1, 0, 0, 19),
    "wrap_gap": (1, 1, 0, 21),
    "indent_blank": (1, 1, 1, 0),
    "wide_gap": (0, 2, 1, 0),
    "wide_wrap": (1, 1, 0, 28),
}
"""Whether bodies are indented, blank lines between articles and between all lines, characters of a line."""


def _lines_of(texts: dict[str, str]) -> list[tuple[str, bool, bool]]:
    """The paragraphs and headings of a page: each with whether it is indented, and whether it begins an
    article."""
    deep = texts.get("indent") or texts["indent_gap"]
    gaps = (texts.get("gap") or texts["indent_gap"]).split("\n")
    opens = [index == 0 or not gaps[index - 1].strip() for index, line in enumerate(gaps) if line.strip()]
    lines = [line for line in deep.split("\n") if line.strip()]
    return [(line.strip(), line[0].isspace(), begins) for line, begins in zip(lines, opens, strict=True)]


def _set(lines: Sequence[tuple[str, bool, bool]], layout: str) -> str:
    indents, between, everywhere, width = LAYOUTS[layout]
    rows: list[str] = []
    for text, deep, opens in lines:
        if rows:
            rows += [""] * max(between if opens else 0, everywhere)
        line = "\u3000\u3000" + text if deep and indents else text
        step = width if width and deep else len(line)
        rows += [line[start : start + step] for start in range(0, len(line), step)]
    return "\n".join(rows) + "\n"
