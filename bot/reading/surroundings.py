"""What stands above and below a heading: the texts, and who signs them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.letters import is_salutation
from bot.reading.tokens import Sort, Token
from bot.reading.wording import WINDOW
from bot.text.characters import bare

_REACH = 40
"""Tokens above and below that are looked at."""

_HEADINGS, _TO_THE_END = 6, 29
"""Tokens below a heading within which its text begins, and within which this ends."""


def bare_texts(tokens: Sequence[Token]) -> list[str]:
    """What is compared of each paragraph; nothing of other tokens."""
    return [bare(token.text[:WINDOW]) if token.sort is Sort.PARAGRAPH else "" for token in tokens]


def text_above(tokens: Sequence[Token], plain: Sequence[str], index: int) -> str:
    """The paragraphs above a heading, up to where their article begins."""
    texts: list[str] = []
    left = WINDOW
    for at in range(index - 1, max(-1, index - _REACH), -1):
        token = tokens[at]
        if token.sort is Sort.PARAGRAPH:
            texts.append(plain[at][-left:])
            left -= len(plain[at])
            if token.lede:
                break
        elif token.sort in (Sort.BYLINE, Sort.FROM) and left < WINDOW:
            break
        if left <= 0:
            break
    return "".join(reversed(texts))


def text_below(tokens: Sequence[Token], plain: Sequence[str], index: int) -> str:
    """The paragraphs below a heading, up to where another article begins."""
    texts: list[str] = []
    left = WINDOW
    for at in range(index + 1, min(len(tokens), index + _REACH)):
        token = tokens[at]
        if token.sort is Sort.PARAGRAPH:
            if token.lede and left < WINDOW:
                break
            texts.append(plain[at][:left])
            left -= len(plain[at])
        elif token.sort in (Sort.BYLINE, Sort.FROM, Sort.TO) and left < WINDOW:
            break
        if left <= 0:
            break
    return "".join(texts)


def is_signed_below(tokens: Sequence[Token], index: int) -> bool:
    """Whether a byline, a lede, a salutation or a continuation mark comes right below a headline."""
    for token in tokens[index + 1 : index + 1 + _HEADINGS]:
        if token.sort is not Sort.HEADING:
            return (
                token.sort in (Sort.BYLINE, Sort.FROM) or token.lede is not None or is_salutation(token.text)
            )
    return False


def is_signed_at_end(tokens: Sequence[Token], index: int) -> bool:
    """Whether the text below a heading ends with a byline in brackets before the next heading."""
    for token in tokens[index + 1 : index + 1 + _TO_THE_END]:
        if token.ending is not None:
            return True
        if token.sort is not Sort.PARAGRAPH:
            return False
    return False
