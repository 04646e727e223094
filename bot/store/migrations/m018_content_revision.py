"""A number that grows with each change to the entries, by which decisions on what is stored are checked."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_COUNT = "begin update state set value = value + 1 where name = 'content'; end"

# A summary is left out: nothing is decided by it, and many are made while nobody decides anything.
_STATEMENTS = (
    "insert into state values ('content', 0)",
    f"create trigger entries_come after insert on entries {_COUNT}",
    f"create trigger entries_change after update of status, version, publication on entries {_COUNT}",
    f"create trigger entries_go after delete on entries {_COUNT}",
    f"create trigger printings_come after insert on printings {_COUNT}",
)


def apply(tables: Tables) -> None:
    """Make the number and what counts it."""
    for statement in _STATEMENTS:
        tables.execute(statement)
