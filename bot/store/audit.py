"""The record of what editors did: who, what, when, to which entry."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlite_utils import Database as Tables

from bot.model import AuditRecord, Clock, Deed
from bot.store.database import Database


class Audit:
    """The record. It is only added to; a person who asks to be forgotten becomes nobody in it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self,
        user_id: int,
        deed: Deed,
        *,
        entry_id: int | None = None,
        person_id: int | None = None,
        detail: str = "",
    ) -> int:
        """Write down that a person did something, now, and say under which number."""
        row = {
            "at": self._clock().isoformat(),
            "user_id": user_id,
            "action": deed.value,
            "entry_id": entry_id,
            "person_id": person_id,
            "detail": detail,
        }

        def work(tables: Tables) -> int:
            columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
            inserted = tables.execute(f"insert into audit ({columns}) values ({values}) returning id", row)
            return int(inserted.fetchone()[0])

        return self._database.write(work)

    def complete(self, number: int, detail: str) -> None:
        """Say what came of a deed that is written down already."""
        self._database.write(
            lambda tables: tables.execute("update audit set detail = ? where id = ?", [detail, number])
        )

    def latest(self, limit: int, offset: int = 0) -> list[AuditRecord]:
        """What was done last, first."""

        def work(tables: Tables) -> list[AuditRecord]:
            rows = tables.table("audit").rows_where(order_by="id desc", limit=limit, offset=offset)
            return [_record(row) for row in rows]

        return self._database.read(work)

    def of_person(self, person_id: int) -> list[AuditRecord]:
        """What a person did and what was done to them, the first first."""

        def work(tables: Tables) -> list[AuditRecord]:
            who = [person_id, person_id]
            rows = tables.table("audit").rows_where("user_id = ? or person_id = ?", who, order_by="id")
            return [_record(row) for row in rows]

        return self._database.read(work)

    def of_entry(self, entry_id: int, limit: int) -> list[AuditRecord]:
        """What was done to an entry last, first."""

        def work(tables: Tables) -> list[AuditRecord]:
            rows = tables.table("audit").rows_where(
                "entry_id = ?", [entry_id], order_by="id desc", limit=limit
            )
            return [_record(row) for row in rows]

        return self._database.read(work)

    def count(self) -> int:
        """How many deeds are written down."""
        return self._database.read(lambda tables: tables.table("audit").count)

    def forget(self, person_id: int) -> None:
        """Take a person's id out of the record; what was done stays."""

        def work(tables: Tables) -> None:
            tables.execute("update audit set user_id = null where user_id = ?", [person_id])
            tables.execute("update audit set person_id = null where person_id = ?", [person_id])

        self._database.write(work)


def _record(row: dict[str, Any]) -> AuditRecord:
    return AuditRecord(
        datetime.fromisoformat(row["at"]),
        row["user_id"],
        Deed(row["action"]),
        row["entry_id"],
        row["person_id"],
        row["detail"],
    )
