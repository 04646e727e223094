"""Articles with what people wrote of them, and how near a summary comes to it: ROUGE over characters.

Chin-Yew Lin: ROUGE: A Package for Automatic Evaluation of Summaries (2004). A token is a Chinese character or
a run of Latin letters or digits; punctuation does not count.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.summary.configuration import load_stop_words
from bot.summary.document import Document, take_apart
from bot.text import words

CONFIG = Path(__file__).parents[2] / "config"
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.:][0-9]+)*%?|[\u3400-\u9fff]")
_SUMMARIES = ("xinhua-lead", "clts-editor")
_TITLED = "xinhua-lead"
"""The source whose articles have their title apart from what is asked for."""


@dataclass(frozen=True)
class Pair:
    """An article and what a person wrote of it."""

    document: Document
    title: str | None
    """None where it is the reference."""
    text: str
    reference: str
    is_headline: bool
    is_scored: bool


def read_pairs(path: Path) -> list[Pair]:
    """The articles of a file, with the words of the project loaded."""
    words.load(CONFIG / "userdict.txt")
    stop_words = load_stop_words(CONFIG / "stopwords.txt")
    return [
        _pair(json.loads(line), stop_words) for line in path.read_text(encoding="utf-8").splitlines() if line
    ]


def _pair(row: dict[str, str], stop_words: frozenset[str]) -> Pair:
    is_headline = row["source"].endswith("-headline")
    title = row["title"] if row["source"] == _TITLED else None
    return Pair(
        take_apart(title, row["text"], stop_words),
        title,
        row["text"],
        row["reference"],
        is_headline,
        is_headline or row["source"] in _SUMMARIES,
    )


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def summary_f1(summary: str, reference: str) -> float:
    """The mean of the F1 of ROUGE-1, ROUGE-2 and ROUGE-L, from 0 to 1."""
    ours, theirs = tokens(summary), tokens(reference)
    of_pairs = (list(pairwise(ours)), list(pairwise(theirs)))
    hits = (_shared(ours, theirs), _shared(*of_pairs), _longest_common(ours, theirs))
    lengths = ((ours, theirs), of_pairs, (ours, theirs))
    return sum(2 * hit / max(1, len(a) + len(b)) for hit, (a, b) in zip(hits, lengths, strict=True)) / 3


def headline_recall(summary: str, headline: str) -> float:
    """The share of the headline's tokens that the summary has, from 0 to 1."""
    theirs = tokens(headline)
    return _shared(tokens(summary), theirs) / max(1, len(theirs))


def _shared(ours: Sequence[object], theirs: Sequence[object]) -> int:
    return (Counter(ours) & Counter(theirs)).total()


def _longest_common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    best = [0] * (len(theirs) + 1)
    for each in ours:
        before = 0
        for place, other in enumerate(theirs, 1):
            best[place], before = (
                (before + 1 if each == other else max(best[place], best[place - 1])),
                best[place],
            )
    return best[-1]
