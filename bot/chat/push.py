"""The push: at each tick, who is due is promised a digest, and the outbox is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.services import Services
from bot.digest import plan
from bot.digest.arrangement import arrange
from bot.digest.schedule import next_times
from bot.errors import StoreError
from bot.message.languages import language_of, translator
from bot.message.views.digest import digest as digest_view
from bot.model import DueSubscription, Entry, Message
from bot.store.deliveries import Promise

log = logging.getLogger(__name__)

AT_ONCE = 500
"""Promises in one transaction: few enough that what else is to be written does not wait."""

AFTER_FAILURE = timedelta(minutes=1)
"""A digest that could not be made is tried again after this, not at every tick."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What makes two chats' digests the same message."""

    language: str
    topics: frozenset[str]
    covered: int | None
    first_due: datetime | None
    """When it was due, for a first digest: its 24 hours end there, however late it is."""
    local: datetime


class Push:
    """Promises digests. `tick` may be called at any pace: what was missed is made up once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._ticking = False
        self._failed: dict[_Wish, datetime] = {}

    async def tick(self) -> int:
        """Promise a digest to every chat whose hour has come; say to how many.

        Does nothing while the last tick is still at work. Never raises: what fails is logged, stays due, and
        does not keep the digests of others.
        """
        if self._ticking:
            return 0
        self._ticking = True
        try:
            promised = await asyncio.to_thread(self._promise_all)
        except StoreError as error:
            log.error("digest: could not plan: %s", error)
            return 0
        except Exception:
            log.exception("digest: could not plan")
            return 0
        finally:
            self._ticking = False
        if promised:
            self._services.outbox.wake()
        return promised

    def _promise_all(self) -> int:
        now = self._services.clock()
        plan.schedule_returned(self._services.store, now)
        self._failed = {wish: until for wish, until in self._failed.items() if until > now}
        by_wish: dict[_Wish, list[DueSubscription]] = {}
        for one in plan.due(self._services.store, now):
            wish = _wish(one)
            if wish not in self._failed:
                by_wish.setdefault(wish, []).append(one)
        if not by_wish:
            return 0
        tick = _Tick(self._services, now)
        promised = 0
        for wish, chats in by_wish.items():
            try:
                promised += tick.promise(wish, chats)
            except Exception:
                log.exception("digest: could not promise that of %s to %d chats", wish.local, len(chats))
                self._failed[wish] = now + AFTER_FAILURE
        return promised


class _Tick:
    """One tick's view of what is new: all its digests end at the same publication."""

    def __init__(self, services: Services, now: datetime) -> None:
        self._services = services
        self._now = now
        self._last = services.store.entries.last_publication()
        self._news: dict[tuple[int | None, datetime | None], tuple[Entry, ...]] = {}

    def promise(self, wish: _Wish, chats: Sequence[DueSubscription]) -> int:
        """Compose the digest that these chats share, and promise it to each; say how many are new."""
        composition = self._compose(wish)
        promised = 0
        for start in range(0, len(chats), AT_ONCE):
            promises = [
                Promise(
                    one.slot,
                    composition,
                    self._last,
                    next_times(one.subscription.times, one.subscription.zone, self._now),
                )
                for one in chats[start : start + AT_ONCE]
            ]
            promised += self._services.store.deliveries.promise(promises, self._now)
        return promised

    def _compose(self, wish: _Wish) -> int:
        services = self._services
        digest = arrange(
            self._new_for(wish),
            topics=tuple(wish.topics),
            order=services.topic_names,
            day=wish.local.date(),
            at=wish.local.time(),
        )

        def compose(composition: int) -> Message:
            limit = services.settings.digest.items
            return digest_view(translator(wish.language), digest, limit=limit, composition=composition)

        return services.store.compositions.add([entry.id for entry in digest.entries], compose).id

    def _new_for(self, wish: _Wish) -> tuple[Entry, ...]:
        key = (wish.covered, wish.first_due)
        if key not in self._news:
            services = self._services
            self._news[key] = plan.news(
                services.store,
                wish.covered,
                self._last,
                wish.first_due or self._now,
                services.intake.summary_of,
            )
        return self._news[key]


def _wish(due: DueSubscription) -> _Wish:
    subscription = due.subscription
    return _Wish(
        language_of(due.language),
        frozenset(subscription.topics),
        subscription.covered,
        due.since if subscription.covered is None else None,
        due.slot.local,
    )
