"""Checking the database, and making the search index anew."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from entry_samples import make_entry, make_store

from bot.errors import DatabaseUnreadable, IndexDamaged
from bot.model import Status
from bot.store.backups import copy, restore
from bot.store.index_damage import FULL_TEXT_TABLES, tells_of_index


def damaged(folder: Path, *statements: str) -> list[str]:
    """What `check` says of a store of two entries after these statements, which nobody should have made."""
    with make_store(folder) as store:
        store.entries.add_many([make_entry("书店", "书店开业。"), make_entry("剧院", status=Status.DRAFT)])
        assert store.check() == []
    with closing(sqlite3.connect(folder / "test.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    with make_store(folder) as store:
        found = store.check()
        assert store.rebuild_index() == 1
        assert store.search("书店").total == 1
        return found


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "insert into search_index (search_index) values ('delete-all')",
            "1 entries are not in the search index as their status asks",
        ),
        (
            "insert into search_index (rowid, title, body) values (7, 'a', 'b')",
            "1 rows of the search index belong to no entry",
        ),
        (
            "update entries set headline = '书店开业' where id = 1",
            "1 entries stand in the search index with another text",
        ),
        (
            "insert into moved values (9, 99)",
            "row 9 of moved points to a missing row of entries",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, statement: str, problem: str) -> None:
    assert damaged(tmp_path, statement) == [problem]


def test_a_rebuilt_index_is_sound(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add_many(
            make_entry(str(n), "书店" * n, day=f"2024-04-{n % 28 + 1:02}") for n in range(1200)
        )
        store.entries.retract(store.entries.latest(1)[0].id)
        assert store.rebuild_index() == 1199
        assert store.check() == []
        assert store.search("1042").total == 1


def test_an_index_of_other_spelling_is_made_anew_when_opened(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("书店", "书店开业。"))
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        connection.execute("insert into search_index (search_index) values ('delete-all')")
        connection.execute("update state set value = '0' where name = 'spelling'")
    with make_store(tmp_path) as store:
        assert store.check() == []
        assert store.search("书店").total == 1


BLOCKS = """select id from {0}_data where id > 10 order by id limit 1
    offset (select count(*) / 2 from {0}_data where id > 10)"""


@pytest.mark.parametrize("table", FULL_TEXT_TABLES)
@pytest.mark.parametrize("block", ["x'00112233445566778899'", "x''", "zeroblob(3)"])
def test_a_damaged_index_is_named_by_everyone_and_made_anew(tmp_path: Path, table: str, block: str) -> None:
    with make_store(tmp_path) as store:
        store.entries.add_many(make_entry(f"书店{n}", f"第{n}家书店开业，读者排队。") for n in range(400))
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        connection.execute(f"update {table}_data set block = {block} where id = ({BLOCKS.format(table)})")
    with make_store(tmp_path) as store:
        assert store.check_file() == []
        assert store.check_index() == ["the search index is damaged"]
        assert store.backup(tmp_path / "copy.db") is False
        assert store.rebuild_index() == 400
        assert store.check() == []
        assert store.search("读者排队").total == 400
        assert store.backup(tmp_path / "copy.db") is True


@pytest.mark.parametrize("table", FULL_TEXT_TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "update {0}_data set block = x'0011223344' where id = 10",
        "delete from {0}_data where id = 10",
        "delete from {0}_data",
        "delete from {0}_config",
        "update {0}_config set v = 99 where k = 'version'",
        "drop table {0}_data",
        "drop table {0}_docsize",
        "delete from {0}_docsize",
        "update {0}_docsize set sz = x'7f7f'",
    ],
)
def test_an_index_that_cannot_be_opened_or_lost_a_part_is_named_and_made_anew(
    tmp_path: Path, table: str, statement: str
) -> None:
    with make_store(tmp_path) as store:
        store.entries.add_many(make_entry(f"书店{n}", f"第{n}家书店开业，读者排队。") for n in range(400))
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        connection.execute(statement.format(table))
    with make_store(tmp_path) as store:
        assert store.check_file() == []
        assert store.check_index()
        assert store.rebuild_index() == 400
        assert store.check() == []
        assert store.search("读者排队").total == 400
        store.entries.add(make_entry("剧院", "剧院开幕。"))
        assert store.search("剧院开幕").total == 1


def test_an_index_in_which_the_way_to_its_parts_is_lost_is_named(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        texts = ["".join(chr(0x4E00 + 20 * n + m) for m in range(20)) for n in range(400)]
        store.entries.add_many(make_entry(text, text) for text in texts)
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        connection.execute("delete from search_index_idx")
    with make_store(tmp_path) as store:
        [lost] = store.check_index()
        assert lost.endswith("entries stand in the search index and are not found")
        store.rebuild_index()
        assert store.check() == []


def test_a_copy_with_a_damaged_index_is_restored_and_its_index_made_anew(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add_many(make_entry(f"书店{n}", f"第{n}家书店开业，读者排队。") for n in range(400))
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        connection.execute("delete from search_titles_data where id = 10")
    with make_store(tmp_path) as store:
        assert store.backup(tmp_path / "copy.db") is False
    restore(tmp_path / "copy.db", tmp_path / "test.db")
    with make_store(tmp_path) as store:
        assert store.check() == []
        assert store.search("读者排队").total == 400


def test_a_database_from_before_an_index_was_added_is_copied(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add(make_entry("书店", "书店开业。"))
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        connection.execute("drop table search_titles")
    assert copy(tmp_path / "test.db", tmp_path / "copy.db")


@pytest.mark.parametrize(
    ("said", "of_index"),
    [
        ("malformed inverted index for FTS5 table main.search_index", True),
        ("unable to validate the inverted index for FTS5 table main.search_titles: SQL logic error", True),
        ("row 3 missing from index entries_newest", False),
        ("no such table: search_words", False),
        ('fts5: syntax error near ""', False),
    ],
)
def test_what_newer_sqlite_says_of_an_index_is_known(said: str, of_index: bool) -> None:
    assert tells_of_index(said) is of_index


def test_a_search_names_the_damage_and_what_was_indexed_is_whole(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add_many(make_entry(f"书店{n}", f"第{n}家书店开业，读者排队。") for n in range(400))
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection, connection:
        for table in ("search_index", "search_characters", "search_titles"):
            connection.execute(f"update {table}_data set block = x'00112233' where id > 10")
    with make_store(tmp_path) as store:
        with pytest.raises(IndexDamaged, match="doctor --rebuild-index"):
            store.search("读者排队")
        assert len(store.entries.latest(400)) == 400


def test_a_damaged_file_is_not_taken_for_a_damaged_index(tmp_path: Path) -> None:
    with make_store(tmp_path) as store:
        store.entries.add_many(make_entry(f"书店{n}", "书店开业。") for n in range(400))
    path = tmp_path / "test.db"
    with closing(sqlite3.connect(path)) as connection:
        [size] = connection.execute("pragma page_size").fetchone()
        [root] = connection.execute("select rootpage from sqlite_master where name = 'entries'").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    with make_store(tmp_path) as store:
        with pytest.raises(DatabaseUnreadable) as raised:
            store.entries.latest(1)
        assert not isinstance(raised.value, IndexDamaged)
        assert any("the file is damaged" in line for line in store.check_file())
