"""Batches of pages: what an editor laid down is kept before it is read, so that no stop loses a page."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlite_utils import Database as Tables

from bot.model import Batch, BatchState, Clock, InBatch, PageHints, Sheet, SheetState
from bot.store.database import Database
from bot.store.moments import to_seconds
from bot.store.rows import day_of, iso
from bot.store.text import storable

KEPT = timedelta(days=30)
"""How long the report of a batch can be opened again."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The stored pages of a message of which something else is said now."""

    pages: tuple[int, ...]
    of_album: tuple[int, ...]
    """Those sent together with it that say nothing of their own."""
    before: PageHints
    """What was said until now."""


class Batches:
    """Batches by id."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def lay(self, batch: Batch, sheet: Sheet) -> int:
        """Put a page to the open batch of this editor in this chat, or begin one; give the batch's id.

        What the same message has brought under this name already is not laid again: that batch is given.
        Batches older than KEPT go.
        """
        now = to_seconds(self._clock())
        hints = sheet.hints

        def work(tables: Tables) -> int:
            tables.execute(
                "delete from batches where state = ? and begun_at < ?",
                [BatchState.CLOSED, now - int(KEPT.total_seconds())],
            )
            laid = _laid(tables, batch.chat_id, sheet)
            if laid is not None:
                return laid
            batch_id = _open(tables, batch) or _begin(tables, batch, now)
            tables.execute(
                "insert into sheets (batch_id, chat_id, message_id, name, file_id, text, source, issue_date,"
                " page, album, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    batch_id,
                    batch.chat_id,
                    sheet.message_id,
                    storable(sheet.name),
                    sheet.file_id,
                    None if sheet.text is None else storable(sheet.text),
                    hints.source,
                    iso(hints.issue_date),
                    hints.page,
                    sheet.album,
                    SheetState.WAITING,
                ],
            )
            return batch_id

        return self._database.write(work)

    def correct(self, chat_id: int, message_id: int, hints: PageHints) -> Corrected | None:
        """What is said anew of the pages that a message brought; None where it brought none.

        What `hints` leave open stays.
        """
        said = [hints.source, iso(hints.issue_date), hints.page]

        def work(tables: Tables) -> Corrected | None:
            rows = tables.query(
                "select * from sheets where chat_id = ? and message_id = ? order by id", [chat_id, message_id]
            )
            sheets = [(_sheet(row), int(row["batch_id"])) for row in rows]
            if not sheets:
                return None
            sheet, batch_id = sheets[0]
            tables.conn.executemany(
                "update sheets set source = coalesce(?, source), issue_date = coalesce(?, issue_date),"
                " page = coalesce(?, page) where id = ?",
                [(*said, each.id) for each, _ in sheets],
            )
            others = tables.query(
                "select * from sheets where batch_id = ? and album = ? and message_id != ?"
                " and source is null and issue_date is null order by id",
                [batch_id, sheet.album, message_id],
            )
            return Corrected(
                _pages([each for each, _ in sheets]), _pages(list(map(_sheet, others))), sheet.hints
            )

        return self._database.write(work)

    def hints_of(self, sheet_id: int) -> PageHints:
        """What is said of a page now."""

        def work(tables: Tables) -> PageHints:
            rows = tables.query("select * from sheets where id = ?", [sheet_id])
            return next((_sheet(row).hints for row in rows), PageHints())

        return self._database.read(work)

    def say(self, batch_id: int, hints: PageHints) -> None:
        """The paper and day of hints hold from now on for pages of the batch that do not say their own."""
        said = [hints.source, iso(hints.issue_date), batch_id]
        self._database.write(
            lambda tables: tables.execute(
                "update batches set source = coalesce(?, source), issue_date = coalesce(?, issue_date)"
                " where id = ?",
                said,
            )
        )

    def next_waiting(self, batch_id: int, without: Collection[int] = ()) -> Sheet | None:
        """The first page that waits, of those whose ids are not among `without`; None where none waits."""
        left_out = json.dumps(sorted(without))

        def work(tables: Tables) -> Sheet | None:
            rows = tables.query(
                "select * from sheets where batch_id = ? and state = ?"
                " and id not in (select value from json_each(?)) order by id limit 1",
                [batch_id, SheetState.WAITING, left_out],
            )
            return next(map(_sheet, rows), None)

        return self._database.read(work)

    @contextmanager
    def at_risk(self, sheet_id: int) -> Iterator[None]:
        """While a page is worked on: a death of the process within the block counts as a try of it."""
        self._count_try(sheet_id, 1)
        try:
            yield
        finally:
            self._count_try(sheet_id, -1)

    def _count_try(self, sheet_id: int, by: int) -> None:
        self._database.write(
            lambda tables: tables.execute("update sheets set tries = tries + ? where id = ?", [by, sheet_id])
        )

    def note_stored(self, sheet_id: int, page_id: int) -> None:
        """A page that came of one is stored: in the transaction that stores it."""
        self._database.write(
            lambda tables: tables.execute(
                "update sheets set stored = json_insert(stored, '$[#]', ?) where id = ?", [page_id, sheet_id]
            )
        )

    def settle(self, batch_id: int, sheet: Sheet, *others: Sheet) -> None:
        """Write down what became of a page, and of the `others` that its file held besides.

        Its pasted text is kept by the stored page from now on. Of each that was stored its editor is yet to
        be told.
        """

        def work(tables: Tables) -> None:
            tables.execute(
                "update sheets set name = ?, state = ?, page_id = ?, reason = ?, told = ?, text = null"
                " where id = ?",
                [*_settled(sheet), sheet.id],
            )
            tables.conn.executemany(
                "insert into sheets (batch_id, name, state, page_id, reason, told) values (?, ?, ?, ?, ?, ?)",
                [(batch_id, *_settled(each)) for each in others],
            )

        self._database.write(work)

    def next_untold(self, batch_id: int) -> Sheet | None:
        """The first page that was stored and whose card its editor has not been promised yet."""

        def work(tables: Tables) -> Sheet | None:
            rows = tables.query(
                "select * from sheets where batch_id = ? and not told order by id limit 1", [batch_id]
            )
            return next(map(_sheet, rows), None)

        return self._database.read(work)

    def mark_told(self, sheet_id: int) -> None:
        """A page's card is promised: in the transaction that promises it."""
        self._database.write(
            lambda tables: tables.execute("update sheets set told = 1 where id = ?", [sheet_id])
        )

    def show_progress(self, batch_id: int, message_id: int) -> None:
        """Remember which message says how far the batch is."""
        self._database.write(
            lambda tables: tables.execute(
                "update batches set progress_id = ? where id = ?", [message_id, batch_id]
            )
        )

    def finish_reading(self, batch_id: int) -> bool:
        """Let no page join any more, unless one waits to be read; say whether the batch is ready."""

        def work(tables: Tables) -> bool:
            return (
                tables.execute(
                    "update batches set state = ? where id = ? and not exists"
                    " (select 1 from sheets where batch_id = batches.id and state = ?)",
                    [BatchState.REPORTING, batch_id, SheetState.WAITING],
                ).rowcount
                == 1
            )

        return self._database.write(work)

    def close(self, batch_id: int) -> bool:
        """Its editor has been told. Say whether the batch is closed: not where a page waits again."""
        return self._database.write(
            lambda tables: (
                tables.execute(
                    "update batches set state = ? where id = ? and state = ?",
                    [BatchState.CLOSED, batch_id, BatchState.REPORTING],
                ).rowcount
                == 1
            )
        )

    def await_again(self, batch_id: int, chat_id: int, sheet_id: int | None = None) -> int:
        """Let documents that could not be had wait again, one or all of a batch; give their number.

        None of a batch that is not of this chat, or is not kept any more.
        """

        def work(tables: Tables) -> int:
            waiting = tables.execute(
                "update sheets set state = ?, reason = '', tries = 0"
                " where state = ? and id = coalesce(?, id) and batch_id ="
                " (select id from batches where id = ? and chat_id = ?)",
                [SheetState.WAITING, SheetState.UNAVAILABLE, sheet_id, batch_id, chat_id],
            ).rowcount
            if waiting:
                tables.execute("update batches set state = ? where id = ?", [BatchState.OPEN, batch_id])
            return waiting

        return self._database.write(work)

    def get(self, batch_id: int) -> Batch | None:
        """A batch with its pages."""

        def work(tables: Tables) -> Batch | None:
            for row in tables.query("select * from batches where id = ?", [batch_id]):
                sheets = tables.query("select * from sheets where batch_id = ? order by id", [batch_id])
                return _batch(row, tuple(map(_sheet, sheets)))
            return None

        return self._database.read(work)

    def unfinished(self) -> list[int]:
        """The batches that are being read or not reported yet, the first first."""
        return self._database.read(
            lambda tables: [
                row[0]
                for row in tables.execute(
                    "select id from batches where state != ? order by id", [BatchState.CLOSED]
                )
            ]
        )

    def around(self, page_id: int) -> InBatch | None:
        """Where a page stands in the last batch that brought it; None where that had no other page."""

        def work(tables: Tables) -> InBatch | None:
            found = tables.execute(
                "select batch_id from sheets where page_id = ? order by id desc limit 1", [page_id]
            ).fetchone()
            if found is None:
                return None
            pages = [
                row[0]
                for row in tables.execute(
                    "select page_id from sheets where batch_id = ? order by id", [found[0]]
                )
            ]
            if len(pages) < 2:
                return None
            at = pages.index(page_id)
            after = [page for page in (*pages[at + 1 :], *pages[:at]) if page not in (None, page_id)]
            return InBatch(found[0], at + 1, len(pages), _first_undecided(tables, after))

        return self._database.read(work)


