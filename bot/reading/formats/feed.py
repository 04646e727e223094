"""RSS and Atom feeds, by feedparser."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit

import feedparser

from bot.errors import PageTooLarge, UnreadableFile
from bot.reading.feeds import FeedContents, FeedItem
from bot.reading.formats.markup import blocks_of, parse
from bot.reading.pieces import Piece, Role, tidy

SIZE_LIMIT = 10_000_000
"""Bytes of a feed with all its articles."""

ITEM_LIMIT = 200
"""Items that are looked at, from the first on, where a feed has its newest."""

_WHOLE = 200
"""Characters of running text from which an item may be the article and no teaser of it."""

_TEASER = re.compile(r"(?:\.\.\.|…|(?:阅读|查看)(?:全文|原文)|继续阅读|more)\s*[>»\]】）)]*$", re.IGNORECASE)
_MINUTES_LIMIT = 24 * 60


def read_feed(data: bytes, address: str) -> FeedContents:
    """What a feed holds. Raises UnreadableFile where it is none, PageTooLarge above SIZE_LIMIT."""
    could_not = f"read the feed {address}"
    if len(data) > SIZE_LIMIT:
        raise PageTooLarge(could_not, f"it has more than {SIZE_LIMIT // 1_000_000} MB")
    # As a stream: a text that looks like an address or a path would be opened.
    parsed = feedparser.parse(
        io.BytesIO(data), response_headers={"content-location": address}, sanitize_html=False
    )
    if not parsed.get("version") and not parsed.entries:
        raise UnreadableFile(could_not, "it is neither RSS nor Atom")
    items = {item.key: item for entry in parsed.entries[:ITEM_LIMIT] if (item := _item(entry))}
    wanted = str(parsed.feed.get("ttl", ""))
    minutes = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0
    title = tidy(str(parsed.feed.get("title", "")))[:200]
    return FeedContents(title, tuple(items.values()), min(minutes, _MINUTES_LIMIT))


def _item(entry: Any) -> FeedItem | None:
    title = tidy(_plain(str(entry.get("title", ""))))[:200]
    link = _link(str(entry.get("link", "")))
    named = str(entry.get("id", ""))[:2_000]
    if not link and not named and not title:
        return None
    return FeedItem(
        key=link or named or title,
        link=link,
        title=title,
        published_at=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        piece=_piece(entry, title),
    )


def _link(written: str) -> str | None:
    try:
        address = urldefrag(written.strip())[0]
        parts = urlsplit(address)
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.hostname and len(address) <= 2_000
    return address if usable else None


def _piece(entry: Any, title: str) -> Piece | None:
    """The article that an item brings whole; None where it only teases."""
    for content in _contents(entry):
        try:
            blocks = blocks_of(parse(f"<div>{content}</div>"))
        except ValueError:
            continue
        running = [block.text for block in blocks if block.role is Role.PARAGRAPH]
        length = sum(len(text) for text in running if "。" in text)
        if length >= _WHOLE and not _TEASER.search(running[-1]):
            authors = tidy(str(entry.get("author", "")))[:200]
            return Piece(tuple(blocks), headline=title or None, authors=authors or None)
    return None


def _contents(entry: Any) -> Iterator[str]:
    for content in entry.get("content", [])[:3]:
        yield str(content.get("value", ""))
    yield str(entry.get("summary", ""))


def _plain(text: str) -> str:
    return re.sub(r"<[^<>]{0,200}>", "", text[:2_000])


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
