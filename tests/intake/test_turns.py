"""The intake's lock is handed over in order, so that a long loop of short turns keeps nobody waiting."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from bot.intake.turns import Turns


def test_who_asked_first_has_the_next_turn() -> None:
    turns, taken, order = Turns(), Event(), []

    def loop() -> None:
        for number in range(1_000):
            with turns:
                if not number:
                    taken.set()
                    while not turns._waiting:
                        pass
                order.append("loop")

    def once() -> None:
        taken.wait()
        with turns:
            order.append("once")

    with ThreadPoolExecutor(2) as pool:
        for ended in [pool.submit(loop), pool.submit(once)]:
            ended.result(timeout=30)
    assert order.index("once") == 1
    assert len(order) == 1_001


def test_the_lock_is_let_go_where_the_work_fails() -> None:
    turns = Turns()
    with pytest.raises(ValueError), turns:
        raise ValueError
    with turns:
        pass