def _pages(sheets: list[Sheet]) -> tuple[int, ...]:
    """The pages that were stored of some, each once."""
    found = (
        page_id
        for sheet in sheets
        for page_id in (*sheet.stored, *([] if sheet.page_id is None else [sheet.page_id]))
    )
    return tuple(dict.fromkeys(found))


def _open(tables: Tables, batch: Batch) -> int | None:
    found = tables.execute(
        "select id from batches where chat_id = ? and thread_id = ? and user_id = ? and state = ?"
        " order by id desc limit 1",
        [batch.chat_id, batch.thread_id, batch.user_id, BatchState.OPEN],
    ).fetchone()
    return None if found is None else int(found[0])


def _settled(sheet: Sheet) -> list[str | int | None]:
    told = sheet.page_id is None
    return [storable(sheet.name), sheet.state, sheet.page_id, storable(sheet.reason), told]


def _laid(tables: Tables, chat_id: int, sheet: Sheet) -> int | None:
    found = tables.execute(
        "select batch_id from sheets where chat_id = ? and message_id = ? and name = ?",
        [chat_id, sheet.message_id, storable(sheet.name)],
    ).fetchone()
    return None if found is None else int(found[0])


def _begin(tables: Tables, batch: Batch, now: int) -> int:
    row = tables.execute(
        "insert into batches (chat_id, thread_id, user_id, language, state, begun_at)"
        " values (?, ?, ?, ?, ?, ?) returning id",
        [batch.chat_id, batch.thread_id, batch.user_id, batch.language, BatchState.OPEN, now],
    ).fetchone()
    return int(row[0])


