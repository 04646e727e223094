"""TextRank, as textrank4zh 0.3 has it, on today's networkx.

Rada Mihalcea, Paul Tarau: TextRank: Bringing Order into Texts (2004). By itself textrank4zh would segment
every sentence three times, end one at every line and drop its punctuation; and it calls a function that
networkx 3 has no more. This adapter hands it sentences and words that are ready, and takes its ranking.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from bot.summary.document import Document

_MOST_SENTENCES = 200
"""Similarity is worked out for every pair: 20,000 of them take some 0.3 s, and grow with the square. What
stands beyond weighs nothing: in 10,000 characters an article has said its news."""


class TextRankEngine:
    """Weighs a sentence by the sentences that share words with it, and those by theirs."""

    def __init__(self) -> None:
        self._util = _textrank4zh_util()

    def weigh(self, document: Document) -> Sequence[float]:
        """As `Engine.weigh`; the weights are PageRank's and add up to 1."""
        words = [list(sentence.content) for sentence in document.sentences[:_MOST_SENTENCES]]
        weights = [0.0] * len(document.sentences)
        if words:
            for ranked in self._util.sort_sentences(sentences=words, words=words):
                weights[ranked.index] = float(ranked.weight)
        return weights


def _textrank4zh_util() -> Any:
    with warnings.catch_warnings():
        # textrank4zh imports jieba, whose escapes today's Python warns of.
        warnings.simplefilter("ignore")
        import networkx  # noqa: PLC0415 - with scipy 60 MB and a second, only for who chooses this engine
        from textrank4zh import util  # noqa: PLC0415
    util.nx = SimpleNamespace(from_numpy_matrix=networkx.from_numpy_array, pagerank=networkx.pagerank)
    return util
