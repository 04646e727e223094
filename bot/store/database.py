"""The connections to one SQLite file: one thread that writes, and a reading connection for each thread.

Writes queue for the writer thread and run there one after the other, each in a transaction of its own;
readers see the last committed state and wait for nobody (write-ahead log).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from sqlite_utils import Database as Tables

from bot.errors import DatabaseUnreadable, DatabaseUnusable, IndexDamaged
from bot.store import backups
from bot.store.index_damage import DAMAGED, is_damage_of_index
from bot.store.migrations import is_current, migrate, outdated

Result = TypeVar("Result")

OLDEST_SQLITE = (3, 38, 0)
"""For `RETURNING` and the JSON functions being built in."""

LOCK_PATIENCE = 10.0
"""Seconds that a write waits for another process that is writing, its time in the queue included."""

LOCK_PAUSE = 0.05
"""Seconds between two tries of what SQLite itself does not wait for."""

ASIDE_PATIENCE = 0.3
"""Seconds that a write may take whose answer can be given without it."""


class Database:
    """One database file. `read` and `write` may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file, made where it is not there, and bring it to the newest schema.

        Raises DatabaseUnusable where that cannot be done.
        """
        self.path = path
        self._reading = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._open_lock = threading.Lock()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-writer")
        try:
            _check_sqlite()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writing = self._writer.submit(self._connect_writer).result()
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise DatabaseUnusable(f"open {path}", error) from error
        except DatabaseUnusable:
            self.close()
            raise

    def read(self, work: Callable[[Tables], Result]) -> Result:
        """Run `work` on this thread's reading connection, all of it on one state of the database.

        Inside a write, on the state that it has made so far.
        """
        if threading.current_thread() is self._writer_thread:
            return work(self._writing)
        try:
            tables = getattr(self._reading, "tables", None)
            if tables is None:
                tables = self._reading.tables = self._connect()
                tables.execute("pragma query_only = on")
            with tables.atomic():
                return work(tables)
        except sqlite3.Error as error:
            if is_damage_of_index(error):
                raise IndexDamaged("search", DAMAGED) from error
            raise DatabaseUnreadable("read the database", error) from error

    def write(self, work: Callable[[Tables], Result], patience: float | None = None) -> Result:
        """Run `work` in a transaction on the writer thread and wait for its commit.

        Raises DatabaseUnusable, with nothing written, where the database is locked, full or read-only, and
        where `patience` seconds pass before it is this write's turn. Inside another write it is a part of
        that: what it raises must end that too.
        """
        if threading.current_thread() is self._writer_thread:
            return work(self._writing)
        until = monotonic() + (LOCK_PATIENCE if patience is None else patience)
        writing = self._writer.submit(self._transact, work, until)
        try:
            try:
                return writing.result(patience)
            except FutureTimeout:
                if writing.cancel():
                    raise DatabaseUnusable(
                        "write to the database", "other writes take too long", key="database_busy"
                    ) from None
                return writing.result()
        except sqlite3.Error as error:
            if is_damage_of_index(error):
                raise IndexDamaged("write to the search index", DAMAGED) from error
            raise DatabaseUnusable("write to the database", error) from error

    def erase(self, work: Callable[[Tables], Result]) -> Result:
        """As `write`, and nothing of what `work` deletes stays in the file or in its log.

        Where somebody reads just then, the log goes with the next one that nobody reads. Raises
        DatabaseUnusable.
        """

        def erased(tables: Tables) -> Result:
            tables.execute("pragma secure_delete = on")
            try:
                return self._transact(work, monotonic() + LOCK_PATIENCE)
            finally:
                tables.execute("pragma secure_delete = off")

        try:
            result = self._writer.submit(erased, self._writing).result()
            self._writer.submit(self._writing.execute, "pragma wal_checkpoint(truncate)").result()
        except sqlite3.Error as error:
            raise DatabaseUnusable("erase from the database", error) from error
        return result

    def close(self) -> None:
        """Close every connection, after the writes that are queued."""
        self._writer.shutdown(wait=True)
        with self._open_lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def _connect_writer(self) -> Tables:
        self._writer_thread = threading.current_thread()
        tables = self._connect()
        _use_write_ahead_log(tables)
        # Committed is on the disk: a promise that is recorded must outlive a power cut.
        tables.execute("pragma synchronous = full")
        if not is_current(tables):
            self._migrate(tables)
        return tables

    def _migrate(self, tables: Tables) -> None:
        """Bring the file to the newest schema, while another process that opens it waits."""
        tables.conn.execute("begin immediate")
        try:
            if step := outdated(tables):
                backups.copy(self.path, self.path.with_name(f"{self.path.name}.before-{step}"))
            migrate(tables)
            tables.conn.commit()
        except BaseException:
            tables.conn.rollback()
            raise

    def _connect(self) -> Tables:
        # Closed by `close`, which may run in any thread; used only by the thread that made it.
        connection = sqlite3.connect(self.path, check_same_thread=False, timeout=LOCK_PATIENCE)
        with self._open_lock:
            self._open.append(connection)
        tables = Tables(connection)
        tables.execute("pragma foreign_keys = on")
        # What a file says of itself calls no function that reaches out of it.
        tables.execute("pragma trusted_schema = off")
        return tables

    def _transact(self, work: Callable[[Tables], Result], until: float) -> Result:
        tables = self._writing
        with _lock_patience(tables, until - monotonic()):
            # Immediate: one that reads first and writes later would fail where another process writes.
            tables.conn.execute("begin immediate")
        try:
            result = work(tables)
            tables.conn.commit()
        except BaseException:
            tables.conn.rollback()
            raise
        return result


def _use_write_ahead_log(tables: Tables) -> None:
    """Keep the file's changes in a write-ahead log, while another process that makes the file is waited for.

    SQLite refuses this change at once where another process holds a lock, whatever its own timeout is.
    """
    until = monotonic() + LOCK_PATIENCE
    while True:
        try:
            tables.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
        sleep(LOCK_PAUSE)


@contextmanager
def _lock_patience(tables: Tables, seconds: float) -> Iterator[None]:
    """Wait for a lock no longer than `seconds`: what queued behind a write that waited has waited too."""
    [usual] = tables.execute("pragma busy_timeout").fetchone()
    tables.execute(f"pragma busy_timeout = {min(usual, max(0, round(seconds * 1000)))}")
    try:
        yield
    finally:
        tables.execute(f"pragma busy_timeout = {usual}")


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise DatabaseUnusable(
            "use this SQLite", f"it is {sqlite3.sqlite_version}, {oldest} or newer is needed"
        )
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("pragma compile_options")}
    connection.close()
    if "ENABLE_FTS5" not in options:
        raise DatabaseUnusable("use this SQLite", "it was built without FTS5")
