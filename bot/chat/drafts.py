"""What waits for an editor: cards of pages, drafts, and the buttons that decide."""

from __future__ import annotations

from bot.chat import entries
from bot.chat.alerts import tell_watchers
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.errors import BaozhaiError
from bot.message.views import editor, problems
from bot.model import CardItem, Deed, Doubt, Message, PageCard, Status

ROWS = 8
"""Drafts in a message."""

ALL = "all"
"""What a publishing button says for the doubtful ones too: an editor has looked at the card."""

_PUSH = {"push": True, "nopush": False, "auto": None, ALL: None}
"""What it says otherwise: push, only store, or as the age of the article has it."""


async def publish_page(exchange: Exchange) -> None:
    """Publish what is sure on a page, or all of it but the halves whose heads are not there."""
    card = await _card(exchange)
    mode = exchange.callback.args[1] if len(exchange.callback.args) > 1 else ""
    if card is None or mode not in _PUSH:
        await exchange.tell(problems.stale(exchange.t))
        return
    chosen = [item.entry.id for item in card.items if _is_chosen(item, mode)]
    if not chosen:
        await exchange.tell(problems.stale(exchange.t))
        await exchange.show(editor.page_card(exchange.t, card, today=exchange.today))
        return
    services = exchange.services
    report = await in_thread(services.intake.publish, chosen, push=_PUSH[mode])
    for entry_id in chosen:
        await _record(exchange, Deed.PUBLISH, entry_id, mode)
    again = await in_thread(services.intake.preview, card.page_id)
    await exchange.show(editor.page_card(exchange.t, again, today=exchange.today))
    await exchange.reply(
        editor.publish_report(
            exchange.t,
            name=card.name,
            published=report.published,
            merged=report.merged,
            held=sum(item.entry.status is Status.DRAFT for item in again.items),
            pushed=any(entry.push for entry in report.entries),
        )
    )
    await tell_watchers(services)


async def publish_one(exchange: Exchange) -> None:
    """Publish one draft."""
    entry = await entries.draft(exchange, exchange.callback.number(0))
    if entry is None:
        return
    mode = exchange.callback.args[1] if len(exchange.callback.args) > 1 else "auto"
    if mode not in _PUSH:
        await exchange.tell(problems.stale(exchange.t))
        return
    report = await in_thread(exchange.services.intake.publish, [entry.id], push=_PUSH[mode])
    await _record(exchange, Deed.PUBLISH, entry.id, mode)
    for published in report.entries:
        await exchange.show(editor.published(exchange.t, published))
    await tell_watchers(exchange.services)


async def show_page(exchange: Exchange) -> None:
    """The card of a page as it stands."""
    card = await _card(exchange)
    if card is None:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await exchange.show(editor.page_card(exchange.t, card, today=exchange.today))


async def show_draft(exchange: Exchange) -> None:
    """One draft, as a new message: the card that it was opened from stays."""
    entry = await entries.draft(exchange, exchange.callback.number(0))
    if entry is None:
        return
    merges_into = None
    if entry.page_id is not None:
        card = await in_thread(exchange.services.intake.preview, entry.page_id)
        items = (item for item in card.items if item.entry.id == entry.id)
        merges_into = next((item.merges_into for item in items), None)
    await exchange.reply(editor.draft(exchange.t, entry, today=exchange.today, merges_into=merges_into))


async def drop(exchange: Exchange) -> None:
    """Throw a draft away."""
    entry = await entries.draft(exchange, exchange.callback.number(0))
    if entry is None:
        return
    await in_thread(exchange.services.store.entries.remove, entry.id)
    await _record(exchange, Deed.DROP, entry.id, entry.headline)
    await exchange.show(editor.dropped(exchange.t, entry))


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


def _is_chosen(item: CardItem, mode: str) -> bool:
    if item.entry.status is not Status.DRAFT:
        return False
    return item.sure or (mode == ALL and Doubt.HEAD_ELSEWHERE not in item.entry.article.doubts)


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


async def _card(exchange: Exchange) -> PageCard | None:
    number = exchange.callback.number(0)
    if number is None:
        return None
    try:
        return await in_thread(exchange.services.intake.preview, number)
    except BaozhaiError:
        return None


async def _record(exchange: Exchange, deed: Deed, entry_id: int, detail: str) -> None:
    audit = exchange.services.store.audit
    await in_thread(audit.add, exchange.user_id, deed, entry_id=entry_id, detail=detail)
