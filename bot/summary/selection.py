"""Which sentences make the summary: the weightiest that say something new and fit, in the article's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.summary.document import Document
from bot.summary.openings import hangs, leans
from bot.text.sentences import split_clauses
from bot.text.words import segment

_LEAST_NEW = 0.4
"""A sentence with less of its words new to the summary says the same thing again."""

_LEANING_FACTOR = 0.05
"""What the weight of a sentence that leans on the one before it comes to, where that one is not chosen."""

_FEWEST_CHARACTERS = 8
"""Shorter sentences are exclamations and headings."""

_SHORTEST_CLAUSE = 10
"""Characters that must be left, and filled, before a clause is worth having."""

_MOST_MARKS = 20
"""Characters. A beginning that is longer than allowed by more marks than these is looked at no further."""

_CLAUSE_MARKS = "，；：、,;: "


@dataclass(frozen=True, slots=True)
class Limits:
    """What a summary must keep to. Both hold always."""

    characters: int
    sentences: int


def select(document: Document, weights: Sequence[float], limits: Limits) -> tuple[str, ...]:
    """The sentences of the summary, in the article's order.

    A text within the limits is its own summary. Where the first sentence alone is too long, its first clauses
    stand for it; where room is left at the end that no whole sentence fits, the first clauses of one that
    comes later fill it; where not even a clause fits, the weightiest
    sentence's first words.
    """
    if limits.sentences < 1 or limits.characters < 1 or not document.sentences:
        return ()
    whole = [sentence.text for sentence in document.sentences]
    if len(whole) <= limits.sentences and sum(map(len, whole)) <= limits.characters:
        return tuple(whole)
    choice = _Choice(document, weights, limits)
    choice.take_sentences()
    choice.fill_with_clause()
    return choice.sentences() or _first_words(document, weights, limits.characters)


class _Choice:
    """The sentences chosen so far, and the room that is left."""

    def __init__(self, document: Document, weights: Sequence[float], limits: Limits) -> None:
        self._document = document
        self._weights = weights
        self._left = limits.characters
        self._sentences_left = limits.sentences
        self._chosen: dict[int, str] = {}
        self._said: set[str] = set()
        self._texts = [sentence.text for sentence in document.sentences]
        if len(self._texts[0]) > limits.characters:
            self._texts[0] = _first_clauses(self._texts[0], limits.characters)
        self._leaning = [leans(text) for text in self._texts]
        self._has_complete = any(sentence.is_complete for sentence in document.sentences)

    def take_sentences(self) -> None:
        """Take the sentence that adds most, again and again."""
        while self._sentences_left:
            gains = [
                (self._gain(place), -place) for place in range(len(self._texts)) if self._may_take(place)
            ]
            gain, place = max(gains, default=(0.0, 0))
            if gain <= 0:
                return
            self._take(-place, self._texts[-place])

    def fill_with_clause(self) -> None:
        """Take the first clauses of a later sentence that does not fit whole, where room is left for them."""
        if not self._chosen or not self._sentences_left or self._left < _SHORTEST_CLAUSE:
            return
        best, best_gain = None, 0.0
        for place in range(max(self._chosen) + 1, len(self._texts)):
            if self._leaning[place] or not self._document.sentences[place].is_complete:
                continue
            clause = _first_clauses(self._texts[place], self._left)
            gain = self._clause_gain(place, clause)
            if len(clause) >= _SHORTEST_CLAUSE and gain > best_gain and not hangs(clause):
                best, best_gain = (place, clause), gain
        if best is not None:
            self._take(*best)

    def sentences(self) -> tuple[str, ...]:
        """What was chosen, in the article's order."""
        return tuple(self._chosen[place] for place in sorted(self._chosen))

    def _may_take(self, place: int) -> bool:
        if self._has_complete and not self._document.sentences[place].is_complete:
            return False
        return place not in self._chosen and _FEWEST_CHARACTERS <= len(self._texts[place]) <= self._left

    def _gain(self, place: int) -> float:
        """The weight of a sentence, as far as what it says is new."""
        content = self._document.sentences[place].distinct
        new = content - self._said
        if not content or len(new) < _LEAST_NEW * len(content):
            return 0.0
        of_word = self._document.word_weights
        share = sum(of_word[word] for word in new) / sum(of_word[word] for word in content)
        stands = not self._leaning[place] or place - 1 in self._chosen
        return self._weights[place] * share * (1.0 if stands else _LEANING_FACTOR)

    def _clause_gain(self, place: int, clause: str) -> float:
        of_word = self._document.word_weights
        new = self._document.sentences[place].distinct - self._said
        return sum(of_word[word] for word in new if word in clause)

    def _take(self, place: int, text: str) -> None:
        self._chosen[place] = text
        self._left -= len(text)
        self._sentences_left -= 1
        self._said |= self._document.sentences[place].distinct


def _first_words(document: Document, weights: Sequence[float], characters: int) -> tuple[str, ...]:
    """The beginning of the weightiest sentence: as many clauses as fit, else words, else characters."""
    place = max(range(len(weights)), key=lambda place: (weights[place], -place))
    text = document.sentences[place].text
    beginning = _first_clauses(text, characters) or _first_that_fit(segment(text), characters)
    return (beginning or text[:characters],)


def _first_clauses(sentence: str, characters: int) -> str:
    return _first_that_fit(split_clauses(sentence), characters)


def _first_that_fit(pieces: Sequence[str], characters: int) -> str:
    """The first pieces, as many as fit, without the mark after the last."""
    beginning = ""
    for piece in pieces:
        enough = len(beginning) > characters + _MOST_MARKS
        if enough or len((beginning + piece).strip(_CLAUSE_MARKS)) > characters:
            break
        beginning += piece
    return beginning.strip(_CLAUSE_MARKS)
