"""What was promised leaves only for whom, and as far as, it may be sent when it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.chat.leaving import Leaving
from bot.model import Article, Delivery, Entry, Kind, Message, Role, Status
from bot.settings import Settings
from bot.store.store import Store

NOW = datetime(2024, 4, 3, 1, 0, tzinfo=UTC)
READER, OWNER, GROUP = 7, 1, -100


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", lambda: NOW) as opened:
        yield opened


def leaving(store: Store, **settings: Any) -> Leaving:
    return Leaving(Settings(_env_file=None, admins=(OWNER,), **settings), store)  # type: ignore[call-arg]


def published(store: Store, headline: str) -> Entry:
    stored = store.entries.add(Entry(Article(headline, Kind.NEWS, headline, ("正文。",))))
    return store.entries.publish(stored.id, push=True)


def push(store: Store, chat_id: int, *entries: Entry, key: str = "digest 2024-04-03T07:30") -> Delivery:
    """A delivery that waits, with the headlines of its entries in bold."""
    text = "\n".join(f"<b>{entry.headline}</b>" for entry in entries) or "通知"
    ids = [entry.id for entry in entries]
    store.deliveries.promise_message(chat_id, 0, key, Message(text), entry_ids=ids)
    return store.deliveries.take(9)[-1]


@pytest.mark.parametrize("key", ["digest 2024-04-03T07:30", "digest now 3", "alert 4", "announcement 5"])
def test_a_banned_reader_is_sent_nothing_that_comes_by_itself(store: Store, key: str) -> None:
    delivery = push(store, READER, published(store, "甲"), key=key)
    assert leaving(store).message_of(delivery) == delivery.message
    store.people.set_role(READER, Role.REFUSED)
    assert leaving(store).message_of(delivery) is None


@pytest.mark.parametrize(
    ("access", "known", "sent"),
    [
        ("open", None, True),
        ("approval", Role.READER, True),
        ("approval", Role.WAITING, False),
        ("approval", None, False),
        ("approval", Role.REFUSED, False),
        ("private", None, False),
        ("private", Role.READER, False),
        ("private", Role.EDITOR, True),
    ],
)
def test_access_as_it_is_now_decides(store: Store, access: str, known: Role | None, sent: bool) -> None:
    delivery = push(store, READER, published(store, "甲"))
    if known is not None:
        store.people.set_role(READER, known)
    assert (leaving(store, access=access).message_of(delivery) is not None) is sent


def test_the_owner_is_sent_everything_whatever_access_is(store: Store) -> None:
    delivery = push(store, OWNER, published(store, "甲"))
    assert leaving(store, access="private").message_of(delivery) == delivery.message


def test_an_answer_goes_also_to_who_is_refused(store: Store) -> None:
    store.people.set_role(READER, Role.REFUSED)
    delivery = push(store, READER, key="answer 9")
    assert leaving(store).message_of(delivery) == delivery.message


def test_a_group_that_only_refused_people_run_is_sent_nothing(store: Store) -> None:
    delivery = push(store, GROUP, published(store, "甲"))
    store.stewards.add(GROUP, [READER])
    assert leaving(store).message_of(delivery) == delivery.message
    store.people.set_role(READER, Role.REFUSED)
    assert leaving(store).message_of(delivery) is None
    store.stewards.add(GROUP, [8])
    assert leaving(store).message_of(delivery) == delivery.message


def test_what_was_retracted_is_struck_through_as_it_leaves(store: Store) -> None:
    kept, gone = published(store, "旧厂房改成书屋"), published(store, "新航线首航")
    delivery = push(store, READER, kept, gone)
    store.entries.retract(gone.id)
    message = leaving(store).message_of(delivery)
    assert message is not None
    assert "<b>旧厂房改成书屋</b>" in message.text
    assert "<s>新航线首航</s>" in message.text


def test_what_tells_only_of_retracted_articles_does_not_leave(store: Store) -> None:
    entry = published(store, "新航线首航")
    delivery = push(store, READER, entry, key="alert 4")
    store.entries.retract(entry.id)
    assert store.entries.get(entry.id).status is Status.RETRACTED
    assert leaving(store).message_of(delivery) is None
    assert leaving(store).message_of(replace(delivery, key="answer 1")) == delivery.message
