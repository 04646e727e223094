"""Feeds: RSS and Atom by feedparser, JSON Feed by its own rules."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from hashlib import blake2b
from typing import Any
from urllib.parse import urldefrag, urlsplit
from zoneinfo import ZoneInfo

import feedparser

from bot.errors import PageTooLarge, UnreadableFile
from bot.reading.feed_dates import own_zone, read_moment
from bot.reading.feeds import FeedContents, FeedItem
from bot.reading.formats.feed_json import is_json, read_json_feed
from bot.reading.formats.markup import blocks_of, parse
from bot.reading.formats.plain_text import as_utf8
from bot.reading.formats.raw_feed import RawFeed, RawItem
from bot.reading.formats.web_lines import without_notices
from bot.reading.pieces import Piece, Role, tidy
from bot.text.characters import is_han

SIZE_LIMIT = 10_000_000
"""Bytes of a feed with all its articles."""

ITEM_LIMIT = 200
"""Items that are looked at, from the first on, where a feed has its newest."""

_WHOLE = 200
"""Characters of running text from which an item may be the article and no teaser of it."""

_TEASER = re.compile(r"(?:\.\.\.|…|(?:阅读|查看)(?:全文|原文)|继续阅读|more)\s*[>»\]】）)]*$", re.IGNORECASE)
_MINUTES_LIMIT = 24 * 60
_XML = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")


def read_feed(data: bytes, address: str, zone: str = "Asia/Shanghai") -> FeedContents:
    """What a feed holds; its times are in `zone` where neither they nor the feed name another.

    Raises UnreadableFile where it is no feed, PageTooLarge above SIZE_LIMIT.
    """
    could_not = f"read the feed {address}"
    if len(data) > SIZE_LIMIT:
        raise PageTooLarge(
            could_not,
            f"it has more than {SIZE_LIMIT // 1_000_000} MB",
            key="feed_too_large",
            limit=SIZE_LIMIT // 1_000_000,
        )
    raw = read_json_feed(data) if is_json(data) else _read_xml(data, address)
    if raw is None:
        raise UnreadableFile(could_not, "it is neither RSS nor Atom nor JSON Feed", key="feed_kind")
    items = raw.items[:ITEM_LIMIT]
    read = _Reader(raw, items, ZoneInfo(zone))
    found = {item.key: item for each in items if (item := read.item(each))}
    minutes = int(raw.ttl) if raw.ttl.isascii() and raw.ttl.isdigit() and len(raw.ttl) < 6 else 0
    return FeedContents(tidy(raw.title)[:200], tuple(found.values()), min(minutes, _MINUTES_LIMIT))


def _read_xml(data: bytes, address: str) -> RawFeed | None:
    if text := as_utf8(data):
        # What is UTF-8 is read as that, whatever the declaration says.
        data = _XML.sub("", text.lstrip("\ufeff")).encode()
    try:
        # As a stream: a text that looks like an address or a path would be opened.
        parsed = feedparser.parse(
            io.BytesIO(data), response_headers={"content-location": address}, sanitize_html=False
        )
    except Exception as error:
        # It trips over characters that do not exist, among others.
        raise UnreadableFile(
            f"read the feed {address}", f"it is damaged: {error}", key="feed_kind"
        ) from error
    if not parsed.get("version") and not parsed.entries:
        return None
    feed = parsed.feed
    return RawFeed(
        title=str(feed.get("title", "")),
        language=str(feed.get("language", "")),
        ttl=str(feed.get("ttl", "")),
        dates=tuple(str(feed.get(name, "")) for name in ("published", "updated")),
        items=tuple(map(_raw_item, parsed.entries[:ITEM_LIMIT])),
    )


def _raw_item(entry: Any) -> RawItem:
    contents = (
        *(content.get("value", "") for content in entry.get("content", [])[:3]),
        entry.get("summary", ""),
    )
    return RawItem(
        id=str(entry.get("id", "")),
        link=str(entry.get("link", "")),
        title=str(entry.get("title", "")),
        date=str(next(filter(None, map(entry.get, ("published", "created", "updated"))), "")),
        authors=str(entry.get("author", "")),
        contents=tuple(map(str, contents)),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What an item says of itself, made plain."""

    id: str
    link: str | None
    title: str
    mark: str


class _Reader:
    """Reads the items of one feed, of which each is judged by the others."""

    def __init__(self, feed: RawFeed, items: Sequence[RawItem], zone: tzinfo) -> None:
        told = [_told(each) for each in items]
        self._told = dict(zip(items, told, strict=True))
        # An item that stands there twice says nothing about whether ids and links are its own.
        distinct = set(told)
        self._ids = Counter(each.id for each in distinct)
        self._links = Counter(each.link for each in distinct)
        self._zone = own_zone((*feed.dates, *(each.date for each in items))) or zone
        words = feed.title + "".join(each.title for each in items[:5])
        self._is_chinese = feed.language.casefold().startswith("zh") or any(map(is_han, words))

    def item(self, raw: RawItem) -> FeedItem | None:
        """An item; None of one that says nothing."""
        told = self._told[raw]
        if not (told.link or told.id or told.title):
            return None
        is_linked = told.link is not None and self._links[told.link] == 1 and not _is_home(told.link)
        return FeedItem(
            key=self._key(told, is_linked),
            link=told.link,
            title=told.title,
            mark=told.mark,
            is_linked=is_linked,
            published_at=read_moment(raw.date, self._zone, is_chinese=self._is_chinese),
            piece=_piece(raw, told.title),
        )

    def _key(self, told: _Told, is_linked: bool) -> str:
        """The id, where it is of one item only; else the link, where it is; else what the item says."""
        if told.id and self._ids[told.id] == 1:
            return f"id {told.id}"
        return f"link {told.link}" if is_linked else f"says {told.mark}"


def _told(raw: RawItem) -> _Told:
    title = tidy(_plain(raw.title))[:200]
    said = "\n".join((title, *("".join(_plain(each, len(each)).split()) for each in raw.contents)))
    mark = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return _Told(raw.id[:2_000], _link(raw.link), title, mark)


def _is_home(link: str) -> bool:
    """Whether a link only leads to the front page of a site."""
    parts = urlsplit(link)
    return parts.path in ("", "/") and not parts.query


def _link(written: str) -> str | None:
    try:
        address = urldefrag(written.strip())[0]
        parts = urlsplit(address)
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.hostname and len(address) <= 2_000
    return address if usable else None


def _piece(raw: RawItem, title: str) -> Piece | None:
    """The article that an item brings whole; None where it only teases."""
    for content in raw.contents:
        try:
            blocks = without_notices(blocks_of(parse(f"<div>{content}</div>")))
        except ValueError:
            continue
        running = [block.text for block in blocks if block.role is Role.PARAGRAPH]
        length = sum(len(text) for text in running if "。" in text)
        if length >= _WHOLE and not _TEASER.search(running[-1]):
            authors = tidy(raw.authors)[:200]
            return Piece(tuple(blocks), headline=title or None, authors=authors or None)
    return None


def _plain(text: str, limit: int = 2_000) -> str:
    return re.sub(r"<[^<>]{0,200}>", "", text[:limit])
