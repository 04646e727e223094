"""How fast the bot sends over all chats: a rate that learns, and a window that no delay can break.

Arithmetic only: the caller brings the time, in seconds of any clock that never goes back.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque

from telegram.constants import FloodLimit

WINDOW = 1.0
"""Seconds in which Telegram counts."""

DECREASE = 0.9
"""What is left of the rate after a flood answer: multiplicative decrease."""

INCREASE = 1.0 / 1800
"""How much of the ceiling the rate grows by in each second of sending: additive increase, such that half of
the ceiling is regained in a quarter of an hour."""

SLOWEST = 1.0
"""Messages a second below which no flood answer brings the rate."""

ROUND_TRIPS = 1000
"""Answers of which the fastest shows the way there and back without delay: half a minute of sending."""


class Pace:
    """When the next message may leave.

    Messages leave at equal distances of 1 / `rate`. That alone does not keep Telegram's limit where some are
    delayed on their way: those that left later then arrive in the same second. A message is therefore counted
    from when it leaves until one second after its answer, less the shortest round trip: within that time it
    arrived. As long as no more are counted at once than may arrive in a second, no second sees more, however
    the delays vary. A constant delay costs no speed, and a varying one as much as it varies.
    """

    def __init__(self, ceiling: float) -> None:
        """`ceiling` is the rate in messages a second that is never exceeded."""
        self._ceiling = ceiling
        self._rate = ceiling
        self._next = float("-inf")
        self._under_way = 0
        self._answers: deque[float] = deque()
        self._round_trips: deque[float] = deque(maxlen=ROUND_TRIPS)
        self._shortest = 0.0

    @property
    def rate(self) -> float:
        """Messages a second, at present."""
        return self._rate

    @property
    def ceiling(self) -> float:
        """The rate that is never exceeded."""
        return self._ceiling

    def resume(self, rate: float) -> None:
        """Go on at a rate that was learned before."""
        self._rate = max(min(SLOWEST, self._ceiling), min(rate, self._ceiling))

    def slow_down(self) -> None:
        """Telegram found it too fast."""
        self.resume(self._rate * DECREASE)

    def ready_at(self, now: float) -> float:
        """The earliest moment for the next message, which may have passed; infinity: not before an answer."""
        return max(self._next, self._window_free_at(now))

    def take(self, now: float) -> None:
        """A message leaves now."""
        interval = 1.0 / self._rate
        # A timer that is a little late does not slow the pace.
        late = now - self._next
        self._next = (self._next if late <= interval / 2 else now) + interval
        self._under_way += 1

    def answered(self, left_at: float, now: float, *, accepted: bool) -> None:
        """What left at a moment was answered now, or given up; `accepted`: it was sent."""
        self._under_way -= 1
        self._answers.append(now)
        while self._answers[0] <= now - WINDOW:
            self._answers.popleft()
        if accepted:
            self._round_trips.append(now - left_at)
            self._shortest = min(self._round_trips)
            self.resume(self._rate + INCREASE * self._ceiling / self._rate)

    @property
    def _most_in_window(self) -> int:
        # One more than the rate, so that what arrives a little late does not stop what is on time.
        whole = math.floor(self._rate)
        return max(whole, min(whole + 1, FloodLimit.MESSAGES_PER_SECOND))

    def _window_free_at(self, now: float) -> float:
        counted_from = bisect_right(self._answers, now - WINDOW + self._shortest)
        counted = self._under_way + len(self._answers) - counted_from
        must_end = counted + 1 - self._most_in_window
        if must_end <= 0:
            return float("-inf")
        if counted_from + must_end > len(self._answers):
            return float("inf")
        return self._answers[counted_from + must_end - 1] + WINDOW - self._shortest
