"""What `doctor` looks at in a database that is in use: index, zones, clock, leases and deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from bot.commands.findings import Finding
from bot.store.leases import LEASE_SECONDS, PUSH
from bot.store.store import Store

STUCK = timedelta(hours=2)
"""Nothing that may be sent waits so long at the default pace, with a hundred thousand readers at one hour."""

AHEAD = timedelta(minutes=5)
"""More than clocks of machines that are set right differ by."""


def examine_store(store: Store, now: datetime) -> Iterator[Finding]:
    """Look at all of it. Raises DatabaseUnusable."""
    yield _zones(store)
    yield _clock(store, now)
    pushing, finding = _lease(store)
    yield finding
    yield from _deliveries(store, now, pushing)
    if (rate := store.pace.get()) is not None:
        yield Finding("pace", True, f"slowed down to {rate:.1f} messages a second by flood answers")


def _zones(store: Store) -> Finding:
    known = available_timezones()
    if not known:
        return Finding("zones", False, "no zone data; install the package tzdata")
    unknown = sorted(store.subscriptions.zones() - known)
    if unknown:
        return Finding("zones", False, f"no zone data for {', '.join(unknown)}: update tzdata")
    return Finding("zones", True, f"data of {len(known)} zones")


def _clock(store: Store, now: datetime) -> Finding:
    latest = max(filter(None, (store.entries.latest_moment(), store.deliveries.latest_moment())), default=now)
    if latest - now > AHEAD:
        behind = int((latest - now).total_seconds() // 60)
        return Finding("clock", False, f"{behind} minutes behind what was written last: set it right")
    return Finding("clock", True, f"{now:%Y-%m-%d %H:%M} UTC")


def _lease(store: Store) -> tuple[bool, Finding]:
    """Whether a process pushes, and what to say of it."""
    left = store.leases.left(PUSH)
    if left is None or left <= 0:
        return False, Finding("lease", True, "no process pushes now; the next one that serves will")
    if left > LEASE_SECONDS:
        return False, Finding("lease", True, "of a clock that was put back; whoever serves may take it")
    return True, Finding("lease", True, f"a process pushes, heard of {LEASE_SECONDS - left:.0f} seconds ago")


def _deliveries(store: Store, now: datetime, pushing: bool) -> Iterator[Finding]:
    counts = store.deliveries.counts()
    overdue = store.deliveries.overdue_since()
    waited = now - overdue if overdue is not None else timedelta()
    if waited > STUCK:
        minutes = int(waited.total_seconds() // 60)
        mend = "see the log of what serves" if pushing else "nothing serves: start it"
        yield Finding("deliveries", False, f"{counts['waiting']} wait, one for {minutes} minutes; {mend}")
    else:
        yield Finding("deliveries", True, f"{counts['waiting']} wait")
    under_way = counts.get("sending", 0)
    if under_way and not pushing:
        yield Finding(
            "deliveries", True, f"{under_way} were under way when it stopped; the next start sees to them"
        )
    if muted := store.deliveries.muted_since(now - timedelta(days=1)):
        told = f"{muted} were not sent in the last day to chats in which the bot may not write"
        yield Finding("deliveries", True, told)
    if failed := store.deliveries.failed_since(now - timedelta(days=1)):
        yield Finding("deliveries", False, f"{failed} failed in the last day: the log says why")
