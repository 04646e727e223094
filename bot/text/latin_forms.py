"""Letters and digits together or apart: COVID19 and COVID-19, PM2.5 and PM 2.5, GPT4 and GPT 4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import chain, combinations, pairwise

from bot.text.search_form import Tokens, is_latin

_MOST_JOINTS = 4

_HYPHEN = re.compile("(?<=[a-z])[-\u2010-\u2013](?=[a-z])", re.IGNORECASE)
_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile("[a-z]+|[0-9]+")


def latin_forms(phrase: Tokens) -> tuple[Tokens, ...]:
    """The phrase with letters and digits that follow each other apart and together, each with the others.

    None that is the phrase itself. Where there are very many ways, only all apart and all together.
    """
    apart = tuple(_apart(phrase))
    joints = [place for place, pair in enumerate(pairwise(apart), 1) if are_one(*pair)]
    chosen = (
        chain.from_iterable(combinations(joints, size) for size in range(len(joints), -1, -1))
        if len(joints) <= _MOST_JOINTS
        else (tuple(joints), ())
    )
    forms = dict.fromkeys(_joined(apart, frozenset(places)) for places in chosen)
    return tuple(form for form in forms if form != phrase)


def letter_forms(text: str) -> tuple[str, ...]:
    """A text in which letters are parted by a hyphen without that, and parted where a capital begins a word:
    WiFi of Wi-Fi, Tik Tok of TikTok.
    """
    forms = (_HYPHEN.sub("", text), _CAPITAL.sub(" ", text))
    return tuple(form for form in dict.fromkeys(forms) if form != text)


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


def _joined(parts: Tokens, joints: Set[int]) -> Tokens:
    found: list[str] = []
    for place, part in enumerate(parts):
        if place in joints:
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)
