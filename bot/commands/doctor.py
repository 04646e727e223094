"""What `doctor` looks at."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from telegram.constants import FloodLimit

from bot.commands.examination import examine_store
from bot.commands.findings import Finding
from bot.commands.reaching import examine_proxy
from bot.errors import BaozhaiError
from bot.heartbeat import STUCK_AFTER, last_beat
from bot.polling import SLOW_AFTER
from bot.rooms import open_rooms
from bot.settings import Settings

ENOUGH_FREE_BYTES = 200_000_000
"""Below this a backup, or a day's papers with their index, may not fit any more."""


def examine(settings: Settings, *, rebuild_index: bool) -> list[Finding]:
    """Look at everything that the bot needs, the database last."""
    return [
        _configuration(settings),
        _token(settings),
        _admins(settings),
        _webhook(settings),
        examine_proxy(settings),
        *_heartbeat(settings),
        *_pace(settings),
        *_turned_clock(settings),
        *_disk(settings.db),
        *_database(settings, rebuild_index),
    ]


def _configuration(settings: Settings) -> Finding:
    replaced = settings.files.replaced()
    told = f"{', '.join(map(str, replaced))}; else the defaults" if replaced else "the defaults"
    return Finding("configuration", True, told)


def _token(settings: Settings) -> Finding:
    if settings.token is None:
        return Finding(
            "token", False, "not set; get one from @BotFather and set BAOZHAI_TOKEN (demo needs none)"
        )
    number, colon, secret = settings.token.get_secret_value().partition(":")
    if not (number.isascii() and number.isdigit() and colon and len(secret) >= 30):
        return Finding(
            "token", False, "does not look like one of @BotFather's: digits, a colon, 35 characters"
        )
    return Finding("token", True, "set")


def _admins(settings: Settings) -> Finding:
    if not settings.admins:
        return Finding(
            "admins", False, "none; set BAOZHAI_ADMINS to your Telegram user id, or nobody can add pages"
        )
    return Finding("admins", True, f"{len(settings.admins)}, the owner is {settings.owner}")


def _webhook(settings: Settings) -> Finding:
    if settings.webhook_url is None:
        return Finding("updates", True, "by polling")
    return Finding("updates", True, f"by webhook, listening on {settings.webhook_listen}")


def _heartbeat(settings: Settings) -> Iterator[Finding]:
    last, now = last_beat(settings.db), time.time()
    if last is None:
        return
    if now - last.at >= STUCK_AFTER:
        yield Finding("heartbeat", True, f"none now, the last one at {_moment(last.at)}: nothing serves here")
        return
    yield Finding("heartbeat", True, f"{max(0.0, now - last.at):.0f} s ago")
    if last.updates_at is None:
        return
    silent = max(0.0, now - last.updates_at)
    if silent > SLOW_AFTER:
        told = f"no call for updates has been answered since {_moment(last.updates_at)} ({silent:.0f} s)"
        yield Finding(
            "updates", False, f"{told}: see the network between here and Telegram, and BAOZHAI_PROXY"
        )
    else:
        yield Finding("updates", True, f"the last call was answered {silent:.0f} s ago")


def _moment(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"


def _pace(settings: Settings) -> Iterator[Finding]:
    if settings.rate > FloodLimit.MESSAGES_PER_SECOND and not settings.paid_broadcast:
        told = f"{settings.rate:g} a second is above Telegram's free {FloodLimit.MESSAGES_PER_SECOND}"
        yield Finding("pace", False, f"{told}: lower BAOZHAI_RATE, or set BAOZHAI_PAID_BROADCAST")
    else:
        yield Finding("pace", True, f"{settings.rate:g} messages a second")


def _turned_clock(settings: Settings) -> Iterator[Finding]:
    if settings.now is not None:
        yield Finding("clock", True, "starts from BAOZHAI_NOW, which is for tests: unset it for readers")


def _disk(database: Path) -> Iterator[Finding]:
    folder = _nearest_folder(database)
    writable = os.access(folder, os.W_OK) and (not database.exists() or os.access(database, os.W_OK))
    yield Finding("permissions", writable, f"{database} can{'' if writable else 'not'} be written")
    for beside in (f"{database}-wal", f"{database}-shm", folder / "backups"):
        if Path(beside).exists() and not os.access(beside, os.W_OK):
            yield Finding("permissions", False, f"{beside} cannot be written: give it to who serves")
    free = shutil.disk_usage(folder).free
    yield Finding("disk", free >= ENOUGH_FREE_BYTES, f"{free // 1_000_000} MB free")


def _nearest_folder(database: Path) -> Path:
    return next(folder for folder in database.absolute().parents if folder.is_dir())


def _database(settings: Settings, rebuild_index: bool) -> Iterator[Finding]:
    if not settings.db.exists():
        yield Finding(
            "database", True, f"{settings.db} is not there yet; the first command that needs it makes it"
        )
        return
    try:
        with open_rooms(settings) as rooms:
            if rebuild_index:
                yield Finding("index", True, f"made anew for {rooms.store.rebuild_index()} articles")
            problems = rooms.store.check_file()
            of_index = rooms.store.check_index() if not problems else []
            if not problems:
                yield from examine_store(rooms.store, rooms.clock())
    except BaozhaiError as error:
        yield Finding("database", False, str(error))
        return
    yield from (Finding("database", False, problem) for problem in problems)
    yield from (
        Finding("database", False, f"{problem}; `doctor --rebuild-index` makes it anew")
        for problem in of_index
    )
    if not (problems or of_index):
        yield Finding("database", True, f"{settings.db} and its search index are sound")
