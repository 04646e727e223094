"""The feeds that are read, for editors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, escape, fit
from bot.message.moments import moment
from bot.model import Feed, Message

NAME = 60
"""UTF-16 units of a feed's name and of its address: a line and a half of a phone."""


def feeds(t: Translator, known: Sequence[Feed], *, zone: str, today: date) -> Message:
    """All feeds with how they stand, and how more are added."""
    if not known:
        return fit([escape(t("feeds.none")), escape(t("feeds.how"))])
    lines = [bold(t("feeds.title"))]
    for feed in known:
        lines += _feed(t, feed, zone, today)
    return fit([*lines, escape(""), escape(t("feeds.how"))])


def added(t: Translator, feed: Feed) -> Message:
    """A feed is read from now on."""
    key = "feeds.added_publish" if feed.publish else "feeds.added"
    return fit([escape(t(key, address=brief(feed.address, NAME)))])


def known_already(t: Translator) -> Message:
    """The feed is read already."""
    return fit([escape(t("feeds.known"))])


def removed(t: Translator) -> Message:
    """A feed is read no longer."""
    return fit([escape(t("feeds.removed"))])


def not_removed(t: Translator) -> Message:
    """There is no such feed, or it stands in the configuration."""
    return fit([escape(t("feeds.not_removed"))])


def not_understood(t: Translator) -> Message:
    """How feeds are added and taken away."""
    return fit([escape(t("feeds.how"))])


def _feed(t: Translator, feed: Feed, zone: str, today: date) -> list[Html]:
    told = [
        brief(feed.title or feed.address, NAME),
        t("feeds.publish" if feed.publish else "feeds.drafts"),
        t("feeds.every", minutes=feed.every),
    ]
    lines = [escape(f"{feed.id} " + t("list.bar").join(told))]
    if feed.title and feed.title != feed.address:
        lines.append(escape(f"  {brief(feed.address, NAME)}"))
    if feed.problem:
        # Why it failed stands in the log, in words for whoever runs the bot.
        problem = (
            t("feeds.problem", count=feed.failures, when=moment(t, feed.next_at, zone, today))
            if feed.next_at
            else t("feeds.gone")
        )
        lines.append(escape(f"  {problem}"))
    return lines
