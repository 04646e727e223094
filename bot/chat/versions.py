"""Two editors at one article: the second is told of the first, and overwrites nothing."""

from __future__ import annotations

from bot.chat import entries
from bot.chat.drafts import draft_view
from bot.chat.exchange import Exchange
from bot.chat.names import name_of
from bot.chat.services import in_thread
from bot.message.views import editor
from bot.message.views import revising as views
from bot.model import Entry, Message, Status


async def pressed(exchange: Exchange, at: int) -> Entry | None:
    """The entry of the pressed button, whose version stands at an index of its data.

    Where it is gone, or another editor changed it since it was shown, that is said, and None comes back.
    """
    return await seen(exchange, exchange.callback.number(0), exchange.callback.number(at))


async def seen(exchange: Exchange, entry_id: int | None, version: int | None) -> Entry | None:
    """As `pressed`, for a version from elsewhere; without one, nobody is asked."""
    entry = await entries.stored(exchange, entry_id)
    if entry is None or version in (None, entry.version) or not await _by_another(exchange, entry):
        return entry
    await tell(exchange, entry)
    return None


async def tell(exchange: Exchange, entry: Entry) -> None:
    """Say who changed an article and what, and show it as it is now."""
    records = await in_thread(exchange.services.store.audit.of_entry, entry.id, 1)
    who = await name_of(exchange, records[0].user_id) if records else None
    zone = exchange.services.settings.zone
    told = views.changed_meanwhile(
        exchange.t, records[0] if records else None, who, zone=zone, today=exchange.today
    )
    await exchange.tell(told)
    await exchange.reply(await shown(exchange, entry))


async def shown(exchange: Exchange, entry: Entry) -> Message:
    """An article as its editor sees it: a draft with its buttons, a published one as it stands now."""
    if entry.status is Status.DRAFT:
        return await draft_view(exchange, entry)
    return editor.edited(exchange.t, entry, today=exchange.today)


async def _by_another(exchange: Exchange, entry: Entry) -> bool:
    """Whether the last who did something to an entry is somebody else: one's own changes one knows."""
    records = await in_thread(exchange.services.store.audit.of_entry, entry.id, 1)
    return bool(records) and records[0].user_id != exchange.user_id
