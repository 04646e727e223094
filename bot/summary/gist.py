"""The gist: one line that tells what the headline does not, made of an article's own clauses.

Every gist is a subsequence of the article's sentences: clauses may be left out, and within them an opening
time, a connection or what stands in parentheses; nothing is added but the full stop that ended the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from operator import add, or_

from bot.summary.document import Document
from bot.summary.runs import LONGEST_GIST, Run

_SAID_TWICE = 0.1
"""What a pair of runs loses that share all their pairs of characters."""

_MOST_RUNS = 100
"""What is paired: the best. No two of those beyond were ever best together."""

_SHARED = 0.5
"""Two runs that share so many of the pairs of the shorter say the same."""


class PairBits(dict[str, int]):
    """The pairs of neighbouring characters of an article's texts, a bit for each."""

    def of(self, text: str) -> int:
        """The bits of a text's pairs; the last, which has the full stop, does not count."""
        return reduce(or_, map(self.__getitem__, map(add, text, text[1:-1])), 0)

    def __missing__(self, pair: str) -> int:
        bit = self[pair] = 1 << len(self)
        return bit


def gist_of(document: Document) -> str:
    """The line that tells most of what the headline leaves open; empty where nothing can stand alone.

    One run of clauses, or two of different places.
    """
    judge = document.judge
    worth = [(judge.for_gist(run.sentence, run.first, run.end), run) for run in document.runs.lines()]
    return printed(best_runs(worth))


def best_runs(worth: Sequence[tuple[float, Run]]) -> Sequence[Run]:
    """The run, or the two, that are worth most together within the length of a gist."""
    ranked = sorted(worth, key=lambda each: -each[0])[:_MOST_RUNS]
    pairs = cache(PairBits().of)
    best: Sequence[Run] = ()
    most = float("-inf")
    for value, run in ranked:
        if not run.leans:
            best, most = (run,), value
            break
    for place, (value, run) in enumerate(ranked):
        if 2 * value <= most:
            break
        for other_value, other in ranked[place + 1 :]:
            if value + other_value <= most:
                break
            earlier, later = sorted((run, other), key=lambda each: each.begin)
            if not _join(earlier, later):
                continue
            one, two = pairs(run.text), pairs(other.text)
            shared = (one & two).bit_count() / max(1, min(one.bit_count(), two.bit_count()))
            if shared > _SHARED:
                continue
            together = value + other_value - _SAID_TWICE * shared
            if together > most:
                best, most = (earlier, later), together
    return best


def printed(runs: Sequence[Run]) -> str:
    """The runs as one line."""
    if not runs:
        return ""
    *before, last = runs
    same = [run.inside if run.sentence is last.sentence else run.text for run in before]
    return "".join((*same, last.text))


def _join(earlier: Run, later: Run) -> bool:
    """Whether two runs make one line: within its length, apart, and each with its subject."""
    if earlier.length + later.length > LONGEST_GIST or earlier.leans:
        return False
    if earlier.sentence is not later.sentence:
        return not later.leans
    return earlier.end <= later.first
