"""Less of this: what a chat said so of, why a digest brought something, and taking it back."""

from __future__ import annotations

from bot.chat import entries, subscribing
from bot.chat.choices import show
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.digest.tastes import reasons
from bot.message.views import article, choices, problems
from bot.model import Entry, Status


async def why(exchange: Exchange) -> None:
    """Why the digest of this chat brings an article."""
    entry = await entries.published(exchange, exchange.callback.number(0))
    if entry is None:
        return
    entry = await entries.summarised(exchange, entry)
    subscription = await subscribing.wanted(exchange)
    less = await _lessened(exchange)
    await exchange.answer(
        problems.note(article.why(exchange.t, reasons(entry, subscription, less))), alert=True
    )


async def want_less(exchange: Exchange) -> None:
    """Less of what is like an article."""
    entry = await entries.published(exchange, exchange.callback.number(0))
    if entry is not None:
        await in_thread(exchange.services.store.lessened.add, *exchange.place, entry.id)
        await exchange.answer(article.less_note(exchange.t), alert=True)


async def show_less(exchange: Exchange) -> None:
    """Of what this chat wants less; what was retracted since is not named."""
    listed = [entry for entry in await _lessened(exchange) if entry.status is Status.PUBLISHED]
    await show(exchange, lambda t, change, _: choices.less(t, change, listed))


async def take_back(exchange: Exchange, which: str, _: str = "") -> None:
    """Not less of this one any more."""
    number = entries.number_in(which)
    store = exchange.services.store
    if number is None or not await in_thread(store.lessened.remove, *exchange.place, number):
        await exchange.tell(problems.stale(exchange.t))
    else:
        await show_less(exchange)


async def _lessened(exchange: Exchange) -> list[Entry]:
    store = exchange.services.store
    ids = await in_thread(store.lessened.of_place, *exchange.place)
    return await in_thread(store.entries.get_many, ids)
