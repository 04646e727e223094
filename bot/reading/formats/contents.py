"""The contents page of an issue: which links lead to its pages and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from bot.reading.formats.imprint import imprint_of_address, imprint_of_line
from bot.reading.formats.markup import Element
from bot.reading.pieces import tidy
from bot.reading.web import Link

LINK_LIMIT = 2_000
"""Links of one page that are looked at; an issue of forty pages has some hundred."""

_PAGE_FILE = re.compile(r"^(?:node|nbs|page|layout|index|vlist|ban|bm)[-_.]?\w*|^Page\w+", re.IGNORECASE)
_ARTICLE_FILE = re.compile(r"^(?:content|nw|articel|article|c|con|detail)[-_.]?\w*\d", re.IGNORECASE)
_NOT_READ = re.compile(r"\.(?:pdf|jpe?g|png|gif|webp|zip|rar|mp[34]|apk|css|js)$", re.IGNORECASE)


def issue_links(tree: Element, address: str) -> tuple[Link, ...]:
    """The links to the pages and articles of the issue that a page belongs to, each address once, in order.

    They lie on the same host, and in the folder of the same day; where the address names no day, in its own
    folder.
    """
    if not urlsplit(address).hostname:
        return ()
    issue = _Issue(address)
    found: dict[str, Link] = {}
    for target, text in _targets(tree, address):
        if issue.holds(target) and (target not in found or (text and not found[target].text)):
            found[target] = Link(target, text, _leads_to_page(target, text))
    return tuple(found.values())


class _Issue:
    """The issue that an address belongs to."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._own = urldefrag(address)[0]
        self._host = parts.hostname
        self._folder = parts.path.rpartition("/")[0] + "/"
        self._day = imprint_of_address(address).day

    def holds(self, target: str) -> bool:
        parts = urlsplit(target)
        if target == self._own or parts.hostname != self._host or _NOT_READ.search(parts.path):
            return False
        day = imprint_of_address(target).day
        if self._day is not None:
            return day == self._day
        return parts.path.startswith(self._folder) and bool(day or _kind(parts.path))


def _targets(tree: Element, address: str) -> Iterator[tuple[str, str]]:
    base = next((each.get("href", "") for each in tree.iter("base")), "")
    for count, element in enumerate(tree.iter("a", "area")):
        if count >= LINK_LIMIT:
            return
        written = str(element.get("href", "")).strip()
        if not written or written.startswith("#") or len(written) > 2_000:
            continue
        try:
            target = urldefrag(urljoin(urljoin(address, base), written))[0]
            scheme = urlsplit(target).scheme
        except ValueError:
            continue
        if scheme in ("http", "https"):
            words = element.get("title") or "".join(element.itertext())
            yield target, tidy(str(words)[:500])


def _leads_to_page(target: str, text: str) -> bool:
    kind = _kind(urlsplit(target).path)
    return kind == "page" or (kind is None and imprint_of_line(text).page is not None)


def _kind(path: str) -> str | None:
    name = path.rpartition("/")[2]
    if _ARTICLE_FILE.match(name):
        return "article"
    return "page" if _PAGE_FILE.match(name) else None
