"""The chats that the bot has met, and whether they can still be reached."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from bot.model import Chat, ChatState, Clock, DeliveryState
from bot.store import due_slots
from bot.store.database import Database
from bot.store.moments import to_seconds
from bot.store.text import storable

BACK_WITHIN = 12 * 3600
"""Seconds within which who left and came back gets the digest that was due in between: as long as a missed
digest is made up for."""


class Chats:
    """Chats by their Telegram id."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, chat_id: int) -> Chat | None:
        """The chat, if the bot has met it."""

        def work(tables: Tables) -> Chat | None:
            row = next(tables.table("chats").rows_where("id = ?", [chat_id]), None)
            if row is None:
                return None
            return Chat(row["id"], row["kind"], row["title"], row["language"], ChatState(row["state"]))

        return self._database.read(work)

    def save(self, chat: Chat, patience: float | None = None) -> None:
        """Keep a chat as it is given, known or new; within `patience` seconds, where they are given."""
        now = to_seconds(self._clock())

        def work(tables: Tables) -> None:
            tables.execute(
                "insert into chats (id, kind, title, language, state, met_at) values (?, ?, ?, ?, ?, ?)"
                " on conflict (id) do update set kind = excluded.kind, title = excluded.title,"
                " language = excluded.language",
                [chat.id, chat.kind, storable(chat.title), chat.language, chat.state, now],
            )
            if chat.state is ChatState.GONE:
                mark_gone(tables, chat.id, now)
            else:
                revive(tables, chat.id, now)

        self._database.write(work, patience)

    def mark_gone(self, chat_id: int) -> None:
        """The chat cannot be reached: nothing more is sent to it; what it had set is kept."""
        now = to_seconds(self._clock())
        self._database.write(lambda tables: mark_gone(tables, chat_id, now))

    def revive(self, chat_id: int) -> None:
        """The chat can be reached again. Its schedules go on from now; what it missed comes in one digest."""
        now = to_seconds(self._clock())
        self._database.write(lambda tables: revive(tables, chat_id, now))

    def migrate(self, old: int, new: int) -> None:
        """A group became the supergroup `new`: everything it had set and was promised is the new one's.

        Where the new chat has a row of its own for the same thing, that one stays.
        """
        now = to_seconds(self._clock())
        self._database.write(lambda tables: _migrate(tables, old, new, now))

    def leave_topic(self, chat_id: int, thread_id: int) -> None:
        """A forum topic is no more: what it had set and was promised is the group's own from now on.

        Where the group has a row of its own for the same thing, that one stays.
        """
        place = [chat_id, thread_id]

        def work(tables: Tables) -> None:
            for name in _tables_naming(tables, "thread_id"):
                table = tables.table(name).name
                there = "where chat_id = ? and thread_id = ?"
                tables.execute(f'update or ignore "{table}" set thread_id = 0 {there}', place)
                tables.execute(f'delete from "{table}" {there}', place)

        self._database.write(work)

    def forget(self, chat_id: int) -> None:
        """Delete the chat and everything that is stored about it."""

        def work(tables: Tables) -> None:
            for name in _tables_naming(tables, "chat_id"):
                tables.table(name).delete_where("chat_id = ?", [chat_id])
            tables.table("chats").delete_where("id = ?", [chat_id])

        self._database.write(work)

    def counts(self) -> dict[str, int]:
        """How many chats there are, by state."""
        return self._database.read(
            lambda tables: dict(tables.execute("select state, count(*) from chats group by state").fetchall())
        )


def meet(tables: Tables, chat_id: int, now: int) -> None:
    """Make sure that there is a row for the chat."""
    tables.execute(
        "insert or ignore into chats (id, kind, title, state, met_at) values (?, 'private', '', 'active', ?)",
        [chat_id, now],
    )


def mark_gone(tables: Tables, chat_id: int, now: int) -> None:
    """Mark the chat, halt its schedules and give up what waits for it.

    An hour that had come before stays due: the chat may be back soon.
    """
    due_slots.keep(tables, chat_id, now)
    tables.execute("update chats set state = ? where id = ?", [ChatState.GONE, chat_id])
    tables.execute(
        "update schedules set next_at = null"
        " where subscription_id in (select id from subscriptions where chat_id = ?)",
        [chat_id],
    )
    tables.execute(
        "update deliveries set state = ?, due_at = null, settled_at = ?"
        " where chat_id = ? and due_at is not null",
        [DeliveryState.GONE, now, chat_id],
    )


def revive(tables: Tables, chat_id: int, now: int) -> None:
    """Mark a chat that was gone as reachable; its halted schedules go on from now, as the next tick reckons.

    Where it is soon back, digests that were given up wait again.
    """
    back = tables.execute(
        "update chats set state = ? where id = ? and state = ?", [ChatState.ACTIVE, chat_id, ChatState.GONE]
    ).rowcount
    if not back:
        return
    tables.execute("update subscriptions set reckon_from = ? where chat_id = ?", [now - 1, chat_id])
    tables.execute(
        "update deliveries set state = ?, due_at = ?, settled_at = null where chat_id = ? and state = ?"
        " and key like 'digest %' and promised_at >= ?",
        [DeliveryState.PENDING, now, chat_id, DeliveryState.GONE, now - BACK_WITHIN],
    )


def _migrate(tables: Tables, old: int, new: int, now: int) -> None:
    # What is due to the group is due where it lives now, also where that has hours of its own.
    due_slots.keep(tables, old, now)
    tables.execute(
        "insert into chats (id, kind, title, language, state, met_at)"
        " select ?, 'supergroup', title, language, state, met_at from chats where id = ?"
        " on conflict (id) do update set language = coalesce(language, excluded.language)",
        [new, old],
    )
    for name in _tables_naming(tables, "chat_id"):
        table = tables.table(name).name
        tables.execute(f'update or ignore "{table}" set chat_id = ? where chat_id = ?', [new, old])
        tables.execute(f'delete from "{table}" where chat_id = ?', [old])
    tables.execute("delete from chats where id = ?", [old])


def _tables_naming(tables: Tables, column: str) -> list[str]:
    return [
        row[0]
        for row in tables.execute(
            "select m.name from sqlite_schema m join pragma_table_info(m.name) c"
            " where m.type = 'table' and m.sql not like 'create virtual%' and c.name = ? order by m.name",
            [column],
        ).fetchall()
    ]
