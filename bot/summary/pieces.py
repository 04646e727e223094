"""What a summary may be made of: whole sentences, and clauses where no sentence fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from bot.model import ends_like_a_sentence
from bot.summary.document import Document
from bot.summary.openings import hangs, stands_within
from bot.text.sentences import split_clauses

_FEWEST_CHARACTERS = 6
"""Shorter sentences are exclamations."""

_SHORTEST_CLAUSE = 8
"""Characters."""

_MOST_CLAUSES = 12
"""Clauses of one sentence that are put together: a table without a full stop is no sentence."""

_CLAUSE_MARKS = "，；：、,;: "
_CLOSING = "”’」』）)"
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a summary must keep to. Both hold always."""

    characters: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or clauses of it that follow one another, as they stand in the article."""

    place: int
    """The sentence's, from 0."""
    text: str
    is_inner: bool = False
    """Whether it begins within its sentence."""

    @property
    def length(self) -> int:
        """Characters, with the line break that a summary needs after what does not end like a sentence."""
        return len(self.text) + (not ends_like_a_sentence(self.text))


def sentences_of(document: Document) -> Iterator[Piece]:
    """The sentences that may stand in a summary, in the article's order."""
    for place in document.candidates:
        text = document.sentences[place].text
        if len(text) >= _FEWEST_CHARACTERS:
            yield Piece(place, text)


def clauses_of(document: Document, place: int, characters: int) -> Iterator[Piece]:
    """All runs of clauses that fit and could stand for their sentence, ended by the mark that ends it."""
    text = document.sentences[place].text
    clauses = split_clauses(text)[:_MOST_CLAUSES]
    ends = list(accumulate(map(len, clauses)))
    for first, start in enumerate([0, *ends[:-1]]):
        for end in ends[first:]:
            if end - start == len(text):
                break
            run = text[start:end].rstrip(_CLAUSE_MARKS)
            closed = run if end == len(text) else run + end_of(text)
            if len(closed) > characters:
                break
            if _stands(run, is_inner=start > 0, is_end=end == len(text)):
                yield Piece(place, closed, start > 0)


def end_of(sentence: str) -> str:
    """The full stop that ends a sentence; nothing where none does."""
    return "。" if sentence.rstrip(_CLOSING).endswith("。") else ""


def _stands(run: str, *, is_inner: bool, is_end: bool) -> bool:
    if len(run) < _SHORTEST_CLAUSE or run != run.strip():
        return False
    if any(run.count(opening) != run.count(closing) for opening, closing in _PAIRS):
        return False
    if is_inner and not stands_within(run):
        return False
    return is_end or not hangs(run)
