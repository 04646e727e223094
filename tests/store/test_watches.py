from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model import Watch
from bot.store.database import Database
from bot.store.watches import Watches


@pytest.fixture
def watches(tmp_path: Path) -> Iterator[Watches]:
    database = Database(tmp_path / "test.db")
    yield Watches(database)
    database.close()


def words(found: list[Watch]) -> list[str]:
    return [watch.words for watch in found]


def test_words_are_watched_once(watches: Watches) -> None:
    assert watches.add(Watch(7, "氢能", covered=4))
    assert not watches.add(Watch(7, "氢能", covered=9))
    assert [(watch.words, watch.covered) for watch in watches.each()] == [("氢能", 4)]


def test_threads_of_one_chat_watch_for_words_of_their_own(watches: Watches) -> None:
    watches.add(Watch(-7, "氢能", thread_id=1))
    watches.add(Watch(-7, "海洋", thread_id=2))
    assert words(watches.of_chat(-7, 1)) == ["氢能"]
    assert words(watches.of_chat(-7)) == ["氢能", "海洋"]
    assert not watches.remove(-7, 1, "海洋")
    assert watches.remove(-7, 2, "海洋")
    assert words(watches.of_chat(-7)) == ["氢能"]


def test_what_was_looked_for_is_never_looked_for_again(watches: Watches) -> None:
    assert watches.covered() is None
    watches.cover(0)
    assert watches.covered() == 0
    watches.cover(5)
    watches.cover(3)
    assert watches.covered() == 5
