"""A database that other processes open, make or write at the same moment is waited for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.errors import DatabaseUnusable
from bot.store import database
from bot.store.database import Database
from bot.store.migrations import is_current


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest.fixture
def maker(path: Path) -> sqlite3.Connection:
    """Another process that has begun to make the file, and has not yet changed to the write-ahead log."""
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("create table begun (id)")
    connection.execute("begin immediate")
    return connection


def test_a_file_that_another_process_is_making_is_waited_for(
    path: Path, maker: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "sleep", lambda seconds: maker.commit())
    opened = Database(path)
    assert opened.read(is_current)
    opened.close()
    maker.close()


def test_a_file_that_another_process_never_lets_go_is_refused(
    path: Path, maker: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_PATIENCE", 0.01)
    with pytest.raises(DatabaseUnusable, match="locked"):
        Database(path)
    maker.close()
