"""Signing what is sure on a page or in a batch with one tap; signing or dropping one draft that was read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.blocking import EDITING
from bot.chat import deeds, entries, versions
from bot.chat.alerts import tell_watchers
from bot.chat.drafts import card_of, pressed_card, show_card
from bot.chat.exchange import Exchange
from bot.chat.reading import outcomes_of
from bot.chat.services import in_thread
from bot.intake import PublishReport
from bot.message.views import batch as batch_views
from bot.message.views import card as card_views
from bot.message.views import editor, problems
from bot.model import Batch, CardItem, Deed, Entry, Status

ALL = "all"
"""What a publishing button says for the doubtful ones too: an editor has looked at the card."""

_PUSH = {"push": True, "nopush": False, "auto": None, ALL: None}
"""What it says otherwise: push, only store, or as the age of the article has it."""


async def publish_page(exchange: Exchange) -> None:
    """Publish what is sure on a page, or all of it but what must be opened first."""
    card, mode = await pressed_card(exchange), _mode(exchange)
    if card is None or mode not in _PUSH:
        await exchange.tell(problems.stale(exchange.t))
        return
    chosen = [item.entry.id for item in card.items if _is_chosen(item, mode)]
    if not chosen:
        await exchange.tell(problems.stale(exchange.t))
        await show_card(exchange, card)
        return
    # A page of twenty articles takes longer than a person waits for a button.
    await exchange.answer(problems.note(batch_views.signing(exchange.t, len(chosen))))
    report = await _publish(exchange, chosen, mode)
    again = await card_of(exchange, card.page_id)
    if again is not None:
        await show_card(exchange, again, signed=_said(exchange, report, again.items))
    await tell_watchers(exchange.services)


async def publish_batch(exchange: Exchange) -> None:
    """Publish what is sure on all pages of a batch; without a word about pushing, show its report."""
    batch = await _batch(exchange)
    mode = _mode(exchange)
    if batch is None or mode not in {"", "auto", "push", "nopush"}:
        await exchange.tell(problems.stale(exchange.t))
        return
    if not mode:
        await _show_report(exchange, batch, anew=True)
        return
    cards = [card for card in await EDITING.run(outcomes_of, exchange.services, batch) if card is not None]
    chosen = [[item.entry.id for item in batch_views.sure(card)] for card in cards]
    count = sum(map(len, chosen))
    if not count:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await exchange.answer(problems.note(batch_views.signing(exchange.t, count)))
    for ids in filter(None, chosen):
        await _publish(exchange, ids, mode)
    await _show_report(exchange, batch)
    await tell_watchers(exchange.services)


async def publish_one(exchange: Exchange) -> None:
    """Publish one draft."""
    entry = await versions.pressed(exchange, 2)
    if entry is None or await entries.draft(exchange, entry.id) is None:
        return
    mode = _mode(exchange) or "auto"
    if mode not in _PUSH:
        await exchange.tell(problems.stale(exchange.t))
        return
    report = await _publish(exchange, [entry.id], mode)
    for published in report.entries:
        await exchange.show(editor.published(exchange.t, published))
    await tell_watchers(exchange.services)


async def drop(exchange: Exchange) -> None:
    """弃用: throw a draft away."""
    entry = await versions.pressed(exchange, 1)
    if entry is None or await entries.draft(exchange, entry.id) is None:
        return
    if await deeds.together(exchange, partial(_remove, exchange, entry)):
        await exchange.show(editor.dropped(exchange.t, entry))
    else:
        await exchange.tell(problems.stale(exchange.t))


def _remove(exchange: Exchange, seen: Entry) -> bool:
    """Delete a draft; False where another editor has published or dropped it meanwhile."""
    entries = exchange.services.store.entries
    entry = entries.get(seen.id)
    if entry is None or entry.id != seen.id or entry.status is not Status.DRAFT:
        return False
    entries.remove(entry.id)
    deeds.record(exchange, Deed.DROP, entry_id=entry.id, detail=entry.headline)
    return True


async def _publish(exchange: Exchange, entry_ids: Sequence[int], mode: str) -> PublishReport:
    report = PublishReport()
    for entry_id in entry_ids:
        report += await EDITING.run(
            exchange.services.intake.publish,
            [entry_id],
            push=_PUSH[mode],
            then=partial(_record, exchange, entry_id, mode),
        )
    return report


def _record(exchange: Exchange, entry_id: int, mode: str, report: PublishReport) -> None:
    if report.entries:
        deeds.record(exchange, Deed.PUBLISH, entry_id=entry_id, detail=mode)


async def _show_report(exchange: Exchange, batch: Batch, *, anew: bool = False) -> None:
    cards = await EDITING.run(outcomes_of, exchange.services, batch)
    *before, last = batch_views.report(exchange.t, batch, cards, today=exchange.today)
    if anew:
        for message in before:
            await exchange.reply(message)
        await exchange.reply(last)
    else:
        await exchange.show(last)


async def _batch(exchange: Exchange) -> Batch | None:
    number = exchange.callback.number(0)
    return None if number is None else await in_thread(exchange.services.store.batches.get, number)


def _mode(exchange: Exchange) -> str:
    return exchange.callback.args[1] if len(exchange.callback.args) > 1 else ""


def _is_chosen(item: CardItem, mode: str) -> bool:
    if item.entry.status is not Status.DRAFT:
        return False
    return item.sure or (mode == ALL and card_views.may_be_signed_unopened(item))


def _said(exchange: Exchange, report: PublishReport, items: Sequence[CardItem]) -> str:
    return card_views.signed(
        exchange.t,
        published=report.published,
        merged=report.merged,
        held=sum(item.entry.status is Status.DRAFT for item in items),
        pushed=any(entry.push for entry in report.entries),
    )
