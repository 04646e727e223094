"""Two editors at one article: the second is told of the first, and overwrites nothing.

Each change gives an article its next version, and each button and question names the version that it was made
for. Who uses one for an older version is told of the change, except where all versions since are their own.
"""

from __future__ import annotations

from bot.chat import entries
from bot.chat.drafts import draft_view
from bot.chat.exchange import Exchange
from bot.chat.names import name_of
from bot.chat.services import in_thread
from bot.message.views import editor
from bot.message.views import revising as views
from bot.model import AuditRecord, Entry, Message, Status

LOOKED_BACK = 20
"""Of what was done to an entry: how many deeds back the other editor's is looked for."""


async def pressed(exchange: Exchange, at: int, *, exact: bool = False) -> Entry | None:
    """The entry of the pressed button, whose version stands at an index of its data.

    Where it is gone, or was changed since it was shown, that is said, and None comes back. `exact`: also
    where the editor did so, since the button names a place in the text.
    """
    return await seen(exchange, exchange.callback.number(0), exchange.callback.number(at), exact=exact)


async def seen(
    exchange: Exchange, entry_id: int | None, version: int | None, *, exact: bool = False
) -> Entry | None:
    """As `pressed`, for a version from elsewhere; without one, nobody is asked."""
    entry = await entries.stored(exchange, entry_id)
    if entry is None or version is None:
        return entry
    if entry.id == entry_id:
        if version == entry.version:
            return entry
        changed_by, changed_after = await in_thread(exchange.services.store.entries.changed_by, entry.id)
        if not exact and changed_by == exchange.user_id and changed_after <= version:
            return entry
    await _tell(exchange, entry)
    return None


async def tell_changed(exchange: Exchange, entry_id: int) -> None:
    """Say who changed an article and what, and show it as it is now; or that it is gone."""
    entry = await entries.stored(exchange, entry_id)
    if entry is not None:
        await _tell(exchange, entry)


async def shown(exchange: Exchange, entry: Entry) -> Message:
    """An article as its editor sees it: a draft with its buttons, a published one as it stands now."""
    if entry.status is Status.DRAFT:
        return await draft_view(exchange, entry)
    return editor.edited(exchange.t, entry, today=exchange.today)


async def _tell(exchange: Exchange, entry: Entry) -> None:
    record = await _record_of_another(exchange, entry)
    who = await name_of(exchange, record.user_id) if record else None
    zone = exchange.services.settings.zone
    told = views.changed_meanwhile(exchange.t, record, who, zone=zone, today=exchange.today)
    await exchange.tell(told)
    await exchange.reply(await shown(exchange, entry))


async def _record_of_another(exchange: Exchange, entry: Entry) -> AuditRecord | None:
    """What another editor did last, for the words; None where the change was none of theirs."""
    store = exchange.services.store
    changed_by, _ = await in_thread(store.entries.changed_by, entry.id)
    if changed_by is None:
        return None
    records = await in_thread(store.audit.of_entry, entry.id, LOOKED_BACK)
    return next((each for each in records if each.user_id != exchange.user_id), None)
