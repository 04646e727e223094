"""Words that a chat wants to be told of when something with them is published."""

from __future__ import annotations

from bot.chat.exchange import Exchange
from bot.chat.search import MAX_QUERY, pressed_search
from bot.chat.services import in_thread
from bot.message.views import lists, problems
from bot.model import Watch
from bot.text.search_form import tokens

MAX_WATCHES = 50
"""Words of one chat: each new article is compared with all of them."""


async def watch(exchange: Exchange) -> None:
    """Watch for the words of the exchange; without any, list what is watched for."""
    words = " ".join(exchange.words.split())
    if not tokens(words):
        await show_watches(exchange)
    elif len(words) > MAX_QUERY:
        await exchange.reply(problems.query_too_long(exchange.t, MAX_QUERY))
    else:
        await _begin(exchange, words)


async def watch_search(exchange: Exchange) -> None:
    """Watch for the words of a search."""
    kept = await pressed_search(exchange)
    if kept is not None:
        await _begin(exchange, kept.query)


async def unwatch(exchange: Exchange) -> None:
    """End watching for the words of the exchange; without any, list what is watched for."""
    words = " ".join(exchange.words.split())
    removed = await in_thread(
        exchange.services.store.watches.remove, exchange.chat_id, exchange.thread_id, words
    )
    if removed:
        await exchange.reply(lists.unwatched(exchange.t, words))
    else:
        await show_watches(exchange)


async def unwatch_pressed(exchange: Exchange) -> None:
    """End watching for the words of the pressed button."""
    number = exchange.callback.number(0)
    for watched in await _watches(exchange):
        if watched.id == number:
            await in_thread(
                exchange.services.store.watches.remove,
                watched.chat_id,
                watched.thread_id,
                watched.words,
            )
            await exchange.answer(problems.note(lists.unwatched(exchange.t, watched.words)))
            await exchange.show(lists.watches(exchange.t, await _watches(exchange)))
            return
    await exchange.tell(problems.stale(exchange.t))


async def show_watches(exchange: Exchange) -> None:
    """What this chat and thread watches for."""
    await exchange.reply(lists.watches(exchange.t, await _watches(exchange)))


async def _begin(exchange: Exchange, words: str) -> None:
    store = exchange.services.store
    if len(await _watches(exchange)) >= MAX_WATCHES:
        await show_watches(exchange)
        return
    covered = await in_thread(store.entries.last_publication)
    asked = Watch(exchange.chat_id, words, exchange.thread_id, covered)
    new = await in_thread(store.watches.add, asked)
    await exchange.tell(lists.watching(exchange.t, words, new))


async def _watches(exchange: Exchange) -> list[Watch]:
    return await in_thread(exchange.services.store.watches.of_chat, exchange.chat_id, exchange.thread_id)
