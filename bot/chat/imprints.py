"""Saying of which paper, day and number a page is: by a reply to its card, or for its whole batch."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.blocking import EDITING
from bot.chat import deeds
from bot.chat.drafts import card_of, pressed_card
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.message import callbacks
from bot.message.views import editor, problems
from bot.message.views import imprint as views
from bot.model import Deed, PageCard, PageHints
from bot.reading.said_source import hints_from_words

_ASKED = re.compile(r"\n〔p(\d{1,18})〕\Z")
"""How the bot's own question names the page, alone on its last line."""

_OF_A_PAGE = frozenset({callbacks.IMPRINT})
"""The button that stands under one page's card: a reply to its message means that page."""


async def ask(exchange: Exchange) -> None:
    """The button on a card: how to say it."""
    card = await pressed_card(exchange)
    if card is None:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await exchange.reply(views.question(exchange.t, card, today=exchange.today))


def is_imprint(exchange: Exchange) -> bool:
    """Whether this message answers a card, or the question, with a paper, a day or both."""
    return hints_from_words(exchange.words) != PageHints() and _replied_page(exchange) is not None


async def set_by_reply(exchange: Exchange) -> None:
    """Set what was said on the page and its drafts, and offer the same for the rest of its batch."""
    page_id = _replied_page(exchange)
    card = None if page_id is None else await card_of(exchange, page_id)
    if card is None:
        await exchange.reply(problems.stale(exchange.t))
        return
    await _stamp(exchange, card, hints_from_words(exchange.words))
    again = await card_of(exchange, card.page_id)
    if again is None:
        return
    others = await _unknown_of_batch(exchange, again)
    if others and (again.source or again.issue_date):
        await exchange.reply(views.offer(exchange.t, again, len(others), today=exchange.today))
    await exchange.reply(editor.page_card(exchange.t, again, today=exchange.today))


async def set_by_caption(exchange: Exchange) -> None:
    """Set what the edited caption of a file says on its pages and their drafts, or before they are read.

    It holds as well for the files sent together with it, where these said what it said before.
    """
    message, hints = exchange.update.effective_message, hints_from_words(exchange.words)
    if message is None or hints == PageHints():
        return
    batches = exchange.services.store.batches
    corrected = await in_thread(batches.correct, exchange.chat_id, message.message_id, hints)
    if corrected is None:
        return
    if len(corrected.pages) > 1:
        hints = replace(hints, page=None)
    for page_id in corrected.pages:
        card = await card_of(exchange, page_id)
        if card is None or hints == PageHints():
            continue
        await _stamp(exchange, card, hints)
        again = await card_of(exchange, page_id)
        if again is not None:
            await exchange.reply(editor.page_card(exchange.t, again, today=exchange.today))
    before = corrected.before
    for page_id in corrected.of_album:
        card = await card_of(exchange, page_id)
        if card is not None:
            taken_over = PageHints(
                hints.source if card.source == before.source else None,
                hints.issue_date if card.issue_date == before.issue_date else None,
            )
            if taken_over != PageHints():
                await _stamp(exchange, card, taken_over)


async def set_for_batch(exchange: Exchange) -> None:
    """The pages of the batch that do not say their own get the paper and the day of this one."""
    card = await pressed_card(exchange)
    if card is None or card.batch is None:
        await exchange.tell(problems.stale(exchange.t))
        return
    hints = PageHints(card.source, card.issue_date)
    # For those that are still to be read, too.
    await in_thread(exchange.services.store.batches.say, card.batch.batch_id, hints)
    others = await _unknown_of_batch(exchange, card)
    for other in others:
        await _stamp(exchange, other, hints, where_unknown=True)
    await exchange.show(views.done(exchange.t, card, len(others), today=exchange.today))


async def _unknown_of_batch(exchange: Exchange, card: PageCard) -> list[PageCard]:
    """The other pages of its batch whose paper or day is not known."""
    if card.batch is None:
        return []
    batch = await in_thread(exchange.services.store.batches.get, card.batch.batch_id)
    pages = [sheet.page_id for sheet in batch.sheets if sheet.page_id] if batch else []
    cards = [await card_of(exchange, page_id) for page_id in pages if page_id != card.page_id]
    return [other for other in cards if other and (other.source is None or other.issue_date is None)]


async def _stamp(
    exchange: Exchange, card: PageCard, hints: PageHints, *, where_unknown: bool = False
) -> None:
    day = hints.issue_date.isoformat() if hints.issue_date else ""
    detail = " ".join(filter(None, (card.name, hints.source, day, hints.page)))
    await EDITING.run(
        exchange.services.intake.stamp,
        card.page_id,
        hints,
        where_unknown=where_unknown,
        then=lambda: deeds.record(exchange, Deed.EDIT, detail=detail),
        by=exchange.user_id,
    )


def _replied_page(exchange: Exchange) -> int | None:
    """The page whose card, or whose question, this message answers."""
    replied = exchange.replied
    if replied is None:
        return None
    for callback in exchange.buttons_of(replied):
        if callback.verb in _OF_A_PAGE:
            return callback.number(0)
    asked = _ASKED.search(replied.text or "")
    return int(asked[1]) if asked else None
