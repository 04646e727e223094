"""The default engine: the set of sentences that covers most of what a person would say of the article.

What a summary is worth is the sum of what the words (or characters) are worth that stand in it, each counted
once: a second sentence of the same words adds nothing. Among all sets that the limits allow, of the sentences
that promise most, the best is found by trying them, with a bound that leaves most untried.
After Hui Lin, Jeff Bilmes: A Class of Submodular Functions for Document Summarization (2011).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.summary.document import Document
from bot.summary.expectations import Expectations, expectations_of
from bot.summary.openings import Standing
from bot.summary.pieces import Limits, Piece, clauses_of, sentences_of

_MOST_SENTENCES = 10
_MOST_CLAUSES = 40
"""What is tried in all sets: the sentences and clauses that promise most for their length."""

_MOST_CUT = 16
"""Sentences that are cut into clauses, by the same rule."""

_OPENING = 3
"""Sentences that are tried whatever they promise."""

_SHORT = 20
"""Characters that a piece counts in addition: without them the shortest would seem the densest."""

_OF_A_CHARACTER = 0.01
"""What room that is filled is worth: of two sets that cover the same, the one that tells more."""

_INNER_CLAUSE = 0.05
"""What a clause costs that begins within its sentence: its subject may stand before it."""


_OF_OPENING = 0.3
"""What the first sentence of an article with a title is worth in addition, of what it covers.

The articles with a title that the table was fitted on had lost their first sentence, so it cannot know."""


class _Candidate(NamedTuple):
    piece: Piece
    units: frozenset[int]
    worth: float
    length: int


class CoverageEngine:
    """Finds the best set of sentences; for its last place, a clause where no sentence fits."""

    def choose(self, document: Document, limits: Limits) -> tuple[str, ...]:
        """As `Engine.choose`."""
        search = _Search(document, limits)
        return tuple(candidate.piece.text for candidate in search.best())


class _Search:
    """The candidates of one article, and what sets of them are worth."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self._standing = document.standing
        self._limits = limits
        self._has_title = bool(document.title)
        expected = expectations_of(document)
        self._worths = expected.worths
        whole = [self._candidate(piece, expected) for piece in sentences_of(document)]
        cut = _promising(whole, _MOST_CUT)
        clauses = [
            self._candidate(clause, expected)
            for sentence in cut
            for clause in clauses_of(document, sentence.piece.place, limits.characters)
        ]
        fitting = [each for each in whole if each.length <= limits.characters]
        tried = {each.piece.place for each in (*_promising(fitting, _MOST_SENTENCES), *fitting[:_OPENING])}
        self._sentences = [each for each in fitting if each.piece.place in tried]
        self._clauses = sorted(_promising(clauses, _MOST_CLAUSES), key=lambda each: -each.worth)

    def best(self) -> Sequence[_Candidate]:
        """The set that is worth most, in the article's order."""
        best: Sequence[_Candidate] = ()
        most = 0.0
        for chosen, worth, units in self._sets():
            if chosen and worth > most and self._has_its_ground(chosen):
                best, most = chosen, worth
            clause, more = self._best_clause(chosen, units, most - worth)
            if clause is not None:
                best, most = (*chosen, clause), worth + more
        return best

    def _candidate(self, piece: Piece, expected: Expectations) -> _Candidate:
        units = expected.units_of(piece)
        return _Candidate(piece, units, self._worth(piece, units), piece.length)

    def _worth(self, piece: Piece, new: frozenset[int]) -> float:
        covered = sum([self._worths[unit] for unit in new])
        if piece.place == 0 and self._has_title:
            covered *= 1 + _OF_OPENING
        return covered + _OF_A_CHARACTER * len(piece.text) - (_INNER_CLAUSE if piece.is_inner else 0.0)

    def _sets(self) -> Iterator[tuple[tuple[_Candidate, ...], float, frozenset[int]]]:
        """Every set of sentences that keeps the limits, with its worth and what it covers."""
        yield from self._extended((), 0, 0.0, frozenset(), self._limits.characters)

    def _extended(
        self, chosen: tuple[_Candidate, ...], first: int, worth: float, units: frozenset[int], room: int
    ) -> Iterator[tuple[tuple[_Candidate, ...], float, frozenset[int]]]:
        """This set, and all that it makes with sentences from the `first` on that fit into the room."""
        yield chosen, worth, units
        if len(chosen) == self._limits.sentences:
            return
        for number in range(first, len(self._sentences)):
            each = self._sentences[number]
            if each.length <= room:
                yield from self._extended(
                    (*chosen, each),
                    number + 1,
                    worth + self._worth(each.piece, each.units - units),
                    units | each.units,
                    room - each.length,
                )

    def _best_clause(
        self, chosen: Sequence[_Candidate], units: frozenset[int], least: float
    ) -> tuple[_Candidate | None, float]:
        """The clause that adds most after these sentences, if more than `least`; and how much it adds."""
        room = self._limits.characters - sum(each.length for each in chosen)
        after = chosen[-1].piece.place if chosen else -1
        best: _Candidate | None = None
        if len(chosen) == self._limits.sentences:
            return None, 0.0
        for clause in self._clauses:
            if clause.worth <= least:
                break  # They come by their worth, and what they add to a set is no more.
            if clause.piece.place <= after or len(clause.piece.text) > room:
                continue
            more = self._worth(clause.piece, clause.units - units)
            if more > least and self._has_its_ground((*chosen, clause)):
                best, least = clause, more
        return best, least

    def _has_its_ground(self, chosen: Sequence[_Candidate]) -> bool:
        """Whether each sentence that leans on a neighbour has it beside it."""
        places = {each.piece.place for each in chosen}
        for place in places:
            standing = self._standing[place]
            if standing is Standing.ON_PREVIOUS and place - 1 not in places:
                return False
            if standing is Standing.ON_NEXT and place + 1 not in places:
                return False
        return True


def _promising(candidates: Sequence[_Candidate], most: int) -> Sequence[_Candidate]:
    """Those that are worth most for their length."""
    return sorted(candidates, key=lambda each: -each.worth / (each.length + _SHORT))[:most]
