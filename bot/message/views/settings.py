"""What a chat has set, and the word after each change: when the next push comes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from babel.dates import get_day_names

from bot.message import callbacks
from bot.message.languages import LANGUAGES, Translator
from bot.message.markup import Html, bold, brief, button, escape, fit
from bot.message.moments import moment, zone_name
from bot.message.pieces import NAME
from bot.model import EVERY_DAY, Button, Chat, Message, Subscription, Watch, WhenEmpty

QUICK_TIMES = ("07:30", "12:00", "18:30")
"""One tap: before work, at noon, after work."""
LANGUAGE_NAMES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
"""Each in itself, so that everyone finds their own."""
MENU = (
    (callbacks.SETTINGS_TIMES, callbacks.SETTINGS_DAYS, callbacks.SETTINGS_ZONE),
    (callbacks.SETTINGS_TOPICS, callbacks.SETTINGS_INCLUDE, callbacks.SETTINGS_EXCLUDE),
    ("items", "length", "empty"),
    ("quiet", "silent", "preview"),
    (callbacks.SETTINGS_PREVIEW, callbacks.SETTINGS_SEND, callbacks.SETTINGS_LESS),
)
"""The words of the settings' buttons, row by row."""
WEEKS = {"every": EVERY_DAY, "work": frozenset(range(1, 6)), "end": frozenset({6, 7})}
WATCHES = 20
WORDS = 40


@dataclass(frozen=True, slots=True)
class Change:
    """How a subscription stands after what the reader did. None where there is no subscription."""

    subscription: Subscription | None
    next_at: datetime | None
    """When the next push comes, in UTC."""
    today: date
    """The reader's local date."""
    place: int | None = None
    """The channel or group that is seen to from a private chat."""
    place_title: str = ""
    private: bool = True
    """Whether one person alone looks at it."""


def overview(t: Translator, change: Change) -> Message:
    """All that is set, with the buttons that change it."""
    subscription = change.subscription
    if subscription is None or not subscription.times:
        return how_to_subscribe(t, change)
    lines = [_title(t, change), *_set(t, subscription), *_wishes(t, subscription)]
    if change.place is None:
        lines.append(escape(t("settings.language", language=LANGUAGE_NAMES[t.language])))
    return fit(lines, _overview_buttons(t, change, subscription), tail=[next_push(t, change)])


def how_to_subscribe(t: Translator, change: Change) -> Message:
    """There is no subscription yet: how to make one."""
    lines = [escape(t("settings.none")), escape(t("settings.how"))]
    last = [_language_button(t, change)]
    if change.place is not None:
        lines.insert(0, _title(t, change))
    elif change.private:
        last.append(_chats_button(t))
    return fit(lines, [_time_buttons(t, change), last])


def press(change: Change | None, *what: object) -> str:
    """The data of a button of the settings: of this chat, or of the one that the change is about."""
    if change is None or change.place is None:
        return callbacks.encode(callbacks.SETTINGS, *what)
    return callbacks.encode(callbacks.CHANNEL, change.place, *what)


def subscribed(t: Translator, change: Change) -> Message:
    """Subscribed, or times and topics changed."""
    return _changed(t, "settings.subscribed", change)


def unclear_hour(t: Translator, change: Change, word: str, likely: Sequence[time]) -> Message:
    """A word that means an hour, and it is not sure which: those that are likely, each a button."""
    lines = [escape(t("settings.unclear_hour", word=brief(word, NAME))), escape(t("settings.how"))]
    return fit(lines, [_time_buttons(t, change, [f"{at:%H:%M}" for at in likely] or QUICK_TIMES)])


def paused(t: Translator, change: Change) -> Message:
    """No push until the reader resumes."""
    return _changed(t, "settings.paused", change)


def resumed(t: Translator, change: Change) -> Message:
    """Pushes come again."""
    return _changed(t, "settings.resumed", change)


def unsubscribed(t: Translator, change: Change | None = None) -> Message:
    """The subscription is gone."""
    lines = [bold(t("settings.unsubscribed")), escape(t("settings.next_none"))]
    return fit(lines, [_time_buttons(t, change)])


def language_choice(t: Translator, change: Change | None = None) -> Message:
    """Which language to speak."""
    rows = [
        [button(LANGUAGE_NAMES[code], press(change, callbacks.SETTINGS_LANGUAGE, code)) for code in LANGUAGES]
    ]
    return fit([escape(t("settings.choose_language"))], rows)


def language_changed(t: Translator, change: Change, language: str | None = None) -> Message:
    """`t` speaks the new language already; of another chat, `language` is what that is spoken to in."""
    name = LANGUAGE_NAMES[language or t.language]
    back = [button(t("button.settings"), press(change))]
    return fit([bold(t("settings.language_changed", language=name))], [back], tail=[next_push(t, change)])


def mydata(
    t: Translator,
    chat: Chat,
    change: Change,
    *,
    saved: int,
    watches: Sequence[Watch],
    searches: int,
) -> Message:
    """Everything that is kept about the reader."""
    lines = [bold(t("mydata.title")), escape(t("mydata.chat", id=chat.id, title=brief(chat.title, NAME)))]
    lines.append(escape(t("settings.language", language=LANGUAGE_NAMES[t.language])))
    if change.subscription is not None:
        lines += [*_set(t, change.subscription), next_push(t, change)]
    else:
        lines.append(escape(t("mydata.no_subscription")))
    lines.append(escape(t.plural("mydata.saved", saved)))
    lines.append(escape(t.plural("mydata.searches", searches)))
    lines.append(escape(t.plural("mydata.watches", len(watches))))
    lines += [escape(f"· {brief(watch.words, WORDS)}") for watch in watches[:WATCHES]]
    return fit(lines, tail=[escape(t("mydata.forget"))])


