"""Which article a caption or a box goes with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.model import Kind
from bot.reading.compose import Composed
from bot.text.characters import bare

_SHARED = 0.35
"""Of the pairs of characters of an aside: so many in an article say that it tells of the same."""

_NEIGHBOURS = 4
"""Articles before and after an aside that are looked at."""

_ASIDES = (Kind.CAPTION, Kind.BOX)


def with_their_articles(found: Iterable[Composed]) -> list[Composed]:
    """Give captions and boxes the id of their article.

    That is the one that says most of what the aside says, or else the one whose lines stand before and after
    it. `found` is in the order of the page.
    """
    articles = list(found)
    return [
        replace(each, article=replace(each.article, belongs_to=_article_of(each, articles, index)))
        if each.article.kind in _ASIDES
        else each
        for index, each in enumerate(articles)
    ]


def _article_of(aside: Composed, articles: Sequence[Composed], index: int) -> str | None:
    near = [
        each
        for each in articles[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
        if each.article.kind not in _ASIDES
    ]
    if not near:
        return None
    pairs = _pairs(aside)
    shared = {each.article.id: len(pairs & _pairs(each)) for each in near}
    best = max(shared, key=lambda each: shared[each])
    if pairs and shared[best] >= _SHARED * len(pairs):
        return best
    around = [each.article.id for each in near if min(each.parts) < min(aside.parts) < max(each.parts)]
    return around[-1] if around else None


def _pairs(composed: Composed) -> frozenset[str]:
    plain = bare(f"{composed.article.headline or ''}{composed.article.text}")
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
