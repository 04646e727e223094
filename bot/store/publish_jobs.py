"""Publishing jobs: what editors signed is kept before it is published, so that no stop loses the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlite_utils import Database as Tables

from bot.model import Clock, PublishJob
from bot.store.database import Database
from bot.store.moments import to_seconds

KEPT = timedelta(days=1)
"""How long the press of an answered job is known: longer than Telegram sends an update again."""


class PublishJobs:
    """Jobs by id, and by the press that began them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, job: PublishJob) -> int:
        """Keep a job and give its id; that of the one which the same press has begun. Old ones go."""
        now = to_seconds(self._clock())

        def work(tables: Tables) -> int:
            tables.execute(
                "delete from publish_jobs where answered_at < ?", [now - int(KEPT.total_seconds())]
            )
            known = _of_press(tables, job.press)
            if known is not None:
                return known
            row = tables.execute(
                "insert into publish_jobs (press, chat_id, thread_id, user_id, language, message_id, page_id,"
                " batch_id, mode, begun_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                [
                    job.press,
                    job.chat_id,
                    job.thread_id,
                    job.user_id,
                    job.language,
                    job.message_id,
                    job.page_id,
                    job.batch_id,
                    job.mode,
                    now,
                ],
            ).fetchone()
            tables.conn.executemany(
                "insert into publish_drafts (job_id, entry_id) values (?, ?)",
                [(row[0], entry_id) for entry_id in job.waiting],
            )
            return int(row[0])

        return self._database.write(work)

    def of_press(self, press: str) -> int | None:
        """The job that a press has begun."""
        return self._database.read(lambda tables: _of_press(tables, press))

    def get(self, job_id: int) -> PublishJob | None:
        """A job that is not answered yet."""

        def work(tables: Tables) -> PublishJob | None:
            found = tables.query("select * from publish_jobs where id = ? and answered_at is null", [job_id])
            return next((_job(tables, row) for row in found), None)

        return self._database.read(work)

    def unanswered(self) -> list[int]:
        """The jobs that are not done, or not answered, the first first."""
        sql = "select id from publish_jobs where answered_at is null order by id"
        return self._database.read(lambda tables: [row[0] for row in tables.execute(sql)])

    def decide(self, job_id: int, entry_id: int, *, published: int, merged: int, pushed: int) -> None:
        """Write down what became of a draft: in the transaction that publishes it."""

        def work(tables: Tables) -> None:
            tables.execute(
                "update publish_drafts set decided = 1 where job_id = ? and entry_id = ?", [job_id, entry_id]
            )
            tables.execute(
                "update publish_jobs set published = published + ?, merged = merged + ?,"
                " pushed = pushed + ? where id = ?",
                [published, merged, pushed, job_id],
            )

        self._database.write(work)

    def finish(self, job_id: int) -> None:
        """Its editor has the answer, or is promised it in the same transaction."""
        now = to_seconds(self._clock())
        self._database.write(
            lambda tables: tables.execute(
                "update publish_jobs set answered_at = ? where id = ?", [now, job_id]
            )
        )


def _of_press(tables: Tables, press: str) -> int | None:
    found = tables.execute("select id from publish_jobs where press = ?", [press]).fetchone()
    return None if found is None else int(found[0])


def _job(tables: Tables, row: dict[str, Any]) -> PublishJob:
    drafts = tables.execute(
        "select entry_id, decided from publish_drafts where job_id = ? order by id", [row["id"]]
    ).fetchall()
    return PublishJob(
        chat_id=row["chat_id"],
        user_id=row["user_id"],
        language=row["language"],
        mode=row["mode"],
        waiting=tuple(entry_id for entry_id, decided in drafts if not decided),
        thread_id=row["thread_id"],
        message_id=row["message_id"],
        page_id=row["page_id"],
        batch_id=row["batch_id"],
        press=row["press"],
        id=row["id"],
        decided=tuple(entry_id for entry_id, decided in drafts if decided),
        published=row["published"],
        merged=row["merged"],
        pushed=row["pushed"],
    )
