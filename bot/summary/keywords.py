"""Keywords: the words that a person would search for to find an article again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from math import sqrt

from bot.summary.document import Document, Tagged
from bot.text.words import UNKNOWN, rarity

MOST_KEYWORDS = 10

_TELLING_TAGS = ("n", "v", "l", "j", "s", "eng", UNKNOWN)
"""Tags (or the letters they begin with) of words that people search for: names, and what is done."""

_JOINING_TAGS = ("n", "vn", "b", "j", "l", UNKNOWN)
"""Tags of words that make a compound with their neighbour."""

_TITLE_FACTOR = 3.0
_FIRST_MENTION_FACTOR = 6.0
"""How much more a word weighs that the title has, and one that the first sentence has: the factor falls with
the sentence of the first mention, since the lede names what the news is about."""

_LONGEST_COMPOUND = 8
_COMPOUND_MENTIONS = 3
_COMPOUND_SHARE = 0.8
"""Two neighbours are one name where they stand together so often, and one of them rarely alone."""


def keywords_of(document: Document) -> tuple[str, ...]:
    """At most ten keywords, the weightiest first, none of them part of another."""
    counts: Counter[str] = Counter()
    early: dict[str, float] = {}
    for place, sentence in enumerate(document.sentences):
        for word in _telling(sentence.tagged, sentence.distinct):
            counts[word] += 1
            early.setdefault(word, 1 + _FIRST_MENTION_FACTOR / (1 + place))
    for word in _telling(document.title_tagged, document.title_content):
        # A word that the text has not is the headline's play with words.
        early[word] = (1 + _FIRST_MENTION_FACTOR) * _TITLE_FACTOR if word in counts else 1.0
        counts[word] += 1
    weights = {word: sqrt(count) * rarity(word) * early[word] for word, count in counts.items()}
    for first, second in _compounds(document, counts):
        weights[first + second] = weights[first] + weights[second]
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    return tuple(_without_parts(ranked))


def _telling(tagged: Sequence[Tagged], content: Container[str]) -> Iterator[str]:
    """The words that may be a keyword, as often as they stand there."""
    for word, word_tag in tagged:
        if word in content and word_tag.startswith(_TELLING_TAGS) and not word[0].isdigit():
            yield word


def _compounds(document: Document, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Neighbours that make one name."""
    together: Counter[tuple[str, str]] = Counter()
    for tagged in (document.title_tagged, *(sentence.tagged for sentence in document.sentences)):
        together.update(_neighbours(tagged))
    for pair, count in together.items():
        first, second = pair
        if (
            count >= max(_COMPOUND_MENTIONS, _COMPOUND_SHARE * min(counts[first], counts[second]))
            and min(counts[first], counts[second]) > 0
            and len(first + second) <= _LONGEST_COMPOUND
        ):
            yield pair


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
