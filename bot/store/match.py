"""Expressions for FTS5's MATCH, made of tokens of letters and digits: nothing typed gets in as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.text.search_form import Tokens


def phrase(tokens: Tokens) -> str:
    """These tokens, one after the other."""
    return f'"{" ".join(tokens)}"'


def every(expressions: Iterable[str]) -> str:
    """All of these."""
    return "(" + " AND ".join(expressions) + ")"


def either(expressions: Iterable[str]) -> str:
    """Any of these."""
    return "(" + " OR ".join(expressions) + ")"


def without(expression: str, phrases: Sequence[Tokens]) -> str:
    """The first, and none of the phrases."""
    return f"({expression} NOT {either(map(phrase, phrases))})" if phrases else expression


def in_title(expression: str) -> str:
    """All of it in the title."""
    return f"title : {expression}"


def one_wrong(tokens: Tokens) -> str:
    """This phrase with one token, whichever, replaced by another or missing."""
    variants = [phrase(tokens[1:]), phrase(tokens[:-1])]
    variants += [
        f"NEAR({phrase(tokens[:place])} {phrase(tokens[place + 1 :])}, 1)"
        for place in range(1, len(tokens) - 1)
    ]
    return either(variants)
