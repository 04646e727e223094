"""How much of the news a clause tells: a linear judge over what can be seen of it.

A run of clauses is worth the sum of what its clauses show (figures, results, talk, names, words that the
headline has not, where it stands) and of how it stands alone (where it begins, how it ends). The weights are
in `bot.summary.judge_table`, fitted by `tests/bench/fit_judge.py` on articles of which people wrote down what
one must know afterwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import accumulate, product
from math import log
from operator import mul, or_
from typing import NamedTuple

from bot.summary.document import Document, Sentence, Tagged
from bot.summary.judge_table import TABLE
from bot.summary.openings import Standing
from bot.summary.signs import CONNECTED, LEADS, PATTERNS
from bot.text.sentences import split_clauses
from bot.text.words import rarity

_SEARCHES = tuple(PATTERNS.values())
_NAMES = 4
"""So many of the tags are those of names."""

_TAGS = ("nr", "ns", "nt", "nz", "vn", "v", "a", "d", "m", "r", "eng")

CLAUSE = (
    *PATTERNS,
    *_TAGS,
    "characters / 10",
    "log characters",
    "long words",
    "new words",
    "words of the title",
    "share in the title",
    "new rare words",
    "frequency",
    "no title: frequency",
    "new frequent words",
    "share of all words",
    "talk share",
    "leads",
    "after a lead",
    "clause within",
    "lists talk",
    "figures early",
    "results early",
)
BY_CLAUSES = (
    "clauses",
    "first sentence",
    "second sentence",
    "third sentence",
    "place",
    "last sentence",
    "no title: first sentence",
    "no title: second sentence",
    "no title: place",
    "sentence's units",
    "sentence's results",
    "sentence's talk",
    "sentence's scene",
    "sentence's speech",
    "sentence's first person",
    "sentence's length",
)
"""What each clause of a run counts, by its sentence."""

OF_PLACE = (
    "leans",
    "titled: first sentence",
    "place in the text",
    "sentences",
    "place, by sentences",
    "first two, by sentences",
    "opens with a quotation",
    "after a heading",
)
"""What all runs of a sentence share."""

BY_LENGTH = (
    "room",
    "place in the text, by length",
    "sentences, by length",
    "first two, by length",
    "last sentence, by length",
)
"""What grows with the length of a run, by the place of its sentence."""

OF_BEGIN = ("begins within", "begins with a connection", "starts with a noun", "starts with a verb")
"""What all runs share that begin with the same clause."""

OF_MARKS = ("has units", "has results", "has a name", "holds a quotation")
"""What one of its clauses has, or two together."""

OF_RUN = ("room squared", "whole", "ends early")
FEATURES = (*CLAUSE, *BY_CLAUSES, *OF_PLACE, *BY_LENGTH, *OF_BEGIN, *OF_MARKS, *OF_RUN)

_AT_TALK, _AT_LIST, _AT_FIGURES, _AT_FIRST_RESULT = (
    list(PATTERNS).index(name) for name in ("talk", "list", "units", "results")
)
_OF_SENTENCES = [
    list(PATTERNS).index(name) for name in ("units", "results", "talk", "scene", "speech", "first person")
]
_EARLY = 4
"""Sentences: in a paper's news what matters stands in them."""

_OPENING = 2
"""Sentences that open a text."""

_MOST_CLAUSES = 16
"""Clauses of one sentence that are looked at: a table without a full stop is no sentence."""

_MOST_OF_A_KIND = 3
_MOST_WORDS_OF_A_KIND = 4
"""More of the same in one clause tell nothing new."""

_FULL_LINE = 48
"""Characters of a line, which is what lengths are measured in."""


Begins = tuple[bool, bool, bool, bool]
Worth = tuple[float, float]
"""What something weighs, for the gist and for the summary."""


