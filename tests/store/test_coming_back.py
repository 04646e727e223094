"""What an upgrade and a restored copy do to what was promised."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.digest import plan
from bot.model import Message, Subscription
from bot.store.backups import restore
from bot.store.store import Store

NOW = datetime(2024, 4, 3, tzinfo=UTC)
HOUR = time(7, 30)


def test_a_restored_copy_sends_nothing_old(tmp_path: Path) -> None:
    copy, database = tmp_path / "copy.db", tmp_path / "test.db"
    with Store(database, lambda: NOW) as store:
        store.subscriptions.save(Subscription(7, 0, (HOUR,)), {HOUR: NOW})
        store.deliveries.promise_message(7, 0, "alert", Message("早"))
        store.backup(copy)
    restore(copy, database)
    later = NOW + timedelta(days=3)
    with Store(database, lambda: later) as store:
        plan.schedule_returned(store, later)
        assert list(plan.due(store, later)) == []
        assert store.deliveries.take(9) == []
        assert store.subscriptions.next_at(7) == datetime(2024, 4, 6, 23, 30, tzinfo=UTC)


def test_an_upgrade_keeps_the_database_as_it_was(tmp_path: Path) -> None:
    database = tmp_path / "test.db"
    with Store(database, lambda: NOW) as store:
        store.subscriptions.save(Subscription(7, 0, (HOUR,)), {HOUR: NOW})
    assert list(tmp_path.glob("*.before-*")) == []
    with closing(sqlite3.connect(database)) as connection, connection:
        # As a version before the leases had left it.
        connection.execute("drop table leases")
        connection.execute("drop index deliveries_by_age")
        connection.execute("drop index compositions_by_age")
        for column in [
            "weekdays",
            "include_words",
            "exclude_words",
            "items",
            "when_empty",
            "at_issue",
            "quiet_from",
            "quiet_until",
        ]:
            connection.execute(f"alter table subscriptions drop column {column}")
        connection.execute("delete from _sqlite_migrations where name = 'm005_wishes'")
    with Store(database, lambda: NOW) as store:
        kept = store.subscriptions.get(7)
        assert kept == Subscription(7, 0, (HOUR,))
    [before] = tmp_path.glob("*.before-*")
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("select count(*) from subscriptions").fetchone() == (1,)
