"""The sentences of a summary, whichever engine chooses them."""

from __future__ import annotations

from bot.model import Summary
from bot.summary.document import Document
from bot.summary.engines import Engine
from bot.summary.pieces import Limits, end_of
from bot.text.sentences import split_clauses
from bot.text.words import segment

_MOST_MARKS = 20
"""Characters. A beginning that is longer than allowed by more marks than these is looked at no further."""

_CLAUSE_MARKS = "，；：、,;: "


def select(document: Document, engine: Engine, limits: Limits) -> tuple[str, ...]:
    """The sentences of the summary, in the article's order.

    A text within the limits is its own summary. Where neither a sentence nor a clause of it fits, its first
    words stand for it.
    """
    if limits.sentences < 1 or limits.characters < 1 or not document.sentences:
        return ()
    whole = tuple(sentence.text for sentence in document.sentences)
    if len(whole) <= limits.sentences and len(Summary(whole).text) <= limits.characters:
        return whole
    return engine.choose(document, limits) or _first_words(whole[document.candidates[0]], limits.characters)


def _first_words(text: str, characters: int) -> tuple[str, ...]:
    """The beginning of a sentence: as many clauses as fit, else words, else characters."""
    end = end_of(text)
    room = characters - len(end)
    beginning = _first_that_fit(split_clauses(text), room) or _first_that_fit(segment(text), room)
    return (beginning.removesuffix(end) + end if beginning else text[:characters],)


def _first_that_fit(pieces: list[str], characters: int) -> str:
    """The first pieces, as many as fit, without the mark after the last."""
    beginning = ""
    for piece in pieces:
        enough = len(beginning) > characters + _MOST_MARKS
        if enough or len((beginning + piece).strip(_CLAUSE_MARKS)) > characters:
            break
        beginning += piece
    return beginning.strip(_CLAUSE_MARKS)
