"""Copies that somebody else made are not put in the place of a database, and nothing of them is run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from entry_samples import make_entry, make_store

from bot.errors import DatabaseUnusable
from bot.store.backups import restore
from bot.store.migrations import states
from bot.store.schema import foreign_parts
from bot.store.store import Store

HOSTILE = {
    "a trigger": "create trigger t after update on schedules begin delete from entries; end",
    "a trigger by a name of ours": """drop trigger entries_go;
        create trigger entries_go after delete on entries begin delete from people; end""",
    "a costly trigger": "create trigger t after update on subscriptions begin select randomblob(1e9); end",
    "a view": "create view v as select load_extension('x')",
    "a view in the place of a table": "drop table pace; create view pace as select 1 as rate",
    "another table": "create table t (a)",
    "a column that is worked out": "alter table pace add column a as (zeroblob(1e9)) virtual",
    "an index on an expression": "create index i on people (hex(zeroblob(user_id)))",
    "an index by our name": "drop index searches_by_age; create index searches_by_age on searches (-id)",
    "another full-text table": "create virtual table f using fts5 (a)",
    "a table that is virtual": "drop table pace; create virtual table pace using fts5 (rate)",
    "a step of another version": """insert into _sqlite_migrations (migration_set, name, applied_at)
        values ('baozhai', 'm999_unknown', '2024-04-03')""",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("书店"))
        store.backup(tmp_path / "copy.db")
        store.entries.add(make_entry("剧院"))
    return tmp_path / "copy.db"


def headlines(path: Path) -> list[str | None]:
    with Store(path, lambda: None) as store:  # type: ignore[arg-type, return-value]
        return [entry.headline for entry in store.entries.each()]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_copy_with_parts_of_somebody_else_is_refused(kind: str, copy: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(HOSTILE[kind])
    with pytest.raises(DatabaseUnusable, match=r"not of Baozhai|a newer Baozhai"):
        restore(copy, tmp_path / "test.db")
    assert headlines(tmp_path / "test.db") == ["书店", "剧院"]


def test_a_copy_whose_tables_are_missing_is_refused(copy: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("drop table pages")
    with pytest.raises(DatabaseUnusable, match="not a database of Baozhai"):
        restore(copy, tmp_path / "test.db")
    assert headlines(tmp_path / "test.db") == ["书店", "剧院"]


def test_a_huge_value_is_restored_as_it_is(copy: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("insert into state (name, value) values ('huge', zeroblob(50000000))")
    restore(copy, tmp_path / "test.db")
    assert headlines(tmp_path / "test.db") == ["书店"]


def test_a_copy_of_any_older_version_is_made_of_our_parts() -> None:
    assert [foreign_parts(tables) for tables in states()] == [[]] * 28


def test_a_database_in_use_calls_no_function_that_reaches_out_of_it(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("create view v as select load_extension('x')")
    with Store(copy, lambda: None) as store, pytest.raises(Exception, match="unsafe use"):  # type: ignore
        store._database.read(lambda tables: tables.execute("select * from v").fetchall())
