"""The statements behind `Entries`, each inside a transaction of the caller's: several can share one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import count

from sqlite_utils import Database as Tables

from bot.errors import EntryChanged, NoSuchEntry
from bot.model import Article, Edition, Entry, Headline, Kind, Status
from bot.store import apart, rows
from bot.store.search import index as search_index
from bot.text.similarity import shingles, sketch

Values = Sequence[object] | dict[str, object]

_NEXT_VERSION = """version = version + 1,
    changed_after = case when changed_by = :by then changed_after else version end, changed_by = :by"""
"""Of what an editor `by`, or where that is null something else, does to an entry."""

_GIVEN_IDS_BELOW = 2**31
"""Ids above are not taken over from elsewhere: one of them would leave no room for those to come."""


# ---------------------------------------------------------------------------------------- writing


def insert(tables: Tables, entries: Sequence[Entry], now: datetime, *, sketched: bool) -> list[int]:
    """Store new entries and give their ids, in their order.

    An id that an entry brings is kept where it is free. Unless `sketched`, they are no candidates for the
    same story, which saves most of the time in bulk.
    """
    ids = _free_ids(tables, entries)
    publication = last_publication(tables)
    values: list[rows.Row] = []
    for entry_id, entry in zip(ids, entries, strict=True):
        row = rows.entry_row(entry) | {"id": entry_id, "status": entry.status.value}
        row |= {"published_at": None, "publication": None, "place": None}
        if entry.status is not Status.DRAFT:
            publication += 1
            published_at = entry.published_at or now
            row |= {"published_at": rows.moment_text(published_at), "publication": publication}
            if entry.status is Status.PUBLISHED:
                row["place"] = entry_id
        values.append(row)
    _insert_rows(tables, "entries", values)
    _set_last_publication(tables, publication)
    places = (
        (row["place"], rows.newest_by(row), entry.article)
        for row, entry in zip(values, entries, strict=True)
        if row["place"]
    )
    search_index.add(tables, sorted(places, key=lambda pair: pair[0]))
    for entry_id, entry in zip(ids, entries, strict=True):
        if entry.editions:
            _write_editions(tables, entry_id, entry)
        if sketched:
            _write_sketch(tables, entry_id, entry.article)
    return ids


def replace(tables: Tables, entry: Entry, by: int | None = None) -> None:
    """Store an entry's article, summary, editions, push and ref anew. Raises NoSuchEntry.

    `by` is the editor who changes it, here and below; None where it is nobody.
    """
    old, row = _row(tables, entry.id), rows.entry_row(entry)
    if (
        all(old[name] == value for name, value in row.items())
        and get(tables, entry.id).editions == entry.editions
    ):
        return
    _unplace(tables, old)
    assignments = ", ".join(f"{name} = :{name}" for name in row)
    tables.execute(
        f"update entries set {assignments}, {_NEXT_VERSION} where id = :id", row | {"id": entry.id, "by": by}
    )
    _place(tables, entry.id)
    _write_editions(tables, entry.id, entry)
    if rows.article_of(old) != entry.article:
        _write_sketch(tables, entry.id, entry.article)


def publish(tables: Tables, entry_id: int, push: bool, now: datetime, by: int | None = None) -> None:
    """Make an entry public; its first publication stays its publication. Raises NoSuchEntry."""
    row = _row(tables, entry_id)
    if row["status"] == Status.PUBLISHED:
        return
    publication = row["publication"] or last_publication(tables) + 1
    tables.execute(
        "update entries set status = 'published', push = :push, publication = :publication,"
        f" published_at = :published_at, {_NEXT_VERSION} where id = :id",
        {
            "push": push,
            "publication": publication,
            "published_at": row["published_at"] or rows.moment_text(now),
            "id": entry_id,
            "by": by,
        },
    )
    _set_last_publication(tables, max(publication, last_publication(tables)))
    _place(tables, entry_id)


def set_page(tables: Tables, entry_id: int, page_id: int | None) -> None:
    """Say which page an entry was read from."""
    tables.execute("update entries set page_id = ? where id = ?", [page_id, entry_id])


def retract(tables: Tables, entry_id: int, by: int | None = None) -> None:
    """Take an entry out of what is found and sent. Raises NoSuchEntry."""
    _unplace(tables, _row(tables, entry_id))
    tables.execute(
        f"update entries set status = 'retracted', {_NEXT_VERSION} where id = :id", {"id": entry_id, "by": by}
    )


def publish_whole(tables: Tables, entry_id: int, now: datetime) -> None:
    """Publish anew what was public as half a story, which no digest brings, and is whole now."""
    publication = last_publication(tables) + 1
    tables.execute(
        "update entries set publication = ?, published_at = ? where id = ?",
        [publication, rows.moment_text(now), entry_id],
    )
    _set_last_publication(tables, publication)


def is_public_half(tables: Tables, entry_id: int) -> bool:
    """Whether an entry is public, and half a story."""
    row = _row(tables, entry_id)
    return bool(row["status"] == Status.PUBLISHED and row["kind"] == Kind.FRAGMENT)


def remove(tables: Tables, entry_id: int, into: int | None = None) -> None:
    """Delete an entry; where it went `into` another, that is found under its id and knows its printings.

    It counts as published when the first of the two was: who was told the one is not told the other.
    """
    found = list(tables.query("select * from entries where id = ?", [entry_id]))
    if not found:
        return
    _unplace(tables, found[0])
    if into is not None:
        tables.execute("update printings set entry_id = ? where entry_id = ?", [into, entry_id])
        tables.execute("update moved set entry_id = ? where entry_id = ?", [into, entry_id])
        tables.execute("insert or replace into moved values (?, ?)", [entry_id, into])
        tables.execute("update feed_items set entry_id = ? where entry_id = ?", [into, entry_id])
        tables.execute("update corrections set entry_id = ? where entry_id = ?", [into, entry_id])
        for other in apart.of(tables, entry_id) - {into}:
            apart.keep(tables, into, other)
    tables.execute("delete from entries where id = ?", [entry_id])
    if into is not None and found[0]["push"] and found[0]["status"] == Status.PUBLISHED:
        tables.execute(
            "update entries set publication = :publication, published_at = min(published_at, :published_at)"
            " where id = :into and status = 'published' and publication > :publication",
            {name: found[0][name] for name in ("publication", "published_at")} | {"into": into},
        )


# ---------------------------------------------------------------------------------------- reading


def select(tables: Tables, rest: str, values: Values) -> list[Entry]:
    """The entries of `select * from entries …`, with their editions."""
    found = list(tables.query(f"select entries.* from entries {rest}", values))
    editions = _editions(tables, [row["id"] for row in found])
    return [rows.entry_of(row, editions.get(row["id"], ())) for row in found]


def get_many(tables: Tables, ids: Sequence[int]) -> list[Entry]:
    """The entries of these ids in this order, moved ones under their old ids too."""
    wanted = rows.to_json(list(ids))
    moved = dict(
        tables.execute(
            "select id, entry_id from moved where id in (select value from json_each(?))", [wanted]
        )
    )
    now_called = [moved.get(entry_id, entry_id) for entry_id in ids]
    found = select(tables, "where id in (select value from json_each(?))", [rows.to_json(now_called)])
    by_id = {entry.id: entry for entry in found}
    return [by_id[entry_id] for entry_id in now_called if entry_id in by_id]


def headlines(tables: Tables, ids: Sequence[int]) -> list[Headline]:
    """The headlines of these entries, in this order."""
    found = {
        row[0]: Headline(row[0], None if row[1] is None else json.loads(row[1]), row[2])
        for row in tables.execute(
            "select id, ref, headline from entries where id in (select value from json_each(?))",
            [json.dumps(ids)],
        )
    }
    return [found[entry_id] for entry_id in ids if entry_id in found]


def get(tables: Tables, entry_id: int) -> Entry:
    """One entry. Raises NoSuchEntry."""
    for entry in get_many(tables, [entry_id]):
        return entry
    raise _no_such(entry_id)


def alike(tables: Tables, hashes: frozenset[int], limit: int) -> list[Entry]:
    """Entries that share hashes of a sketch, those that share most first."""
    found = tables.execute(
        """select entry_id from sketches where hash in (select value from json_each(?))
            group by entry_id order by count(*) desc, entry_id limit ?""",
        [json.dumps(sorted(hashes)), limit],
    )
    return get_many(tables, [row[0] for row in found])


def last_publication(tables: Tables) -> int:
    """The number of the last publication; 0 before the first."""
    return int(tables.execute("select value from state where name = 'publication'").fetchone()[0])


# --------------------------------------------------------------------------------------- the parts


def check_version(tables: Tables, entry: Entry) -> None:
    """Raise EntryChanged where the stored entry is not the one that was seen, NoSuchEntry where none is."""
    if _row(tables, entry.id)["version"] != entry.version:
        raise EntryChanged(f"change entry {entry.id}", "it was changed meanwhile")


def changed_by(tables: Tables, entry_id: int) -> tuple[int | None, int]:
    """The editor who made the latest versions of an entry, and the last version before those.

    Raises NoSuchEntry.
    """
    row = _row(tables, entry_id)
    return row["changed_by"], row["changed_after"]


def _row(tables: Tables, entry_id: int) -> rows.Row:
    for row in tables.query("select * from entries where id = ?", [entry_id]):
        return row
    raise _no_such(entry_id)


def _no_such(entry_id: int) -> NoSuchEntry:
    return NoSuchEntry(f"find entry {entry_id}", "there is none with this number")


def _free_ids(tables: Tables, entries: Sequence[Entry]) -> list[int]:
    """For each entry the id that it brings, where nobody has it, else the next that nobody ever had."""
    brought = [entry.id for entry in entries if 0 < entry.id < _GIVEN_IDS_BELOW]
    taken = {
        row[0]
        for row in tables.execute(
            "select id from entries where id in (select value from json_each(:ids))"
            " union select id from moved where id in (select value from json_each(:ids))",
            {"ids": rows.to_json(brought)},
        )
    }
    free = set(brought) - taken
    last = tables.execute("select seq from sqlite_sequence where name = 'entries'").fetchone()
    new = count(max([last[0] if last else 0, *free]) + 1)
    ids = []
    for entry in entries:
        ids.append(entry.id if entry.id in free else next(new))
        free.discard(entry.id)
    return ids


def _insert_rows(tables: Tables, table: str, values: Sequence[rows.Row]) -> None:
    if values:
        names = list(values[0])
        tables.conn.executemany(
            f"insert into {table} ({', '.join(names)}) values ({', '.join(f':{name}' for name in names)})",
            values,
        )


def _set_last_publication(tables: Tables, publication: int) -> None:
    tables.execute("update state set value = ? where name = 'publication'", [publication])


def _place(tables: Tables, entry_id: int) -> None:
    """Put a published entry into the search index."""
    row = _row(tables, entry_id)
    if row["status"] != Status.PUBLISHED or row["published_at"] is None:
        return
    search_index.add(tables, [(entry_id, rows.newest_by(row), rows.article_of(row))])
    tables.execute("update entries set place = id where id = ?", [entry_id])


def _unplace(tables: Tables, row: rows.Row) -> None:
    """Take an entry out of the search index, where it stands in it."""
    if row["place"] is not None:
        search_index.remove(tables, row["place"], rows.newest_by(row), rows.article_of(row))
        tables.execute("update entries set place = null where id = ?", [row["id"]])


def _write_editions(tables: Tables, entry_id: int, entry: Entry) -> None:
    tables.execute("delete from editions where entry_id = ?", [entry_id])
    if len(entry.editions) < 2 and not any(edition.parts for edition in entry.editions):
        return
    _insert_rows(
        tables,
        "editions",
        [{"entry_id": entry_id, "article": rows.edition_text(edition)} for edition in entry.editions],
    )


def _write_sketch(tables: Tables, entry_id: int, article: Article) -> None:
    tables.execute("delete from sketches where entry_id = ?", [entry_id])
    tables.conn.executemany(
        "insert into sketches values (?, ?)",
        [(value, entry_id) for value in sketch(shingles(article.text))],
    )


def _editions(tables: Tables, ids: Sequence[int]) -> dict[int, tuple[Edition, ...]]:
    found: dict[int, tuple[Edition, ...]] = {}
    for entry_id, text in tables.execute(
        "select entry_id, article from editions"
        " where entry_id in (select value from json_each(?)) order by id",
        [rows.to_json(list(ids))],
    ):
        found[entry_id] = (*found.get(entry_id, ()), rows.edition_from(text))
    return found