class Clause(NamedTuple):
    """A clause of a sentence, with what the judge sees of it."""

    text: str
    tagged: Sequence[Tagged]
    seen: tuple[float, ...]
    begins: Begins
    """What is seen of the runs that begin with it."""
    marks: int
    """Bits: whether it has units, results, a name, “ and ”."""
    worth: Worth
    worth_of_begin: Worth
    leads: bool
    """Whether it only says when, where or by whom it was told."""


@dataclass(frozen=True)
class Clauses:
    """The clauses of one sentence."""

    place: int
    clauses: tuple[Clause, ...]
    each: tuple[float, ...]
    stands: tuple[float, ...]
    grows: tuple[float, ...]
    """What is seen of all its runs: by their clauses, once, and by their length."""
    worth: Worth
    worth_of_length: Worth

    def span(self, text: str) -> tuple[int, int]:
        """Of which clauses a text of the sentence is made: the first, and the one after the last."""
        at = "".join(clause.text for clause in self.clauses).find(text[:-1])
        if at < 0:
            return 0, len(self.clauses)
        return self.span_of(at, at + len(text) - 1)

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """In which clauses the characters from `start` to before `end` stand, likewise."""
        ends = list(accumulate(len(clause.text) for clause in self.clauses))
        first = min(bisect_right(ends, start), len(ends) - 1)
        return first, min(max(first, bisect_left(ends, end)), len(ends) - 1) + 1


