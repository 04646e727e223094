"""Whether a database is made of what the migrations make, and of nothing that somebody else put into it.

Triggers, views, generated columns and indexes on expressions are programs that SQLite runs for whoever uses
the tables that they belong to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from sqlite_utils import Database as Tables

from bot.store.migrations import states

_GENERATED = (2, 3)
"""What `pragma table_xinfo` calls columns that are worked out, as they are read or as they are stored."""

_MADE_BY_SQLITE = "sqlite_"


def foreign_parts(tables: Tables) -> list[str]:
    """The parts of a database that no version of Baozhai makes, each as `trigger NAME` and the like."""
    return [f"{kind} {name}" for kind, name, sql in _parts(tables) if not _is_known(tables, kind, name, sql)]


def _is_known(tables: Tables, kind: str, name: str, sql: str) -> bool:
    known = _known().get((kind, name))
    if known is None:
        return False
    # How an ordinary table is written down has changed with libraries; it is no program.
    ordinary = kind == "table" and not sql.casefold().startswith("create virtual ")
    return not _has_generated_columns(tables, name) if ordinary else sql in known


def _parts(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """Each with its kind, its name and its definition without needless blanks."""
    for kind, name, sql in tables.execute("select type, name, sql from sqlite_master").fetchall():
        if not (sql is None and str(name).startswith(_MADE_BY_SQLITE)):
            yield str(kind), str(name), " ".join(str(sql).split())


def _has_generated_columns(tables: Tables, name: str) -> bool:
    columns = tables.execute("select hidden from pragma_table_xinfo(?)", [name])
    return any(hidden in _GENERATED for (hidden,) in columns)


@cache
def _known() -> dict[tuple[str, str], set[str]]:
    """The definitions of all parts, as each migration leaves them: a copy may be of an older version."""
    known: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for tables in states():
        for kind, name, sql in _parts(tables):
            known[kind, name].add(sql)
    return dict(known)
