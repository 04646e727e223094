"""What waits for an editor: cards of pages, and drafts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import entries
from bot.chat.exchange import Exchange
from bot.chat.names import name_of
from bot.chat.services import in_thread
from bot.errors import BaozhaiError
from bot.intake.rules import pushing
from bot.message.views import editor, problems
from bot.model import CardItem, Entry, Message, PageCard

ROWS = 8
"""Drafts in a message."""


async def show_page(exchange: Exchange) -> None:
    """The card of a page as it stands, in the place of the card or report that it was asked for from."""
    card = await pressed_card(exchange)
    if card is None:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await show_card(exchange, card)


async def show_card(exchange: Exchange, card: PageCard, signed: str = "") -> None:
    """Put a card in the place of the pressed message."""
    await exchange.show(editor.page_card(exchange.t, card, today=exchange.today, signed=signed))


async def show_draft(exchange: Exchange) -> None:
    """One draft, as a new message: the card that it was opened from stays."""
    entry = await entries.draft(exchange, exchange.callback.number(0))
    if entry is None:
        return
    others = exchange.desk.company.open(entry.id, exchange.user_id, exchange.services.clock())
    names = [await name_of(exchange, user_id) or "" for user_id in others]
    await exchange.reply(await draft_view(exchange, entry, names))


async def draft_view(exchange: Exchange, entry: Entry, company: Sequence[str] = ()) -> Message:
    """A draft with all that its page knows of it; `company` are other editors who have it before them."""
    item = await _item(exchange, entry)
    return editor.draft(
        exchange.t,
        entry,
        today=exchange.today,
        merges_into=item.merges_into if item else None,
        review=item.review if item else (),
        company=company,
        pushing=pushing(entry, exchange.today),
    )


async def list_drafts(exchange: Exchange) -> None:
    """What waits."""
    await exchange.reply(await _drafts(exchange, 0))


async def turn_drafts(exchange: Exchange) -> None:
    """Another page of it, in place."""
    offset = exchange.callback.number(0)
    if offset is None or offset < 0:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await exchange.show(await _drafts(exchange, offset))


async def pressed_card(exchange: Exchange) -> PageCard | None:
    """The card of the page that the pressed button names; None where there is none."""
    number = exchange.callback.number(0)
    return None if number is None else await card_of(exchange, number)


async def card_of(exchange: Exchange, page_id: int) -> PageCard | None:
    """The card of a page; None where there is no such page."""
    try:
        return await in_thread(exchange.services.intake.preview, page_id)
    except BaozhaiError:
        return None


async def _item(exchange: Exchange, entry: Entry) -> CardItem | None:
    card = None if entry.page_id is None else await card_of(exchange, entry.page_id)
    items = card.items if card else ()
    return next((item for item in items if item.entry.id == entry.id), None)


async def _drafts(exchange: Exchange, offset: int) -> Message:
    found = await in_thread(exchange.services.store.entries.drafts, ROWS + 1, offset)
    return editor.drafts(
        exchange.t,
        found[:ROWS],
        offset=offset,
        limit=ROWS,
        more=len(found) > ROWS,
        today=exchange.today,
    )
