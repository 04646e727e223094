"""Putting an article into an entry: as another edition of the story, or as its other half. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.model import Article, Edition, Entry, Kind
from bot.reading.stories import CONTINUES, continues, fullest, join_halves, same_story

_IMPRINT = ("source", "issue_date", "page")


def is_half(article: Article) -> bool:
    """Whether an article is a body whose head stands elsewhere."""
    return article.kind is Kind.FRAGMENT


def with_edition(entry: Entry, *articles: Article) -> Entry:
    """The entry with further printings of its story; it shows one of them only where that is fuller.

    What an editor mended in the text that is shown is not undone by a printing of the same length.
    """
    editions = (*entry.editions, *map(edition, articles))
    return _showing(entry, fullest([entry.article, *articles]), editions)


def joined(entry: Entry, head: Article, tail: Article) -> Entry:
    """The entry, whose article is one of the halves, with the two as one story."""
    whole = join_halves(head, tail)
    half = tail if entry.article == tail else head
    others = tuple(each for each in entry.editions if each.article != half)
    return _showing(entry, whole, (*others, edition(whole)))


def completed(entry: Entry, article: Article) -> Entry:
    """The entry with what an article of the same text knows more of where and when it was printed."""
    editions = tuple(
        edition(_completed(each.article, article)) if each.article.text == article.text else each
        for each in entry.editions
    )
    return replace(entry, article=_completed(entry.article, article), editions=editions)


def tells_more(article: Article, than: Article) -> bool:
    """Whether an article says where or when it was printed, and the other does not."""
    return _completed(than, article) != than


def other_half(article: Article, entries: Iterable[Entry]) -> tuple[Entry, Article, Article] | None:
    """The entry that most surely holds the other half of an article, and the two as head and tail."""
    best, surest = None, 0.0
    for entry in entries:
        for head, tail in ((article, entry.article), (entry.article, article)):
            # The names that articles have on their pages come again on other pages.
            sure = continues(replace(head, id="head"), replace(tail, id="tail"))
            if sure >= CONTINUES and sure > surest:
                best, surest = (entry, head, tail), sure
    return best


def same(article: Article, entries: Iterable[Entry]) -> Entry | None:
    """The first of the entries that tells the same story in the same words."""
    return next((entry for entry in entries if same_story(article, entry.article)), None)


def edition(article: Article) -> Edition:
    """An article as a printing of its story."""
    return Edition(article.source, article.issue_date, article.page, article)


def _showing(entry: Entry, article: Article, editions: tuple[Edition, ...]) -> Entry:
    """The entry with another article, whose summary is to be made where its text is another."""
    told = entry.article
    unchanged = (article.headline, article.text) == (told.headline, told.text)
    return replace(entry, article=article, editions=editions, summary=entry.summary if unchanged else None)


def _completed(article: Article, by: Article) -> Article:
    missing = {field: getattr(by, field) for field in _IMPRINT if getattr(article, field) is None}
    return replace(article, **missing)
