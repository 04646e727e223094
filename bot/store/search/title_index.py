"""The index of titles: a small FTS5 table of what stands over the bodies, in the order of their days.

Its row number is the day and the place of the entry, so walking it backwards goes from the newest article to
the oldest whenever they were stored, and stops as soon as a page is full. For a word that stands in very many
texts this is all the ranking that can be had without looking at each of them.

Everything here runs inside a transaction of the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database as Tables

from bot.store.search.match import Match

_DAY_SHIFT = 40
"""Bits of a row number below the day: ids of entries have room in them."""

_PLACE = f"search_titles.rowid & {(1 << _DAY_SHIFT) - 1}"


def add(tables: Tables, titles: Iterable[tuple[int, date, str]]) -> None:
    """Put in titles, split into pairs, of the entries at these places and days."""
    rows = ((row_number(place, day), title) for place, day, title in titles if title)
    # FTS5 writes what it has gathered whenever a row number is below the last.
    tables.conn.executemany("insert into search_titles (rowid, title) values (?, ?)", sorted(rows))


def remove(tables: Tables, place: int, day: date, title: str) -> None:
    """Take a title out again: exactly as it was put in."""
    if title:
        tables.execute(
            "insert into search_titles (search_titles, rowid, title) values ('delete', ?, ?)",
            [row_number(place, day), title],
        )


def newest(tables: Tables, match: Match, limit: int) -> list[int]:
    """The places of entries that match with their titles alone, the newest first."""
    if not match.title_expression:
        return []
    conditions = ["search_titles match ?"]
    values: list[object] = [match.title_expression]
    if match.without:
        # Not asked row by row: that would look the words up for each of the titles.
        conditions.append(f"{_PLACE} not in (select rowid from search_index where search_index match ?)")
        values.append(match.without)
    if match.without_characters:
        unwanted = " OR ".join(f'"{character}"' for character in match.without_characters)
        conditions.append(
            f"{_PLACE} not in (select rowid from search_characters where search_characters match ?)"
        )
        values.append(unwanted)
    if match.of_entries:
        told, given = match.of_entries
        conditions.append(f"exists (select 1 from entries where entries.id = {_PLACE} and {told})")
        values += given
    found = tables.execute(
        f"select {_PLACE} from search_titles where {' and '.join(conditions)}"
        " order by search_titles.rowid desc limit ?",
        [*values, limit],
    )
    return [row[0] for row in found]


def rows(tables: Tables) -> dict[int, tuple[int, bytes]]:
    """The place of each row, with its day as an ordinal and the number of its tokens as FTS5 keeps it."""
    found = tables.execute("select id, sz from search_titles_docsize")
    return {number & ((1 << _DAY_SHIFT) - 1): (number >> _DAY_SHIFT, size) for number, size in found}


def row_number(place: int, day: date) -> int:
    """The row of the entry at a place, of a day."""
    return day.toordinal() << _DAY_SHIFT | place
