"""What a person would say of an article: how likely each of its words, or characters, stands there.

Where the title is known, a summary says in words what the title leaves open. Where none is, it has to hold
what the title would be made of, and titles shorten words (the 展览馆 becomes a 馆): then characters count.

The likelihood is a logistic regression on what can be seen of a unit: how often, where and in how many
sentences it stands, how rare it is in the language, what kind of word it is. The table below was fitted by
`tests/bench/fit_summary.py` on 176 articles with summaries by journalists, which says too how well it does on
articles that it was not fitted on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from operator import mul
from typing import Self

from bot.summary.document import Document, Sentence
from bot.summary.pieces import Piece
from bot.text.words import rarity

_SHARPNESS = 1.2
"""The power that a word's likelihood is raised to: how much rather one sure word than two doubtful ones."""

TABLE: Mapping[str, tuple[float, float]] = {
    "always": (-1.73, -1.15),
    "log of its count": (0.75, 0.12),
    "log of its sentences' count": (0.86, 0.78),
    "rarity / 10": (0.32, 0.43),
    "rarity of its rarest word / 10": (-0.70, -0.03),
    "log of its first sentence's number": (-0.03, -1.04),
    "log of its first place / 10": (0.10, -0.38),
    "among the first 30 characters": (0.42, 0.32),
    "among the first 60 characters": (0.16, -0.05),
    "among the first 120 characters": (0.25, 0.36),
    "log of the text's length / 100": (-0.60, -0.42),
    "function word": (-0.81, -0.54),
    "single character": (0.37, -0.35),
    "word of the title": (3.23, 0.00),
    "part of a word of the title": (3.22, 0.00),
    "nr": (0.19, 0.08),
    "ns": (0.21, -0.23),
    "nt": (0.28, -0.40),
    "nz": (0.20, -0.27),
    "n": (-0.11, -0.17),
    "vn": (-0.08, -0.18),
    "v": (-0.23, 0.00),
    "a": (-0.07, 0.16),
    "m": (-0.09, 0.15),
    "t": (-0.32, -0.27),
    "d": (-0.61, 0.03),
    "x": (-0.02, 0.00),
    "o": (-0.38, -0.05),
}
"""What each feature of a word says, where the title is known, and of a character, where it is not.

The last thirteen are the kinds of words: the dictionary's tags by their beginnings, `o` for all others."""

FEATURES = tuple(TABLE)
WORDS, CHARACTERS = zip(*TABLE.values(), strict=True)

_KINDS = FEATURES[FEATURES.index("nr") :]


@dataclass(frozen=True)
class Expectations:
    """The units of an article, numbered, and what each is worth in its summary: expected characters."""

    worths: Sequence[float]
    _sentences: Sequence[Sequence[tuple[str, int]]]
    """The units of each sentence with their numbers."""
    _texts: Sequence[str]

    def units_of(self, piece: Piece) -> frozenset[int]:
        """The units that stand in a piece."""
        text, units = piece.text, self._sentences[piece.place]
        if len(text) == len(self._texts[piece.place]):
            return frozenset([number for _, number in units])
        return frozenset([number for unit, number in units if unit in text])


def expectations_of(document: Document) -> Expectations:
    """What each word of the article is worth, or, where it has no title, each character."""
    by_word = bool(document.title)
    table = WORDS if by_word else CHARACTERS
    values, kinds = table[: -len(_KINDS)], dict(zip(_KINDS, table[-len(_KINDS) :], strict=True))
    power = _SHARPNESS if by_word else 1.0
    seen = _seen(document, by_word=by_word)
    of_text = _OfText.of(document)
    worths = [
        len(unit)
        * _likelihood(sum(map(mul, each.values(unit, of_text), values)) + kinds.get(each.kind, 0.0)) ** power
        for unit, each in seen.items()
    ]
    numbers = {unit: number for number, unit in enumerate(seen)}
    return Expectations(
        worths=worths,
        _sentences=[
            [(unit, numbers[unit]) for unit in units_in(sentence, by_word=by_word)]
            for sentence in document.sentences
        ],
        _texts=[sentence.text for sentence in document.sentences],
    )


def units_in(sentence: Sentence, *, by_word: bool) -> set[str]:
    """The words of a sentence, or the Chinese characters of its words."""
    words = {word for word, _ in sentence.tagged if word[0].isalnum()}
    return words if by_word else {each for word in words if not word[0].isascii() for each in word}


def observe(document: Document, *, by_word: bool) -> dict[str, tuple[float, ...]]:
    """The features of each unit of an article, in the order of `FEATURES`."""
    of_text = _OfText.of(document)
    return {
        unit: (*each.values(unit, of_text), *(float(each.kind == kind) for kind in _KINDS))
        for unit, each in _seen(document, by_word=by_word).items()
    }


def _seen(document: Document, *, by_word: bool) -> dict[str, _Seen]:
    """The units of an article in its order."""
    seen: dict[str, _Seen] = {}
    start = 0
    for number, sentence in enumerate(document.sentences):
        place = start
        for word, word_tag in sentence.tagged:
            if word[0].isalnum() and (by_word or not word[0].isascii()):
                weight = rarity(word) if word in sentence.distinct else 0.0
                for unit in (word,) if by_word else word:
                    known = seen.get(unit)
                    if known is None:
                        seen[unit] = _Seen(word, word_tag, number, place, weight)
                        continue
                    known.count += 1
                    if known.last != number:
                        known.sentences += 1
                        known.last = number
                    if weight > known.rarest:
                        known.rarest = weight
            place += len(word)
        start += len(sentence.text)
    return seen


@dataclass(frozen=True, slots=True)
class _OfText:
    title: str
    title_words: frozenset[str]
    stop_words: frozenset[str]
    log_length: float

    @classmethod
    def of(cls, document: Document) -> Self:
        length = sum([len(sentence.text) for sentence in document.sentences])
        return cls(document.title, document.title_words, document.stop_words, log(max(1, length) / 100))


class _Seen:
    """What has been seen of a unit so far."""

    __slots__ = ("count", "kind", "last", "number", "place", "rarest", "sentences", "word")

    def __init__(self, word: str, tag: str, number: int, place: int, rarest: float) -> None:
        self.word, self.kind, self.number, self.place = word, _kind(tag), number, place
        self.count = self.sentences = 1
        self.last = number
        self.rarest = rarest

    def values(self, unit: str, of_text: _OfText) -> tuple[float, ...]:
        """Its features but for its kind."""
        place = self.place
        in_title = unit in of_text.title_words
        return (
            1.0,
            log(self.count),
            log(self.sentences),
            rarity(unit) / 10,
            self.rarest / 10,
            log(1 + self.number),
            log(1 + place / 10),
            place < 30,
            place < 60,
            place < 120,
            of_text.log_length,
            self.word in of_text.stop_words,
            len(self.word) == 1,
            in_title,
            not in_title and unit in of_text.title,
        )


@cache
def _kind(word_tag: str) -> str:
    return next((kind for kind in _KINDS if word_tag.startswith(kind)), "o")


def _likelihood(weight: float) -> float:
    return 1 / (1 + exp(-weight))
