"""Questions that are answered by a reply: which article, in which version, and what of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.chat.exchange import Exchange
from bot.message.views.revising import TAG

_ASKED = re.compile(TAG.format(id=r"(\d{1,18})", version=r"(\d{1,9})", what=r"([a-z_]{1,16})(\d{0,4})"))
_LINE = re.compile(r"\n" + _ASKED.pattern + r"\Z")
"""Alone on the last line: what an article or a person writes stands there in no message of ours."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question of the bot's asked for."""

    entry_id: int
    version: int
    what: str
    """A field of an article, `paragraph`, or `replace`."""
    index: int = 0
    """Of the paragraph."""


def asked(exchange: Exchange) -> Asked | None:
    """The question that this message answers; None where it answers none."""
    replied = exchange.replied
    if replied is None or replied.reply_markup is not None:
        return None
    found = _LINE.search(replied.text or "")
    if found is None:
        return None
    return Asked(int(found[1]), int(found[2]), found[3], int(found[4] or 0))
