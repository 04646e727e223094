from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.model import Sort
from bot.store.database import Database
from bot.store.searches import KEPT, Searches


class Turned:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 4, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def searches(tmp_path: Path, clock: Turned) -> Iterator[Searches]:
    database = Database(tmp_path / "test.db")
    yield Searches(database, clock)
    database.close()


def test_a_search_comes_back_as_it_was_typed(searches: Searches) -> None:
    query = "氢能 \"'; drop table searches; --"
    search = searches.get(searches.add(7, query, Sort.NEWEST), 7)
    assert search is not None
    assert (search.query, search.sort) == (query, Sort.NEWEST)


def test_the_same_search_keeps_its_id(searches: Searches) -> None:
    assert searches.add(7, "氢能") == searches.add(7, "氢能")
    assert searches.add(7, "氢能") != searches.add(7, "氢能", Sort.NEWEST)


def test_a_search_is_not_shown_to_another_chat(searches: Searches) -> None:
    assert searches.get(searches.add(7, "氢能"), 8) is None


def test_searches_that_nobody_used_are_dropped(searches: Searches, clock: Turned) -> None:
    old, used = searches.add(7, "旧"), searches.add(7, "常用")
    clock.now += KEPT - timedelta(hours=1)
    searches.add(7, "常用")
    clock.now += timedelta(hours=2)
    searches.add(8, "新")
    assert searches.get(old, 7) is None
    assert searches.get(used, 7) is not None
