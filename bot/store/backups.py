"""Copies of the database: made while it is in use, checked before they count, and put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database as Tables

from bot.errors import DatabaseUnusable
from bot.model import DeliveryState
from bot.store.index_damage import damaged, is_damage_of_index, tells_of_index
from bot.store.migrations import unknown_steps
from bot.store.schema import foreign_parts

_OURS = {"pages", "entries", "search_index", "_sqlite_migrations"}
"""Tables by which a database of Baozhai is known."""


def problems(tables: Tables) -> list[str]:
    """What SQLite itself finds wrong: damaged pages, rows that point to nothing."""
    found = [
        f"the file is damaged: {text}"
        for text in _integrity(tables)
        # The search index has a check of its own, and can be made anew.
        if text != "ok" and not tells_of_index(text)
    ]
    if found:
        return found
    broken = tables.execute("pragma foreign_key_check").fetchall()
    return [f"row {row} of {table} points to a missing row of {parent}" for table, row, parent, _ in broken]


def _integrity(tables: Tables) -> list[str]:
    try:
        return [text for (text,) in tables.execute("pragma integrity_check")]
    except sqlite3.DatabaseError as error:
        if not is_damage_of_index(error):
            raise
    # Since 3.44 the check opens full-text tables, and ends where it cannot: then each other table by itself.
    names = tables.execute(
        "select name from sqlite_master where type = 'table' and sql not like 'create virtual %'"
    ).fetchall()
    return [text for (name,) in names for (text,) in tables.execute(f"pragma integrity_check([{name}])")]


def copy(source: Path, target: Path) -> bool:
    """Copy a database that may be in use, and check the copy; what stood at `target` is replaced by it.

    Says whether its search index is sound: a copy without that is still whole. Raises DatabaseUnusable, and
    leaves what stood there as it was.
    """
    could_not = f"back up to {target}"
    half = target.with_name(f"{target.name}.part")
    try:
        if target.exists() and target.samefile(source):
            raise DatabaseUnusable(could_not, "that is the database itself")
        target.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        # Only the owner may read it: it holds readers' numbers.
        half.touch(mode=0o600)
        with closing(_open_only_to_read(source)) as reading, closing(sqlite3.connect(half)) as writing:
            reading.backup(writing)
            # One file, that can be moved about as it is.
            writing.execute("pragma journal_mode = delete")
        _check(half, could_not)
        with closing(sqlite3.connect(half)) as connection, connection:
            sound = not damaged(Tables(connection))
        half.replace(target)
        return sound
    except (sqlite3.Error, OSError) as error:
        raise DatabaseUnusable(could_not, error) from error
    finally:
        with suppress(OSError):
            half.unlink()


def restore(source: Path, target: Path) -> Path | None:
    """Put a copy in the place of a database that nobody uses, and say where the one that stood there is kept.

    Raises DatabaseUnusable where `source` is not a sound database of Baozhai, or where `target` is in use.
    """
    could_not = f"restore from {source}"
    if not source.is_file():
        raise DatabaseUnusable(could_not, "there is no such file")
    try:
        if target.exists() and target.samefile(source):
            raise DatabaseUnusable(could_not, "that is the database itself")
        # First: to check what is stored runs what a file says of itself.
        _check_origin(source, could_not)
        _check(source, could_not)
        kept = _set_aside(target, could_not)
        sound = copy(source, target)
        _begin_anew(target, with_index=not sound)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseUnusable(could_not, error) from error
    return kept


def _begin_anew(path: Path, *, with_index: bool) -> None:
    """What was promised or missed when the copy was made is not sent now: it was sent long ago.

    Hours are reckoned anew from the next start on, and each chat's next digest reaches back a day, as a first
    one does, less what the chat is known to have been told. `with_index` has the search index made anew when
    the database is opened.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        # A copy of an older version has no such table yet.
        if connection.execute("select 1 from sqlite_master where name = 'due_slots'").fetchone():
            connection.execute("delete from due_slots")
            connection.execute("update subscriptions set reckon_from = null")
        connection.execute("update schedules set next_at = null")
        connection.execute("update subscriptions set covered = null")
        connection.execute(
            "update deliveries set state = ?, due_at = null, settled_at = promised_at, reason = 'restored'"
            " where due_at is not null or state = ?",
            [DeliveryState.FAILED, DeliveryState.SENDING],
        )
        if with_index:
            connection.execute("delete from state where name = 'spelling'")


def _check(path: Path, could_not: str) -> None:
    """Raises DatabaseUnusable where the file is no sound database of Baozhai."""
    with _opened(path, could_not) as tables:
        if found := problems(tables):
            raise DatabaseUnusable(could_not, found[0])


def _check_origin(path: Path, could_not: str) -> None:
    """Raises DatabaseUnusable where the file holds what this Baozhai does not make, such as a trigger."""
    with _opened(path, could_not) as tables:
        if unknown_steps(tables):
            raise DatabaseUnusable(could_not, "a newer Baozhai wrote it")
        if found := ", ".join(foreign_parts(tables)):
            raise DatabaseUnusable(could_not, f"it has parts that are not of Baozhai: {found[:200]}")


@contextmanager
def _opened(path: Path, could_not: str) -> Iterator[Tables]:
    """A database only to be read. Raises DatabaseUnusable where it is none of Baozhai, or damaged."""
    try:
        with closing(_open_only_to_read(path)) as connection:
            names = {row[0] for row in connection.execute("select name from sqlite_master")}
            if not names >= _OURS:
                raise DatabaseUnusable(could_not, "it is not a database of Baozhai")
            yield Tables(connection)
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(could_not, f"it is not a sound database: {error}") from error


def _set_aside(target: Path, could_not: str) -> Path | None:
    """Move a database away, under a name that is free, once nobody is seen to use it."""
    if not target.exists():
        return None
    _close_log(target, could_not)
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    target.rename(kept)
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    return kept


def _close_log(target: Path, could_not: str) -> None:
    """Take what stands in the log of the database into the file itself, which nobody else may be using."""
    with closing(sqlite3.connect(target, timeout=1)) as connection:
        try:
            # SQLite leaves the log only where no other connection is open.
            connection.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError as error:
            raise DatabaseUnusable(could_not, f"the database is in use: {error}") from error
        except sqlite3.DatabaseError:
            # Damaged, which may be why it is being replaced: it is kept as it is.
            return


def _open_only_to_read(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("pragma trusted_schema = off")
    return connection
