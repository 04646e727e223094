"""The default engine: the set of clauses that tells most of the news and covers most of the article.

What a set is worth is the sum of what the judge says that its pieces tell of the news, where they do not say
the same again, and of what the words (or characters) are worth that stand in it, each counted once. Sets grow
by one sentence or run of clauses at a time, and those that are worth most are kept.
After Hui Lin, Jeff Bilmes: A Class of Submodular Functions for Document Summarization (2011).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop
from itertools import groupby
from typing import NamedTuple

from bot.summary.document import Document
from bot.summary.expectations import Expectations, expectations_of
from bot.summary.gist import PairBits, printed
from bot.summary.openings import Standing
from bot.summary.pieces import Limits, Piece, sentences_of
from bot.summary.runs import Run

_DENSEST, _WORTHIEST = 50, 12
"""What is tried in all sets: the pieces that promise most for their length, and those that promise most."""

_SHORT = 20
"""Characters that a piece counts in addition: without them the shortest would seem the densest."""

_MOST_PIECES = 5
_MOST_SETS = 10
"""Sets that are kept while they grow."""

_COVERED, _COVERED_UNTITLED = 0.45, 2.5
"""What an article that is covered whole is worth, against one whose news are told whole: less brings more
news, and is farther from summaries by journalists. Without a title, the words say more than the judge."""

_OPENING = 0.05
"""What the first sentence is worth beside: journalists tell it, and who reads on is at home at once."""

_OF_A_CHARACTER = 0.0001
"""What room that is filled is worth: of two sets that cover the same, the one that tells more."""


class _Candidate(NamedTuple):
    """A whole sentence, or a run of clauses of one."""

    place: int
    first: int
    end: int
    """Of which clauses it is made; a sentence is made of more than there are."""
    text: str
    run: Run | None
    units: frozenset[int]
    news: float
    covered: float
    length: int
    most: float
    """What it adds to a set at most: where nothing of it has been said."""

    @property
    def leans(self) -> bool:
        """Whether its subject stands in an earlier clause of its sentence."""
        return self.run is not None and self.run.leans

    def follows(self, other: _Candidate) -> bool:
        """Whether it stands after another piece of its sentence."""
        return other.place == self.place and other.end <= self.first


@dataclass(frozen=True, slots=True)
class _Tried:
    """A candidate that sets are made of; the bits of `pairs` are the pairs of characters that it has."""

    bit: int
    candidate: _Candidate
    pairs: int


class _Set(NamedTuple):
    bits: int
    """Of which candidates it is made."""
    chosen: tuple[_Candidate, ...]
    places: frozenset[int]
    worth: float
    pairs: int
    units: frozenset[int]
    room: int


_WHOLE = 1_000
"""More clauses than a sentence has."""


class CoverageEngine:
    """Finds the best set of sentences and runs of clauses."""

    def choose(self, document: Document, limits: Limits) -> tuple[str, ...]:
        """As `Engine.choose`."""
        best = sorted(_Search(document, limits).best(), key=lambda each: (each.place, each.first))
        return tuple(_text(list(pieces)) for _, pieces in groupby(best, key=lambda each: each.place))


class _Search:
    """The candidates of one article, and what sets of them are worth."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self._standing = document.standing
        self._limits = limits
        expected = expectations_of(document)
        share = _COVERED if document.title else _COVERED_UNTITLED
        self._worths = [share * worth / (sum(expected.worths) or 1.0) for worth in expected.worths]
        found = [each for each in self._found(document, expected) if each.length <= limits.characters]
        densest = sorted(found, key=lambda each: -(each.news + each.covered) / (each.length + _SHORT))
        worthiest = sorted(found, key=lambda each: -(each.news + each.covered))
        tried = {id(each): each for each in (*densest[:_DENSEST], *worthiest[:_WORTHIEST])}
        pairs = PairBits()
        self._tried = [
            _Tried(1 << number, each, pairs.of(each.text))
            for number, each in enumerate(sorted(tried.values(), key=lambda each: -each.most))
        ]

    def best(self) -> Sequence[_Candidate]:
        """The set that is worth most."""
        best: Sequence[_Candidate] = ()
        most = float("-inf")
        kept = [_Set(0, (), frozenset(), 0.0, 0, frozenset(), self._limits.characters)]
        for _ in range(_MOST_PIECES):
            kept = self._extended(kept)
            for each in kept:
                if each.worth > most and self._has_its_ground(each):
                    best, most = each.chosen, each.worth
        return best

    def _found(self, document: Document, expected: Expectations) -> Iterator[_Candidate]:
        """All pieces: sentences that may stand in a summary, and runs of clauses."""
        judge = document.judge
        for piece in sentences_of(document):
            news = judge.for_summary(
                judge.sentences[piece.place], 0, len(judge.sentences[piece.place].clauses)
            )
            yield self._candidate(piece, expected, news, None, 0, _WHOLE)
        for run in document.runs.within(self._limits.characters):
            if not run.is_whole:
                piece = Piece(run.sentence.place, run.text, run.first > 0)
                news = judge.for_summary(run.sentence, run.first, run.end)
                yield self._candidate(piece, expected, news, run, run.first, run.end)

    def _candidate(
        self,
        piece: Piece,
        expected: Expectations,
        news: float,
        run: Run | None,
        first: int,
        end: int,
    ) -> _Candidate:
        units = expected.units_of(piece)
        covered = sum([self._worths[unit] for unit in units])
        news += _OPENING * (piece.place == 0)
        most = max(news, 0.0) + covered + _OF_A_CHARACTER * len(piece.text)
        return _Candidate(piece.place, first, end, piece.text, run, units, news, covered, piece.length, most)

    def _extended(self, sets: Sequence[_Set]) -> list[_Set]:
        """The sets that are worth most of those made by one candidate more."""
        found: dict[int, tuple[float, _Set, _Tried]] = {}
        worths: list[float] = []
        for each in sets:
            for tried in self._tried:
                candidate = tried.candidate
                if len(worths) == _MOST_SETS and each.worth + candidate.most <= worths[0]:
                    break
                made = each.bits | tried.bit
                if made in found or candidate.length > each.room or not self._joins(each, candidate):
                    continue
                worth = each.worth + self._added(each, tried)
                found[made] = worth, each, tried
                (heappushpop if len(worths) == _MOST_SETS else heappush)(worths, worth)
        best = sorted(found.values(), key=lambda made: -made[0])[:_MOST_SETS]
        return [_joined(each, tried, worth) for worth, each, tried in best]

    def _joins(self, each: _Set, candidate: _Candidate) -> bool:
        """Whether a set may hold a candidate too: apart from its others, and with its subject."""
        if candidate.place not in each.places:
            return not candidate.leans and len(each.places) < self._limits.sentences
        same = [other for other in each.chosen if other.place == candidate.place]
        if not all(candidate.follows(other) or other.follows(candidate) for other in same):
            return False
        return not candidate.leans or any(candidate.follows(other) and not other.leans for other in same)

    def _added(self, each: _Set, tried: _Tried) -> float:
        """What a set is worth more with a candidate: what it says again tells no news."""
        candidate, pairs = tried.candidate, tried.pairs
        again = (pairs & each.pairs).bit_count() / max(1, pairs.bit_count())
        worths = self._worths
        covered = sum([worths[unit] for unit in candidate.units - each.units])
        return candidate.news * (1 - again) + covered + _OF_A_CHARACTER * len(candidate.text)

    def _has_its_ground(self, each: _Set) -> bool:
        """Whether each sentence that leans on a neighbour has it beside it."""
        for place in each.places:
            standing = self._standing[place]
            if standing is Standing.ON_PREVIOUS and place - 1 not in each.places:
                return False
            if standing is Standing.ON_NEXT and place + 1 not in each.places:
                return False
        return True


def _joined(each: _Set, tried: _Tried, worth: float) -> _Set:
    """A set with one candidate more."""
    candidate = tried.candidate
    return _Set(
        each.bits | tried.bit,
        (*each.chosen, candidate),
        each.places | {candidate.place},
        worth,
        each.pairs | tried.pairs,
        each.units | candidate.units,
        each.room - candidate.length,
    )


def _text(pieces: Sequence[_Candidate]) -> str:
    """The pieces of one sentence as they are printed."""
    runs = [piece.run for piece in pieces if piece.run is not None]
    return printed(runs) if runs else pieces[0].text
