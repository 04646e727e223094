"""The menus under the settings: each changes one thing, in place, and ends in when the next push comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.message import callbacks
from bot.message.choices import CHOICES, as_hours
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, escape, fit
from bot.message.moments import zone_name
from bot.message.pieces import NAME
from bot.message.views.settings import (
    WEEKS,
    WORDS,
    Change,
    next_push,
    press,
    quiet_hours,
    weekday_name,
    weekday_names,
)
from bot.model import Button, Entry, Message, Subscription

HOURS_IN_ROW = 6
MINUTES = range(0, 60, 5)
MINUTES_IN_ROW = 4
IN_ROW = 3
QUICK_ZONES = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
)
"""Where those mostly live who read Chinese papers; everyone else writes the name of a city."""


def times(t: Translator, change: Change, subscription: Subscription) -> Message:
    """The hours at which digests come, each with a button that ends it; and whether the papers go first."""
    zone = zone_name(t, subscription.zone)
    lines = [bold(t("settings.button.times")), escape(t("settings.times.how", zone=zone))]
    if subscription.at_issue:
        latest = f"{min(subscription.times):%H:%M}" if subscription.times else ""
        lines.append(escape(t("settings.issue.is_on", time=latest)))
    rows = _rows(
        [
            button(
                t("settings.drop", what=f"{at:%H:%M}"), press(change, callbacks.SETTINGS_DROP, f"{at:%H%M}")
            )
            for at in subscription.times
        ]
    )
    other = "off" if subscription.at_issue else "on"
    rows.append(
        [
            button(t("settings.add_time"), press(change, callbacks.SETTINGS_HOUR)),
            button(t(f"settings.issue.{other}"), press(change, "issue", other)),
        ]
    )
    return _menu(t, change, lines, rows)


def hours(t: Translator, change: Change) -> Message:
    """Which hour a new time has."""
    buttons = [
        button(f"{hour:02}", press(change, callbacks.SETTINGS_HOUR, f"{hour:02}")) for hour in range(24)
    ]
    rows = _rows(buttons, HOURS_IN_ROW)
    return _menu(t, change, [bold(t("settings.which_hour"))], rows, callbacks.SETTINGS_TIMES)


def minutes(t: Translator, change: Change, hour: int) -> Message:
    """Which minute of the hour."""
    shown = [time(hour, minute) for minute in MINUTES]
    buttons = [button(f"{at:%H:%M}", press(change, callbacks.SETTINGS_ADD, f"{at:%H%M}")) for at in shown]
    lines = [bold(t("settings.which_minute")), escape(t("settings.any_minute"))]
    return _menu(t, change, lines, _rows(buttons, MINUTES_IN_ROW), callbacks.SETTINGS_HOUR)


def days(t: Translator, change: Change, subscription: Subscription) -> Message:
    """The weekdays on which digests come, each turned on or off by itself, and the usual weeks."""
    chosen = subscription.weekdays
    lines = [
        bold(t("settings.button.days")),
        escape(t("settings.weekdays", days=weekday_names(t, chosen))),
    ]
    single = [
        button(
            _ticked(t, weekday_name(t, day), day in chosen),
            press(change, callbacks.SETTINGS_DAY, day, "off" if day in chosen else "on"),
        )
        for day in range(1, 8)
    ]
    weeks = [
        button(
            _ticked(t, t(f"settings.days.{key}"), chosen == week),
            press(change, callbacks.SETTINGS_DAYS, "".join(map(str, sorted(week)))),
        )
        for key, week in WEEKS.items()
    ]
    return _menu(t, change, lines, [*_rows(single, 4), weeks])


def zone(t: Translator, change: Change, subscription: Subscription) -> Message:
    """The zone, by the names of some cities or by any that is written."""
    lines = [
        bold(t("settings.button.zone")),
        escape(t("settings.zone.is", zone=zone_name(t, subscription.zone))),
        escape(t("settings.zone.how")),
    ]
    buttons = [
        button(_ticked(t, zone_name(t, name), name == subscription.zone), _zone_data(change, name))
        for name in QUICK_ZONES
    ]
    return _menu(t, change, lines, [*_rows(buttons), [_ask(t, change, callbacks.SETTINGS_ZONE)]])


def zone_unclear(t: Translator, change: Change, typed: str, places: Sequence[tuple[str, str]]) -> Message:
    """A name of several places or of none: `places` are names near it, each with its zone."""
    name, back = brief(typed, NAME), [button(t("settings.back"), press(change))]
    if not places:
        lines = [escape(t("settings.zone.unknown", typed=name)), escape(t("settings.zone.how"))]
        return fit(lines, [[_ask(t, change, callbacks.SETTINGS_ZONE)], back])
    rows = [
        [
            button(
                t("settings.zone.choice", city=brief(city, NAME), zone=zone_name(t, its_zone)),
                _zone_data(change, its_zone),
            )
        ]
        for city, its_zone in places
    ]
    return fit([escape(t("settings.zone.which", typed=name))], [*rows, back])


def wished_words(t: Translator, change: Change, subscription: Subscription, what: str) -> Message:
    """The words to include or to exclude (`what`: inc or exc), each with a button that ends it."""
    listed = subscription.include_words if what == callbacks.SETTINGS_INCLUDE else subscription.exclude_words
    lines = [bold(t(f"settings.button.{what}")), escape(t(f"settings.{what}.how"))]
    lines += [escape(f"· {brief(word, WORDS)}") for word in listed]
    buttons = [
        button(t("settings.drop", what=brief(word, NAME)), press(change, f"{what}x", callbacks.mark(word)))
        for word in listed
    ]
    return _menu(t, change, lines, [*_rows(buttons, 2), [_ask(t, change, what)]])


def choice(t: Translator, change: Change, subscription: Subscription, what: str) -> Message:
    """One of the things that are chosen by one tap: see `bot.message.choices`."""
    current = getattr(subscription, CHOICES[what].field)
    options = dict(CHOICES[what].options)
    if what == "quiet" and current is not None:
        options.setdefault(as_hours(current), current)
    buttons = [
        button(_ticked(t, _option(t, what, code, value), value == current), press(change, what, code))
        for code, value in options.items()
    ]
    lines = [bold(t(f"settings.button.{what}")), escape(t(f"settings.{what}.how"))]
    rows = _rows(buttons)
    if what == "quiet":
        rows.append([_ask(t, change, what)])
    return _menu(t, change, lines, rows)


def question(t: Translator, change: Change, what: str) -> Message:
    """What the next text is to say: a city, a word, hours."""
    back = what if what != "topic" else callbacks.SETTINGS_TOPICS
    return _menu(t, change, [escape(t(f"settings.ask.{what}"))], [], back)


def less(t: Translator, change: Change, entries: Sequence[Entry]) -> Message:
    """Of what the chat wants less, each with a button that takes it back."""
    lines = [bold(t("settings.button.less")), escape(t("settings.less.how"))]
    if not entries:
        lines.append(escape(t("settings.less.none")))
    rows = [
        [
            button(
                t("settings.drop", what=brief(entry.headline, NAME)),
                press(change, callbacks.SETTINGS_LESS, entry.id),
            )
        ]
        for entry in entries
    ]
    return _menu(t, change, lines, rows)


def chats(t: Translator, places: Sequence[tuple[int, str]]) -> Message:
    """The channels and groups that this person runs, and how to add one."""
    lines = [bold(t("settings.button.chats"))]
    lines.append(escape(t("settings.chats.which" if places else "settings.chats.none")))
    lines.append(escape(t("settings.chats.how")))
    rows = [
        [button(brief(title, NAME) or str(place), callbacks.encode(callbacks.CHANNEL, place))]
        for place, title in places
    ]
    rows.append([button(t("button.settings"), press(None))])
    return fit(lines, rows)


def _option(t: Translator, what: str, code: str, value: object) -> str:
    if what == "quiet" and isinstance(value, tuple):
        return quiet_hours(t, value)
    return code if code.isdecimal() else t(f"settings.{what}.{code}")


def _ask(t: Translator, change: Change, what: str) -> Button:
    return button(t(f"settings.write.{what}"), press(change, callbacks.SETTINGS_ASK, what))


def _zone_data(change: Change, name: str) -> str:
    return press(change, callbacks.SETTINGS_ZONE, name.replace("/", "."))


def _ticked(t: Translator, label: str, chosen: bool) -> str:
    return t("settings.chosen", what=label) if chosen else label


def _menu(
    t: Translator, change: Change, lines: Sequence[Html], rows: Sequence[Sequence[Button]], back: str = ""
) -> Message:
    """The lines and rows, with the way back and when the next push comes."""
    where = press(change, back) if back else press(change)
    return fit(lines, [*rows, [button(t("settings.back"), where)]], tail=[next_push(t, change)])


def _rows(buttons: Sequence[Button], width: int = IN_ROW) -> list[list[Button]]:
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]
