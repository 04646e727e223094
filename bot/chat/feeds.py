"""/feeds: which feeds are read; one more, one fewer."""

from __future__ import annotations

from functools import partial

from bot.chat import deeds
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.errors import FetchError, ReadingError
from bot.fetching.feed_finder import find_feed
from bot.message.views import feeds as views
from bot.message.views import problems
from bot.model import Deed, Feed

ADDRESS_LIMIT = 2_000

_REMOVE = ("remove", "删除", "刪除", "移除")
_PUBLISH = ("publish", "签发", "簽發", "直发", "直發")


async def manage(exchange: Exchange) -> None:
    """Show the feeds; with an address add its feed, with `remove` and a number take one away."""
    words = exchange.words.split()
    if not words:
        await _show(exchange)
    elif words[0].casefold().startswith(("http://", "https://")):
        await _add(exchange, words[0], words[1:])
    elif len(words) == 2 and words[0].casefold() in _REMOVE and words[1].isascii() and words[1].isdigit():
        await _remove(exchange, int(words[1][:9]))
    else:
        await exchange.reply(views.not_understood(exchange.t))


async def _show(exchange: Exchange) -> None:
    known = await in_thread(exchange.services.store.feeds.each)
    zone = exchange.services.settings.zone
    await exchange.reply(views.feeds(exchange.t, known, zone=zone, today=exchange.today))


async def _add(exchange: Exchange, address: str, rest: list[str]) -> None:
    publish = any(word.casefold() in _PUBLISH for word in rest)
    paper = next((word for word in rest if word.casefold() not in _PUBLISH), None)
    services = exchange.services
    try:
        found = await find_feed(services.links, address[:ADDRESS_LIMIT], services.settings.zone)
    except (FetchError, ReadingError) as error:
        await exchange.reply(problems.problem(exchange.t, error))
        return
    stored = await deeds.together(
        exchange, partial(_store, exchange, Feed(found, paper=paper, publish=publish))
    )
    told = views.known_already(exchange.t) if stored is None else views.added(exchange.t, stored)
    await exchange.reply(told)


def _store(exchange: Exchange, feed: Feed) -> Feed | None:
    stored = exchange.services.store.feeds.add(feed)
    if stored is not None:
        deeds.record(exchange, Deed.FEED, detail=f"+ {feed.address[:200]}")
    return stored


async def _remove(exchange: Exchange, feed_id: int) -> None:
    removed = await deeds.together(exchange, partial(_drop, exchange, feed_id))
    await exchange.reply(views.removed(exchange.t) if removed else views.not_removed(exchange.t))


def _drop(exchange: Exchange, feed_id: int) -> bool:
    feeds = exchange.services.store.feeds
    feed = feeds.get(feed_id)
    if feed is None or not feeds.remove(feed_id):
        return False
    deeds.record(exchange, Deed.FEED, detail=f"- {feed.address[:200]}")
    return True
