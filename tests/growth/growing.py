"""How the time that something takes grows with its size."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

SIZES = (1, 2, 4, 8)
"""Times the size that a test begins with."""

MOST = 2.6
"""Times as long for twice the size, over the two last doublings: a single one is measured too badly on a busy
machine, and small things may be done in another way. What grows with the square takes four times as long."""

_NOTHING = 0.03
"""Seconds of this process. What takes less tells little of how it grows."""

_ROUNDS = 6
"""Measurements before a growth is believed: a machine that does something else now and then is slower."""

Made = TypeVar("Made")


def assert_grows_little(make: Callable[[int], Made], act: Callable[[Made], object], size: int) -> None:
    """Fail where `act` takes over `MOST` times as long for each doubling of what `make` makes.

    `size` is the first of four, in whatever unit `make` understands.
    """
    things = [make(size * times) for times in SIZES]
    seconds = [float("inf")] * len(SIZES)
    for _ in range(_ROUNDS):
        seconds = [min(before, _seconds(act, thing)) for before, thing in zip(seconds, things, strict=True)]
        _, shorter, _, longer = seconds
        if longer < _NOTHING or longer <= MOST**2 * shorter:
            return
    pytest.fail(
        "seconds for one, two, four and eight times as much: " + ", ".join(map("{:.3f}".format, seconds))
    )


def _seconds(act: Callable[[Made], object], thing: Made) -> float:
    """Of processor time. The collector of garbage would be paid by whoever comes by as it runs."""
    gc.disable()
    try:
        begun = time.process_time()
        act(thing)
        return time.process_time() - begun
    finally:
        gc.enable()
