"""Copies of the database, and putting them back."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from entry_samples import make_entry, make_store

from bot.errors import DatabaseUnusable
from bot.store.backups import restore
from bot.store.store import Store


def headlines(path: Path) -> list[str]:
    with make_store(path.parent) if path.name == "test.db" else Store(path, lambda: None) as store:  # type: ignore
        return [entry.headline for entry in store.entries.each()]


def test_a_copy_holds_what_was_committed_when_it_was_made(whole_store: Store, tmp_path: Path) -> None:
    whole_store.entries.add(make_entry("书店"))
    copy = tmp_path / "kept" / "copy.db"
    whole_store.backup(copy)
    whole_store.entries.add(make_entry("剧院"))
    assert headlines(copy) == ["书店"]
    whole_store.backup(copy)
    assert headlines(copy) == ["书店", "剧院"]
    assert not list(copy.parent.glob("*.part"))


def test_a_copy_is_one_file_that_only_its_owner_reads(whole_store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "kept" / "copy.db"
    whole_store.backup(copy)
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]
    assert copy.stat().st_mode & 0o077 == 0


def test_copying_goes_on_while_entries_come_in(whole_store: Store, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            whole_store.entries.add(make_entry("书店", "书店开业。" * 50))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            whole_store.backup(tmp_path / f"copy-{number}.db")
    finally:
        done.set()
        writer.join()
    with Store(tmp_path / "copy-2.db", lambda: None) as copy:  # type: ignore[arg-type, return-value]
        assert copy.check() == []


def test_a_database_is_not_copied_onto_itself(whole_store: Store) -> None:
    with pytest.raises(DatabaseUnusable, match="that is the database itself"):
        whole_store.backup(whole_store.path)
    assert whole_store.check() == []


def test_a_copy_that_cannot_be_written_is_refused(whole_store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseUnusable, match="could not back up"):
        whole_store.backup(tmp_path / "file" / "copy.db")


def test_restoring_keeps_what_stood_there(tmp_path: Path) -> None:
    copy, target = tmp_path / "copy.db", tmp_path / "test.db"
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("从前"))
        store.backup(copy)
        store.entries.add(make_entry("后来"))
    kept = restore(copy, target)
    assert kept is not None
    assert headlines(target) == ["从前"]
    assert headlines(kept) == ["从前", "后来"]
    assert restore(copy, target) not in (None, kept)


def test_restoring_where_nothing_stood(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("从前"))
    assert restore(tmp_path / "test.db", tmp_path / "new" / "fresh.db") is None
    assert headlines(tmp_path / "new" / "fresh.db") == ["从前"]


def test_what_is_no_database_of_ours_is_not_restored(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("书店"))
    text, foreign = tmp_path / "a.txt", tmp_path / "foreign.db"
    text.write_text("报纸" * 2000)
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("create table entries (id)")
    for source, cause in (
        (text, "not a sound database"),
        (foreign, "not a database of Baozhai"),
        (tmp_path / "absent.db", "there is no such file"),
        (tmp_path / "test.db", "that is the database itself"),
    ):
        with pytest.raises(DatabaseUnusable, match=cause):
            restore(source, tmp_path / "test.db")
    assert headlines(tmp_path / "test.db") == ["书店"]


def test_a_damaged_copy_is_not_restored(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with make_store(tmp_path) as store:
        store.entries.add_many(make_entry(str(number), "书店开业。" * 100) for number in range(200))
        store.backup(copy)
    data = bytearray(copy.read_bytes())
    data[8192 : len(data) - 4096] = bytes(len(data) - 4096 - 8192)
    copy.write_bytes(data)
    with pytest.raises(DatabaseUnusable, match="restore from"):
        restore(copy, tmp_path / "test.db")
    assert len(headlines(tmp_path / "test.db")) == 200


def test_a_database_in_use_is_not_replaced(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("书店"))
        store.backup(tmp_path / "copy.db")
        store.entries.add(make_entry("剧院"))
        with pytest.raises(DatabaseUnusable, match="in use"):
            restore(tmp_path / "copy.db", tmp_path / "test.db")
        assert store.entries.counts()["all"] == 2


def test_a_damaged_database_can_be_replaced_and_is_kept(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("书店"))
        store.backup(tmp_path / "copy.db")
    (tmp_path / "test.db").write_bytes(b"damaged" * 1000)
    kept = restore(tmp_path / "copy.db", tmp_path / "test.db")
    assert kept is not None
    assert kept.read_bytes().startswith(b"damaged")
    assert headlines(tmp_path / "test.db") == ["书店"]
