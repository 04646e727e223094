"""Letters and digits together or apart: COVID19 and COVID-19, PM2.5 and PM 2.5, GPT4 and GPT 4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.text.search_form import Tokens, is_latin

_PARTS = re.compile("[a-z]+|[0-9]+")


def latin_forms(phrase: Tokens) -> tuple[Tokens, ...]:
    """The phrase with letters and digits apart, and with those that follow each other together.

    None that is the phrase itself.
    """
    apart = tuple(_apart(phrase))
    forms = dict.fromkeys((apart, _together(apart), _together(phrase)))
    return tuple(form for form in forms if form != phrase)


def are_one(first: str, second: str) -> bool:
    """Whether two tokens, one after the other, may be written as one: letters and digits."""
    return (
        is_latin(first)
        and is_latin(second)
        and first[-1].isalpha() != second[0].isalpha()
        and first[-1].isdigit() != second[0].isdigit()
    )


def _apart(phrase: Tokens) -> Iterator[str]:
    for token in phrase:
        yield from _PARTS.findall(token) if is_latin(token) else (token,)


def _together(phrase: Tokens) -> Tokens:
    if not phrase:
        return ()
    joined = [phrase[0]]
    for before, token in pairwise(phrase):
        if are_one(before, token):
            joined[-1] += token
        else:
            joined.append(token)
    return tuple(joined)
