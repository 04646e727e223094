"""Lists of articles: the latest, and those that a person saved."""

from __future__ import annotations

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.message.views import lists, problems
from bot.model import Message, Status

ROWS = 8
"""Articles in a message."""


async def latest(exchange: Exchange) -> None:
    """What was published last."""
    await exchange.reply(await _latest(exchange, 0))


async def turn_latest(exchange: Exchange) -> None:
    """Another page of it, in place; the first, where it was asked for from elsewhere."""
    offset = _offset(exchange)
    if offset is None:
        await exchange.tell(problems.stale(exchange.t))
    elif exchange.lists_articles:
        await exchange.show(await _latest(exchange, offset))
    else:
        await exchange.reply(await _latest(exchange, offset))


async def saved(exchange: Exchange) -> None:
    """What this person saved, for their eyes alone."""
    await exchange.reply_alone(await _saved(exchange, 0))


async def turn_saved(exchange: Exchange) -> None:
    """Another page of it, in place."""
    offset = _offset(exchange)
    if offset is None:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await exchange.show(await _saved(exchange, offset))


async def _latest(exchange: Exchange, offset: int) -> Message:
    found = await in_thread(exchange.services.store.entries.latest, ROWS + 1, offset)
    return lists.latest(
        exchange.t,
        found[:ROWS],
        offset=offset,
        limit=ROWS,
        more=len(found) > ROWS,
        today=exchange.today,
    )


async def _saved(exchange: Exchange, offset: int) -> Message:
    store = exchange.services.store
    ids = await in_thread(store.saved.list, exchange.user_id, ROWS + 1, offset)
    found = await in_thread(store.entries.get_many, ids[:ROWS])
    return lists.saved(
        exchange.t,
        [entry for entry in found if entry.status is Status.PUBLISHED],
        offset=offset,
        limit=ROWS,
        more=len(ids) > ROWS,
        today=exchange.today,
    )


def _offset(exchange: Exchange) -> int | None:
    offset = exchange.callback.number(0)
    return offset if offset is not None and offset >= 0 else None
