"""JSON Feed, versions 1 and 1.1, as https://www.jsonfeed.org/version/1.1/ describes them."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from bot.reading.formats.raw_feed import RawFeed, RawItem

_ITEM_LIMIT = 1_000


def is_json(data: bytes) -> bool:
    """Whether bytes look like a JSON object."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_json_feed(data: bytes) -> RawFeed | None:
    """The feed that JSON holds; None where it holds something else."""
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", ""))[:200]:
        return None
    items = feed.get("items")
    if not isinstance(items, list):
        return None
    return RawFeed(
        title=_text(feed, "title"),
        language=_text(feed, "language"),
        items=tuple(_item(each) for each in items[:_ITEM_LIMIT] if isinstance(each, dict)),
    )


def _item(item: Mapping[str, Any]) -> RawItem:
    plain = "".join(f"<p>{html.escape(line)}</p>" for line in _text(item, "content_text").splitlines())
    return RawItem(
        id=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        date=_text(item, "date_published") or _text(item, "date_modified"),
        authors=" ".join(_authors(item)),
        contents=(_text(item, "content_html"), plain, _text(item, "summary")),
    )


def _authors(item: Mapping[str, Any]) -> list[str]:
    named = item.get("authors")
    listed = named if isinstance(named, list) else [item.get("author")]
    return [name for each in listed[:20] if isinstance(each, dict) and (name := _text(each, "name"))]


def _text(holder: Mapping[str, Any], name: str) -> str:
    """A field as text; ids may be numbers."""
    value = holder.get(name, "")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