def _first_undecided(tables: Tables, page_ids: list[int]) -> int | None:
    for page_id in page_ids:
        waits = tables.execute(
            "select 1 from printings p join entries e on e.id = p.entry_id"
            " where p.page_id = ? and e.status = 'draft' limit 1",
            [page_id],
        ).fetchone()
        if waits:
            return page_id
    return None


def _batch(row: dict[str, Any], sheets: tuple[Sheet, ...]) -> Batch:
    return Batch(
        chat_id=row["chat_id"],
        user_id=row["user_id"],
        language=row["language"],
        thread_id=row["thread_id"],
        id=row["id"],
        state=BatchState(row["state"]),
        hints=PageHints(row["source"], day_of(row["issue_date"])),
        progress_id=row["progress_id"],
        sheets=sheets,
    )


def _sheet(row: dict[str, Any]) -> Sheet:
    return Sheet(
        name=row["name"],
        file_id=row["file_id"],
        text=row["text"],
        hints=PageHints(row["source"], day_of(row["issue_date"]), row["page"]),
        album=row["album"],
        id=row["id"],
        state=SheetState(row["state"]),
        page_id=row["page_id"],
        reason=row["reason"],
        tries=row["tries"],
        message_id=row["message_id"],
        stored=tuple(json.loads(row["stored"])),
    )
