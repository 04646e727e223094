"""The default engine: the set of clauses that tells most of the news and covers most of the article.

What a set is worth is the sum of what the judge says that its pieces tell of the news, where they do not say
the same again, and of what the words (or characters) are worth that stand in it, each counted once. Sets grow
by one sentence or run of clauses at a time, and those that are worth most are kept.
After Hui Lin, Jeff Bilmes: A Class of Submodular Functions for Document Summarization (2011).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.summary.document import Document
from bot.summary.expectations import Expectations, expectations_of
from bot.summary.gist import Run, pairs_of, printed, runs_of
from bot.summary.openings import Standing
from bot.summary.pieces import Limits, Piece, sentences_of

_DENSEST, _WORTHIEST = 50, 12
"""What is tried in all sets: the pieces that promise most for their length, and those that promise most."""

_SHORT = 20
"""Characters that a piece counts in addition: without them the shortest would seem the densest."""

_MOST_PIECES = 5
_MOST_SETS = 10
"""Sets that are kept while they grow."""

_COVERED, _COVERED_UNTITLED = 0.3, 2.5
"""What an article that is covered whole is worth, against one whose news are told whole: less brings more
news, and is farther from summaries by journalists. Without a title, the words say more than the judge."""

_OF_A_CHARACTER = 0.0001
"""What room that is filled is worth: of two sets that cover the same, the one that tells more."""


_WITHIN = 0.05
"""What a piece costs that begins within its sentence: when it was, or who, may stand before it."""


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

    @property
    def pairs(self) -> frozenset[str]:
        """Its pairs of characters: what two pieces say twice."""
        return self.run.pairs if self.run is not None else pairs_of(self.text)

    @property
    def leans(self) -> bool:
        """Whether its subject stands in an earlier clause of its sentence."""
        return self.run is not None and self.run.leans

    def follows(self, other: _Candidate) -> bool:
        """Whether it stands after another piece of its sentence."""
        return other.place == self.place and other.end <= self.first


class _Set(NamedTuple):
    chosen: tuple[_Candidate, ...]
    worth: float
    pairs: frozenset[str]
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
        self._candidates = list(tried.values())

    def best(self) -> Sequence[_Candidate]:
        """The set that is worth most."""
        best: Sequence[_Candidate] = ()
        most = float("-inf")
        kept = [_Set((), 0.0, frozenset(), frozenset(), self._limits.characters)]
        for _ in range(_MOST_PIECES):
            kept = self._extended(kept)
            for each in kept:
                if each.worth > most and self._has_its_ground(each.chosen):
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
        for run in runs_of(document, judge, self._limits.characters):
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
        return _Candidate(piece.place, first, end, piece.text, run, units, news, covered, piece.length)

    def _extended(self, sets: Sequence[_Set]) -> list[_Set]:
        """The sets that are worth most of those made by one candidate more."""
        found: dict[frozenset[int], _Set] = {}
        for each in sets:
            chosen_ids = [id(candidate) for candidate in each.chosen]
            for candidate in self._candidates:
                if candidate.length <= each.room and self._joins(each.chosen, candidate):
                    made = frozenset((*chosen_ids, id(candidate)))
                    if made not in found:
                        found[made] = self._joined(each, candidate)
        return sorted(found.values(), key=lambda each: -each.worth)[:_MOST_SETS]

    def _joins(self, chosen: Sequence[_Candidate], candidate: _Candidate) -> bool:
        """Whether a set may hold a candidate too: apart from its others, and with its subject."""
        same = [each for each in chosen if each.place == candidate.place]
        if not same:
            places = {each.place for each in chosen}
            return not candidate.leans and len(places) < self._limits.sentences
        if not all(candidate.follows(each) or each.follows(candidate) for each in same):
            return False
        return not candidate.leans or any(candidate.follows(each) and not each.leans for each in same)

    def _joined(self, each: _Set, candidate: _Candidate) -> _Set:
        """A set with one candidate more: what it says again tells no news."""
        pairs = candidate.pairs
        again = len(pairs & each.pairs) / max(1, len(pairs))
        covered = sum([self._worths[unit] for unit in candidate.units - each.units])
        worth = candidate.news * (1 - again) + covered + _OF_A_CHARACTER * len(candidate.text)
        if candidate.first and not any(candidate.follows(other) for other in each.chosen):
            worth -= _WITHIN
        return _Set(
            (*each.chosen, candidate),
            each.worth + worth,
            each.pairs | pairs,
            each.units | candidate.units,
            each.room - candidate.length,
        )

    def _has_its_ground(self, chosen: Sequence[_Candidate]) -> bool:
        """Whether each sentence that leans on a neighbour has it beside it."""
        places = {each.place for each in chosen}
        for place in places:
            standing = self._standing[place]
            if standing is Standing.ON_PREVIOUS and place - 1 not in places:
                return False
            if standing is Standing.ON_NEXT and place + 1 not in places:
                return False
        return True


def _text(pieces: Sequence[_Candidate]) -> str:
    """The pieces of one sentence as they are printed."""
    runs = [piece.run for piece in pieces if piece.run is not None]
    return printed(runs) if runs else pieces[0].text
