"""Messages that were made once for all who get them, with the entries that their further pages show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlite_utils import Database as Tables

from bot.errors import DatabaseUnusable
from bot.model import Button, Clock, Composition, Message
from bot.store.database import ASIDE_PATIENCE, Database
from bot.store.moments import to_seconds

UNKEPT = 0
"""The id of a composition that could not be kept."""


class Compositions:
    """Compositions by id."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self,
        entry_ids: Iterable[int],
        compose: Callable[[int], Message],
        chat_id: int | None = None,
        patience: float | None = None,
    ) -> Composition:
        """Keep a message that may name its own composition's id, as the button for the next page does.

        `compose` gets that id. All writing waits while it runs: it must be quick and touch no store.
        `chat_id` is the chat that is shown it, where no delivery brings it. With `patience`, raises
        DatabaseUnusable after so many seconds.
        """
        listed = tuple(entry_ids)
        now = self._clock()
        return self._database.write(lambda tables: _compose(tables, listed, compose, chat_id, now), patience)

    def add_or_show(
        self, entry_ids: Iterable[int], compose: Callable[[int], Message], chat_id: int
    ) -> Composition:
        """As `add`; where nothing can be written, the message alone, whose further pages cannot be opened."""
        listed = tuple(entry_ids)
        try:
            return self.add(listed, compose, chat_id, ASIDE_PATIENCE)
        except DatabaseUnusable:
            return Composition(UNKEPT, compose(UNKEPT), listed)

    def reserve(self, count: int) -> range:
        """Ids that nobody else gets, for compositions that are kept with what is promised of them."""

        def work(tables: Tables) -> range:
            named = "where name = 'compositions'"
            if not tables.execute(f"select 1 from sqlite_sequence {named}").fetchone():
                tables.execute("insert into sqlite_sequence (name, seq) values ('compositions', 0)")
            row = tables.execute(
                f"update sqlite_sequence set seq = seq + ? {named} returning seq", [count]
            ).fetchone()
            return range(row[0] - count + 1, row[0] + 1)

        return self._database.write(work)

    def show_to(self, composition_id: int, chat_id: int) -> None:
        """Let a chat have the composition from now on."""
        self._database.write(lambda tables: _show_to(tables, composition_id, chat_id), ASIDE_PATIENCE)

    def get(self, composition_id: int, chat_id: int) -> Composition | None:
        """The composition, if it is still kept and was made for or sent to this chat."""

        def work(tables: Tables) -> Composition | None:
            row = next(
                tables.table("compositions").rows_where(
                    "id = :id and (exists (select 1 from composition_chats"
                    " where composition_id = :id and chat_id = :chat)"
                    # By the chat, whose deliveries are few: one composition may go to all chats.
                    " or exists (select 1 from deliveries where +composition_id = :id and chat_id = :chat))",
                    {"id": composition_id, "chat": chat_id},
                ),
                None,
            )
            if row is None:
                return None
            return Composition(row["id"], message_of(row), tuple(json.loads(row["entry_ids"])))

        return self._database.read(work)


def _compose(
    tables: Tables,
    entry_ids: tuple[int, ...],
    compose: Callable[[int], Message],
    chat_id: int | None,
    now: datetime,
) -> Composition:
    made = add(tables, Message(""), entry_ids, now)
    if chat_id is not None:
        _show_to(tables, made, chat_id)
    message = compose(made)
    tables.execute(
        "update compositions set text = ?, buttons = ? where id = ?", [message.text, _written(message), made]
    )
    return Composition(made, message, entry_ids)


def _show_to(tables: Tables, composition_id: int, chat_id: int) -> None:
    tables.execute("insert or ignore into composition_chats values (?, ?)", [composition_id, chat_id])


def add(tables: Tables, message: Message, entry_ids: Iterable[int], now: datetime) -> int:
    """Keep a message and say under which id."""
    row = tables.execute(
        "insert into compositions (entry_ids, text, buttons, made_at) values (?, ?, ?, ?) returning id",
        [json.dumps(list(entry_ids)), message.text, _written(message), to_seconds(now)],
    ).fetchone()
    return int(row[0])


def keep(tables: Tables, composed: Iterable[Composition], now: datetime) -> None:
    """Keep compositions under ids that were reserved for them."""
    made_at = to_seconds(now)
    tables.conn.executemany(
        "insert into compositions (id, entry_ids, text, buttons, made_at) values (?, ?, ?, ?, ?)",
        (
            (one.id, json.dumps(one.entry_ids), one.message.text, _written(one.message), made_at)
            for one in composed
        ),
    )


def message_of(row: dict[str, Any]) -> Message:
    """The message of a row that has the text and the buttons of a composition."""
    rows = json.loads(row["buttons"])
    return Message(row["text"], tuple(tuple(Button(**button) for button in buttons) for buttons in rows))


def _written(message: Message) -> str:
    return json.dumps([[_fields(one) for one in buttons] for buttons in message.buttons], ensure_ascii=False)


@lru_cache(maxsize=4096)
def _fields(button: Button) -> dict[str, str | None]:
    return {"label": button.label, "data": button.data, "url": button.url, "copy": button.copy}
