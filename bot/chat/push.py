"""The push: at each tick, who is due is promised a digest, and the outbox is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.chat.services import Services
from bot.digest import plan
from bot.digest.arrangement import arrange
from bot.digest.content import news, tastes_of
from bot.digest.selection import Selection
from bot.errors import StoreError
from bot.message.languages import language_of, translator
from bot.message.views.digest import digest as digest_view
from bot.model import NO_TASTE, Digest, DueSubscription, Length, Message, Taste, WhenEmpty
from bot.store.deliveries import Manner, Promise

log = logging.getLogger(__name__)

AT_ONCE = 500
"""Promises in one transaction: few enough that what else is to be written does not wait."""

AFTER_FAILURE = timedelta(minutes=1)
"""A digest that could not be made is tried again after this, not at every tick."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What makes two chats' digests the same."""

    language: str
    topics: frozenset[str]
    include_words: frozenset[str]
    exclude_words: frozenset[str]
    items: int | None
    length: Length
    taste: Taste
    silent_when_empty: bool
    covered: int | None
    first_due: datetime | None
    """When it was due, for a first digest: its 24 hours end there, however late it is."""
    told: frozenset[int]
    """What the chat has been told before, as far as it could come again."""
    local: datetime


Plan = Callable[[datetime], Sequence[DueSubscription]]


