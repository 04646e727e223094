"""What FTS5 is asked to match, made of tokens of letters and digits: nothing typed gets in as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.text.search_form import Tokens, pairs_of


@dataclass(frozen=True, slots=True)
class Match:
    """What an entry must have to be found. Without any condition it is all entries."""

    expression: str = ""
    """For the index of pairs; none where it is empty."""
    characters: tuple[str, ...] = ()
    """Single characters, all of which must stand in it."""
    characters_first: bool = False
    """Whether the characters stand in so few texts that the expression is best asked of these only."""
    title_expression: str = ""
    """The same for the index of titles; none where it is empty."""
    without: str = ""
    """What must not match, which the expression for the index of pairs says too."""
    without_characters: tuple[str, ...] = ()
    """Single characters, none of which may stand in it."""
    of_entries: tuple[str, tuple[object, ...]] | None = None
    """A condition on the columns of the entry, with its values."""


def phrase(tokens: Tokens, *, begins: bool = False) -> str:
    """These tokens, one after the other; the last may be only how a longer one `begins`."""
    pairs = pairs_of(tokens)
    whole = bool(pairs) and not begins
    return f'"{" ".join(pairs or tokens)}"{"" if whole else "*"}'


def every(expressions: Iterable[str]) -> str:
    """All of these."""
    return "(" + " AND ".join(expressions) + ")"


def either(expressions: Iterable[str]) -> str:
    """Any of these."""
    return "(" + " OR ".join(expressions) + ")"


def in_title(expression: str) -> str:
    """All of it in the title."""
    return f"title : {expression}"


def one_wrong(tokens: Tokens) -> list[Tokens]:
    """What is left where one token of a phrase is wrong, as far as it tells something: pieces of two and
    more tokens. Of a phrase of two that is nothing.
    """
    pieces = [tokens[1:], tokens[:-1]]
    for place in range(1, len(tokens) - 1):
        pieces.append(max(tokens[:place], tokens[place + 1 :], key=len))
    return [piece for piece in dict.fromkeys(pieces) if len(piece) > 1]