class Judge:
    """Sees and weighs the clauses of one article."""

    def __init__(self, document: Document) -> None:
        self._title = document.title
        self._total = len(document.sentences)
        self._log_counts = {word: log(1 + count) for word, count in document.counts.items()}
        self._all_words = sum(self._log_counts.values()) or 1.0
        texts = [split_clauses(sentence.text)[:_MOST_CLAUSES] for sentence in document.sentences]
        counts = _Counts([sentence.text for sentence in document.sentences], texts)
        self.sentences = tuple(
            self._clauses(document, place, texts[place], counts) for place in range(self._total)
        )
        """All sentences with their clauses."""

    def _clauses(self, document: Document, place: int, texts: Sequence[str], counts: _Counts) -> Clauses:
        sentence = document.sentences[place]
        each = self._each(place, counts.of_sentence(place), len(sentence.text))
        by_sentence = _weigh(each, weights.by_clauses)
        clauses: list[Clause] = []
        after_lead = False
        for number, (text, tagged) in enumerate(zip(texts, _words_of(sentence, texts), strict=True)):
            leads = LEADS.match(text) is not None
            found, tags = counts.of_clause(place, number), _tags(tagged)
            seen = (
                *found,
                *tags,
                *self._see(text, tagged),
                found[_AT_TALK] * 10 / (len(text) + 5),
                leads,
                after_lead,
                number > 0,
                found[_AT_TALK] * found[_AT_LIST],
                found[_AT_FIGURES] * (place < _EARLY),
                found[_AT_FIRST_RESULT] * (place < _EARLY),
            )
            begins = _begins(text, tagged, is_inner=number > 0 and not after_lead)
            of_clause = _weigh(seen, weights.clause)
            worth = of_clause[0] + by_sentence[0], of_clause[1] + by_sentence[1]
            marks = _marks(text, found, tags)
            clauses.append(Clause(text, tagged, seen, begins, marks, worth, weights.begins[begins], leads))
            after_lead = leads
        stands, grows = self._stand(document, place)
        of_place = _weigh(stands, weights.place)
        worth = weights.always[0] + of_place[0], weights.always[1] + of_place[1]
        return Clauses(place, tuple(clauses), each, stands, grows, worth, _weigh(grows, weights.length))

    def _each(self, place: int, counts: Sequence[int], length: int) -> tuple[float, ...]:
        """What is seen of a sentence and counts for each of its clauses."""
        first, second, relative = place == 0, place == 1, log(1 + place)
        untitled = not self._title
        return (
            1.0,
            first,
            second,
            place == 2,
            relative,
            self._total > 3 and place == self._total - 1,
            untitled and first,
            untitled and second,
            untitled * relative,
            *counts,
            log(1 + length),
        )

    def _stand(self, document: Document, place: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """What is seen of all runs of a sentence, and what of them by their length."""
        total = self._total
        relative, many, opening = place / total, log(1 + total), place < _OPENING
        stands = (
            document.standing[place] is not Standing.ALONE,
            bool(self._title) and place == 0,
            relative,
            many,
            many * log(1 + place),
            many * opening,
            document.sentences[place].text.startswith(("“", "‘")),
            place > 0 and not document.sentences[place - 1].is_complete,
        )
        return stands, (1.0, relative, many, opening, place == total - 1)

    def _see(self, text: str, tagged: Sequence[Tagged]) -> tuple[float, ...]:
        """What is seen of a clause's words."""
        counts = self._log_counts
        content = {word for word, _ in tagged if word in counts}
        new = [word for word in content if word not in self._title]
        frequency = sum([counts[word] for word in content])
        return (
            len(text) / 10,
            log(1 + len(text)),
            sum([len(word) > 2 for word in content]),
            len(new),
            len(content) - len(new),
            (len(content) - len(new)) / (len(content) + 1),
            sum([rarity(word) for word in new]) / 10,
            frequency,
            (not self._title) * frequency,
            sum([counts[word] for word in new]),
            frequency / self._all_words,
        )

    def observe(self, sentence: Clauses, first: int, end: int) -> tuple[float, ...]:
        """What is seen of the clauses from `first` to before `end`, in the order of `FEATURES`."""
        chosen = sentence.clauses[first:end]
        of_clauses = [sum(column) for column in zip(*(each.seen for each in chosen), strict=True)]
        lines = sum([len(clause.text) for clause in chosen]) / _FULL_LINE
        return (
            *of_clauses,
            *(each * len(chosen) for each in sentence.each),
            *sentence.stands,
            *(each * lines for each in sentence.grows),
            *chosen[0].begins,
            *_has(reduce(or_, (clause.marks for clause in chosen))),
            *_of_run(sentence, first, end, lines),
        )

    def for_gist(self, sentence: Clauses, first: int, end: int) -> float:
        """What these clauses tell that the headline does not: about the share of all such news."""
        return _weighed(sentence, first, end, 0)

    def for_summary(self, sentence: Clauses, first: int, end: int) -> float:
        """What share of all that one must know of the article these clauses tell."""
        return _weighed(sentence, first, end, 1)


def _weighed(sentence: Clauses, first: int, end: int, column: int) -> float:
    worth: float = sentence.worth[column] + sentence.clauses[first].worth_of_begin[column]
    length = marks = 0
    for clause in sentence.clauses[first:end]:
        worth += clause.worth[column]
        length += len(clause.text)
        marks |= clause.marks
    lines = length / _FULL_LINE
    worth += lines * sentence.worth_of_length[column] + weights.marks[column][marks]
    for seen, weight in zip(_of_run(sentence, first, end, lines), weights.run[column], strict=True):
        worth += seen * weight
    return worth


def _weigh(seen: Sequence[float], both: Sequence[Sequence[float]]) -> Worth:
    return sum(map(mul, seen, both[0])), sum(map(mul, seen, both[1]))


def _of_run(sentence: Clauses, first: int, end: int, lines: float) -> tuple[float, float, float]:
    """What is seen of a run by itself, in the order of `OF_RUN`."""
    ends_early = end < len(sentence.clauses)
    return lines * lines, first == 0 and not ends_early, ends_early


def _begins(text: str, tagged: Sequence[Tagged], *, is_inner: bool) -> Begins:
    """What is seen of the beginning of a clause, in the order of `OF_BEGIN`."""
    head = tagged[0][1] if tagged else "x"
    return is_inner, CONNECTED.match(text) is not None, head.startswith("n"), head == "v"


def _marks(text: str, found: Sequence[int], tags: Sequence[int]) -> int:
    return (
        (found[_AT_FIGURES] > 0)
        | (found[_AT_FIRST_RESULT] > 0) << 1
        | any(tags[:_NAMES]) << 2
        | ("“" in text) << 3
        | ("”" in text) << 4
    )


def _has(marks: int) -> tuple[bool, ...]:
    """What is seen of a run by the marks of its clauses, in the order of `OF_MARKS`."""
    return bool(marks & 1), bool(marks & 2), bool(marks & 4), marks & 24 == 24


def _tags(tagged: Sequence[Tagged]) -> list[int]:
    """How many of the words have each of the tags, up to a few."""
    tags = [0] * len(_TAGS)
    for _, tag in tagged:
        for kind in _kinds(tag):
            if tags[kind] < _MOST_WORDS_OF_A_KIND:
                tags[kind] += 1
    return tags


class _Counts:
    """How often each of the patterns stands in the clauses and sentences of an article, up to a few."""

    def __init__(self, sentences: Sequence[str], clauses: Sequence[Sequence[str]]) -> None:
        self._starts: list[int] = []
        self._first: list[int] = []
        start = 0
        for sentence, parts in zip(sentences, clauses, strict=True):
            self._first.append(len(self._starts))
            ends = accumulate(map(len, parts), initial=start)
            self._starts += ends
            start += len(sentence) + 1
        self._of_clause = [[0] * len(_SEARCHES) for _ in self._starts]
        text = "\n".join(sentences)
        for number, pattern in enumerate(_SEARCHES):
            for match in pattern.finditer(text):
                counts = self._of_clause[bisect_right(self._starts, match.start()) - 1]
                if counts[number] < _MOST_OF_A_KIND:
                    counts[number] += 1

    def of_clause(self, place: int, number: int) -> list[int]:
        """Of one clause, in the order of the patterns."""
        return self._of_clause[self._first[place] + number]

    def of_sentence(self, place: int) -> list[int]:
        """Of a whole sentence, those of the patterns in `_OF_SENTENCES`."""
        end = self._first[place + 1] if place + 1 < len(self._first) else len(self._starts)
        parts = self._of_clause[self._first[place] : end]
        return [min(sum([part[at] for part in parts]), _MOST_OF_A_KIND) for at in _OF_SENTENCES]


def _words_of(sentence: Sentence, clauses: Sequence[str]) -> list[list[Tagged]]:
    """The words of each clause of a sentence."""
    ends = list(accumulate(map(len, clauses)))
    groups: list[list[Tagged]] = [[] for _ in clauses]
    number, last = 0, len(clauses) - 1
    for start, word in zip(sentence.starts, sentence.tagged, strict=True):
        while number < last and start >= ends[number]:
            number += 1
        groups[number].append(word)
    return groups


@cache
def _kinds(tag: str) -> tuple[int, ...]:
    """The places in `_TAGS` of what a tag counts as."""
    return tuple(
        place for place, kind in enumerate(_TAGS) if (tag == kind if kind == "v" else tag.startswith(kind))
    )


class Weights:
    """The weights of a table by what they are of: each for the gist, and for the summary."""

    def __init__(self, table: Mapping[str, Worth]) -> None:
        def of(names: Sequence[str]) -> tuple[tuple[float, ...], ...]:
            return tuple(zip(*(table.get(name, (0.0, 0.0)) for name in names), strict=True))

        self.always = table["a run"]
        self.clause, self.by_clauses = of(CLAUSE), of(BY_CLAUSES)
        self.place, self.length = of(OF_PLACE), of(BY_LENGTH)
        self.run = of(OF_RUN)
        self.begins = {
            begins: _weigh(begins, of(OF_BEGIN)) for begins in product((False, True), repeat=len(OF_BEGIN))
        }
        self.marks = tuple(
            [sum(map(mul, _has(marks), weights)) for marks in range(32)] for weights in of(OF_MARKS)
        )
        """Of all marks together, by their bits."""


weights = Weights(TABLE)
