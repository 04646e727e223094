"""Keywords: the words that a person would search for to find an article again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.summary.document import Document, Tagged
from bot.text.words import UNKNOWN, rarity

MOST_KEYWORDS = 10

_NAMING_TAGS = ("n", "vn", "l", "i", "j", "eng", UNKNOWN)
"""Tags (or the letters they begin with) of words that name something."""

_JOINING_TAGS = ("n", "vn", "b", "j", "l", UNKNOWN)
"""Tags of words that make a compound with their neighbour."""

_TITLE_BONUS = 3.0
_OPENING_BONUS = 1.5
_OPENING_SENTENCES = 2

_LONGEST_COMPOUND = 8

_COMPOUND_MENTIONS = 2
"""A pair of neighbours that is written so often together is one name."""


def keywords_of(document: Document) -> tuple[str, ...]:
    """At most ten keywords, the weightiest first, no one part of another."""
    tellers = _tellers(document)
    counts = Counter(word for word, _ in _mentions(document) if word in tellers)
    in_title = {word for word, _ in document.title_tagged}
    opening = {word for s in document.sentences[:_OPENING_SENTENCES] for word, _ in s.tagged}
    weights = {
        word: count
        * rarity(word)
        * (_TITLE_BONUS if word in in_title else 1.0)
        * (_OPENING_BONUS if word in opening else 1.0)
        for word, count in counts.items()
    }
    for compound, (count, parts) in _compounds(document, tellers).items():
        bonus = _TITLE_BONUS if compound in document.title else 1.0
        weights[compound] = count * bonus * sum(rarity(part) for part in parts) * 0.8
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    return tuple(_without_parts(ranked))


def _mentions(document: Document) -> Iterator[Tagged]:
    yield from document.title_tagged
    for sentence in document.sentences:
        yield from sentence.tagged


def _tellers(document: Document) -> set[str]:
    """The words that may be a keyword."""
    telling = set(document.title_content).union(document.counts)
    return {
        word
        for word, word_tag in _mentions(document)
        if word in telling and word_tag.startswith(_NAMING_TAGS) and not word[0].isdigit()
    }


def _compounds(document: Document, tellers: set[str]) -> dict[str, tuple[int, tuple[str, str]]]:
    """Neighbours that stand together again and again, with how often."""
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in (document.title_tagged, *(sentence.tagged for sentence in document.sentences)):
        counts.update(pair for pair in _neighbours(sentence) if tellers.issuperset(pair))
    return {
        "".join(pair): (count, pair)
        for pair, count in counts.items()
        if count >= _COMPOUND_MENTIONS and len("".join(pair)) <= _LONGEST_COMPOUND
    }


def _neighbours(tagged: Sequence[Tagged]) -> Iterator[tuple[str, str]]:
    for (first, first_tag), (second, second_tag) in pairwise(tagged):
        if first_tag.startswith(_JOINING_TAGS) and second_tag.startswith(_JOINING_TAGS):
            yield first, second


def _without_parts(ranked: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in ranked:
        if len(kept) == MOST_KEYWORDS:
            break
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept
