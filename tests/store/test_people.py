from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.model import Person, Role
from bot.store.database import Database
from bot.store.people import People

NOW = datetime(2024, 4, 3, tzinfo=UTC)


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    database = Database(tmp_path / "test.db")
    moments = (NOW + timedelta(seconds=count) for count in range(99))
    yield People(database, lambda: next(moments))
    database.close()


def test_nobody_has_a_role_before_it_is_given(people: People) -> None:
    assert people.role(7) is None
    people.set_role(7, Role.READER, "李明")
    assert people.role(7) is Role.READER


def test_a_new_role_keeps_the_name(people: People) -> None:
    people.set_role(7, Role.WAITING, "李明")
    people.set_role(7, Role.READER)
    assert people.get(7) == Person(7, Role.READER, "李明", NOW + timedelta(seconds=1))


def test_who_waits_longest_stands_first(people: People) -> None:
    for user_id in (9, 7, 8):
        people.set_role(user_id, Role.WAITING)
    people.set_role(7, Role.READER)
    assert [person.id for person in people.waiting()] == [9, 8]
    assert people.counts() == {"reader": 1, "waiting": 2}


def test_forgetting_does_not_undo_a_refusal(people: People) -> None:
    people.set_role(7, Role.READER)
    people.set_role(8, Role.REFUSED)
    people.forget(7)
    people.forget(8)
    assert people.role(7) is None
    assert people.role(8) is Role.REFUSED
