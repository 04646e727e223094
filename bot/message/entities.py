"""A text with Telegram's entities as a piece of a message: what an admin wrote bold stays bold."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from bot.message.markup import Html, clean, cut, utf16_length

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote expandable",
}
_LINK = "text_link"
_SCHEMES = ("https://", "http://", "tg://")

MOST = 80
"""Entities of one text: a message takes few more."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A range of a text that looks or works in its own way; in UTF-16 units, as Telegram has it."""

    kind: str
    offset: int
    length: int
    url: str = ""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.offset + self.length


def formatted(text: str, entities: Iterable[Entity], limit: int) -> Html:
    """The text with its entities, in at most `limit` UTF-16 units.

    Left out are entities that mean nothing here, those after the first MOST, and those that neither lie
    within another nor apart from it.
    """
    units = cut(text, limit).encode("utf-16-le", "surrogatepass")
    shown = sorted(
        (each for each in entities if _opening(each) and each.length > 0 and each.end * 2 <= len(units)),
        key=lambda each: (each.offset, -each.length),
    )
    return _within(units, 0, len(units) // 2, shown[:MOST])


def _within(units: bytes, start: int, end: int, entities: list[Entity]) -> Html:
    """The range from `start` to `end`. Takes the entities that begin in it off the list."""
    found = Html("", "")
    at = start
    while entities and entities[0].offset < end:
        entity = entities.pop(0)
        if entity.offset < at or entity.end > end:
            continue
        found += _plain(units, at, entity.offset)
        inner = _within(units, entity.offset, entity.end, entities)
        found += _wrapped(entity, inner)
        at = entity.end
    return found + _plain(units, at, end)


def _wrapped(entity: Entity, inner: Html) -> Html:
    if not inner.plain.strip():
        return inner
    opening = _opening(entity)
    closing = opening.partition(" ")[0]
    return Html(f"<{opening}>{inner.source}</{closing}>", inner.plain, inner.entities + 1)


def _opening(entity: Entity) -> str:
    """The tag of an entity, without its brackets; empty where it has none."""
    if entity.kind == _LINK:
        safe = entity.url.casefold().startswith(_SCHEMES) and entity.url.isprintable()
        return f'a href="{html.escape(entity.url)}"' if safe else ""
    return _TAGS.get(entity.kind, "")


def _plain(units: bytes, start: int, end: int) -> Html:
    text = clean(units[2 * start : 2 * end].decode("utf-16-le", "replace"))
    return Html(html.escape(text, quote=False), text)


def after(entities: Iterable[Entity], text: str, begin: int) -> list[Entity]:
    """The entities of a text as they lie in what follows its character `begin`."""
    left_out = utf16_length(text[:begin])
    return [
        Entity(each.kind, each.offset - left_out, each.length, each.url)
        for each in entities
        if each.offset >= left_out
    ]
