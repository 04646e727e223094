"""Of which paper, day and number a page is: the question, and what came of the answer."""

from __future__ import annotations

from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import brief, button, escape, fit
from bot.message.pieces import HEADLINE, place
from bot.model import Message, PageCard


def question(t: Translator, card: PageCard, *, today: date) -> Message:
    """How to say it, by a reply."""
    lines = [
        escape(t("imprint.now", place=place(t, card, today), name=brief(card.name, HEADLINE))),
        escape(t("imprint.how")),
    ]
    return fit(lines, tail=[escape(f"〔p{card.page_id}〕")], ask=t("imprint.example"))


def offer(t: Translator, card: PageCard, others: int, *, today: date) -> Message:
    """The same for the other pages that came with it and do not say their own."""
    yes = button(t("imprint.for_all"), callbacks.encode(callbacks.IMPRINT_BATCH, card.page_id))
    said = t.plural("imprint.offer", others, place=place(t, card, today))
    return fit([escape(said)], [[yes, button(t("button.no"), callbacks.encode(callbacks.NOTHING))]])


def done(t: Translator, card: PageCard, others: int, *, today: date) -> Message:
    """They have it now."""
    return fit([escape(t.plural("imprint.done", others, place=place(t, card, today)))])
