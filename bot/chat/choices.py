"""The menus of the settings that need no words: hours, weekdays, and what is chosen by one tap."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time

from bot.chat import subscribing
from bot.chat.exchange import Exchange
from bot.errors import ScheduleError
from bot.message.choices import CHOICES, SWITCH, hours
from bot.message.languages import Translator
from bot.message.views import choices, problems, settings
from bot.message.views.settings import Change
from bot.model import EVERY_DAY, Message, Subscription
from bot.text.hours import hour_of, said_hours

MOST_ITEMS = 30
"""Of one message, as in the configuration."""

_SWITCH_WORDS = {"开": "on", "開": "on", "是": "on", "on": "on", "yes": "on"} | {
    "关": "off",
    "關": "off",
    "否": "off",
    "off": "off",
    "no": "off",
}
_JOINS_HOURS = re.compile(r"(?<=\d)\s*[-–—~～]\s*(?=\d)")
_BETWEEN_HOURS = re.compile(r"[\s\-–—~至到从]*")
_WEEKDAYS = re.compile(r"[1-7]{1,7}")
_NAMED_DAYS = {day: number for number, day in enumerate("一二三四五六日", 1)} | {"天": 7}

View = Callable[[Translator, Change, Subscription], Message]


async def show(exchange: Exchange, view: View) -> None:
    """A menu on the subscription; where there is none, how to subscribe."""
    change = await subscribing.change(exchange)
    if change.subscription is None:
        await exchange.show(settings.overview(exchange.t, change))
    else:
        await exchange.show(view(exchange.t, change, change.subscription))


async def alter(exchange: Exchange, altered: Subscription, view: View) -> None:
    """Store a changed subscription, paused or not as it was, and show the menu as it stands now."""
    change = await subscribing.keep(exchange, altered, resume=False)
    await exchange.show(view(exchange.t, change, altered))


async def show_times(exchange: Exchange) -> None:
    """The hours."""
    await show(exchange, choices.times)


async def show_hours(exchange: Exchange) -> None:
    """Which hour is to be added."""
    await show(exchange, lambda t, change, _: choices.hours(t, change))


async def show_minutes(exchange: Exchange, typed: str, _: str = "") -> None:
    """Which minute of it."""
    if not typed.isdecimal() or not 0 <= int(typed) <= 23:
        await exchange.tell(problems.stale(exchange.t))
        return
    await show(exchange, lambda t, change, _: choices.minutes(t, change, int(typed)))


async def add_time(exchange: Exchange, typed: str, _: str = "") -> None:
    """One hour more."""
    subscription, at = await subscribing.current(exchange), _time(typed)
    if at is None or subscription is None:
        await exchange.tell(problems.stale(exchange.t))
    elif len(subscription.times) >= subscribing.MAX_TIMES and at not in subscription.times:
        await exchange.tell(problems.say(exchange.t, "settings.too_many", limit=subscribing.MAX_TIMES))
    else:
        times = tuple(sorted({*subscription.times, at}))
        await alter(exchange, replace(subscription, times=times), choices.times)


async def drop_time(exchange: Exchange, typed: str, _: str = "") -> None:
    """One hour less; the last one stays, since without any nothing would ever come."""
    subscription, at = await subscribing.current(exchange), _time(typed)
    if at is None or subscription is None:
        await exchange.tell(problems.stale(exchange.t))
    elif subscription.times == (at,):
        await exchange.tell(problems.say(exchange.t, "settings.last_time"))
    else:
        times = tuple(one for one in subscription.times if one != at)
        await alter(exchange, replace(subscription, times=times), choices.times)


async def show_days(exchange: Exchange) -> None:
    """The weekdays."""
    await show(exchange, choices.days)


async def set_days(exchange: Exchange, typed: str, _: str = "") -> None:
    """These weekdays and no others, of digits."""
    await _keep_days(exchange, frozenset(map(int, typed)) if _WEEKDAYS.fullmatch(typed) else None)


async def turn_day(exchange: Exchange, typed: str, turn: str = "") -> None:
    """One weekday on or off."""
    subscription = await subscribing.current(exchange)
    if subscription is None or typed not in set("1234567") or turn not in SWITCH:
        await exchange.tell(problems.stale(exchange.t))
        return
    day = {int(typed)}
    chosen = subscription.weekdays | day if SWITCH[turn] else subscription.weekdays - day
    if chosen:
        await _keep_days(exchange, chosen)
    else:
        await exchange.tell(problems.say(exchange.t, "settings.last_day"))


async def name_days(exchange: Exchange, typed: str) -> None:
    """These weekdays, in words: 每天, 工作日, 周末, 周一 周三, 1-5, 135."""
    await _keep_days(exchange, _days(typed))


async def show_choice(exchange: Exchange, what: str) -> None:
    """What is chosen by one tap."""
    await show(exchange, _choice(what))


async def choose(exchange: Exchange, what: str, code: str) -> None:
    """One of its values, by what its button carries."""
    choice, subscription = CHOICES[what], await subscribing.current(exchange)
    if subscription is None:
        await exchange.tell(problems.stale(exchange.t))
    elif code in choice.options:
        await alter(exchange, replace(subscription, **{choice.field: choice.options[code]}), _choice(what))
    elif what == "items" and code.isdecimal() and 1 <= int(code) <= MOST_ITEMS:
        await alter(exchange, replace(subscription, items=int(code)), _choice(what))
    elif what == "quiet" and (quiet := _hours(code)):
        await alter(exchange, replace(subscription, quiet=quiet), _choice(what))
    else:
        await exchange.tell(problems.stale(exchange.t))


async def choose_by_words(exchange: Exchange, what: str, typed: str) -> None:
    """One of its values, in words; what is not understood leads to the menu."""
    code = _code(exchange.t, what, typed)
    if code is not None and await subscribing.current(exchange) is not None:
        await choose(exchange, what, code)
    elif what == "quiet":
        await exchange.tell(problems.say(exchange.t, "settings.not_hours"))
    else:
        await show_choice(exchange, what)


def _choice(what: str) -> View:
    if what == "issue":
        return choices.times
    return lambda t, change, subscription: choices.choice(t, change, subscription, what)


async def _keep_days(exchange: Exchange, chosen: frozenset[int] | None) -> None:
    subscription = await subscribing.current(exchange)
    if chosen and subscription:
        await alter(exchange, replace(subscription, weekdays=chosen), choices.days)
    elif exchange.update.callback_query is None:
        await show_days(exchange)
    else:
        await exchange.tell(problems.stale(exchange.t))


def _time(typed: str) -> time | None:
    try:
        return hour_of(typed)
    except ScheduleError:
        return None


def _from_until(typed: str) -> str | None:
    """The code of two hours, such as those of 晚上10点到早上7点; None where it is not two."""
    said = said_hours(_JOINS_HOURS.sub(" ", typed))
    if len(said.hours) != 2 or said.unclear or not _BETWEEN_HOURS.fullmatch(said.rest):
        return None
    return "".join(f"{hour:%H%M}" for hour in said.hours)


def _hours(code: str) -> tuple[time, time] | None:
    if not re.fullmatch("[0-9]{8}", code):
        return None
    try:
        quiet = hours(code)
    except ValueError:
        return None
    # From an hour to the same one is all day or nothing: nobody knows which.
    return quiet if quiet[0] != quiet[1] else None


def _days(typed: str) -> frozenset[int] | None:
    text = typed.replace("至", "-").replace("到", "-").strip()
    for word in ("星期", "礼拜", "周", "週"):
        if text not in ("周末", "週末"):
            text = text.replace(word, "")
    if text in ("每天", "every day", "daily", "all"):
        return EVERY_DAY
    if text in ("工作日", "weekdays"):
        return settings.WEEKS["work"]
    if text in ("周末", "週末", "weekends", "weekend"):
        return settings.WEEKS["end"]
    for name, number in _NAMED_DAYS.items():
        text = text.replace(name, str(number))
    if match := re.fullmatch(r"([1-7])\s*[-–]\s*([1-7])", text):
        first, last = int(match[1]), int(match[2])
        return frozenset(range(first, last + 1)) or None
    digits = re.sub(r"[\s,，、]", "", text)
    return frozenset(map(int, digits)) if re.fullmatch("[1-7]+", digits) else None


def _code(t: Translator, what: str, typed: str) -> str | None:
    """What the button for a typed value would carry."""
    word = typed.strip().casefold()
    options = CHOICES[what].options
    if what == "quiet":
        if _SWITCH_WORDS.get(word) == "off":
            return "off"
        return _from_until(typed)
    if what == "items" and word.isdecimal():
        return word.lstrip("0") or "0"
    if options is SWITCH:
        return _SWITCH_WORDS.get(word)
    labels = {t(f"settings.{what}.{code}").casefold(): code for code in options if not code.isdecimal()}
    return word if word in options else labels.get(word)
