"""What a source corrects in an article that it sent before. Pure.

Compared is what was read from the source the last time: where the stored article is that, nobody has worked
on it since; where it is not, the work of an editor, or another printing, stands there and stays.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import blake2b

from bot.intake.merging import edition
from bot.model import Article, Entry, Kind, Page

_TEXTS = ("headline", "kicker", "subheadline", "authors", "paragraphs", "subheads")
_IMPRINT = ("source", "issue_date", "page", "section")


def only_article(pages: Sequence[Page]) -> Article | None:
    """The article of what a source sent, beside captions; None where there are several."""
    articles = [each for page in pages for each in page.articles if each.kind is not Kind.CAPTION]
    return replace(articles[0], story_id=None) if len(articles) == 1 else None


def mark_of(article: Article) -> str:
    """Tells the same texts, whatever is said of paper, day and page."""
    said = asdict(article)
    told = json.dumps([said[name] for name in _TEXTS], ensure_ascii=False)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def corrected(entry: Entry, seen: str, article: Article) -> Entry | None:
    """The entry with an article in the place of that of the mark `seen`, its summary still to be made.

    None where that was changed here, or does not stand in it any more.
    """
    printed = [mark_of(each.article) for each in entry.editions]
    if mark_of(entry.article) == seen:
        shown = _in_place_of(entry.article, article)
        return _with(entry, shown, seen, article)
    is_as_printed = mark_of(entry.article) in printed
    return _with(entry, entry.article, seen, article) if is_as_printed and seen in printed else None


def replaced(entry: Entry, draft: Entry) -> Entry:
    """The entry with the article of a draft that corrects it, its summary still to be made."""
    shown = _in_place_of(entry.article, draft.article)
    others = tuple(each for each in entry.editions if each.article != entry.article)
    return replace(
        entry,
        article=shown,
        editions=(edition(shown), *(others if len(entry.editions) > 1 else ())),
        summary=entry.summary and entry.summary.edited,
    )


def _with(entry: Entry, shown: Article, seen: str, article: Article) -> Entry:
    editions = tuple(
        edition(_in_place_of(each.article, article)) if mark_of(each.article) == seen else each
        for each in entry.editions
    )
    changed = shown != entry.article
    left = entry.summary and entry.summary.edited
    return replace(entry, article=shown, editions=editions, summary=left if changed else entry.summary)


def _in_place_of(old: Article, new: Article) -> Article:
    """The new article under what is known of where the old one was printed."""
    known = {field: value for field in _IMPRINT if (value := getattr(old, field)) is not None}
    return replace(new, id=old.id, **known)
