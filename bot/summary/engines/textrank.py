"""TextRank, as textrank4zh 0.3 has it, on today's networkx.

Rada Mihalcea, Paul Tarau: TextRank: Bringing Order into Texts (2004). By itself textrank4zh would segment
every sentence three times, end one at every line and drop its punctuation; and it calls a function that
networkx 3 has no more. This adapter hands it sentences and words that are ready, and takes its ranking.
"""

from __future__ import annotations

import warnings
from types import SimpleNamespace
from typing import Any

from bot.summary.document import Document
from bot.summary.openings import Standing
from bot.summary.pieces import Limits, Piece, clauses_of, sentences_of

_MOST_SENTENCES = 200
"""Similarity is worked out for every pair: 20,000 of them take some 0.3 s, and grow with the square. What
stands beyond weighs nothing: in 10,000 characters an article has said its news."""

_MOST_WORDS = 100
"""Of a sentence. Each is counted in each other sentence; what has more is a table without a full stop."""

_LEAST_NEW = 0.4
"""A sentence with less of its words new to the summary says the same thing again."""


class TextRankEngine:
    """Takes the sentences that share most words with others which do so too, and that say something new."""

    def __init__(self) -> None:
        self._util = _textrank4zh_util()

    def choose(self, document: Document, limits: Limits) -> tuple[str, ...]:
        """As `Engine.choose`."""
        weights = self.weigh(document)
        chosen: dict[int, Piece] = {}
        said: set[str] = set()
        left = limits.characters
        ranked = sorted(sentences_of(document), key=lambda piece: -weights[piece.place])
        clauses = (
            clause
            for sentence in ranked
            for clause in sorted(
                clauses_of(document, sentence.place, limits.characters), key=lambda each: -len(each.text)
            )
        )
        for piece in (*ranked, *clauses):
            is_sentence = piece.text == document.sentences[piece.place].text
            if len(chosen) == limits.sentences or (
                not is_sentence and piece.place <= max(chosen, default=-1)
            ):
                continue
            content = {word for word in document.sentences[piece.place].distinct if word in piece.text}
            is_new = len(content - said) >= max(1, _LEAST_NEW * len(content))
            if is_new and piece.length <= left and _has_its_ground(piece, document, chosen):
                chosen[piece.place] = piece
                said |= content
                left -= piece.length
                if not is_sentence:
                    break
        return tuple(chosen[place].text for place in sorted(chosen))

    def weigh(self, document: Document) -> list[float]:
        """A weight for each sentence, in their order; the weights are PageRank's and add up to 1."""
        words = [list(sentence.content[:_MOST_WORDS]) for sentence in document.sentences[:_MOST_SENTENCES]]
        weights = [0.0] * len(document.sentences)
        if words:
            for ranked in self._util.sort_sentences(sentences=words, words=words):
                weights[ranked.index] = float(ranked.weight)
        return weights


def _has_its_ground(piece: Piece, document: Document, chosen: dict[int, Piece]) -> bool:
    standing = document.standing[piece.place]
    if standing is Standing.ON_PREVIOUS:
        return piece.place - 1 in chosen
    return standing is Standing.ALONE or piece.place + 1 in chosen


def _textrank4zh_util() -> Any:
    with warnings.catch_warnings():
        # textrank4zh imports jieba, whose escapes today's Python warns of.
        warnings.simplefilter("ignore")
        import networkx  # noqa: PLC0415 - with scipy 60 MB and a second, only for who chooses this engine
        from textrank4zh import util  # noqa: PLC0415
    util.nx = SimpleNamespace(from_numpy_matrix=networkx.from_numpy_array, pagerank=networkx.pagerank)
    return util
