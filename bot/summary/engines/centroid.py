"""The default engine: sentences that hold what the whole article is about, and stand where papers put it.

Each word weighs what it tells (how rare it is in the language) times how often the article says it, and more if
the title has it; a sentence weighs the words that it holds. News puts what matters first, so weight falls with
the place. After Radev and others, Centroid-based summarization of multiple documents (2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from bot.summary.document import Document
from bot.text.words import rarity

_TITLE_BONUS = 2.0
_LEAD_BONUS = 1.5


class CentroidEngine:
    """Weighs sentences in time linear in the length of the article."""

    def weigh(self, document: Document) -> Sequence[float]:
        """As `Engine.weigh`."""
        in_title = set(document.title_content)
        weight_of = {
            word: log2(1 + count) * rarity(word) * (_TITLE_BONUS if word in in_title else 1.0)
            for word, count in document.counts.items()
        }
        return [
            sum(weight_of[word] for word in set(sentence.content))
            / max(len(sentence.text), 20) ** 0.5
            * (1 + _LEAD_BONUS / (1 + place))
            for place, sentence in enumerate(document.sentences)
        ]