def forget_question(t: Translator) -> Message:
    """Whether to delete everything about the reader."""
    return fit(
        [bold(t("forget.question")), escape(t("forget.what"))],
        [
            [
                button(t("forget.yes"), callbacks.encode(callbacks.FORGET)),
                button(t("button.no"), callbacks.encode(callbacks.NOTHING)),
            ]
        ],
    )


def forgotten(t: Translator, copies: int) -> Message:
    """Everything about the reader is deleted, but for what so many nightly copies hold."""
    lines = [bold(t("forget.done")), escape(t("forget.kept"))]
    if copies:
        lines.append(escape(t.plural("forget.copies", copies)))
    return fit([*lines, escape(t("forget.again"))])


def next_push(t: Translator, change: Change) -> Html:
    """下次推送：4月4日 周四 07:30（北京时间）, or why there is none."""
    subscription = change.subscription
    if subscription is None or not subscription.times:
        return escape(t("settings.next_none"))
    if subscription.paused:
        return escape(t("settings.next_paused"))
    if change.next_at is None:
        return escape(t("settings.next_none"))
    return escape(t("settings.next", moment=moment(t, change.next_at, subscription.zone, change.today)))


def _changed(t: Translator, title: str, change: Change) -> Message:
    lines = [bold(t(title))]
    if change.subscription is not None:
        lines += _set(t, change.subscription)
    row = [
        button(t("button.topics"), press(change, callbacks.SETTINGS_TOPICS)),
        button(t("button.settings"), press(change)),
    ]
    return fit(lines, [row], tail=[next_push(t, change)])


def _title(t: Translator, change: Change) -> Html:
    if change.place is None:
        return bold(t("settings.title"))
    return bold(t("settings.title_of", chat=brief(change.place_title, NAME) or change.place))


def _set(t: Translator, subscription: Subscription) -> list[Html]:
    times = t("list.and").join(f"{at:%H:%M}" for at in subscription.times)
    topics = t("list.and").join(brief(topic, NAME) for topic in subscription.topics)
    key = "settings.times_at_issue" if subscription.at_issue and times else "settings.times"
    return [
        escape(t(key, times=times or t("settings.no_times"), zone=zone_name(t, subscription.zone))),
        escape(t("settings.topics", topics=topics or t("topics.every"))),
    ]


def _wishes(t: Translator, subscription: Subscription) -> list[Html]:
    """What is set otherwise than for everyone, a line each; number and length always."""
    lines = []
    if subscription.weekdays != EVERY_DAY:
        lines.append(t("settings.weekdays", days=weekday_names(t, subscription.weekdays)))
    if subscription.include_words:
        lines.append(t("settings.include", words=words(t, subscription.include_words)))
    if subscription.exclude_words:
        lines.append(t("settings.exclude", words=words(t, subscription.exclude_words)))
    items = t("settings.items.auto") if subscription.items is None else subscription.items
    length = t(f"settings.length.{subscription.length}")
    lines.append(t("settings.amount", items=items, length=length))
    if subscription.quiet is not None:
        lines.append(t("settings.quiet", hours=quiet_hours(t, subscription.quiet)))
    if subscription.silent:
        lines.append(t("settings.silent"))
    if subscription.link_previews:
        lines.append(t("settings.preview"))
    if subscription.when_empty is not WhenEmpty.LINE:
        lines.append(t("settings.when_empty", what=t(f"settings.empty.{subscription.when_empty}")))
    return [escape(line) for line in lines]


def words(t: Translator, listed: Sequence[str]) -> str:
    """Words that someone typed, on one line."""
    return t("list.and").join(brief(word, WORDS) for word in listed[:WATCHES])


def weekday_names(t: Translator, weekdays: Collection[int]) -> str:
    """周一、周三; of five or two that belong together their common name."""
    for key, days in WEEKS.items():
        if frozenset(weekdays) == days:
            return t(f"settings.days.{key}")
    return t("list.and").join(weekday_name(t, day) for day in sorted(weekdays))


def weekday_name(t: Translator, weekday: int) -> str:
    """周一 for 1."""
    return str(get_day_names("abbreviated", locale=t.locale)[weekday - 1])


def quiet_hours(t: Translator, quiet: tuple[time, time]) -> str:
    """22:00–07:00."""
    return t("settings.hours", begin=f"{quiet[0]:%H:%M}", end=f"{quiet[1]:%H:%M}")


def _overview_buttons(t: Translator, change: Change, subscription: Subscription) -> list[list[Button]]:
    pausing = callbacks.SETTINGS_RESUME if subscription.paused else callbacks.SETTINGS_PAUSE

    def opens(what: str) -> Button:
        return button(t(f"settings.button.{what}"), press(change, what))

    rows = [[opens(what) for what in row] for row in MENU]
    rows.append([_language_button(t, change), opens(pausing), opens(callbacks.SETTINGS_UNSUBSCRIBE)])
    if change.place is None and change.private:
        rows.append([_chats_button(t)])
    return rows


def _time_buttons(
    t: Translator, change: Change | None = None, times: Sequence[str] = QUICK_TIMES
) -> list[Button]:
    return [
        button(
            t("button.subscribe_at", time=at),
            press(change, callbacks.SETTINGS_TIME, at.replace(":", "")),
        )
        for at in times
    ]


def _language_button(t: Translator, change: Change | None = None) -> Button:
    return button(t("button.language"), press(change, callbacks.SETTINGS_LANGUAGE))


def _chats_button(t: Translator) -> Button:
    return button(t("settings.button.chats"), press(None, callbacks.SETTINGS_CHATS))
