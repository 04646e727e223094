"""What editors see of the bot as a whole: counts, the record of deeds; and the database, for the owner."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram.constants import FileSizeLimit

from bot.blocking import BACKGROUND
from bot.chat.exchange import Exchange
from bot.chat.names import name_of
from bot.chat.services import in_thread
from bot.message.chart import daily_chart
from bot.message.markup import to_plain
from bot.message.views import admin, problems
from bot.model import Deed, Message
from bot.store.daily import FOUND_NOTHING, SUBSCRIBERS
from bot.store.store import Store
from bot.upkeep import count_subscribers

LARGEST: int = FileSizeLimit.FILESIZE_UPLOAD
"""Bytes of a file that a bot may send."""

DEEDS = 20
"""Deeds in a message."""

DAYS = 14
"""Days in the picture: bars that can be told apart on a phone."""


async def stats(exchange: Exchange) -> None:
    """How many articles, chats and deliveries there are."""
    store = exchange.services.store
    articles = await in_thread(store.entries.counts)
    subscriptions = await in_thread(store.subscriptions.counts)
    deliveries = await in_thread(store.deliveries.counts) | await in_thread(store.deliveries.pace)
    await exchange.reply(
        admin.stats(exchange.t, articles=articles, chats=subscriptions, deliveries=deliveries)
    )
    await _picture(exchange)


async def _picture(exchange: Exchange) -> None:
    """The last days: subscribed chats, messages sent, searches without a result."""
    store, today = exchange.services.store, exchange.today
    days = [today - timedelta(days=DAYS - 1 - each) for each in range(DAYS)]
    zone = ZoneInfo(exchange.services.settings.zone)
    begin = datetime.combine(days[0], time(), zone)
    await in_thread(count_subscribers, store, today)
    counted = await in_thread(store.daily.since, days[0])
    sent: Counter[date] = Counter()
    for hour, count in (await in_thread(store.deliveries.sent_by_hour, begin)).items():
        sent[hour.astimezone(zone).date()] += count
    panels = (counted.get(SUBSCRIBERS, {}), sent, counted.get(FOUND_NOTHING, {}))
    series = [[by_day.get(day, 0) for day in days] for by_day in panels]
    picture = await in_thread(daily_chart, days, series)
    await exchange.send_picture(picture, exchange.t.plural("stats.picture", DAYS))


async def audit(exchange: Exchange) -> None:
    """Who did what, the last first."""
    await exchange.reply(await _audit(exchange, 0))


async def turn_audit(exchange: Exchange) -> None:
    """Another page of it, in place."""
    offset = exchange.callback.number(0)
    if offset is None or offset < 0:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await exchange.show(await _audit(exchange, offset))


async def _audit(exchange: Exchange, offset: int) -> Message:
    found = await in_thread(exchange.services.store.audit.latest, DEEDS + 1, offset)
    records = found[:DEEDS]
    people = {record.user_id for record in records} | {record.person_id for record in records}
    names = {person: await name_of(exchange, person) or "" for person in people if person is not None}
    return admin.audit(
        exchange.t,
        records,
        names=names,
        offset=offset,
        more=len(found) > DEEDS,
        limit=DEEDS,
        zone=exchange.services.settings.zone,
        today=exchange.today,
    )


async def backup(exchange: Exchange) -> None:
    """The database, compressed, to the owner alone; where it is too large to be sent, its path."""
    store, now = exchange.services.store, exchange.services.clock()
    name = f"baozhai-{now:%Y%m%d-%H%M%S}.db.gz"
    # Before a copy of everything leaves, not after.
    await in_thread(store.audit.add, exchange.user_id, Deed.BACKUP, detail=name)
    with tempfile.TemporaryDirectory(dir=store.path.parent) as folder:
        packed, sound = await BACKGROUND.run(_packed, store, Path(folder) / name)
        size = packed.stat().st_size
        if size <= LARGEST:
            content = await BACKGROUND.run(packed.read_bytes)
            caption = to_plain(admin.backup_caption(exchange.t, size).text)
            await exchange.send_file(name, content, caption)
        else:
            kept = packed.replace(store.path.parent / name)
            await exchange.reply_alone(admin.backup_path(exchange.t, str(kept)))
    if not sound:
        await exchange.reply_alone(problems.say(exchange.t, "problem.index_damaged"))


def _packed(store: Store, target: Path) -> tuple[Path, bool]:
    """A compressed copy of the database, and whether its search index is sound."""
    copy = target.with_suffix("")
    sound = store.backup(copy)
    with copy.open("rb") as source, gzip.open(target, "wb", compresslevel=6) as packed:
        shutil.copyfileobj(source, packed)
    copy.unlink()
    return target, sound
