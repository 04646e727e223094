"""Putting an article into an entry: as another edition of the story, or as its other half. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from bot.model import Article, Edition, Entry, Kind, Page, PageHints
from bot.reading.stories import CONTINUES, continues, fullest, join_halves, same_story

Printed = TypeVar("Printed", Article, Page)

_IMPRINT = ("source", "issue_date", "page")


def is_half(article: Article) -> bool:
    """Whether an article is a body whose head stands elsewhere."""
    return article.kind is Kind.FRAGMENT


def with_editions(entry: Entry, *editions: Edition) -> Entry:
    """The entry with further printings of its story; it shows one of them only where that is fuller.

    What an editor mended in the text that is shown is not undone by a printing of the same length.
    """
    shown = fullest([entry.article, *(each.article for each in editions)])
    return _showing(entry, shown, (*entry.editions, *editions))


def joined(entry: Entry, head: Article, tail: Article, further: tuple[Edition, ...] = ()) -> Entry:
    """The entry, whose article is one of the halves, with the two as one story.

    `further` are the editions of the entry that the other half comes from, where it comes from one.
    """
    known = (*entry.editions, *further)
    parts = {each.article: each.parts for each in known if each.parts}
    pieces = (*parts.get(head, (head,)), *parts.get(tail, (tail,)))
    whole = join_halves(head, tail)
    others = tuple(each for each in known if each.article not in (head, tail))
    return _showing(entry, whole, (*others, edition(whole, pieces)))


def completed(entry: Entry, article: Article) -> Entry:
    """The entry with what an article of the same text knows more of where and when it was printed."""
    editions = tuple(
        edition(_completed(each.article, article), each.parts) if each.article.text == article.text else each
        for each in entry.editions
    )
    return replace(entry, article=_completed(entry.article, article), editions=editions)


def stamped(printed: Printed, hints: PageHints, where_unknown: bool) -> Printed:
    """A page or an article under the paper, day and number of hints, or only where it does not say them."""
    said = {field: getattr(hints, field) for field in _IMPRINT}
    given = {
        field: value
        for field, value in said.items()
        if value is not None and not (where_unknown and getattr(printed, field) is not None)
    }
    return replace(printed, **given)


def tells_more(article: Article, than: Article) -> bool:
    """Whether an article says where or when it was printed, and the other does not."""
    return _completed(than, article) != than


def other_half(entry: Entry, others: Iterable[Entry]) -> tuple[Entry, Article, Article] | None:
    """Of other entries the one that most surely holds the other half, and the articles as head and tail."""
    best, surest = None, 0.0
    for other in others:
        for head, tail in ((entry, other), (other, entry)):
            sure = continues(_as_head(head), replace(tail.article, id="tail"))
            if sure >= CONTINUES and sure > surest:
                best, surest = (other, head.article, tail.article), sure
    return best


def _as_head(entry: Entry) -> Article:
    """The article of an entry as that which is to go on: the page that it breaks off on is its last one.

    Its id is not to be that of its tail, since names on one page come again on another.
    """
    parts = next((each.parts for each in entry.editions if each.article == entry.article), ())
    return replace(entry.article, id="head", page=parts[-1].page if parts else entry.article.page)


def same(article: Article, entries: Iterable[Entry]) -> Entry | None:
    """The first of the entries that tells the same story in the same words."""
    return next((entry for entry in entries if same_story(article, entry.article)), None)


def edition(article: Article, parts: tuple[Article, ...] = ()) -> Edition:
    """An article as a printing of its story, and the parts that it was joined from, if it was."""
    return Edition(article.source, article.issue_date, article.page, article, parts)


def _showing(entry: Entry, article: Article, editions: tuple[Edition, ...]) -> Entry:
    """The entry with another article, whose summary is to be made where its text is another."""
    told = entry.article
    unchanged = (article.headline, article.text) == (told.headline, told.text)
    left = entry.summary and entry.summary.edited
    return replace(entry, article=article, editions=editions, summary=entry.summary if unchanged else left)


def _completed(article: Article, by: Article) -> Article:
    missing = {field: getattr(by, field) for field in _IMPRINT if getattr(article, field) is None}
    return replace(article, **missing)
