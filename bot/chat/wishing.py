"""The settings that are told in words: the zone by a city's name, words to include and to exclude."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.chat import subscribing
from bot.chat.choices import View, alter, show
from bot.chat.exchange import Exchange
from bot.chat.questions import Question
from bot.chat.services import in_thread
from bot.digest.cities import find_zone
from bot.digest.schedule import known_zones
from bot.message import callbacks
from bot.message.callbacks import mark
from bot.message.markup import brief
from bot.message.views import choices, problems, settings
from bot.text.search_form import tokens

MAX_WORDS = 30
"""Of one list: each new article is compared with all of them."""
WORD = 40
"""Characters of one: more is no word."""

WORDS: Mapping[str, str] = {
    callbacks.SETTINGS_INCLUDE: "include_words",
    callbacks.SETTINGS_EXCLUDE: "exclude_words",
}
"""The fields of a Subscription that hold words, by the words of their buttons."""

_BETWEEN = re.compile(r"[\s,，、;；]+")


async def show_zone(exchange: Exchange) -> None:
    """The zone."""
    await show(exchange, choices.zone)


async def take_zone(exchange: Exchange, code: str, _: str = "") -> None:
    """The zone of a pressed button."""
    zone = known_zones().get(code.replace(".", "/").casefold())
    subscription = await subscribing.current(exchange)
    if zone is None or subscription is None:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await alter(exchange, replace(subscription, zone=zone), choices.zone)


async def set_zone(exchange: Exchange, typed: str) -> None:
    """The zone of a city or country that was typed; where it is not clear which, those that it may be."""
    subscription = await subscribing.current(exchange)
    if subscription is None:
        await exchange.reply(settings.how_to_subscribe(exchange.t, await subscribing.change(exchange)))
        return
    services = exchange.services
    found = await in_thread(find_zone, brief(typed, WORD), services.settings.zone, services.clock())
    if found.zone is not None:
        await alter(exchange, replace(subscription, zone=found.zone), choices.zone)
        return
    if not found.choices:
        _expect_again(exchange, callbacks.SETTINGS_ZONE)
    places = [(place.name, place.zone) for place in found.choices]
    change = await subscribing.change(exchange)
    await exchange.reply(choices.zone_unclear(exchange.t, change, typed, places))


async def show_include(exchange: Exchange) -> None:
    """The words to include."""
    await show(exchange, _listed(callbacks.SETTINGS_INCLUDE))


async def show_exclude(exchange: Exchange) -> None:
    """The words to exclude."""
    await show(exchange, _listed(callbacks.SETTINGS_EXCLUDE))


async def name_included(exchange: Exchange, typed: str) -> None:
    """These words to include, in the place of those there were."""
    await _keep_words(exchange, callbacks.SETTINGS_INCLUDE, _words(typed))


async def name_excluded(exchange: Exchange, typed: str) -> None:
    """These words to exclude, in the place of those there were."""
    await _keep_words(exchange, callbacks.SETTINGS_EXCLUDE, _words(typed))


async def add_words(exchange: Exchange, what: str, typed: str) -> None:
    """More words of a list."""
    subscription = await subscribing.current(exchange)
    before: tuple[str, ...] = getattr(subscription, WORDS[what]) if subscription else ()
    await _keep_words(exchange, what, tuple(dict.fromkeys((*before, *_words(typed)))))


async def drop_included(exchange: Exchange, which: str, _: str = "") -> None:
    """One word to include less."""
    await _drop_word(exchange, callbacks.SETTINGS_INCLUDE, which)


async def drop_excluded(exchange: Exchange, which: str, _: str = "") -> None:
    """One word to exclude less."""
    await _drop_word(exchange, callbacks.SETTINGS_EXCLUDE, which)


def _listed(what: str) -> View:
    return lambda t, change, subscription: choices.wished_words(t, change, subscription, what)


def _words(typed: str) -> tuple[str, ...]:
    """The words of a text, each once; what is no word or too long for one is left out."""
    words = (brief(word, WORD + 1) for word in _BETWEEN.split(typed))
    return tuple(dict.fromkeys(word for word in words if tokens(word) and len(word) <= WORD))


async def _keep_words(exchange: Exchange, what: str, words: tuple[str, ...]) -> None:
    changed: dict[str, Any] = {WORDS[what]: words}
    subscription = await subscribing.current(exchange)
    if len(words) > MAX_WORDS:
        await exchange.tell(problems.say(exchange.t, "settings.too_many", limit=MAX_WORDS))
    elif subscription is None:
        await show(exchange, _listed(what))
    else:
        await alter(exchange, replace(subscription, **changed), _listed(what))


async def _drop_word(exchange: Exchange, what: str, which: str) -> None:
    subscription = await subscribing.current(exchange)
    before: tuple[str, ...] = getattr(subscription, WORDS[what]) if subscription else ()
    kept = tuple(word for word in before if mark(word) != which)
    if kept == before:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await _keep_words(exchange, what, kept)


def _expect_again(exchange: Exchange, what: str) -> None:
    place = exchange.elsewhere.id if exchange.elsewhere else None
    now = exchange.services.clock()
    exchange.questions.ask(exchange.chat_id, exchange.user_id, Question(what, place), now)
