"""The items of feeds: which have been seen to, what they said then, and what was read from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import blake2b

from sqlite_utils import Database as Tables

from bot.model import Clock, ItemName, Taken
from bot.store.database import Database
from bot.store.moments import to_seconds

REMEMBERED = timedelta(days=120)
"""How long an item is known after it last stood in a feed."""

MOST_TRIES = 3
"""How often an item that cannot be had is tried."""

MOST_VERSIONS = 10
"""How often an item is read again because it says something else: some say so at every look."""


class FeedItems:
    """The items of all feeds."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def to_read(self, feed_id: int, items: Sequence[ItemName]) -> dict[str, Taken | None]:
        """The keys of the items of a feed that are to be read, in their order; the others are remembered.

        One that was read and says something else now comes with what was taken from it. What another feed
        linked to has been seen to.
        """

        def work(tables: Tables) -> dict[str, Taken | None]:
            now = to_seconds(self._clock())
            wanted: dict[str, Taken | None] = {}
            for item in items:
                is_wanted, taken = _look_up(tables, feed_id, item, now)
                if is_wanted:
                    wanted[item.key] = taken
            tables.execute(
                "delete from feed_items where seen_at < ?", [now - int(REMEMBERED.total_seconds())]
            )
            return wanted

        return self._database.write(work)

    def note(
        self, feed_id: int, items: Sequence[ItemName], *, done: bool, taken: Taken | None = None
    ) -> None:
        """The items have been seen to, and what was taken from them; or they could not be had."""

        def work(tables: Tables) -> None:
            now = to_seconds(self._clock())
            for item in items:
                _note(tables, feed_id, item, now, done, taken)

        self._database.write(work)


def _look_up(tables: Tables, feed_id: int, item: ItemName, now: int) -> tuple[bool, Taken | None]:
    """Whether an item is to be read, and what was taken from it before."""
    own = _own_mark(feed_id, item)
    found = tables.execute(
        "update feed_items set seen_at = ? where mark = ?"
        " returning done, tries, said, versions, entry_id, article",
        [now, own],
    ).fetchone()
    if found is None:
        known = _is_known_elsewhere(tables, feed_id, item, now)
        if known:
            _note(tables, feed_id, item, now, done=True, taken=None)
        return not known, None
    done, tries, said, versions, entry_id, article = found
    taken = None if entry_id is None or article is None else Taken(entry_id, article)
    if said == item.said:
        return not done and tries < MOST_TRIES, taken
    if versions >= MOST_VERSIONS:
        return False, None
    tables.execute(
        "update feed_items set said = ?, versions = versions + 1, done = 0, tries = 0 where mark = ?",
        [item.said, own],
    )
    return True, taken


def _is_known_elsewhere(tables: Tables, feed_id: int, item: ItemName, now: int) -> bool:
    """Whether another feed linked to an item, or it was known before items were kept by feed."""
    found = tables.execute(
        "update feed_items set seen_at = :now, feed_id = coalesce(feed_id, :feed) where mark = :mark"
        " and (feed_id is null or (:is_linked and feed_id != :feed)) returning done or tries >= :most",
        {
            "now": now,
            "feed": feed_id,
            "mark": _mark(item.known_as),
            "is_linked": item.is_linked,
            "most": MOST_TRIES,
        },
    ).fetchone()
    return found is not None and bool(found[0])


def _note(tables: Tables, feed_id: int, item: ItemName, now: int, done: bool, taken: Taken | None) -> None:
    marks = [_own_mark(feed_id, item)]
    if item.is_linked:
        marks.append(_mark(item.known_as))
    for mark in marks:
        tables.execute(
            "insert into feed_items (mark, feed_id, seen_at, tries, done, said, entry_id, article)"
            " values (:mark, :feed, :now, not :done, :done, :said, :entry, :article)"
            " on conflict (mark) do update set seen_at = :now, said = :said, done = :done,"
            " tries = case when :done then 0 else tries + 1 end,"
            " entry_id = coalesce(:entry, entry_id), article = coalesce(:article, article)",
            {
                "mark": mark,
                "feed": feed_id,
                "now": now,
                "done": done,
                "said": item.said,
                "entry": taken and taken.entry_id,
                "article": taken and taken.article,
            },
        )


def _own_mark(feed_id: int, item: ItemName) -> str:
    return _mark(f"{feed_id} {item.key}")


def _mark(key: str) -> str:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
