"""What is done while nobody looks: a copy of the database each night, and old deliveries thrown away."""

from __future__ import annotations

import logging
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.errors import StoreError
from bot.model import Clock
from bot.settings import Settings
from bot.store.daily import SUBSCRIBERS
from bot.store.index_damage import DAMAGED
from bot.store.store import Store

log = logging.getLogger(__name__)

NIGHT = time(3)
"""Local hour of the copy: after the day's last papers, before the first digests."""

KEPT_FOR = timedelta(days=30)
"""How long it is known what a chat has been told, and what became of each message."""

_NAME = "baozhai-{:%Y-%m-%d}.db"


def count_subscribers(store: Store, today: date) -> None:
    """Write down how many chats get digests today."""
    counts = store.subscriptions.counts()
    store.daily.set(today, SUBSCRIBERS, max(0, counts["all"] - counts["paused"] - counts["gone"]))


class Upkeep:
    """To be called now and then, by the process that pushes; does what is due and blocks meanwhile."""

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    @property
    def folder(self) -> Path:
        """Where the copies lie."""
        return self._settings.db.parent / "backups"

    def see_to(self) -> None:
        """Throw away what is too old, and make tonight's copy where it lacks. Never raises StoreError."""
        now = self._clock()
        try:
            while self._store.deliveries.prune(now - KEPT_FOR):
                pass
            here = now.astimezone(ZoneInfo(self._settings.zone))
            count_subscribers(self._store, here.date())
            self._copy(here)
        except (StoreError, OSError) as error:
            log.error("upkeep: could not keep house: %s", error)

    def _copy(self, here: datetime) -> None:
        if not self._settings.backups or here.time() < NIGHT:
            return
        target = self.folder / _NAME.format(here)
        if target.exists():
            return
        if not self._store.backup(target):
            log.error("upkeep: %s", DAMAGED)
        # By their names, which are days: a copy that someone put here under another name stays.
        # Those of days to come, made by a clock that was ahead, count once their day is there.
        copies = sorted(self.folder.glob("baozhai-????-??-??.db"))
        for old in copies[: copies.index(target) + 1][: -self._settings.backups]:
            old.unlink()
        log.info("upkeep: %s was written", target)
