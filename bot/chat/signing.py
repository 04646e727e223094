"""Signing what is sure on a page or in a batch with one tap; signing or dropping one draft that was read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.blocking import EDITING
from bot.chat import deeds, entries, versions
from bot.chat.drafts import pressed_card, show_card
from bot.chat.exchange import Exchange
from bot.chat.publishing import PUSH
from bot.chat.reading import outcomes_of
from bot.chat.services import in_thread
from bot.message.views import batch as batch_views
from bot.message.views import card as card_views
from bot.message.views import editor, problems
from bot.model import Batch, CardItem, Deed, Entry, PublishJob, Status

ALL = "all"
"""What a publishing button says for the doubtful ones too: an editor has looked at the card."""


async def publish_page(exchange: Exchange) -> None:
    """Publish what is sure on a page, or all of it but what must be opened first."""
    if await _goes_on(exchange):
        return
    card, mode = await pressed_card(exchange), _mode(exchange)
    if card is None or mode not in PUSH:
        await exchange.tell(problems.stale(exchange.t))
        return
    chosen = [item.entry.id for item in card.items if _is_chosen(item, mode)]
    if not chosen:
        await exchange.tell(problems.stale(exchange.t))
        await show_card(exchange, card)
        return
    await _publish(exchange, _job(exchange, chosen, mode, page_id=card.page_id))


async def publish_batch(exchange: Exchange) -> None:
    """Publish what is sure on all pages of a batch; without a word about pushing, show its report."""
    if await _goes_on(exchange):
        return
    batch = await _batch(exchange)
    mode = _mode(exchange)
    if batch is None or mode not in {"", "auto", "push", "nopush"}:
        await exchange.tell(problems.stale(exchange.t))
        return
    if not mode:
        await _show_report(exchange, batch, anew=True)
        return
    cards = [card for card in await EDITING.run(outcomes_of, exchange.services, batch) if card is not None]
    chosen = [item.entry.id for card in cards for item in batch_views.sure(card)]
    if chosen:
        await _publish(exchange, _job(exchange, chosen, mode, batch_id=batch.id))
    else:
        await exchange.tell(problems.stale(exchange.t))
        await _show_report(exchange, batch)


async def publish_one(exchange: Exchange) -> None:
    """Publish one draft."""
    if await _goes_on(exchange):
        return
    entry = await versions.pressed(exchange, 2)
    if entry is None or await entries.draft(exchange, entry.id) is None:
        return
    mode = _mode(exchange) or "auto"
    if mode not in PUSH:
        await exchange.tell(problems.stale(exchange.t))
        return
    await _publish(exchange, _job(exchange, [entry.id], mode))


async def drop(exchange: Exchange) -> None:
    """弃用: throw a draft away."""
    entry = await versions.pressed(exchange, 1)
    if entry is None or await entries.draft(exchange, entry.id) is None:
        return
    if await deeds.together(exchange, partial(_remove, exchange, entry)):
        await exchange.show(editor.dropped(exchange.t, entry))
    else:
        await versions.tell_changed(exchange, entry.id)


def _remove(exchange: Exchange, seen: Entry) -> bool:
    """Delete a draft; False where another editor has changed, published or dropped it meanwhile."""
    entries = exchange.services.store.entries
    entry = entries.get(seen.id)
    if entry is None or (entry.id, entry.version) != (seen.id, seen.version):
        return False
    entries.remove(entry.id)
    deeds.record(exchange, Deed.DROP, entry_id=entry.id, detail=entry.headline)
    return True


def _job(
    exchange: Exchange,
    entry_ids: Sequence[int],
    mode: str,
    *,
    page_id: int | None = None,
    batch_id: int | None = None,
) -> PublishJob:
    pressed = exchange.update.effective_message
    return PublishJob(
        exchange.chat_id,
        exchange.user_id,
        exchange.t.language,
        mode,
        tuple(entry_ids),
        exchange.thread_id,
        pressed.message_id if pressed else None,
        page_id,
        batch_id,
        _press(exchange),
    )


async def _publish(exchange: Exchange, job: PublishJob) -> None:
    """Keep the job, then do it: whatever stops the bot, it is done and answered in the end."""
    job_id = await in_thread(exchange.services.store.publish_jobs.begin, job)
    if job.page_id is not None or job.batch_id is not None:
        # A page of twenty articles takes longer than a person waits for a button.
        await exchange.answer(problems.note(batch_views.signing(exchange.t, len(job.waiting))))
    await exchange.desk.publisher.carry_out(job_id)


async def _goes_on(exchange: Exchange) -> bool:
    """Whether this very press was handled before, and the bot stopped on the way: its job goes on."""
    job_id = await in_thread(exchange.services.store.publish_jobs.of_press, _press(exchange))
    if job_id is None:
        return False
    await exchange.desk.publisher.carry_out(job_id)
    return True


def _press(exchange: Exchange) -> str:
    query = exchange.update.callback_query
    return query.id if query else f"update {exchange.update.update_id}"


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
