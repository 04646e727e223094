"""The pages that came in, as they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import blake2b

from sqlite_utils import Database as Tables

from bot.model import Clock, NoiseLine, Page
from bot.store import rows
from bot.store.database import Database


class Pages:
    """All pages, by id. The same page with the same paper, day and number is stored once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, page: Page) -> int:
        """Store a page, and give its id; that of the first where it is stored already."""
        return self._database.write(lambda tables: insert_page(tables, page, self._clock()))

    def get(self, page_id: int) -> Page | None:
        """A page with its articles as they were read."""

        def work(tables: Tables) -> Page | None:
            for row in tables.query("select * from pages where id = ?", [page_id]):
                return rows.page_of(row)
            return None

        return self._database.read(work)

    def stamp(self, page_id: int, page: Page) -> None:
        """Set paper, day and number of a stored page."""
        self._database.write(
            lambda tables: tables.execute(
                "update pages set source = ?, issue_date = ?, page = ? where id = ?",
                [page.source, rows.iso(page.issue_date), page.page, page_id],
            )
        )

    def keep_noise(self, page_id: int, noise: Sequence[NoiseLine]) -> None:
        """Set which lines of a stored page belong to no article."""
        told = rows.to_json([asdict(line) for line in noise])
        self._database.write(
            lambda tables: tables.execute("update pages set noise = ? where id = ?", [told, page_id])
        )

    def find(self, page: Page) -> int | None:
        """The id of the same page where it is stored already."""

        def work(tables: Tables) -> int | None:
            found = tables.execute("select id from pages where mark = ?", [_mark(page)]).fetchone()
            return None if found is None else int(found[0])

        return self._database.read(work)


def insert_page(tables: Tables, page: Page, now: datetime) -> int:
    """Store a page, and give its id; inside a transaction of the caller's."""
    row = rows.page_row(page) | {"mark": _mark(page), "taken_at": rows.moment_text(now)}
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    tables.execute(f"insert into pages ({names}) values ({values}) on conflict (mark) do nothing", row)
    return int(tables.execute("select id from pages where mark = ?", [row["mark"]]).fetchone()[0])


def _mark(page: Page) -> str:
    """Tells the same text, taken for the same page of the same paper, by 128 bits of a hash."""
    day = page.issue_date.isoformat() if page.issue_date else ""
    told = rows.to_json([page.original, page.source or "", day, page.page or ""])
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
