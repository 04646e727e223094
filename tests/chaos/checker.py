"""Whether all that people did has had its effect, once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from pushing import Bot

from bot.message.languages import translator
from bot.message.markup import to_plain
from tests.chaos.faults import Load
from tests.chaos.model import WATCHERS, People

REFUSALS = tuple(
    translator("zh-hans")(key)
    for key in ("problem.database", "problem.database_busy", "problem.database_unreadable")
)
"""How people are told that something could not be stored or looked up."""

AS_MEANT = ("MEND  token", "MEND  admins", "MEND  disk", "MEND  clock")
"""What doctor rightly says of a shell without a token and admins, a small disk, a clock that was put back."""

MOST = Load(megabytes=400, threads=64, descriptors=96)
"""Above all that is meant: far below what leaks would make of it."""


def is_quiet(bot: Bot, people: People) -> bool:
    """Whether nothing waits to be fetched, handled, read, published or sent."""
    return not people.telegram.bot()["pending"] and all(
        _rows(bot, f"select count(*) from {waiting}") == [(0,)]
        for waiting in (
            "inbox where state = 'waiting'",
            "sheets where state = 'waiting'",
            "publish_jobs where answered_at is null",
            "deliveries where due_at is not null",
            "deliveries where state = 'sending'",
        )
    )


def problems(bot: Bot, people: People, load: Load) -> Iterator[str]:
    """What is not as it must be, a line each."""
    yield from _of_updates(bot, people)
    yield from _of_pages(bot, people)
    yield from _of_digests(bot, people)
    yield from _of_alerts(bot, people)
    yield from _of_arrivals(bot, people)
    for line in bot.doctor().splitlines():
        if line.startswith("MEND") and not line.startswith(AS_MEANT):
            yield f"doctor: {line}"
    for name in ("megabytes", "threads", "descriptors"):
        if getattr(load, name) > getattr(MOST, name):
            yield f"the bot took {getattr(load, name)} {name}"


def of_log(log: str) -> Iterator[str]:
    """What is wrong in what the bot logged."""
    for part in log.split("Traceback")[1:]:
        yield f"a traceback in the log: {part[:1500]}"


def _of_updates(bot: Bot, people: People) -> Iterator[str]:
    """What was to be stored or answered, and was neither that nor refused."""
    stored = set(_rows(bot, "select chat_id, words from watches"))
    lost = [(chat, f"/watch {words}") for chat, words in people.watched - stored]
    subscribed = {chat for (chat,) in _rows(bot, "select chat_id from subscriptions")}
    lost += [(chat, "/subscribe") for chat in people.subscribed - subscribed]
    for chat in {chat for chat, _ in people.asked}:
        answers = " ".join(message["text"] for message in people.telegram.sent(chat_id=chat))
        lost += [(asks, word) for asks, word in people.asked if asks == chat and word not in answers]
    yield from _unless_refused(people, lost)
    poisoned = _rows(bot, "select id, content from inbox where state = 'poisoned'")
    yield from (f"update {number} was set aside: {content}" for number, content in poisoned)


def _unless_refused(people: People, lost: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Of what had no effect: that of which its person was not told either."""
    by_chat: dict[int, list[str]] = {}
    for chat, what in lost:
        by_chat.setdefault(chat, []).append(what)
    for chat, each in by_chat.items():
        refused = sum(
            message["text"].count(refusal)
            for message in people.telegram.sent(chat_id=chat)
            for refusal in REFUSALS
        )
        if len(each) > refused:
            yield f"{chat} was refused {refused}, and lost {', '.join(sorted(each))}"


def _of_pages(bot: Bot, people: People) -> Iterator[str]:
    stored = _rows(bot, "select id, headline, status from entries")
    times = Counter(headline for _, headline, _ in stored)
    yield from (f"{headline} is stored {count} times" for headline, count in times.items() if count > 1)
    unsent = set(people.shell.brought) - set(times)
    yield from (f"{headline} was brought by the shell and is not stored" for headline in unsent)
    lost = [
        (editor, f"the page {headline}") for headline, editor in people.sent.items() if headline not in times
    ]
    published = {headline for _, headline, status in stored if status == "published"}
    lost += [
        (editor, f"the press that publishes {headline}")
        for headline, editor in people.pressed.items()
        if headline in times and headline not in published
    ]
    yield from _unless_refused(people, lost)
    deeds = {entry for (entry,) in _rows(bot, "select entry_id from audit where action = 'publish'")}
    for number, headline, status in stored:
        if status == "draft" and number in deeds:
            yield f"{headline} is a draft, and its publication is recorded"
        if status == "published" and number not in deeds and headline not in people.shell.brought:
            yield f"{headline} is published, and no deed is recorded"


def _of_digests(bot: Bot, people: People) -> Iterator[str]:
    states: dict[Any, str] = {
        (chat, key): state
        for chat, key, state in _rows(
            bot, "select chat_id, key, state from deliveries where key like 'digest %'"
        )
    }
    for chat, key in people.due.items():
        state = states.get((chat, key))
        if state not in {"sent", "unsure"}:
            yield f"the {key} of {chat} is {state}"


def _of_alerts(bot: Bot, people: People) -> Iterator[str]:
    """Every watcher is told of everything with their place in it, once."""
    told = {(chat, entry) for chat, entry in _rows(bot, "select chat_id, entry_id from alerted")}
    places = {chat: words for chat, words in people.watched if chat in WATCHERS}
    stored = _rows(bot, "select id, headline from entries where status = 'published' and push")
    for chat, place in places.items():
        doubts = _rows(bot, f"select coalesce(sum(doubts), 0) from deliveries where chat_id = {chat}")[0][0]
        received = " ".join(message["text"] for message in people.telegram.sent(chat_id=chat))
        for number, headline in stored:
            if place not in headline:
                continue
            if (chat, number) not in told:
                yield f"{chat} was told nothing of {headline}"
            elif not int(doubts < 2) <= (came := received.count(headline)) <= 1 + doubts:
                yield f"{chat} got the alert to {headline} {came} times, {doubts} in doubt"


def _of_arrivals(bot: Bot, people: People) -> Iterator[str]:
    """What was sent arrived, and twice only where its request was under way when something happened."""
    rows = _rows(
        bot,
        "select chat_id, text, state, doubts from deliveries d join compositions c on c.id = composition_id"
        " where key like 'digest %'",
    )
    for chat, text, state, doubts in rows:
        shown = _words(to_plain(text))
        came = sum(_words(message["text"]) == shown for message in people.telegram.sent(chat_id=chat))
        if came > 1 + doubts or (state == "sent" and not came):
            yield f"{chat} got a digest {came} times: {state}, {doubts} in doubt: {shown[:40]}"


def _words(text: str) -> str:
    return "".join(text.split())


def _rows(bot: Bot, query: str) -> list[Any]:
    with closing(sqlite3.connect(bot.database, timeout=60)) as connection:
        return connection.execute(query).fetchall()
