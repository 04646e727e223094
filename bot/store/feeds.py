"""Feeds by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database as Tables

from bot.model import Clock, Feed
from bot.store.database import Database
from bot.store.moments import from_seconds, to_seconds
from bot.store.text import storable


class Feeds:
    """All feeds. Each address is there once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, feed: Feed) -> Feed | None:
        """Store a feed, to be looked at at once; None where its address is stored already."""

        def work(tables: Tables) -> int | None:
            row = _chosen(feed) | {"next_at": to_seconds(self._clock())}
            found = tables.execute(
                "insert into feeds (address, paper, publish, every, configured, next_at)"
                " values (:address, :paper, :publish, :every, :configured, :next_at)"
                " on conflict (address) do nothing returning id",
                row,
            ).fetchone()
            return None if found is None else int(found[0])

        feed_id = self._database.write(work)
        return None if feed_id is None else replace(feed, id=feed_id, next_at=self._clock())

    def remove(self, feed_id: int) -> bool:
        """Take away a feed that does not stand in the configuration; say whether there was one."""
        return self._database.write(
            lambda tables: (
                tables.execute("delete from feeds where id = ? and not configured", [feed_id]).rowcount > 0
            )
        )

    def configure(self, feeds: Sequence[Feed]) -> None:
        """Make the configured feeds these, each with what was known of it."""

        def work(tables: Tables) -> None:
            now = to_seconds(self._clock())
            for feed in feeds:
                tables.execute(
                    "insert into feeds (address, paper, publish, every, configured, next_at)"
                    " values (:address, :paper, :publish, :every, :configured, :next_at)"
                    " on conflict (address) do update set paper = :paper, publish = :publish,"
                    " every = :every, configured = :configured",
                    _chosen(feed) | {"configured": True, "next_at": now},
                )
            kept = [feed.address for feed in feeds]
            marks = ", ".join("?" * len(kept))
            tables.execute(f"delete from feeds where configured and address not in ({marks})", kept)

        self._database.write(work)

    def each(self) -> list[Feed]:
        """All feeds, the first stored first."""
        return self._database.read(_feeds)

    def get(self, feed_id: int) -> Feed | None:
        """One feed."""
        found = self._database.read(lambda tables: _feeds(tables, "id = ?", [feed_id]))
        return found[0] if found else None

    def due(self, now: datetime, farthest: timedelta) -> list[Feed]:
        """The feeds to be looked at, the longest due first.

        No look is farther off than `farthest`: what is was reckoned by a clock that was ahead.
        """
        bounds = [to_seconds(now), to_seconds(now + farthest)]
        return self._database.read(
            lambda tables: _feeds(tables, "next_at <= ? or next_at > ?", bounds, order="next_at, id")
        )

    def bring_back(self, now: datetime, by: timedelta) -> None:
        """After the clock was put back by as much: what was to be looked at later comes as soon as before."""
        bound = [int(by.total_seconds()), to_seconds(now)]
        self._database.write(
            lambda tables: tables.execute("update feeds set next_at = next_at - ? where next_at > ?", bound)
        )

    def settle(self, feed: Feed) -> None:
        """Store how a feed stands after a look at it."""
        row = {
            "id": feed.id,
            "title": storable(feed.title),
            "etag": feed.etag and storable(feed.etag),
            "last_modified": feed.last_modified and storable(feed.last_modified),
            "next_at": feed.next_at and to_seconds(feed.next_at),
            "failures": feed.failures,
            "problem": storable(feed.problem),
        }
        self._database.write(
            lambda tables: tables.execute(
                "update feeds set title = :title, etag = :etag, last_modified = :last_modified,"
                " next_at = :next_at, failures = :failures, problem = :problem where id = :id",
                row,
            )
        )


def _feeds(
    tables: Tables, where: str | None = None, values: Sequence[object] = (), order: str = "id"
) -> list[Feed]:
    return [_feed(row) for row in tables.table("feeds").rows_where(where, list(values), order_by=order)]


def _feed(row: dict[str, Any]) -> Feed:
    return Feed(
        address=row["address"],
        paper=row["paper"],
        publish=bool(row["publish"]),
        every=row["every"],
        configured=bool(row["configured"]),
        id=row["id"],
        title=row["title"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        next_at=None if row["next_at"] is None else from_seconds(row["next_at"]),
        failures=row["failures"],
        problem=row["problem"],
    )


def _chosen(feed: Feed) -> dict[str, object]:
    return {
        "address": storable(feed.address),
        "paper": feed.paper and storable(feed.paper),
        "publish": feed.publish,
        "every": feed.every,
        "configured": feed.configured,
    }
