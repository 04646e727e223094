"""What a chat has set, by buttons and by words such as `/settings zone 柏林`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.chat import choices, digests, lessening, stewarding, subscribing, wishing
from bot.chat.exchange import Exchange
from bot.chat.menus import set_for_person
from bot.chat.questions import Question
from bot.chat.services import Services, in_thread
from bot.digest.content import news
from bot.errors import ScheduleError
from bot.message import callbacks
from bot.message.choices import CHOICES
from bot.message.languages import LANGUAGES, language_of, translator
from bot.message.views import choices as menus
from bot.message.views import lists, problems, settings
from bot.model import Message
from bot.text.hours import hour_of
from bot.text.search_form import tokens

_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("time", "times", "时间"), callbacks.SETTINGS_TIMES),
    **dict.fromkeys(("topic", "topics", "话题", "主题"), callbacks.SETTINGS_TOPICS),
    **dict.fromkeys(("days", "weekdays", "星期"), callbacks.SETTINGS_DAYS),
    **dict.fromkeys(("zone", "city", "时区", "城市"), callbacks.SETTINGS_ZONE),
    **dict.fromkeys(("include", "关注", "关注词"), callbacks.SETTINGS_INCLUDE),
    **dict.fromkeys(("exclude", "屏蔽", "屏蔽词"), callbacks.SETTINGS_EXCLUDE),
    **dict.fromkeys(("language", "lang", "语言"), callbacks.SETTINGS_LANGUAGE),
    **dict.fromkeys(("items", "篇数"), "items"),
    **dict.fromkeys(("length", "详略"), "length"),
    **dict.fromkeys(("empty", "无新报时"), "empty"),
    **dict.fromkeys(("silent", "静音"), "silent"),
    **dict.fromkeys(("quiet", "勿扰"), "quiet"),
    **dict.fromkeys(("preview", "previews", "链接预览"), "preview"),
    **dict.fromkeys(("issue", "出刊即送"), "issue"),
    **dict.fromkeys(("less", "少一点"), callbacks.SETTINGS_LESS),
}
"""What is typed after /settings, in English or simplified characters, and the word of its button."""

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
    """Show what is set, or change what the words name; @channel first, and it is that channel's."""
    words = exchange.words.strip()
    if words.startswith("@") and exchange.private:
        name, _, words = words.partition(" ")
        if not await stewarding.enter_named(exchange, name):
            return
    typed, _, value = words.strip().partition(" ")
    what, value = _NAMES.get("".join(tokens(typed)), ""), value.strip()
    if what in _BY_WORDS and value:
        await _BY_WORDS[what](exchange, value)
    elif what in CHOICES and value:
        await choices.choose_by_words(exchange, what, value)
    else:
        await _open(exchange, what)


async def pressed(exchange: Exchange) -> None:
    """A button of the settings."""
    what, *values = exchange.callback.args or ("",)
    if what in CHOICES and values:
        await choices.choose(exchange, what, values[0])
    elif what in _BY_VALUE and values:
        await _BY_VALUE[what](exchange, *values[:2])
    elif values or (what not in _MENUS and what not in CHOICES):
        await exchange.tell(problems.stale(exchange.t))
    else:
        await _open(exchange, what)


async def pressed_elsewhere(exchange: Exchange) -> None:
    """The same for a channel or group that is seen to from a private chat, by who runs it."""
    place = exchange.callback.number(0)
    if await stewarding.enter(exchange, place):
        exchange.callback = callbacks.Callback(callbacks.SETTINGS, exchange.callback.args[1:])
        await pressed(exchange)


async def answer(exchange: Exchange) -> None:
    """The text that a question of the settings asked for."""
    question = exchange.question
    if question is None or (
        question.place is not None and not await stewarding.enter(exchange, question.place)
    ):
        return
    words = exchange.words.strip()
    if question.what == callbacks.SETTINGS_ZONE:
        await wishing.set_zone(exchange, words)
    elif question.what in wishing.WORDS:
        await wishing.add_words(exchange, question.what, words)
    else:
        await choices.choose_by_words(exchange, question.what, words)


async def show_topics(exchange: Exchange) -> None:
    """All topics, and which are chosen."""
    change = await subscribing.change(exchange)
    chosen = change.subscription.topics if change.subscription else ()
    await exchange.show(await _topics(exchange, chosen, change))


async def toggle_topic(exchange: Exchange) -> None:
    """Turn a topic on or off; with none left on, all come."""
    await _toggle_topic(exchange, *exchange.callback.args[:1])


async def _toggle_topic(exchange: Exchange, which: str = "", _: str = "") -> None:
    names = exchange.services.topic_names
    index = callbacks.Callback("", (which,)).number(0)
    subscription = await subscribing.wanted(exchange)
    if which == "all":
        chosen: tuple[str, ...] = ()
    elif index is not None and 0 <= index < len(names):
        turned = set(subscription.topics) ^ {names[index]}
        chosen = tuple(name for name in names if name in turned)
    else:
        await exchange.tell(problems.stale(exchange.t))
        return
    change = await subscribing.keep(exchange, replace(subscription, topics=chosen))
    await exchange.show(await _topics(exchange, chosen, change))


async def _open(exchange: Exchange, what: str) -> None:
    if what in _MENUS:
        await _MENUS[what](exchange)
    else:
        await choices.show_choice(exchange, what)


async def _show_overview(exchange: Exchange) -> None:
    overview = settings.overview(exchange.t, await subscribing.change(exchange))
    # Opened from a digest, which stays.
    await (exchange.reply(overview) if exchange.lists_articles else exchange.show(overview))


