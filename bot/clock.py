"""What time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from bot.model import Clock


def system_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


def clock_from(start: datetime | None) -> Clock:
    """A clock that goes on from `start`, or the machine's where that is None."""
    if start is None:
        return system_clock
    began, at = time.monotonic(), start.astimezone(UTC)
    return lambda: at + timedelta(seconds=time.monotonic() - began)
