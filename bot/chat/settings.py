"""What a chat has set, by buttons and by words such as `/settings zone Asia/Tokyo`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat import subscribing
from bot.chat.exchange import Exchange
from bot.chat.services import Services, in_thread
from bot.digest.content import news
from bot.digest.schedule import parse_time, parse_zone
from bot.errors import ScheduleError
from bot.message import callbacks
from bot.message.languages import LANGUAGES, language_of, translator
from bot.message.views import lists, problems, settings
from bot.model import Message

_ZONE = frozenset({"zone", "时区", "時區"})
_LANGUAGE = frozenset({"language", "lang", "语言", "語言"})
_TIMES_OR_TOPICS = frozenset(
    {"time", "times", "topic", "topics", "时间", "時間", "话题", "話題", "主题", "主題"}
)
_LANGUAGE_WORDS = {
    "中文": "zh-Hans",
    "简体": "zh-Hans",
    "简体中文": "zh-Hans",
    "繁體": "zh-Hant",
    "繁体": "zh-Hant",
    "繁體中文": "zh-Hant",
    "english": "en",
    "英文": "en",
}


async def settle(exchange: Exchange) -> None:
    """Show what is set, or change what the words name."""
    what, _, value = exchange.words.strip().partition(" ")
    what, value = what.casefold(), value.strip()
    if what in _ZONE and value:
        await _set_zone(exchange, value)
    elif what in _LANGUAGE:
        await _name_language(exchange, value)
    elif what in _TIMES_OR_TOPICS and value:
        exchange.words = value
        await subscribing.subscribe(exchange)
    else:
        await exchange.reply(await _overview(exchange))


async def pressed(exchange: Exchange) -> None:
    """A button of the settings."""
    what, *values = exchange.callback.args or ("",)
    if what in _BUTTONS:
        await _BUTTONS[what](exchange)
    elif what == callbacks.SETTINGS_TIME and values:
        await _set_time(exchange, values[0])
    elif what == callbacks.SETTINGS_LANGUAGE and values and values[0] in LANGUAGES:
        await _set_language(exchange, values[0])
    elif what == callbacks.SETTINGS_LANGUAGE and not values:
        await exchange.show(settings.language_choice(exchange.t))
    else:
        await exchange.tell(problems.stale(exchange.t))


async def show_topics(exchange: Exchange) -> None:
    """All topics, and which are chosen."""
    subscription = await subscribing.current(exchange)
    await exchange.show(await _topics(exchange, subscription.topics if subscription else ()))


async def toggle_topic(exchange: Exchange) -> None:
    """Turn a topic on or off; with none left on, all come."""
    names = exchange.services.topic_names
    index = exchange.callback.number(0)
    subscription = await subscribing.wanted(exchange)
    if exchange.callback.args == ("all",):
        chosen: tuple[str, ...] = ()
    elif index is not None and 0 <= index < len(names):
        turned = set(subscription.topics) ^ {names[index]}
        chosen = tuple(name for name in names if name in turned)
    else:
        await exchange.tell(problems.stale(exchange.t))
        return
    change = await subscribing.keep(exchange, replace(subscription, topics=chosen))
    await exchange.show(await _topics(exchange, chosen, change))


async def _show_overview(exchange: Exchange) -> None:
    overview = await _overview(exchange)
    # Opened from a digest, which stays.
    await (exchange.reply(overview) if exchange.lists_articles else exchange.show(overview))


async def _overview(exchange: Exchange) -> Message:
    return settings.overview(exchange.t, await subscribing.change(exchange))


async def _topics(
    exchange: Exchange, chosen: tuple[str, ...], change: settings.Change | None = None
) -> Message:
    counts = await in_thread(_counts_today, exchange.services)
    topics = [(name, counts[name]) for name in exchange.services.topic_names]
    return lists.topics(exchange.t, topics, chosen=chosen, change=change)


async def _set_zone(exchange: Exchange, typed: str) -> None:
    try:
        zone = parse_zone(typed)
    except ScheduleError as error:
        await exchange.reply(problems.problem(exchange.t, error))
        return
    subscription = await subscribing.current(exchange)
    if subscription is None:
        await exchange.reply(settings.how_to_subscribe(exchange.t))
        return
    change = await subscribing.keep(exchange, replace(subscription, zone=zone))
    await exchange.reply(settings.subscribed(exchange.t, change))


async def _set_time(exchange: Exchange, typed: str) -> None:
    try:
        hour = parse_time(typed)
    except ScheduleError:
        await exchange.tell(problems.stale(exchange.t))
        return
    subscription = await subscribing.wanted(exchange)
    change = await subscribing.keep(exchange, replace(subscription, times=(hour,)))
    await exchange.show(settings.subscribed(exchange.t, change))


async def _name_language(exchange: Exchange, typed: str) -> None:
    code = typed.casefold()
    if code in _LANGUAGE_WORDS:
        await _set_language(exchange, _LANGUAGE_WORDS[code])
    elif code.startswith(("zh", "en")):
        await _set_language(exchange, language_of(code))
    else:
        await exchange.reply(settings.language_choice(exchange.t))


async def _set_language(exchange: Exchange, language: str) -> None:
    store = exchange.services.store
    chat = await in_thread(store.chats.get, exchange.chat_id)
    if chat is not None:
        await in_thread(store.chats.save, replace(chat, language=language))
    exchange.t = translator(language)
    await exchange.show(settings.language_changed(exchange.t, await subscribing.change(exchange)))


def _counts_today(services: Services) -> Counter[str]:
    """How many articles of each topic the last 24 hours brought. Blocks."""
    store = services.store
    entries = news(store, None, store.entries.last_publication(), services.clock())
    return Counter(topic for entry in entries if entry.summary for topic in entry.summary.topics)


_BUTTONS: dict[str, Callable[[Exchange], Awaitable[None]]] = {
    "": _show_overview,
    callbacks.SETTINGS_TOPICS: show_topics,
    callbacks.SETTINGS_PAUSE: subscribing.pause,
    callbacks.SETTINGS_RESUME: subscribing.resume,
    callbacks.SETTINGS_UNSUBSCRIBE: subscribing.unsubscribe,
}
