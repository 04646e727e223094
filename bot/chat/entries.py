"""Finding the entry that a button or a command names, and what this person may see of it."""

from __future__ import annotations

from bot.blocking import SUMMARIES
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.message.views import problems
from bot.model import Entry, Status

LARGEST_ID = 2**63 - 1
"""The largest number that the database knows."""


def number_in(text: str) -> int | None:
    """The id that a text states: 12 or #12."""
    digits = text.strip().lstrip("#＃")
    if not digits.isdecimal() or len(digits) > 19 or int(digits) > LARGEST_ID:
        return None
    return int(digits)


async def published(exchange: Exchange, entry_id: int | None) -> Entry | None:
    """The published entry; where there is none, that is said, and None comes back."""
    entry = await _entry(exchange, entry_id)
    if entry is None or entry.status is not Status.PUBLISHED:
        await exchange.tell(problems.gone(exchange.t))
        return None
    return entry


async def stored(exchange: Exchange, entry_id: int | None) -> Entry | None:
    """The entry in whatever state, for editors; where there is none, that is said, and None comes back."""
    entry = await _entry(exchange, entry_id)
    if entry is None:
        await exchange.tell(problems.gone(exchange.t))
    return entry


async def draft(exchange: Exchange, entry_id: int | None) -> Entry | None:
    """The draft; where it has been decided on or is not there, that is said, and None comes back."""
    entry = await _entry(exchange, entry_id)
    if entry is None or entry.status is not Status.DRAFT:
        await exchange.tell(problems.stale(exchange.t))
        return None
    return entry


async def summarised(exchange: Exchange, entry: Entry) -> Entry:
    """The entry with a summary, made now where nobody needed it before."""
    if entry.summary is not None:
        return entry
    return await SUMMARIES.run(exchange.services.intake.summary_of, entry)


async def _entry(exchange: Exchange, entry_id: int | None) -> Entry | None:
    if entry_id is None:
        return None
    return await in_thread(exchange.services.store.entries.get, entry_id)
