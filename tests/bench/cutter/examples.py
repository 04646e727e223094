"""Pages to fit the cutter on: what is seen of their tokens, and what each of these may be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from made_kinds import make_kinds
from made_pages import make_page

from bot.reading.features import Seen, observe
from bot.reading.formats.plain_text import decode
from bot.reading.page import columns_of
from cutter.gold import gold_of_kinds, gold_of_lines, gold_of_made
from cutter.gold_of_real import gold_of_real
from cutter.real_pages import RealPage, as_read

_FIRST_MADE = 1000
"""The tests read the made pages with lower numbers."""

_OF_COLUMNS, _OF_BELOW = 2.0, 1.0
"""What pages in columns count, which are few, and those with headlines below their texts."""


@dataclass(frozen=True)
class Example:
    """A page in one layout."""

    page: str
    """Its name; empty where it is made up."""
    seen: Sequence[Seen]
    gold: Sequence[frozenset[str]]
    weight: float = 1.0


def real_examples(pages: Iterable[RealPage]) -> list[Example]:
    """Every layout of real pages."""
    examples = []
    for page in pages:
        for text in page.texts.values():
            tokens = columns_of(text)
            gold = gold_of_real(tokens, page.articles, as_read(text))
            examples.append(Example(page.name, observe(tokens), gold))
    return examples


def page_examples(folder: Path) -> list[Example]:
    """Pages whose truth tells the article and the part of every line."""
    examples = []
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        tokens = columns_of(decode(path.with_suffix(".txt").read_bytes(), path.name))
        roles = {entry["line"]: (entry["id"], entry["role"]) for entry in truth["line_map"]}
        examples.append(Example(path.stem, observe(tokens), gold_of_lines(tokens, roles), _OF_COLUMNS))
    return examples


def made_examples(count: int) -> list[Example]:
    """So many pages of each of the two makers."""
    examples = []
    for seed in range(_FIRST_MADE, _FIRST_MADE + count):
        page = make_page(seed)
        tokens = columns_of(page.text)
        weight = _OF_BELOW if page.habit.head_below else 1.0
        examples.append(Example("", observe(tokens), gold_of_made(tokens, page), weight))
        kinds = make_kinds(seed)
        tokens = columns_of(kinds.text)
        examples.append(Example("", observe(tokens), gold_of_kinds(tokens, kinds)))
    return examples
