"""The lines of a headline, told apart: kicker (引题), headline, subheadline (副题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.tokens import Token
from bot.text.characters import bare

_LEADING_DASHES = re.compile(r"^[—―─-]{2,}\s*")
_TRAILING_DASHES = re.compile(r"(?:(?<!\s)\s++)?(?<![—―─-])[—―─-]{2,}+$")
_LONG = 26
"""Characters from which a line under a headline is a sentence of its own, not a part of it."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands over an article, or under it."""

    main: str | None = None
    kicker: str | None = None
    sub: str | None = None


def read_headline(lines: Sequence[Token], body: str) -> Headline:
    """Tell the lines of a headline apart.

    A line that ends in a dash leads to the headline, one that begins with a dash follows it. Two lines of one
    sentence are put together without a blank where the body has the characters at the seam side by side.
    """
    kicker: list[str] = []
    main: list[str] = []
    sub: list[str] = []
    for line in lines:
        text = line.text
        if _LEADING_DASHES.match(text):
            sub.append(_LEADING_DASHES.sub("", text))
        elif _TRAILING_DASHES.search(text) and not main:
            kicker.append(_TRAILING_DASHES.sub("", text))
        elif sub or (main and _is_subheadline(main, text)):
            sub.append(text)
        else:
            main.append(_TRAILING_DASHES.sub("", text))
    if not main:
        main, kicker, sub = (kicker, [], sub) if kicker else (sub, [], [])
    words = bare(body)
    return Headline(*(put_together(part, words) for part in (main, kicker, sub)))


def _is_subheadline(main: list[str], text: str) -> bool:
    return len(text) >= _LONG and "，" in text and len(text) > 1.5 * max(map(len, main))


def put_together(lines: list[str], words: str) -> str | None:
    if not lines:
        return None
    text = lines[0]
    for line in lines[1:]:
        seam = bare(text[-1:]) + bare(line[:1])
        text += line if len(seam) == 2 and seam in words else " " + line
    return text