async def _topics(exchange: Exchange, chosen: tuple[str, ...], change: settings.Change) -> Message:
    counts = await in_thread(_counts_today, exchange.services)
    topics = [(name, counts[name]) for name in exchange.services.topic_names]
    return lists.topics(exchange.t, topics, chosen=chosen, change=change)


async def _ask(exchange: Exchange, what: str, _: str = "") -> None:
    if what not in _ASKED:
        await exchange.tell(problems.stale(exchange.t))
        return
    place = exchange.elsewhere.id if exchange.elsewhere else None
    now = exchange.services.clock()
    exchange.questions.ask(exchange.chat_id, exchange.user_id, Question(what, place), now)
    await exchange.show(menus.question(exchange.t, await subscribing.change(exchange), what))


async def _set_time(exchange: Exchange, typed: str, _: str = "") -> None:
    try:
        hour = hour_of(typed)
    except ScheduleError:
        await exchange.tell(problems.stale(exchange.t))
        return
    subscription = await subscribing.wanted(exchange)
    change = await subscribing.keep(exchange, replace(subscription, times=(hour,)))
    await exchange.show(settings.subscribed(exchange.t, change))


async def _choose_language(exchange: Exchange) -> None:
    await exchange.show(settings.language_choice(exchange.t, await subscribing.change(exchange)))


async def _name_language(exchange: Exchange, typed: str) -> None:
    code = typed.casefold()
    if code in _LANGUAGE_WORDS:
        await _set_language(exchange, _LANGUAGE_WORDS[code])
    elif code.startswith(("zh", "en")):
        await _set_language(exchange, language_of(code))
    else:
        await _choose_language(exchange)


async def _set_language(exchange: Exchange, language: str, _: str = "") -> None:
    if language not in LANGUAGES:
        await exchange.tell(problems.stale(exchange.t))
        return
    store = exchange.services.store
    chat = await in_thread(store.chats.get, exchange.place[0])
    if chat is not None:
        await in_thread(store.chats.save, replace(chat, language=language))
    if exchange.elsewhere is None:
        exchange.t = translator(language)
    change = await subscribing.change(exchange)
    await exchange.show(settings.language_changed(exchange.t, change, language))
    if exchange.elsewhere is None and exchange.private:
        await set_for_person(exchange.bot, exchange.services, exchange.user_id, exchange.role)


async def _subscribe(exchange: Exchange, value: str) -> None:
    exchange.words = value
    await subscribing.subscribe(exchange)


def _counts_today(services: Services) -> Counter[str]:
    """How many articles of each topic the last 24 hours brought. Blocks."""
    store = services.store
    entries = news(store, None, store.entries.last_publication(), services.clock())
    return Counter(topic for entry in entries if entry.summary for topic in entry.summary.topics)


_MENUS: Mapping[str, Callable[[Exchange], Awaitable[None]]] = {
    "": _show_overview,
    callbacks.SETTINGS_TIMES: choices.show_times,
    callbacks.SETTINGS_HOUR: choices.show_hours,
    callbacks.SETTINGS_DAYS: choices.show_days,
    callbacks.SETTINGS_ZONE: wishing.show_zone,
    callbacks.SETTINGS_INCLUDE: wishing.show_include,
    callbacks.SETTINGS_EXCLUDE: wishing.show_exclude,
    callbacks.SETTINGS_TOPICS: show_topics,
    callbacks.SETTINGS_LANGUAGE: _choose_language,
    callbacks.SETTINGS_LESS: lessening.show_less,
    callbacks.SETTINGS_PREVIEW: digests.preview,
    callbacks.SETTINGS_SEND: digests.send_now,
    callbacks.SETTINGS_CHATS: stewarding.show_chats,
    callbacks.SETTINGS_PAUSE: subscribing.pause,
    callbacks.SETTINGS_RESUME: subscribing.resume,
    callbacks.SETTINGS_UNSUBSCRIBE: subscribing.unsubscribe,
}
"""What a button opens or does that carries no value."""

_BY_VALUE: Mapping[str, Callable[..., Awaitable[None]]] = {
    callbacks.SETTINGS_TIME: _set_time,
    callbacks.SETTINGS_HOUR: choices.show_minutes,
    callbacks.SETTINGS_ADD: choices.add_time,
    callbacks.SETTINGS_DROP: choices.drop_time,
    callbacks.SETTINGS_DAYS: choices.set_days,
    callbacks.SETTINGS_DAY: choices.turn_day,
    callbacks.SETTINGS_ZONE: wishing.take_zone,
    callbacks.SETTINGS_INCLUDE_DROP: wishing.drop_included,
    callbacks.SETTINGS_EXCLUDE_DROP: wishing.drop_excluded,
    callbacks.SETTINGS_TOPIC: _toggle_topic,
    callbacks.SETTINGS_LANGUAGE: _set_language,
    callbacks.SETTINGS_LESS: lessening.take_back,
    callbacks.SETTINGS_ASK: _ask,
}
"""What a button does with its value; each takes one that may follow."""

_BY_WORDS: Mapping[str, Callable[[Exchange, str], Awaitable[None]]] = {
    callbacks.SETTINGS_TIMES: _subscribe,
    callbacks.SETTINGS_TOPICS: _subscribe,
    callbacks.SETTINGS_DAYS: choices.name_days,
    callbacks.SETTINGS_ZONE: wishing.set_zone,
    callbacks.SETTINGS_INCLUDE: wishing.name_included,
    callbacks.SETTINGS_EXCLUDE: wishing.name_excluded,
    callbacks.SETTINGS_LANGUAGE: _name_language,
}
"""What is done with the words after /settings and one of the names above."""

_ASKED = frozenset({callbacks.SETTINGS_ZONE, *wishing.WORDS, "quiet"})
