"""The pace against a simulated server that counts as Telegram does: 30 arrivals in any second at most."""

from __future__ import annotations

import asyncio
import random
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter
from turned_loop import run

from bot.delivery.pace import DECREASE, SLOWEST, Pace
from bot.delivery.pacing import Pacer, Priority, Ticket

Delay = Callable[[random.Random], float]

UNDER_WAY = 32
"""As many as the outbox has on their way at once."""


@dataclass
class StrictServer:
    """Refuses what arrives as the 31st of a second, and then everything for its time."""

    limit: int = 30
    retry_after: int = 3
    arrived: list[float] = field(default_factory=list)
    refused: int = 0
    _until: float = float("-inf")

    def take(self, now: float) -> None:
        if now < self._until or self._of_last_second(now) >= self.limit:
            self._until = max(self._until, now + self.retry_after)
            self.refused += 1
            raise RetryAfter(self.retry_after)
        self.arrived.append(now)

    def _of_last_second(self, now: float) -> int:
        return len(self.arrived) - bisect_right(self.arrived, now - 1.0)

    @property
    def pace(self) -> float:
        return (len(self.arrived) - 1) / (self.arrived[-1] - self.arrived[0])


def push(
    server: StrictServer, pacer: Pacer, chats: int, there: Delay, back: Delay, seed: int = 1
) -> StrictServer:
    """Push to so many chats, each again until it arrived."""
    delays = random.Random(seed)

    async def one(chat: int, gate: asyncio.Semaphore) -> None:
        async def callback() -> bool:
            await asyncio.sleep(there(delays))
            server.take(asyncio.get_running_loop().time())
            await asyncio.sleep(back(delays))
            return True

        async with gate:
            while True:
                try:
                    await pacer.process_request(
                        callback, (), {}, "sendMessage", {"chat_id": chat}, Ticket(Priority.PUSH)
                    )
                    return
                except RetryAfter:
                    # The ledger brings it again.
                    await asyncio.sleep(server.retry_after)

    async def all_of_them() -> None:
        gate = asyncio.Semaphore(UNDER_WAY)
        await asyncio.gather(*(one(chat, gate) for chat in range(1, chats + 1)))

    run(all_of_them())
    return server


def none(_: random.Random) -> float:
    return 0.0


def up_to(seconds: float) -> Delay:
    return lambda delays: delays.uniform(0, seconds)


def at_times(seconds: float, share: float) -> Delay:
    return lambda delays: seconds if delays.random() < share else 0.0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("there", "least"),
    [(none, 28.9), (up_to(0.1), 27), (at_times(0.1, 0.5), 26.5), (at_times(0.1, 0.02), 28), (up_to(0.2), 25)],
)
def test_two_thousand_meet_no_flood_answer_however_they_are_delayed(
    there: Delay, least: float, seed: int
) -> None:
    server = push(StrictServer(), Pacer(29), 2000, there, none, seed)
    assert server.refused == 0
    assert len(server.arrived) == 2000
    assert server.pace >= least


def test_a_delay_that_is_always_the_same_costs_no_speed() -> None:
    def constant(_: random.Random) -> float:
        return 0.3

    server = push(StrictServer(), Pacer(29), 1000, constant, constant)
    assert server.refused == 0
    assert server.pace >= 28.5


@given(st.lists(st.floats(0, 0.4), min_size=1, max_size=40), st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_whatever_the_delays_nothing_is_refused(choice: list[float], seed: int) -> None:
    def some(delays: random.Random) -> float:
        return delays.choice(choice)

    assert push(StrictServer(), Pacer(29), 150, some, some, seed).refused == 0


@pytest.mark.parametrize("limit", [15, 20, 25])
def test_a_limit_below_the_rate_is_learned(limit: int) -> None:
    pacer = Pacer(29)
    server = push(StrictServer(limit), pacer, 2000, up_to(0.1), none)
    assert pacer.pace.rate < limit + 1
    assert len(server.arrived) == 2000
    # Halts and what is under way in each, rather than one every few seconds.
    assert server.refused < 40


def test_what_was_learned_is_where_the_next_start_begins() -> None:
    pacer = Pacer(29)
    pacer.pace.resume(20)
    server = push(StrictServer(22), pacer, 1000, up_to(0.1), none)
    assert server.refused == 0
    assert 18 < server.pace <= 22


def test_it_slows_down_by_a_share_and_grows_little_by_little_up_to_the_ceiling() -> None:
    pace = Pace(29)
    pace.slow_down()
    assert pace.rate == pytest.approx(29 * DECREASE)
    now, seconds = 0.0, 0
    while pace.rate < 29:
        now = max(now, pace.ready_at(now))
        pace.take(now)
        pace.answered(now, now, accepted=True)
        seconds = int(now)
    assert 120 < seconds < 240
    pace.resume(1000)
    assert pace.rate == 29
    for _ in range(100):
        pace.slow_down()
    assert pace.rate == SLOWEST


def test_a_ceiling_below_the_slowest_rate_is_kept() -> None:
    pace = Pace(0.5)
    pace.slow_down()
    assert pace.rate == 0.5


@pytest.mark.parametrize(("rate", "most"), [(29, 30), (30, 30), (100, 100), (0.5, 1)])
def test_no_more_leave_in_a_second_than_may_arrive(rate: float, most: int) -> None:
    pace = Pace(rate)
    left = 0
    while pace.ready_at(0.0) < 1e9 and left < 200:
        pace.take(pace.ready_at(0.0))
        left += 1
    assert left == most
