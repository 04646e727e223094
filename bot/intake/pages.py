"""Bytes to pages: what the editor says goes before what the page prints, and that before its file's name."""

from __future__ import annotations

from dataclasses import replace

from bot.model import Page, PageHints
from bot.reading.file_name import hints_from_name
from bot.reading.formats import decode
from bot.reading.page import read_page

_UNSAID = PageHints()


def read_bytes(data: bytes, name: str, hints: PageHints = _UNSAID, otherwise: PageHints = _UNSAID) -> Page:
    """Read a page dump; `otherwise` holds where nothing else says it. Raises ReadingError, which names it."""
    named = hints_from_name(name)
    source = hints.source or named.source or otherwise.source
    issue_date = hints.issue_date or named.issue_date or otherwise.issue_date
    number = hints.page or named.page
    page = read_page(decode(data, name), name, PageHints(source, issue_date, number))
    return _said(page, hints)


def _said(page: Page, hints: PageHints) -> Page:
    """The page and its articles under the paper, day and number that the editor gave."""
    given = {
        field: value
        for field in ("source", "issue_date", "page")
        if (value := getattr(hints, field)) is not None
    }
    articles = tuple(replace(article, **given) for article in page.articles)
    return replace(page, articles=articles, **given)
