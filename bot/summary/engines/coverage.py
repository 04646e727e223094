"""The default engine: the set of sentences that covers most of what a person would say of the article.

What a summary is worth is the sum of what the words (or characters) are worth that stand in it, each counted
once: a second sentence of the same words adds nothing; and what the judge says that they tell of the news.
Sets grow by one sentence or run of clauses at a time, and those that are worth most are kept.
After Hui Lin, Jeff Bilmes: A Class of Submodular Functions for Document Summarization (2011).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from bot.summary.document import Document
from bot.summary.expectations import Expectations, expectations_of
from bot.summary.gist import runs_of
from bot.summary.openings import Standing
from bot.summary.pieces import Limits, Piece, sentences_of

_MOST_SENTENCES = 10
_MOST_CLAUSES = 40
"""What is tried in all sets: the sentences and clauses that promise most for their length."""

_MOST_CUT = 16
"""Sentences that are cut into clauses, by the same rule."""

_OPENING = 3
"""Sentences that are tried whatever they promise."""

_SHORT = 20
"""Characters that a piece counts in addition: without them the shortest would seem the densest."""

_MOST_SETS = 12
"""Sets that are kept while they grow."""

_OF_A_CHARACTER = 0.01
"""What room that is filled is worth: of two sets that cover the same, the one that tells more."""

_OF_NEWS = 0.8
"""What the judge of clauses counts beside what is covered: more tells more news, and is farther from
summaries by journalists."""

_INNER_CLAUSE = 0.05
"""What a clause costs that begins within its sentence: its subject may stand before it."""


_SAID_AGAIN, _SAID_NEWLY = 0.15, 0.2
"""Of what a piece covers: where no more is new it tells no news, with so much more all of it."""

_OF_OPENING = 0.3
"""What the first sentence of an article with a title is worth in addition, of what it covers.

The articles with a title that the table was fitted on had lost their first sentence, so it cannot know."""


class _Candidate(NamedTuple):
    piece: Piece
    units: frozenset[int]
    worth: float
    length: int


class _Set(NamedTuple):
    chosen: tuple[_Candidate, ...]
    worth: float
    units: frozenset[int]
    room: int


class CoverageEngine:
    """Finds the best set of sentences and runs of clauses, one of a sentence."""

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
        self._judge = document.judge
        self._news: dict[Piece, float] = {}
        self._told = _OF_NEWS * sum(expected.worths)
        self._worths = expected.worths
        clauses: dict[int, list[Piece]] = defaultdict(list)
        for run in runs_of(document, self._judge, limits.characters):
            if not (run.leans or run.is_whole):
                piece = Piece(run.sentence.place, run.text, run.first > 0)
                clauses[piece.place].append(piece)
                self._news[piece] = self._judge.for_summary(run.sentence, run.first, run.end)
        whole = [self._candidate(piece, expected) for piece in sentences_of(document)]
        cut = _promising(whole, _MOST_CUT)
        runs = [
            self._candidate(clause, expected) for sentence in cut for clause in clauses[sentence.piece.place]
        ]
        fitting = [each for each in whole if each.length <= limits.characters]
        tried = {each.piece.place for each in (*_promising(fitting, _MOST_SENTENCES), *fitting[:_OPENING])}
        self._candidates = [
            *(each for each in fitting if each.piece.place in tried),
            *_promising(runs, _MOST_CLAUSES),
        ]

    def best(self) -> Sequence[_Candidate]:
        """The set that is worth most, in the article's order."""
        best: Sequence[_Candidate] = ()
        most = 0.0
        kept = [_Set((), 0.0, frozenset(), self._limits.characters)]
        for _ in range(self._limits.sentences):
            kept = self._extended(kept)
            for each in kept:
                if each.worth > most and self._has_its_ground(each.chosen):
                    best, most = each.chosen, each.worth
        return sorted(best, key=lambda each: each.piece.place)

    def _candidate(self, piece: Piece, expected: Expectations) -> _Candidate:
        units = expected.units_of(piece)
        return _Candidate(piece, units, self._worth(piece, units, units), piece.length)

    def _worth(self, piece: Piece, units: frozenset[int], new: frozenset[int]) -> float:
        """What a piece of these units adds where some of them are new."""
        covered = sum([self._worths[unit] for unit in new])
        news = self._told * self._news_of(piece)
        if news > 0 and len(new) < len(units):
            # What is said again tells no news.
            share = covered / sum([self._worths[unit] for unit in units])
            news *= min(1.0, max(0.0, (share - _SAID_AGAIN) / _SAID_NEWLY))
        if piece.place == 0 and self._has_title:
            covered *= 1 + _OF_OPENING
        return news + covered + _OF_A_CHARACTER * len(piece.text) - (_INNER_CLAUSE if piece.is_inner else 0.0)

    def _news_of(self, piece: Piece) -> float:
        """How much of the news a piece tells, by the judge of clauses."""
        news = self._news.get(piece)
        if news is None:
            sentence = self._judge.sentences[piece.place]
            news = self._news[piece] = self._judge.for_summary(sentence, *sentence.span(piece.text))
        return news

    def _extended(self, sets: Sequence[_Set]) -> list[_Set]:
        """The sets that are worth most of those made by one candidate more."""
        found: dict[frozenset[int], _Set] = {}
        for each in sets:
            taken = {candidate.piece.place for candidate in each.chosen}
            for candidate in self._candidates:
                if candidate.length <= each.room and candidate.piece.place not in taken:
                    units = each.units | candidate.units
                    worth = each.worth + self._worth(
                        candidate.piece, candidate.units, candidate.units - each.units
                    )
                    chosen = (*each.chosen, candidate)
                    found[frozenset(map(id, chosen))] = _Set(
                        chosen, worth, units, each.room - candidate.length
                    )
        return sorted(found.values(), key=lambda each: -each.worth)[:_MOST_SETS]

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
