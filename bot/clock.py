"""What time it is."""

from __future__ import annotations

import time
from collections.abc import Callable
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


CLOCK_SLACK = 1.0
"""Seconds by which the machine's clock may be corrected without being put forward or back."""


class ClockWatch:
    """Notices that the machine's clock was put forward or back, or that the machine slept."""

    def __init__(
        self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._wall, self._steady = wall, steady
        self._apart = wall() - steady()

    def jumped(self) -> float:
        """By how many seconds the clock has jumped since the last call; 0 where it has not."""
        apart = self._wall() - self._steady()
        jump, self._apart = apart - self._apart, apart
        return jump if abs(jump) > CLOCK_SLACK else 0.0
