from collections.abc import Iterator
from pathlib import Path

import pytest
from entry_samples import TurnedClock, make_store

from bot.store.store import Store


@pytest.fixture
def turned_clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def whole_store(tmp_path: Path, turned_clock: TurnedClock) -> Iterator[Store]:
    with make_store(tmp_path, turned_clock) as store:
        yield store
