"""What a digest holds, apart from who gets it and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.digest.schedule import day_bounds
from bot.digest.selection import Selection
from bot.digest.tastes import taste_of
from bot.model import NO_TASTE, Digest, DueSubscription, Entry, Subscription, Taste
from bot.store.store import Store

Summarise = Callable[[Entry], Entry]
"""Gives an entry that was stored without one its summary."""

FIRST_REACHES_BACK = timedelta(hours=24)
"""What a chat's first digest holds, and one that is asked for."""


def news(
    store: Store, covered: int | None, until: int, now: datetime, summarise: Summarise | None = None
) -> Iterator[Entry]:
    """What was published after the publication `covered` and up to `until`.

    Where `covered` is None, from 24 hours before `now` on: for a digest that is late, when it was due.
    """
    since = now - FIRST_REACHES_BACK if covered is None else None
    return _summarised(store.entries.each_published(after=covered, since=since, until=until), summarise)


def tastes_of(store: Store, due: Iterable[DueSubscription]) -> dict[tuple[int, int], Taste]:
    """What those who are due want less of, by chat and thread; who said nothing is left out."""
    places = [(one.subscription.chat_id, one.subscription.thread_id) for one in due]
    listed = store.lessened.of_places(places)
    wanted = sorted({key for keys in listed.values() for key in keys})
    known = {entry.id: entry for entry in store.entries.get_many(wanted)} if wanted else {}
    return {place: taste_of(known[key] for key in keys if key in known) for place, keys in listed.items()}


def content(
    store: Store,
    subscription: Subscription,
    now: datetime,
    *,
    order: Sequence[str],
    summarise: Summarise | None = None,
) -> Digest:
    """The digest that a subscription would get now, though none is promised for this moment.

    Replace its `covered` with None for the digest of the last 24 hours. `order` is that of the topics.
    """
    day = now.astimezone(ZoneInfo(subscription.zone)).date()
    entries = news(store, subscription.covered, store.entries.last_publication(), now, summarise)
    include, exclude = subscription.include_words, subscription.exclude_words
    less = store.lessened.of_place(subscription.chat_id, subscription.thread_id)
    return Selection(entries, [*include, *exclude]).digest(
        topics=subscription.topics,
        include=include,
        exclude=exclude,
        order=order,
        day=day,
        taste=taste_of(store.entries.get_many(less)) if less else NO_TASTE,
    )


def content_of_day(
    store: Store,
    day: date,
    zone: str,
    *,
    topics: Sequence[str],
    order: Sequence[str],
    summarise: Summarise | None = None,
) -> Digest:
    """The digest of all that was published in the bot on a local day."""
    start, end = day_bounds(day, zone)
    published = (
        entry
        for entry in store.entries.each_published(since=start)
        if entry.published_at is not None and entry.published_at < end
    )
    return Selection(_summarised(published, summarise)).digest(topics=topics, order=order, day=day)


def _summarised(entries: Iterable[Entry], summarise: Summarise | None) -> Iterator[Entry]:
    return (entry if entry.summary or not summarise else summarise(entry) for entry in entries)
