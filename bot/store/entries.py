"""The stored entries: adding, publishing, and the lists that readers and editors are shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice

from sqlite_utils import Database as Tables

from bot.model import Article, Clock, Entry, Page, Status
from bot.store import apart, corrections, entry_rows, printings, rows
from bot.store.changes import Change, make, separate
from bot.store.database import ASIDE_PATIENCE, Database
from bot.store.pages import insert_page
from bot.store.printings import Printing

BULK = 2000
"""Entries in one transaction of a bulk import: commits hardly count any more, and the log stays short."""

Progress = Callable[[int], None]
"""Told how many entries are stored so far."""

AT_ONCE = 50
"""Entries that are in memory at a time where many are read one after the other."""


class Entries:
    """All entries, by id. Entries that went into another are found under both ids."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # ------------------------------------------------------------------------------------ writing

    def add(self, entry: Entry) -> Entry:
        """Store a new entry, published at once where that is its status; gives it back with its id."""

        def work(tables: Tables) -> Entry:
            [entry_id] = entry_rows.insert(tables, [entry], self._clock(), sketched=True)
            printings.add(tables, _printed([entry_id], [entry]), entry.page_id)
            return entry_rows.get(tables, entry_id)

        return self._database.write(work)

    def add_many(self, entries: Iterable[Entry], progress: Progress = lambda stored: None) -> int:
        """Store new entries in bulk, some thousand in a transaction, and say how many.

        They are never taken for candidates of the same story, except where a text is the very same.
        """
        stored = 0
        source = iter(entries)
        while batch := list(islice(source, BULK)):
            self._database.write(partial(self._insert_bulk, batch))
            stored += len(batch)
            progress(stored)
        return stored

    def replace(self, entry: Entry) -> Entry:
        """Store what an entry is now, its article, summary and editions; status and publication stay.

        Raises NoSuchEntry.
        """

        def work(tables: Tables) -> Entry:
            entry_rows.replace(tables, entry)
            return entry_rows.get(tables, entry.id)

        return self._database.write(work)

    def keep_summary(self, entry: Entry) -> None:
        """Store the summary of an entry, unless it has one with a gist, or another text, by now.

        Raises DatabaseUnusable soon, since it can be shown without.
        """
        row = rows.entry_row(entry)
        where = {name: row[name] for name in ("summary", "headline", "paragraphs")} | {"id": entry.id}
        self._database.write(
            lambda tables: tables.execute(
                """update entries set summary = :summary where id = :id
                    and (summary is null or json_extract(summary, '$.gist') is null)
                    and headline is :headline and paragraphs = :paragraphs""",
                where,
            ),
            ASIDE_PATIENCE,
        )

    def without_gist(self, most: int) -> list[Entry]:
        """Published entries whose summary was stored without a gist, the newest first, at most so many."""
        return self._database.read(
            lambda tables: entry_rows.select(
                tables,
                "where status = 'published' and summary is not null"
                " and json_extract(summary, '$.gist') is null order by id desc limit ?",
                [most],
            )
        )

    def publish(self, entry_id: int, *, push: bool, by: int | None = None) -> Entry:
        """Publish a draft, or a retracted entry again, which keeps its first publication.

        `by` is the editor who does so, here and below; None where nobody does. Raises NoSuchEntry.
        """

        def work(tables: Tables) -> Entry:
            entry_rows.publish(tables, entry_id, push, self._clock(), by)
            return entry_rows.get(tables, entry_id)

        return self._database.write(work)

    def retract(self, entry_id: int, by: int | None = None) -> Entry:
        """Take an entry back: it is kept, but neither found nor sent any more. Raises NoSuchEntry."""

        def work(tables: Tables) -> Entry:
            entry_rows.retract(tables, entry_id, by)
            return entry_rows.get(tables, entry_id)

        return self._database.write(work)

    def remove(self, entry_id: int) -> None:
        """Delete an entry for good; nothing happens where there is none."""
        self._database.write(lambda tables: entry_rows.remove(tables, entry_id))

    def take_in(self, page: Page, changes: Sequence[Change]) -> tuple[int, list[Entry]]:
        """Store a page and what it brought, all of it or nothing.

        Gives the id of the page, and the entries as they are now, one for each change. Raises NoSuchEntry.
        """

        def work(tables: Tables) -> tuple[int, list[Entry]]:
            page_id = insert_page(tables, page, self._clock())
            return page_id, self._make(tables, changes, page_id)

        return self._database.write(work)

    def change(self, changes: Sequence[Change]) -> list[Entry]:
        """Make changes, all of them or none, and give the entries as they are now. Raises NoSuchEntry."""
        return self._database.write(lambda tables: self._make(tables, changes, None))

    def revise(
        self, changes: Sequence[Change], page_id: int | None = None, seen: Sequence[Entry] = ()
    ) -> list[Entry]:
        """As `change`, where no entry was changed since it was read, with `page_id` as the page of new ones.

        `seen` are further entries of which that must be true. Raises EntryChanged, with nothing written,
        where one was; NoSuchEntry.
        """

        def work(tables: Tables) -> list[Entry]:
            for entry in (*(change.entry for change in changes), *seen):
                if entry.id:
                    entry_rows.check_version(tables, entry)
            return self._make(tables, changes, page_id)

        return self._database.write(work)

    def separate(self, kept: Entry, parted: Sequence[Change], by: int | None = None) -> list[Entry]:
        """Part new entries from a stored one, all or nothing: see `changes.separate`. Raises NoSuchEntry."""

        def work(tables: Tables) -> list[Entry]:
            return entry_rows.get_many(tables, separate(tables, kept, parted, self._clock(), by))

        return self._database.write(work)

    # ------------------------------------------------------------------------------------ by name

    def get(self, entry_id: int) -> Entry | None:
        """The entry of an id, or the one that it went into."""
        found = self.get_many([entry_id])
        return found[0] if found else None

    def get_many(self, ids: Sequence[int]) -> list[Entry]:
        """The entries of these ids, in this order; ids without entry are left out."""
        return self._database.read(lambda tables: entry_rows.get_many(tables, ids))

    def by_fingerprint(self, article: Article) -> Entry | None:
        """The entry that took in an article of the very same headline and text, however it was broken."""

        def work(tables: Tables) -> Entry | None:
            for printing in printings.of(tables, article):
                return entry_rows.get(tables, printing.entry_id)
            return None

        return self._database.read(work)

    def printings(self, article: Article) -> list[Printing]:
        """Where and when articles of the very same headline and text were printed, as far as stored."""
        return self._database.read(lambda tables: printings.of(tables, article))

    def known(self, entries: Sequence[Entry]) -> list[bool]:
        """Whether the very same articles are stored, under the same id or ref; for each of these entries."""
        return self._database.read(lambda tables: printings.known(tables, entries))

    def by_ref(self, ref: int | str) -> list[Entry]:
        """The entries that were imported under an id."""
        return self._select("where ref = ? order by id", [json.dumps(ref)])

    # -------------------------------------------------------------------------------------- lists

    def latest(self, limit: int, offset: int = 0) -> list[Entry]:
        """Published entries, the last published first."""
        return self._select(
            "where status = 'published' order by publication desc limit ? offset ?", [limit, offset]
        )

    def drafts(self, limit: int = -1, offset: int = 0) -> list[Entry]:
        """Drafts, the oldest first; a limit of -1 is none."""
        return self._select("where status = 'draft' order by id limit ? offset ?", [limit, offset])

    def of_page(self, page_id: int) -> list[Entry]:
        """The entries that hold an article of a page, in its order."""
        return self._select(
            """join (select entry_id, min(rowid) as first from printings where page_id = ? group by entry_id)
                on entry_id = id order by first""",
            [page_id],
        )

    def published(
        self, after: int | None = None, since: datetime | None = None, until: int | None = None
    ) -> list[Entry]:
        """All that `each_published` gives, in memory."""
        return list(self.each_published(after, since, until))

    def each_published(
        self, after: int | None = None, since: datetime | None = None, until: int | None = None
    ) -> Iterator[Entry]:
        """Published entries that may be pushed, in the order of publication: later than the publication
        `after`, not published before the moment `since`, and up to the publication `until`.

        They are read a few at a time: a day may bring more than there is memory for.
        """
        # SQLite takes one index: that of moments where one is given, since the plus leaves it no other.
        publication = "publication" if since is None else "+publication"
        bounds: dict[str, object] = {
            f"{publication} > ?": after,
            f"{publication} <= ?": until,
            "published_at >= ?": None if since is None else rows.moment_text(since),
        }
        given = {bound: value for bound, value in bounds.items() if value is not None}
        conditions = " and ".join(["status = 'published'", "push", *given])
        statement = f"select id from entries where {conditions} order by {publication}"
        found = self._database.read(lambda tables: tables.execute(statement, list(given.values())).fetchall())
        for start in range(0, len(found), AT_ONCE):
            ids = rows.to_json([row[0] for row in found[start : start + AT_ONCE]])
            # Who was retracted in the meantime is published no more.
            yield from self._select(
                "where id in (select value from json_each(?)) and status = 'published' order by publication",
                [ids],
            )

    def with_status(self, entry_ids: Sequence[int], status: Status) -> list[int]:
        """Those of these entries that have a status: their ids as they are now, in the order given."""
        found = self._database.read(
            lambda tables: tables.execute(
                """select entries.id from json_each(?) as listed left join moved on moved.id = listed.value
                    join entries on entries.id = coalesce(moved.entry_id, listed.value)
                    where entries.status = ? order by listed.key""",
                [rows.to_json(list(entry_ids)), status],
            ).fetchall()
        )
        return list(dict.fromkeys(row[0] for row in found))

    def last_publication(self) -> int:
        """The number of the last publication; 0 before the first."""
        return self._database.read(entry_rows.last_publication)

    def revision(self) -> int:
        """A number that grows with each change to the entries or to what was printed of them."""
        sql = "select value from state where name = 'content'"
        return self._database.read(lambda tables: int(tables.execute(sql).fetchone()[0]))

    def latest_moment(self) -> datetime | None:
        """When the last entry was published."""
        sql = "select max(published_at) from entries"
        return self._database.read(lambda tables: rows.moment_of(tables.execute(sql).fetchone()[0]))

    def alike(self, sketch: frozenset[int], limit: int = 20) -> list[Entry]:
        """Entries that may tell the same story as a text of this sketch, the likeliest first."""
        return self._database.read(lambda tables: entry_rows.alike(tables, sketch, limit))

    def changed_by(self, entry_id: int) -> tuple[int | None, int]:
        """The editor who made the latest versions of an entry, and the last version before those.

        None for the editor where the latest was made by nobody. Raises NoSuchEntry.
        """
        return self._database.read(lambda tables: entry_rows.changed_by(tables, entry_id))

    def forget(self, person_id: int) -> None:
        """Take an editor's id from what was changed."""
        sql = "update entries set changed_by = null where changed_by = ?"
        self._database.write(lambda tables: tables.execute(sql, [person_id]))

    def apart_from(self, entry_id: int) -> set[int]:
        """The entries that an editor parted from this one: no rule puts them together again."""
        return self._database.read(lambda tables: apart.of(tables, entry_id))

    def corrected_by(self, draft_id: int) -> Entry | None:
        """The entry that a draft is a correction of."""

        def work(tables: Tables) -> Entry | None:
            entry_id = corrections.of(tables, draft_id)
            return None if entry_id is None else next(iter(entry_rows.get_many(tables, [entry_id])), None)

        return self._database.read(work)

    def unjoined(self, source: str | None, day: date | None, limit: int) -> list[Entry]:
        """The newest entries of a paper that are half a story: that go on elsewhere, or come from elsewhere.

        Of another issue than that of the `day`, where either says so, there are none.
        """
        return self._select(
            """where source is ? and status != 'retracted'
                and (kind = 'fragment' or continues_to is not null or continues_from is not null)
                and (issue_date is null or coalesce(?, issue_date) = issue_date)
                order by id desc limit ?""",
            [source, day and day.isoformat(), limit],
        )

    def each(self, chunk: int = 500) -> Iterator[Entry]:
        """All entries in the order of their ids, read a chunk at a time."""
        last = 0
        while found := self._select("where id > ? order by id limit ?", [last, chunk]):
            yield from found
            last = found[-1].id

    def counts(self) -> dict[str, int]:
        """How many entries there are of each status, by its name, and together, as `all`."""

        def work(tables: Tables) -> dict[str, int]:
            found = dict(tables.execute("select status, count(*) from entries group by status").fetchall())
            return {status.value: found.get(status.value, 0) for status in Status} | {
                "all": sum(found.values())
            }

        return self._database.read(work)

    def _make(self, tables: Tables, changes: Sequence[Change], page_id: int | None) -> list[Entry]:
        ids = [make(tables, change, page_id, self._clock()) for change in changes]
        return [entry_rows.get(tables, entry_id) for entry_id in ids]

    def _insert_bulk(self, batch: Sequence[Entry], tables: Tables) -> None:
        ids = entry_rows.insert(tables, batch, self._clock(), sketched=False)
        printings.add(tables, _printed(ids, batch))

    def _select(self, rest: str, values: Sequence[object] | dict[str, object]) -> list[Entry]:
        return self._database.read(lambda tables: entry_rows.select(tables, rest, values))


def _printed(ids: Sequence[int], entries: Sequence[Entry]) -> Iterator[tuple[int, Article]]:
    """The articles that went into new entries: their editions, or where there is one only, itself."""
    for entry_id, entry in zip(ids, entries, strict=True):
        for article in [edition.article for edition in entry.editions] or [entry.article]:
            yield entry_id, article
