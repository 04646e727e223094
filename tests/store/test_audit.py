from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import Deed
from bot.store.audit import Audit
from bot.store.database import Database

NOW = datetime(2024, 4, 3, 7, 30, tzinfo=UTC)


@pytest.fixture
def audit(tmp_path: Path) -> Iterator[Audit]:
    database = Database(tmp_path / "test.db")
    yield Audit(database, lambda: NOW)
    database.close()


def test_a_deed_says_who_what_when_and_to_what(audit: Audit) -> None:
    audit.add(7, Deed.EDIT, entry_id=12, detail="headline")
    audit.add(7, Deed.ADMIT, person_id=9)
    last, first = audit.latest(10)
    assert (first.at, first.user_id, first.deed, first.entry_id, first.detail) == (
        NOW,
        7,
        Deed.EDIT,
        12,
        "headline",
    )
    assert (last.deed, last.person_id) == (Deed.ADMIT, 9)


def test_the_record_is_read_in_pages(audit: Audit) -> None:
    for number in range(5):
        audit.add(7, Deed.PUBLISH, entry_id=number)
    assert [record.entry_id for record in audit.latest(2, 2)] == [2, 1]
    assert audit.count() == 5


def test_a_forgotten_person_becomes_nobody_and_the_deed_stays(audit: Audit) -> None:
    audit.add(7, Deed.ADMIT, person_id=9)
    audit.add(9, Deed.PUBLISH, entry_id=1)
    audit.forget(9)
    assert [(record.user_id, record.person_id) for record in audit.latest(5)] == [(None, None), (7, None)]