class Push:
    """Promises digests. `tick` may be called at any pace: what was missed is made up once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._at_work = asyncio.Lock()
        self._failed: dict[_Wish, datetime] = {}

    async def tick(self) -> int:
        """Promise a digest to every chat whose hour has come; say to how many.

        Does nothing while the last tick is still at work. Never raises: what fails is logged, stays due, and
        does not keep the digests of others.
        """
        return 0 if self._at_work.locked() else await self._promise(self._due)

    async def issue_complete(self) -> int:
        """The day's papers are out: promise today's digest to all who wait for that; say to how many.

        Never raises, as `tick`. Said again that day, it brings nothing more: what is published later comes
        in the chat's next digest.
        """
        return await self._promise(lambda now: plan.brought_forward(self._services.store, now))

    async def _promise(self, who: Plan) -> int:
        try:
            async with self._at_work:
                promised = await asyncio.to_thread(self._promise_all, who)
        except StoreError as error:
            log.error("digest: could not plan: %s", error)
            return 0
        except Exception:
            log.exception("digest: could not plan")
            return 0
        if promised:
            self._services.outbox.wake()
        return promised

    def _due(self, now: datetime) -> Sequence[DueSubscription]:
        store = self._services.store
        plan.schedule_returned(store, now)
        oldest = now - timedelta(hours=self._services.settings.digest.catch_up_hours)
        due = plan.due(store, now)
        plan.fold_missed(store, [one for one in due if one.came < oldest], now)
        return [one for one in due if one.came >= oldest]

    def _promise_all(self, who: Plan) -> int:
        now = self._services.clock()
        self._failed = {wish: until for wish, until in self._failed.items() if until > now}
        by_wish: dict[_Wish, list[DueSubscription]] = {}
        found = who(now)
        tastes = tastes_of(self._services.store, found)
        for one in found:
            wish = self._wish(one, tastes)
            if wish not in self._failed:
                by_wish.setdefault(wish, []).append(one)
        if not by_wish:
            return 0
        tick = _Tick(self._services, now, by_wish)
        promised = 0
        for batch in _batches(by_wish):
            try:
                promised += tick.promise(batch)
            except Exception:
                promised += self._promise_singly(tick, batch, now)
        return promised

    def _promise_singly(self, tick: _Tick, batch: _Batch, now: datetime) -> int:
        """One of them cannot be made: find out which, and see to the others."""
        promised = 0
        for wish, chats in batch:
            try:
                promised += tick.promise([(wish, chats)])
            except Exception:
                log.exception("digest: could not promise that of %s to %d chats", wish.local, len(chats))
                self._failed[wish] = now + AFTER_FAILURE
        return promised

    def _wish(self, due: DueSubscription, tastes: Mapping[tuple[int, int], Taste]) -> _Wish:
        subscription = due.subscription
        first = subscription.covered is None
        told = (
            self._services.store.deliveries.told(subscription.chat_id, subscription.thread_id)
            if first
            else ()
        )
        return _Wish(
            language_of(due.language),
            frozenset(subscription.topics),
            frozenset(subscription.include_words),
            frozenset(subscription.exclude_words),
            subscription.items,
            subscription.length,
            tastes.get((subscription.chat_id, subscription.thread_id), NO_TASTE),
            subscription.when_empty is WhenEmpty.SILENT,
            subscription.covered,
            due.since if first else None,
            frozenset(told),
            due.slot.local,
        )


async def issue_complete(services: Services) -> int:
    """What a button for it calls: see `Push.issue_complete`."""
    return await Push(services).issue_complete()


_Batch = Sequence[tuple[_Wish, Sequence[DueSubscription]]]


def _batches(by_wish: dict[_Wish, list[DueSubscription]]) -> Iterator[_Batch]:
    """Wishes with their chats, at most AT_ONCE chats in each."""
    pieces = (
        (wish, chats[start : start + AT_ONCE])
        for wish, chats in by_wish.items()
        for start in range(0, len(chats), AT_ONCE)
    )
    batch: list[tuple[_Wish, Sequence[DueSubscription]]] = []
    size = 0
    for wish, chats in pieces:
        if batch and size + len(chats) > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append((wish, chats))
        size += len(chats)
    if batch:
        yield batch


class _Tick:
    """One tick's view of what is new: all its digests end at the same publication."""

    def __init__(
        self, services: Services, now: datetime, by_wish: dict[_Wish, list[DueSubscription]]
    ) -> None:
        self._services = services
        self._now = now
        self._last = services.store.entries.last_publication()
        self._words = {word for wish in by_wish for word in wish.include_words | wish.exclude_words}
        self._news: dict[tuple[int | None, datetime | None], Selection] = {}
        self._made: dict[bytes, int] = {}

    def promise(self, batch: _Batch) -> int:
        """Compose the digests of a batch, and promise them to its chats; say how many are new."""
        compositions = self._compose([wish for wish, _ in batch])
        promises = [
            Promise(
                one.slot,
                composition,
                self._last,
                plan.next_of(one.subscription, max(self._now, one.came)),
                one.came if one.came > self._now else None,
                Manner(
                    one.subscription.silent,
                    one.subscription.link_previews,
                    plan.made_up_from(one, self._now),
                ),
            )
            for (_, chats), composition in zip(batch, compositions, strict=True)
            for one in chats
        ]
        return self._services.store.deliveries.promise(promises, self._now)

    def _compose(self, wishes: Sequence[_Wish]) -> list[int | None]:
        """The composition of each wish, made once where they come to the same; None where none is wanted."""
        keys: list[bytes | None] = []
        lacking: dict[bytes, tuple[_Wish, Digest]] = {}
        for wish in wishes:
            digest = self._digest(wish)
            if wish.silent_when_empty and not digest.entries:
                keys.append(None)
                continue
            key = _looks(wish, digest)
            keys.append(key)
            if key not in self._made:
                lacking[key] = (wish, digest)
        if lacking:
            made = self._services.store.compositions.add_many(
                [
                    ([entry.id for entry in digest.entries], self._view(wish, digest))
                    for wish, digest in lacking.values()
                ]
            )
            self._made.update(zip(lacking, made, strict=True))
        return [None if key is None else self._made[key] for key in keys]

    def _digest(self, wish: _Wish) -> Digest:
        news = self._new_for(wish)
        chosen = news.choose(
            wish.topics, include=wish.include_words, exclude=wish.exclude_words, without=wish.told
        )
        return arrange(
            chosen.entries,
            topics=tuple(wish.topics),
            order=self._services.topic_names,
            day=wish.local.date(),
            at=wish.local.time(),
            also=chosen.by_words,
            ranks=news.ranks,
            taste=wish.taste,
        )

    def _view(self, wish: _Wish, digest: Digest) -> Callable[[int], Message]:
        limit = wish.items or self._services.settings.digest.items
        return lambda composition: digest_view(
            translator(wish.language), digest, limit=limit, composition=composition, length=wish.length
        )

    def _new_for(self, wish: _Wish) -> Selection:
        key = (wish.covered, wish.first_due)
        if key not in self._news:
            entries = news(
                self._services.store,
                wish.covered,
                self._last,
                wish.first_due or self._now,
                self._services.intake.summary_of,
            )
            self._news[key] = Selection(entries, self._words)
        return self._news[key]


def _looks(wish: _Wish, digest: Digest) -> bytes:
    """Equal for digests that are the same message; short, because a hundred thousand are remembered."""
    groups = tuple((group.topic, tuple(entry.id for entry in group.entries)) for group in digest.groups)
    old = tuple(entry.id for entry in digest.old)
    looks = repr((wish.language, wish.items, wish.length, wish.local, groups, old))
    return blake2b(looks.encode(), digest_size=16).digest()
