from collections.abc import Iterator
from pathlib import Path

import pytest
from intake_samples import Clock, make_intake

from bot.intake import Intake
from bot.store.store import Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with Store(tmp_path / "test.db", clock) as opened:
        yield opened


@pytest.fixture
def intake(store: Store, clock: Clock) -> Intake:
    return make_intake(store, clock)
