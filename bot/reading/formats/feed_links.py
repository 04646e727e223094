"""The feeds that a web page names: in its head, where browsers look for them, else by links to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

from bot.errors import UnreadableFile
from bot.reading.formats.markup import Element, parse
from bot.reading.formats.web_page import decode_html
from bot.reading.pieces import tidy

_LOOKED_AT = 3_000
"""Links of one page."""

_KEPT = 10
_TYPE = re.compile(
    r"(?:application|text)/(?:x-)?(?:rss|atom|rdf|feed|xml|json)(?:\+xml|\+json)?", re.IGNORECASE
)
_FEED_NAME = re.compile(r"^feed:|(?:^|[/._=-])(?:rss\d?|atom|feeds?|rdf)(?:$|[/._?&=-])", re.IGNORECASE)
_FEED_WORDS = re.compile(r"(?<![a-z])(?:rss|atom|feeds?)(?![a-z])|订阅源|訂閱源", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?|评论|評論|留言", re.IGNORECASE)


def feed_links(data: bytes, address: str, charset: str | None = None) -> tuple[str, ...]:
    """The addresses of the feeds that a page names, the likeliest first. Raises ReadingError."""
    try:
        tree = parse(decode_html(data, address, charset))
    except ValueError as error:
        raise UnreadableFile(f"read {address}", "it is no HTML", key="no_html") from error
    base = urljoin(address, next((each.get("href", "") for each in tree.iter("base")), ""))
    named = [*_in_head(tree), *_by_name(tree)]
    # Feeds of comments come last: nobody means them.
    named.sort(key=lambda each: bool(_COMMENTS.search(" ".join(each))))
    found = dict.fromkeys(filter(None, (_address(base, written) for written, _ in named)))
    found.pop(urldefrag(address)[0], None)
    return tuple(found)[:_KEPT]


def _in_head(tree: Element) -> Iterator[tuple[str, str]]:
    for link in islice(tree.iter("link"), _LOOKED_AT):
        relations = link.get("rel", "").casefold().split()
        is_feed = "feed" in relations or (
            "alternate" in relations and _TYPE.fullmatch(link.get("type", "").strip())
        )
        if is_feed and (written := link.get("href", "")):
            yield written, link.get("title", "")


def _by_name(tree: Element) -> Iterator[tuple[str, str]]:
    for link in islice(tree.iter("a", "area"), _LOOKED_AT):
        written = link.get("href", "")
        words = tidy("".join(link.itertext()))[:60] or link.get("title", "")
        if written and (_FEED_NAME.search(written) or _FEED_WORDS.search(words)):
            yield written, words


def _address(base: str, written: str) -> str | None:
    try:
        # feed: stands before an address, or in the place of http:.
        plain = re.sub(r"^feed:(?=https?:)", "", written.strip(), flags=re.IGNORECASE)
        plain = re.sub(r"^feed:(?=//)", "http:", plain, flags=re.IGNORECASE)
        found = urldefrag(urljoin(base, plain))[0]
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and parts.hostname and len(found) <= 2_000 else None
