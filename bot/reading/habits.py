"""How a page sets its paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.tokens import Sort, Token

PARAGRAPH = 45
"""Characters from which a text is no heading, whatever it ends with; no column is as wide."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What its paragraphs have in common."""

    gap: int
    """Blank lines between two of them."""
    indents: bool
    signs: bool
    """Whether any of its pieces says who wrote it."""

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Habit:
        """Estimate them from all tokens of a page."""
        gaps = Counter(token.gap for above, token in pairwise(tokens) if is_long(above) and is_long(token))
        gaps = gaps or Counter(token.gap for token in tokens[1:] if token.sort is Sort.PARAGRAPH)
        texts = [token for token in tokens if is_long(token)]
        deep = sum(token.indented for token in texts)
        signs = any(token.lede or token.ending or token.sort is Sort.BYLINE for token in tokens)
        return cls(gaps.most_common(1)[0][0] if gaps else 0, 2 * deep > len(texts), signs)


def is_long(token: Token) -> bool:
    """Whether a token is a paragraph that is too long for a heading."""
    return token.sort is Sort.PARAGRAPH and len(token.text) >= PARAGRAPH
