from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.saved import Saved


@pytest.fixture
def saved(tmp_path: Path) -> Iterator[Saved]:
    database = Database(tmp_path / "test.db")
    minutes = count()
    start = datetime(2024, 4, 3, tzinfo=UTC)
    yield Saved(database, lambda: start + timedelta(minutes=next(minutes)))
    database.close()


def test_what_was_saved_last_comes_first(saved: Saved) -> None:
    for entry_id in (3, 1, 2):
        saved.add(7, entry_id)
    assert saved.list(7) == [2, 1, 3]
    assert saved.list(7, limit=1, offset=1) == [1]
    assert saved.count(7) == 3


def test_saving_twice_saves_once(saved: Saved) -> None:
    assert saved.add(7, 1)
    assert not saved.add(7, 1)
    assert saved.list(7) == [1]


def test_only_what_stood_on_the_list_is_taken_off(saved: Saved) -> None:
    saved.add(7, 1)
    assert saved.has(7, 1)
    assert saved.remove(7, 1)
    assert not saved.remove(7, 1)
    assert not saved.has(7, 1)


def test_each_person_has_a_list_of_their_own(saved: Saved) -> None:
    saved.add(7, 1)
    saved.add(8, 2)
    saved.forget(7)
    assert saved.list(7) == []
    assert saved.list(8) == [2]
