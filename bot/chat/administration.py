"""What editors see of the bot as a whole: counts, the record of deeds; and the database, for the owner."""

from __future__ import annotations

import tempfile
from pathlib import Path

from telegram.constants import FileSizeLimit

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.message.markup import to_plain
from bot.message.views import admin
from bot.model import Deed

LARGEST: int = FileSizeLimit.FILESIZE_UPLOAD
"""Bytes of a file that a bot may send."""

DEEDS = 20
"""Deeds in a message."""


async def stats(exchange: Exchange) -> None:
    """How many articles, chats and deliveries there are."""
    store = exchange.services.store
    articles = await in_thread(store.entries.counts)
    subscriptions = await in_thread(store.subscriptions.counts)
    deliveries = await in_thread(store.deliveries.counts) | await in_thread(store.deliveries.pace)
    await exchange.reply(
        admin.stats(exchange.t, articles=articles, chats=subscriptions, deliveries=deliveries)
    )


async def audit(exchange: Exchange) -> None:
    """Who did what, the last first."""
    records = await in_thread(exchange.services.store.audit.latest, DEEDS)
    zone = exchange.services.settings.zone
    await exchange.reply(admin.audit(exchange.t, records, zone=zone, today=exchange.today))


async def backup(exchange: Exchange) -> None:
    """The database, to the owner alone; where it is too large to be sent, its copy's path."""
    store, now = exchange.services.store, exchange.services.clock()
    name = f"baozhai-{now:%Y%m%d-%H%M%S}.db"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / name
        await in_thread(store.backup, copy)
        size = copy.stat().st_size
        if size <= LARGEST:
            content = await in_thread(copy.read_bytes)
            caption = to_plain(admin.backup_caption(exchange.t, size).text)
            await exchange.send_file(name, content, caption)
        else:
            kept = store.path.parent / name
            await in_thread(store.backup, kept)
            await exchange.reply_alone(admin.backup_path(exchange.t, str(kept)))
    await in_thread(store.audit.add, exchange.user_id, Deed.BACKUP, detail=name)
