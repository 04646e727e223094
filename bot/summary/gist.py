"""The gist: one line that tells what the headline does not, made of an article's own clauses.

Every gist is a subsequence of the article's sentences: clauses may be left out, and within them an opening
time, a connection or what stands in parentheses; nothing is added but the full stop that ended the sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.summary.document import Document
from bot.summary.judge import Clause, Clauses, Judge
from bot.summary.openings import Standing, hangs, stands_within
from bot.summary.pieces import end_of

LONGEST_GIST = 48
"""Characters, as NFKC counts them."""

_SHORTEST = 7
"""Characters. Shorter runs tell nothing alone."""

_SAID_TWICE = 0.1
"""What a pair of runs loses that share all their pairs of characters."""

_MAY_GROW = re.compile("[^\u0000-\u007f\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e“”‘’—·]")
"""What may be longer by NFKC: … is, Chinese characters and their marks are not."""

_CLAUSE_MARKS = "，；：、,;: "
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("(", ")"), ("‘", "’"))
_PARENTHESIS = re.compile(r"[（(][^（）()]{1,30}[）)]")
_CONNECTED = (
    "(?:其中|同时|此外|另外|目前|据悉|据了解|据介绍|与此同时|今年以来|近年来|截至目前"
    "|日前|近日|如今|随后|当天|当日)[，,]?"
)
_DATED = r"(?:.{0,6}\d+月\d+日[上下]?[午晚]?|\d+日[上下]?[午晚]?)[，,]"
_OPENING = re.compile(f"^(?:{_CONNECTED}|{_DATED})+")
_OPENING_OF_SUMMARY = re.compile(f"^(?:{_CONNECTED})+")
"""When it was, and how it is joined to what came before: what a line of its own can do without. A summary,
which has more room, tells the day."""

_LEANS = re.compile(
    "“?[他她它这那其该此]|上述|同时|但|而|却|也|还|并|从而|使|让|以及|和|与|或|则|就|都|分别|对此"
)
_SPEAKERS = re.compile("[我你咱]")
"""Who they are, a line of its own does not tell."""

_NUMBER = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,2}[.．、]|[（(][\d一二三四五六七八九十]{1,2}[）)]"
    r"|[一二三四五六七八九]是)"
)
"""The number of an item in a list."""

_ACTS_FURTHER = re.compile(
    "带领|率领|携手|会同|陪同|联合|组织|按照|根据|通过|围绕|针对|依托|结合|利用|借助|抓住|乘坐|前往|来到|走进"
)
"""Verbs after which another follows: a clause with one of them and no more tells only who and how."""

_SHARED = 0.5
"""Two runs that share so many of the pairs of the shorter say the same."""

_VERBLIKE = ("v", "d", "p", "c", "f")
"""Tags of words that a clause begins with when its subject stands before it."""


@dataclass(frozen=True)
class Run:
    """Clauses of a sentence that follow one another, as they would be printed."""

    sentence: Clauses
    first: int
    end: int
    text: str
    """Ends as its sentence does."""
    inside: str
    """The same with the mark that it has where more of the sentence follows."""
    leans: bool
    """Whether its subject stands in an earlier clause of its sentence."""

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its pairs of characters: what two runs say twice."""
        return pairs_of(self.text)

    @property
    def is_whole(self) -> bool:
        """Whether it holds all clauses of its sentence."""
        return self.first == 0 and self.end == len(self.sentence.clauses)

    @property
    def begin(self) -> tuple[int, int]:
        """Where in the article it begins."""
        return self.sentence.place, self.first


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters in a text, without its last."""
    return frozenset([text[at : at + 2] for at in range(len(text) - 2)])


def gist_of(document: Document) -> str:
    """The line that tells most of what the headline leaves open; empty where nothing can stand alone.

    One run of clauses, or two of different places.
    """
    judge = document.judge
    worth = [
        (judge.for_gist(run.sentence, run.first, run.end), run)
        for run in runs_of(document, judge, LONGEST_GIST)
    ]
    return printed(best_runs(worth))


def stands_alone(line: str) -> bool:
    """Whether a line can be read by itself: it leans on nothing before it and has no half of a pair."""
    return (
        _LEANS.match(line) is None
        and _SPEAKERS.search(line) is None
        and all(line.count(opening) == line.count(closing) for opening, closing in _PAIRS)
    )


def best_runs(worth: Sequence[tuple[float, Run]]) -> Sequence[Run]:
    """The run, or the two, that are worth most together within the length of a gist."""
    ranked = sorted(worth, key=lambda each: -each[0])
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
            shared = len(run.pairs & other.pairs) / max(1, min(len(run.pairs), len(other.pairs)))
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


def runs_of(document: Document, judge: Judge, longest: int) -> Iterator[Run]:
    """All runs of clauses within a length that could be printed, alone or after another of their sentence."""
    for sentence in judge.sentences:
        whole = document.sentences[sentence.place]
        if whole.is_complete and not whole.is_headline and end_of(whole.text):
            yield from _runs_of(document, sentence, longest)


def _runs_of(document: Document, sentence: Clauses, longest: int) -> Iterator[Run]:
    clauses = sentence.clauses
    never = document.standing[sentence.place] is Standing.NEVER
    opening = _OPENING if longest <= LONGEST_GIST else _OPENING_OF_SUMMARY
    for first in range(len(clauses)):
        opens = all(clause.leads for clause in clauses[:first])
        if first == 0 and never:
            continue
        for end in range(first + 1, len(clauses) + 1):
            written = "".join(clause.text for clause in clauses[first:end])
            text = _PARENTHESIS.sub("", written)
            if opens:
                text = opening.sub("", _NUMBER.sub("", text))
            is_end = end == len(clauses) and _closed(document, sentence)
            bare = text.rstrip(_CLAUSE_MARKS)
            text = text if is_end else f"{bare}。"
            if length_of(text) > longest:
                break
            if len(text) < _SHORTEST or not _whole(text, bare, is_end=is_end) or clauses[end - 1].leads:
                continue
            if not _says_something(clauses[first:end], clauses[end] if end < len(clauses) else None):
                continue
            leans = _LEANS.match(text) is not None
            if leans and opens:
                continue
            mark = written[-1] if written[-1] in "，；,;" else "，"
            yield Run(
                sentence,
                first,
                end,
                text,
                text if is_end else f"{bare}{mark}",
                leans or (not opens and _is_without_subject(sentence, first)),
            )


def _join(earlier: Run, later: Run) -> bool:
    """Whether two runs make one line: within its length, apart, and each with its subject."""
    if length_of(earlier.text) + length_of(later.text) > LONGEST_GIST or earlier.leans:
        return False
    if earlier.sentence is not later.sentence:
        return not later.leans
    return earlier.end <= later.first


def _closed(document: Document, sentence: Clauses) -> bool:
    """Whether the clauses hold the whole sentence: of a very long one they do not."""
    return sum(len(clause.text) for clause in sentence.clauses) >= len(
        document.sentences[sentence.place].text
    )


def _whole(text: str, bare: str, *, is_end: bool) -> bool:
    """Whether no half of a pair of marks stands in it, and it promises no more than it holds."""
    if any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
        return False
    return is_end or not hangs(bare)


def _is_without_subject(sentence: Clauses, first: int) -> bool:
    """Whether a clause needs those before it in its sentence."""
    clause = sentence.clauses[first]
    kind = clause.tagged[0][1] if clause.tagged else "x"
    return kind.startswith(_VERBLIKE) or not stands_within(clause.text)


def _says_something(clauses: Sequence[Clause], following: Clause | None) -> bool:
    """Whether the clauses have a verb, or a figure with its noun, and wait for no verb that follows."""
    if _SPEAKERS.search("".join(clause.text for clause in clauses)):
        return False
    tags = [tag for clause in clauses for _, tag in clause.tagged]
    if "v" not in tags and "m" not in tags:
        return False
    if "v" not in tags and not any(tag.startswith("n") for tag in tags):
        return False
    last = clauses[-1]
    if following is None:
        return True
    last_tags = {tag for _, tag in last.tagged}
    if not last_tags & {"v", "m", "vn", "a"}:
        return False
    begins = following.tagged[0][1] if following.tagged else "x"
    return not (begins.startswith(("v", "p", "d")) and _ACTS_FURTHER.search(last.text))


def length_of(text: str) -> int:
    """Characters, as NFKC counts them."""
    return len(unicodedata.normalize("NFKC", text) if _MAY_GROW.search(text) else text)
