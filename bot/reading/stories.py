"""One story in several articles: its editions and reprints, and the halves that 下转 and 上接 tie together.

Editions share their wording, so they are found by the shingles that they share. Halves share only their
subject: names and terms come again in the second half. What the marks, pages, papers and days say must not
contradict.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.model import Article, Doubt, Kind, Page, Subhead
from bot.reading.joining import ends_anyhow
from bot.text.characters import bare, fold
from bot.text.similarity import LONGEST, containment, jaccard, shingles, sketch

SAME_JACCARD = 0.25
"""Two editions of a report shared 0.36 where one was cut by half; two papers' reports of one event share
0.08."""

SAME_CONTAINMENT = 0.6
"""A shortened edition stands to three quarters in the full one."""

_LEAST_SHINGLES = 40
"""A text with fewer is too short to be told from a quotation."""

CONTINUES = 0.6
"""From here on `continues` means yes."""

_TERM = 3
_COMMON_TERM = 40
"""A run of characters that so many halves share says nothing of any of them."""

_FIGURE = re.compile(r"\d{1,2}月\d{1,2}日|\d[\d.:：]*")

_COMMON_MARK = 60
"""So many articles are kept for one shingle; more share a phrase, and no story is printed so often."""

_APART = (Kind.CAPTION, Kind.BOX)


def same_story(a: Article, b: Article) -> bool:
    """Whether two articles are editions of one story: the same wording, in whole or for the most part."""
    if a.kind in _APART or b.kind in _APART:
        return False
    return _same(shingles(a.text), shingles(b.text)) and _same_occasion(a, b)


def _same_occasion(a: Article, b: Article) -> bool:
    """Notices are written by formula: two are one only where their figures, the days among them, agree."""
    if Kind.NOTICE not in (a.kind, b.kind):
        return True
    mine, other = set(_FIGURE.findall(a.text)), set(_FIGURE.findall(b.text))
    return len(mine & other) >= 0.8 * max(len(mine), len(other)) and fold(a.headline or "") == fold(
        b.headline or ""
    )


def _same(a: frozenset[int], b: frozenset[int]) -> bool:
    if min(len(a), len(b)) < _LEAST_SHINGLES:
        return bool(a) and a == b
    return jaccard(a, b) >= SAME_JACCARD or containment(a, b) >= SAME_CONTAINMENT


def continues(head: Article, tail: Article) -> float:
    """How surely the tail goes on where the head breaks off, from 0 to 1; CONTINUES and more means yes.

    It is 0 where either has no mark, or where paper, day or pages contradict each other.
    """
    if head.continues_to is None or tail.continues_from is None or head.id == tail.id:
        return 0.0
    if _differ(head.source, tail.source) or _differ(head.issue_date, tail.issue_date):
        return 0.0
    if _other_page(head.continues_to, tail.page) or _other_page(tail.continues_from, head.page):
        return 0.0
    if head.headline and tail.headline:
        mine, other = _terms(head.headline, 2), _terms(tail.headline, 2)
        if mine and other and len(mine & other) >= 0.5 * min(len(mine), len(other)):
            return 1.0
    known = sum(
        (
            0.15 * (head.page is not None),
            0.15 * (tail.page is not None),
            0.05 * (head.source is not None and head.source == tail.source),
            0.05 * (head.issue_date is not None and head.issue_date == tail.issue_date),
        )
    )
    return min(1.0, known + _subject(head, tail))


def _subject(head: Article, tail: Article) -> float:
    """How much the halves have in common: terms of three characters that come in both, headline included."""
    mine = _terms((head.headline or "") + head.text, _TERM)
    other = _terms(tail.text, _TERM)
    if not mine or not other:
        return 0.0
    shared = len(mine & other) / min(len(mine), len(other))
    broken = 0.25 if not ends_anyhow(head.text) else 0.0
    return min(0.8, 12 * shared) + broken


def _terms(text: str, length: int) -> frozenset[str]:
    plain = bare(text[:LONGEST])
    return frozenset(plain[i : i + length] for i in range(len(plain) - length + 1))


def _differ(a: object, b: object) -> bool:
    return a is not None and b is not None and a != b


def _other_page(named: str, printed: str | None) -> bool:
    """Whether a mark names another page than the one printed; a range such as 02-03 holds both of its
    pages."""
    if printed is None:
        return False
    pages = {part.lstrip("0") for part in fold(printed).replace("—", "-").split("-")}
    return not {part.lstrip("0") for part in fold(named).replace("、", "-").split("-")} & pages


def join_halves(head: Article, tail: Article) -> Article:
    """Return the whole article: the head with the tail's text and subheads after its own, and nothing left
    open."""
    paragraphs = list(head.paragraphs)
    rest = list(tail.paragraphs)
    offset = len(paragraphs)
    if paragraphs and rest and not ends_anyhow(paragraphs[-1]):
        paragraphs[-1] += rest.pop(0)
        offset -= 1
    subheads = [
        Subhead(subhead.text, max(subhead.before_paragraph + offset, len(head.paragraphs)))
        for subhead in tail.subheads
    ]
    doubts = [doubt for doubt in (*head.doubts, *tail.doubts) if doubt is not Doubt.HEAD_ELSEWHERE]
    if head.headline is None and tail.headline is not None:
        doubts = [doubt for doubt in doubts if doubt is not Doubt.HEADLINE_MISSING]
    return replace(
        head,
        headline=head.headline or tail.headline,
        kicker=head.kicker if head.headline else tail.kicker,
        subheadline=head.subheadline if head.headline else tail.subheadline,
        paragraphs=(*paragraphs, *rest),
        subheads=(*head.subheads, *subheads),
        authors=tuple(dict.fromkeys((*head.authors, *tail.authors))),
        event_date=head.event_date,
        continues_to=tail.continues_to,
        doubts=tuple(dict.fromkeys(doubts)),
    )


def fullest(articles: Iterable[Article]) -> Article:
    """The edition to show: a whole one before a fragment, then the longest; of equals the first."""
    return max(
        articles,
        key=lambda article: (article.continues_from is None, article.headline is not None, article.length),
    )


def link_stories(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages with one `story_id` on all articles that are one story, within a page and across
    pages.

    The id is that of the story's first article; articles that stand alone keep None. Time grows with the
    number of articles and of the pairs that share wording, not with the square of the articles.
    """
    articles = [article for page in pages for article in page.articles]
    leader = list(range(len(articles)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for a, b in (*_editions(articles), *_halves(articles)):
        low, high = sorted((find(a), find(b)))
        leader[high] = low
    groups = Counter(find(index) for index in range(len(articles)))
    linked = iter(
        replace(article, story_id=f"story-{articles[find(index)].id}" if groups[find(index)] > 1 else None)
        for index, article in enumerate(articles)
    )
    return tuple(replace(page, articles=tuple(next(linked) for _ in page.articles)) for page in pages)


def _editions(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """The pairs of editions, found through the sketches that they share."""
    index: defaultdict[int, list[int]] = defaultdict(list)
    texts: dict[int, frozenset[int]] = {}
    for number, article in enumerate(articles):
        if article.kind in _APART:
            continue
        texts[number] = shingles(article.text)
        marks = sketch(texts[number])
        shared = Counter(other for mark in marks for other in index[mark])
        for other, count in shared.items():
            if count >= 2 and _same(texts[other], texts[number]) and _same_occasion(articles[other], article):
                yield other, number
        for mark in marks:
            if len(index[mark]) < _COMMON_MARK:
                index[mark].append(number)


def _halves(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """The pairs of halves, best first, each half taken once."""
    tails: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if article.continues_from is not None:
            for term in _terms((article.headline or "") + article.text, _TERM):
                tails[term].append(number)
    found = []
    for number, article in enumerate(articles):
        if article.continues_to is None:
            continue
        shared: Counter[int] = Counter()
        for term in _terms((article.headline or "") + article.text, _TERM):
            if len(tails.get(term, ())) <= _COMMON_TERM:
                shared.update(tails.get(term, ()))
        for other, _ in shared.most_common(_COMMON_TERM):
            if (sure := continues(article, articles[other])) >= CONTINUES:
                found.append((sure, number, other))
    taken_heads: set[int] = set()
    taken_tails: set[int] = set()
    for _, head, tail in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if head not in taken_heads and tail not in taken_tails:
            taken_heads.add(head)
            taken_tails.add(tail)
            yield head, tail
