"""What a chat has set, and the word after each change: when the next push comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.message import callbacks
from bot.message.languages import LANGUAGES, Translator
from bot.message.markup import Html, bold, brief, button, escape, fit
from bot.message.moments import moment, zone_name
from bot.message.pieces import NAME
from bot.model import Button, Chat, Message, Subscription, Watch

QUICK_TIMES = ("07:30", "12:00", "18:30")
"""One tap: before work, at noon, after work."""
LANGUAGE_NAMES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
"""Each in itself, so that everyone finds their own."""
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


def overview(t: Translator, change: Change) -> Message:
    """All that is set, with the buttons that change it."""
    subscription = change.subscription
    if subscription is None or not subscription.times:
        return how_to_subscribe(t)
    lines = [bold(t("settings.title")), *_set(t, subscription)]
    lines.append(escape(t("settings.language", language=LANGUAGE_NAMES[t.language])))
    return fit(lines, _overview_buttons(t, subscription), tail=[next_push(t, change)])


def how_to_subscribe(t: Translator) -> Message:
    """There is no subscription yet: how to make one."""
    lines = [escape(t("settings.none")), escape(t("settings.how"))]
    return fit(lines, [_time_buttons(t), [_language_button(t)]])


def subscribed(t: Translator, change: Change) -> Message:
    """Subscribed, or times and topics changed."""
    return _changed(t, "settings.subscribed", change)


def paused(t: Translator, change: Change) -> Message:
    """No push until the reader resumes."""
    return _changed(t, "settings.paused", change)


def resumed(t: Translator, change: Change) -> Message:
    """Pushes come again."""
    return _changed(t, "settings.resumed", change)


def unsubscribed(t: Translator) -> Message:
    """The subscription is gone."""
    return fit([bold(t("settings.unsubscribed")), escape(t("settings.next_none"))], [_time_buttons(t)])


def language_choice(t: Translator) -> Message:
    """Which language to speak."""
    rows = [
        [
            button(
                LANGUAGE_NAMES[code],
                callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_LANGUAGE, code),
            )
            for code in LANGUAGES
        ]
    ]
    return fit([escape(t("settings.choose_language"))], rows)


def language_changed(t: Translator, change: Change) -> Message:
    """`t` speaks the new language already."""
    language = LANGUAGE_NAMES[t.language]
    return fit([bold(t("settings.language_changed", language=language)), next_push(t, change)])


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


def forgotten(t: Translator) -> Message:
    """Everything about the reader is deleted."""
    return fit([bold(t("forget.done")), escape(t("forget.again"))])


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
        button(t("button.topics"), callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_TOPICS)),
        button(t("button.settings"), callbacks.encode(callbacks.SETTINGS)),
    ]
    return fit(lines, [row], tail=[next_push(t, change)])


def _set(t: Translator, subscription: Subscription) -> list[Html]:
    times = t("list.and").join(f"{at:%H:%M}" for at in subscription.times)
    topics = t("list.and").join(brief(topic, NAME) for topic in subscription.topics)
    return [
        escape(
            t("settings.times", times=times or t("settings.no_times"), zone=zone_name(t, subscription.zone))
        ),
        escape(t("settings.topics", topics=topics or t("topics.every"))),
    ]


def _overview_buttons(t: Translator, subscription: Subscription) -> list[list[Button]]:
    pausing = callbacks.SETTINGS_RESUME if subscription.paused else callbacks.SETTINGS_PAUSE
    return [
        _time_buttons(t),
        [
            button(t("button.topics"), callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_TOPICS)),
            _language_button(t),
        ],
        [
            button(t(f"settings.button.{pausing}"), callbacks.encode(callbacks.SETTINGS, pausing)),
            button(
                t("settings.button.unsub"),
                callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_UNSUBSCRIBE),
            ),
        ],
    ]


def _time_buttons(t: Translator) -> list[Button]:
    return [
        button(
            t("button.subscribe_at", time=at),
            callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_TIME, at.replace(":", "")),
        )
        for at in QUICK_TIMES
    ]


def _language_button(t: Translator) -> Button:
    return button(t("button.language"), callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_LANGUAGE))
