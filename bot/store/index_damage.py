"""Damage to the full-text tables of the search index, and empty ones in the place of those that are damaged.

`pragma integrity_check` looks into them since SQLite 3.44 only. FTS5 has a check of its own.
"""

from __future__ import annotations

import re
import sqlite3

from sqlite_utils import Database as Tables

FULL_TEXT_TABLES = ("search_index", "search_characters", "search_titles")

DAMAGED = "the search index is damaged; the articles are whole, and `doctor --rebuild-index` makes it anew"

HASHSIZE = 67_108_864
"""Bytes that FTS5 gathers before it writes: as many as a transaction of a bulk import has."""

_NAMES = "|".join(FULL_TEXT_TABLES)
_SAID = re.compile(
    rf"\bvtable constructor failed: (?:{_NAMES})\b|\bno such table: (?:main\.)?(?:{_NAMES})_|"
    r"\binvalid fts5 file format\b|\bFTS5 table\b"
)
"""What SQLite says of full-text tables that cannot even be opened, where its error code says nothing."""

_PARTS = ("data", "idx", "docsize", "config")
"""The tables in which FTS5 keeps one that holds no copy of its text."""


def is_damage_of_index(error: sqlite3.Error) -> bool:
    """Whether FTS5 found its own tables damaged, and not SQLite the file."""
    code = getattr(error, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_CORRUPT_VTAB or tells_of_index(str(error))


def tells_of_index(text: str) -> bool:
    """Whether what SQLite says is about a full-text table."""
    return bool(_SAID.search(text))


def damaged(tables: Tables) -> bool:
    """Whether a full-text table contradicts itself, as FTS5's own check has it.

    Needs a transaction that may write, though nothing is written. Takes a second for 100,000 entries.
    """
    try:
        for name in _present(tables):
            tables.execute(f"insert into {name} ({name}) values ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if is_damage_of_index(error):
            return True
        raise
    return False


def clear(tables: Tables) -> None:
    """Take everything out of the full-text tables, in whatever state they are."""
    for name in FULL_TEXT_TABLES:
        try:
            _delete_all(tables, name)
        except sqlite3.DatabaseError:
            # Whatever keeps FTS5 from it; what keeps SQLite from writing is raised here.
            _begin_anew(tables, name)
            _delete_all(tables, name)


def _present(tables: Tables) -> list[str]:
    """Those that there are: a database that is about to be upgraded may lack some."""
    names = {row[0] for row in tables.execute("select name from sqlite_master")}
    return [name for name in FULL_TEXT_TABLES if name in names]


def _delete_all(tables: Tables, name: str) -> None:
    tables.execute(f"insert into {name} ({name}) values ('delete-all')")


def _begin_anew(tables: Tables, name: str) -> None:
    """Give one that FTS5 cannot open, and so cannot drop either, the tables of an empty one."""
    empty = f"{name}_empty"
    [declared] = tables.execute("select sql from sqlite_master where name = ?", [name]).fetchone()
    tables.execute(declared.replace(name, f"temp.{empty}", 1))
    for part in _PARTS:
        [made] = tables.execute(
            "select sql from sqlite_temp_master where name = ?", [f"{empty}_{part}"]
        ).fetchone()
        tables.execute(f"drop table if exists main.{name}_{part}")
        tables.execute(made.replace(f"'{empty}_{part}'", f"main.{name}_{part}", 1))
        tables.execute(f"insert into main.{name}_{part} select * from temp.{empty}_{part}")
    tables.execute(f"drop table temp.{empty}")
    tables.execute(f"insert into {name} ({name}, rank) values ('hashsize', ?)", [HASHSIZE])
