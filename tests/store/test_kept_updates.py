"""Updates are kept once, belong to one process, and go over to another when that has ended."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.model import NewUpdate, UpdateMark, UpdateState
from bot.store import inbox as module
from bot.store.database import Database
from bot.store.inbox import MOST_TRIES, POISONED_KEPT, Inbox
from bot.store.leases import LEASE_SECONDS, Leases

NOW = datetime(2024, 4, 3, tzinfo=UTC)


class House:
    """An inbox whose clocks are turned by hand."""

    def __init__(self, path: Path) -> None:
        self.seconds, self.now = 1000.0, NOW
        self.database = Database(path)
        self.inbox = Inbox(self.database, lambda: self.now, Leases(self.database, lambda: self.seconds))

    def states(self) -> dict[int, tuple[str, int]]:
        return self.database.read(
            lambda tables: {
                row[0]: (row[1], row[2]) for row in tables.execute("select id, state, tries from inbox")
            }
        )

    def claimed(self, owner: str, *dead: str) -> list[int]:
        return [update.id for update in self.inbox.claim(owner, lambda other: other in dead)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "test.db")
    yield made
    made.database.close()


def updates(*numbers: int) -> list[NewUpdate]:
    return [NewUpdate(number, f'{{"update_id": {number}}}', 7) for number in numbers]


def test_an_update_is_kept_once(house: House) -> None:
    assert house.inbox.keep(updates(1, 2), "a") == {1, 2}
    assert house.inbox.keep(updates(2, 3), "a") == {3}
    house.inbox.mark([(2, UpdateMark.DONE)])
    assert house.inbox.keep(updates(2), "a") == frozenset()


def test_nothing_of_a_handled_update_is_kept_but_its_id(house: House) -> None:
    house.inbox.keep(updates(1, 2, 3), "a")
    house.inbox.mark([(1, UpdateMark.DONE), (2, UpdateMark.FAILED), (3, UpdateMark.POISONED)])
    rows = house.database.read(
        lambda tables: tables.execute(
            "select content is null, user_id, owner from inbox order by id"
        ).fetchall()
    )
    assert rows == [(1, None, ""), (1, None, ""), (0, 7, "a")]


def test_what_a_process_that_has_ended_left_goes_to_the_one_that_asks(house: House) -> None:
    house.inbox.claim("a", lambda _: False)
    house.inbox.keep(updates(5, 3, 4), "a")
    house.inbox.mark([(3, UpdateMark.DONE), (4, UpdateMark.BEGUN)])
    assert house.claimed("b") == []
    assert [(update.id, update.tries) for update in house.inbox.claim("b", lambda _: True)] == [
        (4, 1),
        (5, 0),
    ]
    assert house.claimed("c", "a") == []


def test_where_it_cannot_be_known_whether_a_process_has_ended_its_lease_decides(house: House) -> None:
    house.inbox.claim("a", lambda _: False)
    house.inbox.keep(updates(1), "a")
    house.seconds += LEASE_SECONDS - 1
    assert house.claimed("b") == []
    house.seconds += 2
    assert house.claimed("b") == [1]


def test_a_process_gets_its_own_only_where_it_asks_for_them(house: House) -> None:
    house.inbox.keep(updates(1), "a")
    assert house.claimed("a", "a") == []
    assert [update.id for update in house.inbox.claim("a", lambda _: False, also_own=True)] == [1]


def test_what_each_time_ended_the_process_is_poisoned(house: House) -> None:
    house.inbox.keep(updates(1, 2), "0")
    for life in range(MOST_TRIES):
        house.inbox.mark([(1, UpdateMark.BEGUN), (2, UpdateMark.BEGUN), (2, UpdateMark.RETURNED)])
        claimed = house.inbox.claim(str(life + 1), lambda _: True)
    assert [(update.id, update.state) for update in claimed] == [
        (1, UpdateState.POISONED),
        (2, UpdateState.WAITING),
    ]
    assert house.claimed("last", str(MOST_TRIES)) == [2]


def test_ids_are_remembered_and_forgotten_in_turn(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    house.inbox.keep(updates(1, 2, 3, 4, 5), "a")
    house.inbox.mark([(number, UpdateMark.DONE) for number in (2, 3, 4, 5)])
    house.inbox.mark([(2, UpdateMark.POISONED)])
    house.inbox.tidy()
    assert sorted(house.states()) == [1, 2, 4, 5]
    house.now += POISONED_KEPT + timedelta(days=1)
    house.inbox.tidy()
    assert sorted(house.states()) == [1, 4, 5]


def test_updates_are_refused_in_time_where_another_program_holds_the_database(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEEP_PATIENCE", 0.05)
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreError):
        house.inbox.keep(updates(1), "a")
    other.rollback()
    assert house.inbox.keep(updates(1), "a") == {1}
    other.close()


def test_updates_that_waited_in_vain_behind_a_long_write_are_not_kept_after_all(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEEP_PATIENCE", 0.05)
    gate = threading.Event()
    long = threading.Thread(target=house.database.write, args=[lambda _: gate.wait()])
    long.start()
    with pytest.raises(StoreError, match="too long"):
        house.inbox.keep(updates(1), "a")
    gate.set()
    long.join()
    assert house.states() == {}
