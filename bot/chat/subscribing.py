"""Subscribing, pausing and leaving: times and topics belong to a chat and thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.digest.plan import next_of
from bot.errors import ScheduleError
from bot.message.languages import language_of
from bot.message.views import problems, settings
from bot.message.views.settings import Change
from bot.model import Message, Subscription
from bot.text.hours import likely_hours, said_hours

FIRST_TIME = time(7, 30)
"""For who subscribes without naming an hour: before work."""

MAX_TIMES = 24
"""Hours of one subscription: more than one digest an hour is nobody's wish."""

_BETWEEN = re.compile(r"[\s,，、;；/&|。!！]+")
_JOINED = re.compile("[和与與及跟]")
_JOINING = frozenset({"", "和", "与", "與", "及", "跟", "还有", "and", "at", "每天", "每日", "的"})
"""Words between hours that say nothing."""

_EVERY_TOPIC = frozenset({"全部", "所有", "全部话题", "所有话题", "全部話題", "所有話題", "all"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What was named after /subscribe; None where nothing of the kind was named."""

    times: tuple[time, ...] | None = None
    topics: tuple[str, ...] | None = None
    unknown: tuple[str, ...] = ()
    """Words that are neither an hour nor a topic, with what they were written together with."""
    unclear: tuple[str, ...] = ()
    """Words that mean an hour, and it is not sure which."""


def understand(words: str, topics: Sequence[str]) -> Wish:
    """Sort words into hours and topics, each named once. A topic may have the name of an hour.

    Raises ScheduleError for more than MAX_TIMES hours.
    """
    named = _Named(topics)
    said = said_hours(" ".join(word for word in _BETWEEN.split(words) if not named.takes(word)))
    left = [word for word in _BETWEEN.split(said.rest) if word.casefold() not in _JOINING]
    whole = [_whole(word, words) for word in left if not named.takes(word)]
    unclear = [*said.unclear, *(word for word in whole if likely_hours(word))]
    times = set(said.hours)
    if len(times) > MAX_TIMES:
        raise ScheduleError(
            "take so many hours", f"at most {MAX_TIMES} a day", key="too_many_hours", limit=MAX_TIMES
        )
    return Wish(
        tuple(sorted(times)) or None,
        () if named.every else tuple(dict.fromkeys(named.chosen)) or None,
        tuple(word for word in whole if not likely_hours(word)),
        tuple(unclear),
    )


class _Named:
    """The topics that words name."""

    def __init__(self, topics: Sequence[str]) -> None:
        self._known = {topic.casefold(): topic for topic in topics}
        self.chosen: list[str] = []
        self.every = False

    def takes(self, word: str) -> bool:
        """Whether a word is a topic, several joined by 和, or all of them; notes which."""
        folded = word.casefold()
        parts = [folded] if folded in self._known else [part for part in _JOINED.split(folded) if part]
        if folded in _EVERY_TOPIC:
            self.every = True
        elif parts and all(part in self._known for part in parts):
            self.chosen += (self._known[part] for part in parts)
        else:
            return False
        return True


def _whole(word: str, words: str) -> str:
    """The word that someone typed of which this is a part."""
    return next((typed for typed in words.split() if word in typed), word)


async def subscribe(exchange: Exchange) -> None:
    """Subscribe, or change what is named: times, topics. One word not understood, and nothing changes."""
    try:
        wish = understand(exchange.words, exchange.services.topic_names)
    except ScheduleError as error:
        await exchange.reply(problems.problem(exchange.t, error))
        return
    if wish.unclear:
        now = await change(exchange)
        word = wish.unclear[0]
        await exchange.reply(settings.unclear_hour(exchange.t, now, word, likely_hours(word)))
        return
    if wish.unknown:
        known = exchange.services.topic_names
        await exchange.reply(problems.unknown_topic(exchange.t, wish.unknown[0], known))
        return
    subscription = await wanted(exchange)
    subscription = replace(
        subscription,
        times=subscription.times if wish.times is None else wish.times,
        topics=subscription.topics if wish.topics is None else wish.topics,
    )
    await exchange.reply(settings.subscribed(exchange.t, await keep(exchange, subscription)))


async def unsubscribe(exchange: Exchange) -> None:
    """End the subscription of this chat and thread."""
    await in_thread(exchange.services.store.subscriptions.remove, *exchange.place)
    await exchange.show(settings.unsubscribed(exchange.t, await change(exchange)))


async def pause(exchange: Exchange) -> None:
    """Halt the subscription."""
    await exchange.show(await _set_paused(exchange, True))


async def resume(exchange: Exchange) -> None:
    """Let the subscription go on."""
    await exchange.show(await _set_paused(exchange, False))


async def current(exchange: Exchange) -> Subscription | None:
    """The subscription of this chat and thread."""
    return await in_thread(exchange.services.store.subscriptions.get, *exchange.place)


async def wanted(exchange: Exchange) -> Subscription:
    """The subscription of this chat and thread, or the one that it would get."""
    return await current(exchange) or Subscription(
        *exchange.place, (FIRST_TIME,), exchange.services.settings.zone
    )


async def keep(exchange: Exchange, subscription: Subscription, *, resume: bool = True) -> Change:
    """Store a subscription. Who subscribes anew wants it: unless `resume` is False, a pause is over."""
    services = exchange.services
    if resume:
        subscription = replace(subscription, paused=False)
    hours = next_of(subscription, services.clock())
    await in_thread(services.store.subscriptions.save, subscription, hours)
    await _remember_language(exchange)
    return await change(exchange)


async def change(exchange: Exchange) -> Change:
    """How the subscription stands, for the word after each change."""
    services, elsewhere = exchange.services, exchange.elsewhere
    subscription = await current(exchange)
    next_at = await in_thread(services.store.subscriptions.next_at, *exchange.place)
    zone = subscription.zone if subscription else services.settings.zone
    return Change(
        subscription,
        next_at,
        services.clock().astimezone(ZoneInfo(zone)).date(),
        elsewhere.id if elsewhere else None,
        elsewhere.title if elsewhere else "",
        exchange.private,
    )


async def _set_paused(exchange: Exchange, paused: bool) -> Message:
    subscription = await current(exchange)
    if subscription is None:
        return settings.how_to_subscribe(exchange.t, await change(exchange))
    services = exchange.services
    hours = next_of(subscription, services.clock())
    store = services.store.subscriptions
    await in_thread(store.set_paused, *exchange.place, paused, None if paused else hours)
    view = settings.paused if paused else settings.resumed
    return view(exchange.t, await change(exchange))


async def _remember_language(exchange: Exchange) -> None:
    """A digest comes when nobody is there to be asked: it speaks as the bot spoke to who subscribed."""
    store = exchange.services.store
    chat = await in_thread(store.chats.get, exchange.place[0])
    if chat is not None and chat.language is None:
        await in_thread(store.chats.save, replace(chat, language=language_of(exchange.t.language)))
