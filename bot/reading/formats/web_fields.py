"""What a web page says of itself in meta tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.formats.markup import Element
from bot.reading.pieces import tidy

_LONGEST = 1_000
"""Characters of a field that are read."""


def metas(tree: Element, names: Sequence[str]) -> Iterator[str]:
    """What meta tags of these names say, in the order of the names."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        if name in names and (text := tidy(str(meta.get("content", ""))[:_LONGEST])):
            said.setdefault(name, text)
    yield from (said[name] for name in names if name in said)
