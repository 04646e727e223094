"""Who is due a digest, and when."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.digest.schedule import end_of, is_within, last_occurrence, next_occurrence, next_times
from bot.model import DueSubscription, Slot, Subscription
from bot.store.due_slots import DueSlot
from bot.store.store import Store
from bot.store.subscriptions import Overdue

log = logging.getLogger(__name__)

FARTHEST = timedelta(days=9)
"""No hour comes later: of one weekday, a week from now, and a day for zones and changes of the clock."""

NEVER = datetime.min.replace(tzinfo=UTC)
"""When an hour came that has not come."""

PUNCTUAL = timedelta(minutes=15)
"""A digest that is promised no later than this comes at its hour, quiet hours or not."""


def due(store: Store, now: datetime) -> Iterator[DueSubscription]:
    """The subscriptions whose hour has come by `now`, those first that have waited longest.

    However many hours a subscription missed, it stands here once, with the latest of them as its slot. One
    that cannot be understood is logged and left out.
    """
    for overdue in store.subscriptions.due(now):
        try:
            yield _due(overdue, now)
        except (ZoneInfoNotFoundError, ValueError) as error:
            _log_left_out(overdue.subscription, error)


def fold_missed(store: Store, missed: Sequence[DueSubscription], now: datetime) -> None:
    """Let slots that nobody waits for any more go by: the next digest holds what they would have held."""
    passed = [(one.subscription, next_of(one.subscription, now)) for one in missed]
    if passed:
        store.subscriptions.pass_over(passed, now)
    if late := sum(one.came > NEVER for one in missed):
        log.warning("digest: %d are too late to be made up, the next ones hold their news", late)


def brought_forward(store: Store, now: datetime) -> list[DueSubscription]:
    """The subscriptions that want today's digest as soon as the papers are out, which they are now.

    It is the first of the chat's hours that is brought forward, on its own local day and outside the chat's
    quiet hours: so each day once, however often it is said that the papers are out. What comes after that,
    and what cannot be brought forward, keeps to its time.
    """
    found = []
    for coming in store.subscriptions.awaiting_issue(now, now + timedelta(days=1)):
        subscription = coming.subscription
        try:
            here = now.astimezone(ZoneInfo(subscription.zone))
            first = min(subscription.times)
            moment, local = next_occurrence(first, subscription.zone, now, subscription.weekdays)
            quiet = held_until(subscription, now)
        except (ZoneInfoNotFoundError, ValueError) as error:
            _log_left_out(subscription, error)
            continue
        if local.date() == here.date() and coming.since == moment and quiet is None:
            slot = Slot(subscription.chat_id, subscription.thread_id, local)
            found.append(DueSubscription(subscription, slot, now, coming.language, moment))
    return found


def next_of(subscription: Subscription, after: datetime) -> dict[time, datetime]:
    """For each hour of a subscription, when it comes next, in UTC."""
    return next_times(subscription.times, subscription.zone, after, subscription.weekdays)


def schedule_returned(store: Store, now: datetime) -> None:
    """Reckon the hours of subscriptions that go on again, from then on: nothing of the pause is made up.

    So are those of hours that were reckoned by a clock that was far ahead, and put back since.
    """
    if far := store.subscriptions.unschedule_after(now + FARTHEST):
        log.warning("digest: %d hours were reckoned by a clock that was ahead, and are reckoned anew", far)
    returned = store.subscriptions.unscheduled()
    if not returned:
        return
    reckoned = []
    for subscription, since in returned:
        try:
            reckoned.append((subscription, next_of(subscription, min(since or now, now))))
        except (ZoneInfoNotFoundError, ValueError) as error:
            _log_left_out(subscription, error)
    store.subscriptions.schedule(reckoned)


def reckon_anew(store: Store, now: datetime) -> int:
    """After the clock was put back: let hours come when they do by it, not by the one that was ahead.

    Says how many changed. What was sent is not sent again: its slots stay promised.
    """
    changed = []
    for hours in store.subscriptions.reckoned_after(now):
        try:
            moment, _ = next_occurrence(hours.at, hours.zone, now, hours.weekdays)
        except (ZoneInfoNotFoundError, ValueError):
            # Logged at each attempt to plan for it.
            continue
        if moment < hours.next_at:
            changed.append((hours, moment))
    reckoned = store.subscriptions.reckon(changed) if changed else 0
    if reckoned:
        log.warning("digest: the clock was put back; %d hours come sooner again", reckoned)
    return reckoned


def held_until(subscription: Subscription, now: datetime) -> datetime | None:
    """When the quiet hours end in which `now` lies for a chat; None where it has none, or not now."""
    return subscription.quiet and end_of(subscription.quiet, subscription.zone, now)


def in_quiet_hours(store: Store, now: datetime) -> dict[int, datetime]:
    """The chats that are in their quiet hours, outside of forum topics, and when these end."""
    held = {}
    for subscription in store.subscriptions.with_quiet_hours():
        if not subscription.thread_id and (until := held_until(subscription, now)):
            held[subscription.chat_id] = until
    return held


def made_up_from(due: DueSubscription, now: datetime) -> datetime | None:
    """From when on a slot may be sent that is late; None where that is at once.

    Quiet hours never delay an hour that the chat chose, but they do delay what is made up for one.
    """
    if now - due.came <= PUNCTUAL:
        return None
    quiet = due.subscription.quiet
    chosen = quiet is not None and is_within(quiet, due.slot.local.time())
    return None if chosen else held_until(due.subscription, now)


def _due(overdue: Overdue, now: datetime) -> DueSubscription:
    subscription = overdue.subscription
    came, local = max(
        [last_occurrence(hour, subscription.zone, now, subscription.weekdays) for hour in overdue.hours]
        + [_kept(kept) for kept in overdue.kept]
    )
    slot = Slot(subscription.chat_id, subscription.thread_id, local)
    return DueSubscription(subscription, slot, overdue.since, overdue.language, came, bool(overdue.kept))


def _kept(kept: DueSlot) -> tuple[datetime, datetime]:
    """When the hour came that was kept, and its local day and hour; long ago where it had not come."""
    came, local = last_occurrence(kept.at, kept.zone, kept.kept_at, kept.weekdays)
    return (came, local) if kept.since is None or came > kept.since else (NEVER, local)


def _log_left_out(subscription: Subscription, error: Exception) -> None:
    chat, thread = subscription.chat_id, subscription.thread_id
    log.error("digest: could not plan for chat %d, thread %d: %s", chat, thread, error)
