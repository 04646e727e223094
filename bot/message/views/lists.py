"""Lists: the latest, the saved, topics and watched words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import bold, brief, button, escape, fit
from bot.message.pieces import NAME, listed, number_rows, paging
from bot.message.views.settings import Change, next_push, press
from bot.model import Entry, Message, Watch

TOPICS_IN_ROW = 2
WATCHES = 60
"""Lines of watched words in one message."""
WORDS = 40


def latest(
    t: Translator, entries: Sequence[Entry], *, offset: int, limit: int, more: bool, today: date
) -> Message:
    """What was published last."""
    if not entries:
        return fit([escape(t("latest.none"))])
    return _page(t, "latest.title", callbacks.LATEST, entries, offset, limit, more, today)


def saved(
    t: Translator, entries: Sequence[Entry], *, offset: int, limit: int, more: bool, today: date
) -> Message:
    """What the reader saved."""
    if not entries:
        return fit([escape(t("saved.none"))])
    return _page(t, "saved.title", callbacks.SAVED, entries, offset, limit, more, today)


def watches(t: Translator, watches: Sequence[Watch]) -> Message:
    """The words that are watched for, each with a button that ends it."""
    if not watches:
        return fit([escape(t("watches.none")), escape(t("watches.how"))])
    shown = watches[:WATCHES]
    lines = [bold(t("watches.title"))]
    lines += [escape(f"{number} {brief(watch.words, WORDS)}") for number, watch in enumerate(shown, 1)]
    rows = [
        [
            button(
                t("watches.end", words=brief(watch.words, WORDS)),
                callbacks.encode(callbacks.UNWATCH, watch.id),
            )
        ]
        for watch in shown
    ]
    return fit(lines, rows, tail=[escape(t("watches.how"))])


def watching(t: Translator, words: str, new: bool = True) -> Message:
    """Words are watched for from now on, or were so already."""
    key = "watches.begun" if new else "watches.already"
    return fit([escape(t(key, words=brief(words, WORDS)))])


def unwatched(t: Translator, words: str) -> Message:
    """Words are watched for no longer."""
    return fit([escape(t("watches.ended", words=brief(words, WORDS)))])


def watch_alert(t: Translator, words: str, entries: Sequence[Entry], *, today: date) -> Message:
    """Articles with a watched word were published."""
    lines = [bold(t.plural("watches.alert", len(entries), words=brief(words, WORDS)))]
    for number, entry in enumerate(entries, 1):
        lines += listed(t, number, entry, today)
    return fit(lines, number_rows(entries))


def topics(
    t: Translator,
    topics: Sequence[tuple[str, int]],
    *,
    chosen: Collection[str],
    change: Change | None = None,
) -> Message:
    """All topics with the number of their articles, and a button for each that turns it on or off.

    None chosen means all. `change` is how the subscription stands, where there is one.
    """
    lines = [bold(t("topics.title")), escape(t("topics.how"))]
    lines.append(escape(t("topics.chosen", topics=_names(t, chosen))))
    if change is not None:
        lines.append(next_push(t, change))
    buttons = [
        button(
            t("topics.on" if name in chosen else "topics.off", topic=brief(name, NAME), count=count),
            _topic(change, index),
        )
        for index, (name, count) in enumerate(topics)
    ]
    rows = [buttons[start : start + TOPICS_IN_ROW] for start in range(0, len(buttons), TOPICS_IN_ROW)]
    rows.append(
        [
            button(t("topics.all"), _topic(change, "all")),
            button(t("button.settings"), press(change)),
        ]
    )
    return fit(lines, rows)


def _topic(change: Change | None, which: object) -> str:
    if change is None or change.place is None:
        return callbacks.encode(callbacks.TOPIC, which)
    return press(change, callbacks.SETTINGS_TOPIC, which)


def _names(t: Translator, chosen: Collection[str]) -> str:
    return t("list.and").join(brief(name, NAME) for name in chosen) or t("topics.every")


def _page(
    t: Translator,
    title: str,
    verb: str,
    entries: Sequence[Entry],
    offset: int,
    limit: int,
    more: bool,
    today: date,
) -> Message:
    lines = [bold(t(title, first=offset + 1, last=offset + len(entries)))]
    for number, entry in enumerate(entries, offset + 1):
        lines += listed(t, number, entry, today)
    rows = number_rows(entries, first=offset + 1)
    return fit(lines, [*rows, paging(t, verb, offset=offset, limit=limit, more=more)])
