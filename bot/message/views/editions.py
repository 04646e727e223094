"""The printings of one story side by side: where each stood, and where its wording differs."""

from __future__ import annotations

from bot.message import callbacks
from bot.message.comparison import Difference, differences
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, escape, fit
from bot.message.pieces import HEADLINE, place
from bot.model import Edition, Entry, Message

EDITIONS = 6
DIFFERENCES = 8
"""Shown of one printing; the number of the rest is said."""
WORDS = 60
"""UTF-16 units of what stands in one place."""


def editions(t: Translator, entry: Entry) -> Message:
    """Each printing with its length and its wording where that is not the wording shown."""
    back = [button(t("article.back"), callbacks.encode(callbacks.OPEN, entry.id))]
    lines = [bold(t("editions.title", title=brief(entry.headline, HEADLINE)))]
    if len(entry.editions) < 2:
        return fit([*lines, escape(t("editions.one"))], [back])
    for number, edition in enumerate(entry.editions[:EDITIONS], 1):
        lines += [escape(""), bold(f"{number} {place(t, edition)}"), *_wording(t, entry, edition)]
    return fit(lines, [back])


def _wording(t: Translator, entry: Entry, edition: Edition) -> list[Html]:
    length = t.plural("editions.characters", edition.article.length)
    if edition.article == entry.article:
        return [escape(t("list.comma").join((length, t("editions.shown"))))]
    found = differences(entry.article.paragraphs, edition.article.paragraphs)
    if not found:
        return [escape(t("list.comma").join((length, t("editions.same"))))]
    lines = [escape(length), *(_difference(t, one) for one in found[:DIFFERENCES])]
    if len(found) > DIFFERENCES:
        lines.append(escape(t.plural("editions.more", len(found) - DIFFERENCES)))
    return lines


def _difference(t: Translator, one: Difference) -> Html:
    around = escape(f"· …{one.before}"), escape(f"{one.after}…")
    if not one.other:
        return escape("· ") + escape(t("editions.lacks", words=brief(one.shown, WORDS)))
    words = around[0] + bold(brief(one.other, WORDS)) + around[1]
    if not one.shown:
        return words
    return words + escape(t("editions.instead_of", words=brief(one.shown, WORDS)))
