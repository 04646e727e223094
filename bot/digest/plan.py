"""Who is due a digest, and what each digest holds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.digest.arrangement import arrange
from bot.digest.schedule import day_bounds, is_within, last_occurrence, next_occurrence, next_times
from bot.model import Digest, DueSubscription, Entry, Slot, Subscription
from bot.store.store import Store
from bot.store.subscriptions import Overdue

log = logging.getLogger(__name__)

Summarise = Callable[[Entry], Entry]
"""Gives an entry that was stored without one its summary."""

FIRST_REACHES_BACK = timedelta(hours=24)
"""What a chat's first digest holds, and one that is asked for."""


def due(store: Store, now: datetime) -> list[DueSubscription]:
    """The subscriptions whose hour has come by `now`, those first that have waited longest.

    However many hours a subscription missed, it stands here once, with the latest of them as its slot. One
    that cannot be understood is logged and left out.
    """
    found = []
    for overdue in store.subscriptions.due(now):
        try:
            found.append(_due(overdue, now))
        except (ZoneInfoNotFoundError, ValueError) as error:
            _log_left_out(overdue.subscription, error)
    return found


def fold_missed(store: Store, missed: Sequence[DueSubscription], now: datetime) -> None:
    """Let slots that nobody waits for any more go by: the next digest holds what they would have held."""
    passed = [(one.subscription, next_of(one.subscription, now)) for one in missed]
    if passed:
        store.subscriptions.pass_over(passed, now)
        log.warning("digest: %d are too late to be made up, the next ones hold their news", len(passed))


def brought_forward(store: Store, now: datetime) -> list[DueSubscription]:
    """The subscriptions that want today's digest as soon as the papers are out, which they are now.

    A slot is brought forward on its own local day and outside the chat's quiet hours; otherwise it keeps to
    its time.
    """
    found = []
    for coming in store.subscriptions.awaiting_issue(now, now + timedelta(days=1)):
        subscription = coming.subscription
        try:
            here = now.astimezone(ZoneInfo(subscription.zone))
            moment, local = next_occurrence(coming.hours[0], subscription.zone, now, subscription.weekdays)
        except (ZoneInfoNotFoundError, ValueError) as error:
            _log_left_out(subscription, error)
            continue
        quiet = subscription.quiet is not None and is_within(subscription.quiet, here.time())
        if local.date() == here.date() and not quiet:
            slot = Slot(subscription.chat_id, subscription.thread_id, local)
            found.append(DueSubscription(subscription, slot, now, coming.language, moment))
    return found


def next_of(subscription: Subscription, after: datetime) -> dict[time, datetime]:
    """For each hour of a subscription, when it comes next, in UTC."""
    return next_times(subscription.times, subscription.zone, after, subscription.weekdays)


def schedule_returned(store: Store, now: datetime) -> None:
    """Reckon the hours of subscriptions that go on again, from now on: nothing of the pause is made up."""
    returned = store.subscriptions.unscheduled()
    if not returned:
        return
    reckoned = []
    for subscription in returned:
        try:
            reckoned.append((subscription, next_of(subscription, now)))
        except (ZoneInfoNotFoundError, ValueError) as error:
            _log_left_out(subscription, error)
    store.subscriptions.schedule(reckoned)


def news(
    store: Store, covered: int | None, until: int, now: datetime, summarise: Summarise | None = None
) -> tuple[Entry, ...]:
    """What was published after the publication `covered` and up to `until`.

    Where `covered` is None, from 24 hours before `now` on: for a digest that is late, when it was due.
    """
    since = now - FIRST_REACHES_BACK if covered is None else None
    return _summarised(store.entries.published(after=covered, since=since, until=until), summarise)


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
    return arrange(entries, topics=subscription.topics, order=order, day=day)


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
    published = [
        entry
        for entry in store.entries.published(since=start)
        if entry.published_at is not None and entry.published_at < end
    ]
    return arrange(_summarised(published, summarise), topics=topics, order=order, day=day)


def _summarised(entries: Sequence[Entry], summarise: Summarise | None) -> tuple[Entry, ...]:
    return tuple(entry if entry.summary or not summarise else summarise(entry) for entry in entries)


def _due(overdue: Overdue, now: datetime) -> DueSubscription:
    subscription = overdue.subscription
    came, local = max(
        last_occurrence(hour, subscription.zone, now, subscription.weekdays) for hour in overdue.hours
    )
    slot = Slot(subscription.chat_id, subscription.thread_id, local)
    return DueSubscription(subscription, slot, overdue.since, overdue.language, came)


def _log_left_out(subscription: Subscription, error: Exception) -> None:
    chat, thread = subscription.chat_id, subscription.thread_id
    log.error("digest: could not plan for chat %d, thread %d: %s", chat, thread, error)
