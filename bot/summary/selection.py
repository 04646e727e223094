"""Which sentences make the summary: the weightiest that say something new and fit, in the article's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.summary.document import Document, Sentence
from bot.summary.openings import leans
from bot.text.sentences import split_clauses
from bot.text.words import segment

_SAID_ALREADY = 0.6
"""A sentence of which so much (by its words) stands in those chosen says the same thing again."""

_FEWEST_CHARACTERS = 8
"""Shorter sentences are exclamations and headings."""

_CLAUSE_MARKS = "，；：、,;: "


@dataclass(frozen=True, slots=True)
class Limits:
    """What a summary must keep to. Both hold always."""

    characters: int
    sentences: int


def select(document: Document, weights: Sequence[float], limits: Limits) -> tuple[str, ...]:
    """The sentences of the summary, in the article's order.

    A text within the limits is its own summary. Where no whole sentence fits, the best clauses of the
    weightiest one are taken; where no clause fits either, as many of its first words as do.
    """
    if limits.sentences < 1 or limits.characters < 1:
        return ()
    if _fits(document.sentences, limits):
        return tuple(sentence.text for sentence in document.sentences)
    chosen = _choose(document, weights, limits)
    if chosen:
        return tuple(document.sentences[place].text for place in sorted(chosen))
    clause = _best_clause(document, weights, limits.characters)
    return (clause,) if clause else ()


def _fits(sentences: Sequence[Sentence], limits: Limits) -> bool:
    return len(sentences) <= limits.sentences and sum(len(s.text) for s in sentences) <= limits.characters


def _choose(document: Document, weights: Sequence[float], limits: Limits) -> list[int]:
    for may_stand in (_stands_alone, _says_something):
        chosen: list[int] = []
        left = limits.characters
        said: set[str] = set()
        by_weight = sorted(range(len(weights)), key=lambda place: (-weights[place], place))
        for place in by_weight:
            sentence = document.sentences[place]
            if len(chosen) == limits.sentences:
                break
            if len(sentence.text) > left or not may_stand(sentence) or _said(sentence, said):
                continue
            chosen.append(place)
            left -= len(sentence.text)
            said.update(sentence.content)
        if chosen:
            return chosen
    return []


def _stands_alone(sentence: Sentence) -> bool:
    return _says_something(sentence) and not leans(sentence.text)


def _says_something(sentence: Sentence) -> bool:
    return len(sentence.text) >= _FEWEST_CHARACTERS and bool(sentence.content)


def _said(sentence: Sentence, said: set[str]) -> bool:
    own = set(sentence.content)
    return len(own & said) >= _SAID_ALREADY * len(own)


def _best_clause(document: Document, weights: Sequence[float], characters: int) -> str:
    """The longest run of clauses from the start of a weighty sentence that fits, else its first words."""
    by_weight = sorted(range(len(weights)), key=lambda place: (-weights[place], place))
    for place in by_weight:
        clause = _run(split_clauses(document.sentences[place].text), characters)
        if len(clause) >= min(_FEWEST_CHARACTERS, characters):
            return clause
    return _run(segment(document.sentences[by_weight[0]].text), characters) if by_weight else ""


def _run(pieces: Sequence[str], characters: int) -> str:
    """The first pieces, as many as fit, without the mark after the last."""
    run = ""
    for piece in pieces:
        if len((run + piece).strip(_CLAUSE_MARKS)) > characters:
            break
        run += piece
    return run.strip(_CLAUSE_MARKS)
