"""The push: at each tick, who is due is promised a digest, and the outbox is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import islice

from bot.blocking import PLANNING
from bot.chat.services import Services
from bot.clock import CLOCK_SLACK
from bot.digest import plan
from bot.digest.content import news, tastes_of
from bot.digest.selection import Selection
from bot.message.languages import language_of, translator
from bot.message.views.digest import digest as digest_view
from bot.model import (
    NO_TASTE,
    Composition,
    Digest,
    DueSubscription,
    Entry,
    Length,
    Message,
    Taste,
    WhenEmpty,
)
from bot.store.deliveries import Manner, Promise
from bot.troubles import Trouble

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


@dataclass(frozen=True, slots=True)
class _Plan:
    """Who is to get a digest now, and all the words that they name."""

    due: Iterable[DueSubscription]
    words: Collection[str]


class Push:
    """Promises digests. `tick` may be called at any pace: what was missed is made up once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._at_work = asyncio.Lock()
        self._last_tick: datetime | None = None
        self._failed: dict[_Wish, datetime] = {}
        self._trouble = Trouble(log, "digest: could not plan")

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
        return await self._promise(self._brought_forward)

    async def _promise(self, who: Callable[[datetime], _Plan]) -> int:
        try:
            async with self._at_work:
                promised = await PLANNING.run(self._promise_all, who)
        except Exception as error:
            self._trouble.is_there(error)
            return 0
        self._trouble.is_over()
        if promised:
            self._services.outbox.wake()
        return promised

    def _due(self, now: datetime) -> _Plan:
        store = self._services.store
        last = self._last_tick or store.deliveries.latest_moment()
        if last is not None and now < last - timedelta(seconds=CLOCK_SLACK):
            plan.reckon_anew(store, now)
        self._last_tick = now
        plan.schedule_returned(store, now)
        return _Plan(self._not_too_late(now), store.subscriptions.words_of_due(now))

    def _not_too_late(self, now: datetime) -> Iterator[DueSubscription]:
        oldest = now - timedelta(hours=self._services.settings.digest.catch_up_hours)
        missed: list[DueSubscription] = []
        for one in plan.due(self._services.store, now):
            if one.came >= oldest:
                yield one
            else:
                missed.append(one)
        plan.fold_missed(self._services.store, missed, now)

    def _brought_forward(self, now: datetime) -> _Plan:
        due = plan.brought_forward(self._services.store, now)
        wanted = [one.subscription for one in due]
        return _Plan(due, {word for one in wanted for word in (*one.include_words, *one.exclude_words)})

    def _promise_all(self, who: Callable[[datetime], _Plan]) -> int:
        now = self._services.clock()
        self._failed = {wish: until for wish, until in self._failed.items() if until > now}
        planned = who(now)
        due = iter(planned.due)
        tick: _Tick | None = None
        promised = 0
        while some := list(islice(due, AT_ONCE)):
            tick = tick or _Tick(self._services, now, planned.words)
            batch = self._by_wish(some)
            try:
                promised += tick.promise(batch)
            except Exception:
                promised += self._promise_singly(tick, batch, now)
        return promised

    def _by_wish(self, due: Sequence[DueSubscription]) -> _Batch:
        tastes = tastes_of(self._services.store, due)
        by_wish: dict[_Wish, list[DueSubscription]] = {}
        for one in due:
            wish = self._wish(one, tastes)
            if wish not in self._failed:
                by_wish.setdefault(wish, []).append(one)
        return by_wish

    def _promise_singly(self, tick: _Tick, batch: _Batch, now: datetime) -> int:
        """One of them cannot be made: find out which, and see to the others."""
        promised = 0
        for wish, chats in batch.items():
            try:
                promised += tick.promise({wish: chats})
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


_Batch = Mapping[_Wish, Sequence[DueSubscription]]


class _Tick:
    """One tick's view of what is new: all its digests end at the same publication."""

    def __init__(self, services: Services, now: datetime, words: Collection[str]) -> None:
        self._services = services
        self._now = now
        self._words = words
        self._last = services.store.entries.last_publication()
        self._news: dict[tuple[int | None, datetime | None], Selection] = {}
        self._listed: dict[int, Entry] = {}
        self._made: dict[bytes, int] = {}
        self._free_ids: Iterator[int] = iter(())

    def promise(self, batch: _Batch) -> int:
        """Compose the digests of a batch, and promise them to its chats; say how many are new."""
        made: dict[bytes, Composition] = {}
        promises = []
        for wish, chats in batch.items():
            composition = self._composition(wish, made)
            promises += [self._promised(one, composition) for one in chats]
        new = self._services.store.deliveries.promise(promises, self._now, made.values())
        self._made.update((looks, one.id) for looks, one in made.items())
        return new

    def _promised(self, one: DueSubscription, composition: int | None) -> Promise:
        subscription = one.subscription
        return Promise(
            one.slot,
            composition,
            self._last,
            plan.next_of(subscription, max(self._now, one.came)),
            one.came if one.came > self._now else None,
            Manner(subscription.silent, subscription.link_previews, plan.made_up_from(one, self._now)),
            one.kept,
        )

    def _composition(self, wish: _Wish, made: dict[bytes, Composition]) -> int | None:
        """The composition of a wish, made once where several come to the same; None where none is wanted."""
        digest = self._digest(wish)
        if wish.silent_when_empty and not digest.entries:
            return None
        entry_ids = tuple([entry.id for entry in digest.entries])
        looks = _looks(wish, digest, entry_ids)
        if looks in self._made:
            return self._made[looks]
        if looks not in made:
            number = self._free_id()
            made[looks] = Composition(number, self._view(wish, digest, number), entry_ids)
        return made[looks].id

    def _free_id(self) -> int:
        number = next(self._free_ids, None)
        if number is None:
            self._free_ids = iter(self._services.store.compositions.reserve(AT_ONCE))
            number = next(self._free_ids)
        return number

    def _digest(self, wish: _Wish) -> Digest:
        return self._new_for(wish).digest(
            topics=wish.topics,
            include=wish.include_words,
            exclude=wish.exclude_words,
            without=wish.told,
            order=self._services.topic_names,
            taste=wish.taste,
            day=wish.local.date(),
            at=wish.local.time(),
        )

    def _view(self, wish: _Wish, digest: Digest, composition: int) -> Message:
        limit = wish.items or self._services.settings.digest.items
        t = translator(wish.language)
        return digest_view(t, digest, limit=limit, composition=composition, length=wish.length)

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
            self._news[key] = Selection(entries, self._words, self._listed)
        return self._news[key]


def _looks(wish: _Wish, digest: Digest, entry_ids: tuple[int, ...]) -> bytes:
    """Equal for digests that are the same message; short, because a hundred thousand are remembered."""
    groups = [(group.topic, len(group.entries)) for group in digest.groups]
    looks = repr((wish.language, wish.items, wish.length, wish.local, groups, entry_ids))
    return blake2b(looks.encode(), digest_size=16).digest()
