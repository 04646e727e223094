"""Whether all that people did has had its effect, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from pushing import Bot

from tests.chaos.model import People


def is_quiet(bot: Bot) -> bool:
    """Whether nothing waits to be handled, read, published or sent."""
    return all(
        _rows(bot, f"select count(*) from {waiting}") == [(0,)]
        for waiting in (
            "inbox where state = 'waiting'",
            "sheets where state = 'waiting'",
            "publish_jobs where answered_at is null",
            "deliveries where due_at is not null",
        )
    )


def problems(bot: Bot, people: People) -> Iterator[str]:
    """What is not as it must be, a line each."""
    watched = set(_rows(bot, "select chat_id, words from watches"))
    yield from (f"lost: /watch {words} of {reader}" for reader, words in people.watched - watched)
    yield from _of_pages(bot, people)
    yield from _of_digests(bot, people)
    # Of one that failed its person was told so.
    poisoned = _rows(bot, "select id from inbox where state = 'poisoned'")
    yield from (f"update {number} was set aside" for (number,) in poisoned)
    for line in bot.doctor().splitlines():
        # The shell beside the bot has neither a token nor admins.
        if line.startswith("MEND") and not line.startswith(("MEND  token", "MEND  admins")):
            yield f"doctor: {line}"
    if "Traceback" in bot.log.read_text():
        yield "a traceback in the log"


def _of_pages(bot: Bot, people: People) -> Iterator[str]:
    headlines = [row[0] for row in _rows(bot, "select headline from entries")]
    for headline in people.sent:
        if headlines.count(headline) != 1:
            yield f"the page {headline} is stored {headlines.count(headline)} times"
    published = _rows(bot, "select count(*) from entries where publication is not null")[0][0]
    deeds = _rows(bot, "select count(distinct entry_id) from audit where action = 'publish'")[0][0]
    if published != deeds:
        yield f"{published} articles are published, {deeds} deeds are recorded"


def _of_digests(bot: Bot, people: People) -> Iterator[str]:
    states: dict[Any, str] = {
        (chat, key): state
        for chat, key, state in _rows(
            bot, "select chat_id, key, state from deliveries where key like 'digest %'"
        )
    }
    for reader, key in people.due.items():
        state = states.get((reader, key))
        if state not in {"sent", "unsure"}:
            yield f"the {key} of {reader} is {state}"


def _rows(bot: Bot, query: str) -> list[Any]:
    connection = sqlite3.connect(bot.database, timeout=20)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
