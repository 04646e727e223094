"""The default engine: sentences that hold what the whole article is about, told in few characters.

A sentence weighs what its words weigh for the article (`Document.word_weights`: repeated, rare, early and in
the title) by its length. After Radev and others, Centroid-based summarization of multiple documents (2004).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.summary.document import Document

_BREVITY = 0.6
"""The power of its length by which a sentence is divided: with 0 the longest win, with 1 the densest."""

_SHORTEST = 20
"""Characters. Below, brevity is no merit any more."""

_NEWS_FACTOR = 100.0
_NEWS_FALL = 0.14
"""What follows 本报讯 is the news itself, which nothing in the text outweighs, and the sentence after it goes
on with it: from each to the next the factor falls to a seventh."""


class CentroidEngine:
    """Weighs sentences in time linear in the length of the article."""

    def weigh(self, document: Document) -> Sequence[float]:
        """As `Engine.weigh`."""
        of_word = document.word_weights
        weights = [
            sum(of_word[word] for word in sentence.distinct) / max(len(sentence.text), _SHORTEST) ** _BREVITY
            for sentence in document.sentences
        ]
        if not document.has_lede:
            return weights
        return [weight * (1 + _NEWS_FACTOR * _NEWS_FALL**place) for place, weight in enumerate(weights)]
