from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.model import Chat, ChatState, Message, Role, Subscription, Watch
from bot.store.store import Store

NOW = datetime(2024, 4, 3, tzinfo=UTC)
MORNING = time(7, 30)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", lambda: NOW) as opened:
        yield opened


def test_a_chat_comes_back_as_it_was_saved(store: Store) -> None:
    chat = Chat(-7, "group", "读报小组", "en")
    store.chats.save(chat)
    assert store.chats.get(-7) == chat
    assert store.chats.get(8) is None


def test_a_name_with_half_a_character_can_be_kept(store: Store) -> None:
    store.chats.save(Chat(7, title="读\ud83d报"))
    store.people.set_role(7, Role.READER, "\udc00明")
    chat, person = store.chats.get(7), store.people.get(7)
    assert chat is not None
    assert person is not None
    assert (chat.title, person.name) == ("读?报", "?明")


def test_a_chat_that_is_gone_keeps_its_settings_and_is_owed_nothing(store: Store) -> None:
    store.subscriptions.save(Subscription(7, 0, (MORNING,)), {MORNING: NOW + timedelta(hours=1)})
    store.deliveries.promise_message(7, 0, "alert", Message("词"))
    store.chats.mark_gone(7)
    assert store.chats.counts() == {"gone": 1}
    assert store.subscriptions.get(7) is not None
    assert store.subscriptions.next_at(7) is None
    assert list(store.subscriptions.due(NOW + timedelta(days=9))) == []
    assert store.deliveries.take(9) == []
    assert store.deliveries.counts()["gone"] == 1


def test_a_chat_that_came_back_is_scheduled_anew(store: Store) -> None:
    store.subscriptions.save(Subscription(7, 0, (MORNING,)), {MORNING: NOW + timedelta(hours=1)})
    store.chats.mark_gone(7)
    assert store.subscriptions.unscheduled() == []
    store.chats.save(Chat(7))
    assert [subscription.chat_id for subscription, _ in store.subscriptions.unscheduled()] == [7]


def test_a_supergroup_goes_on_with_everything_of_the_group(store: Store) -> None:
    store.chats.save(Chat(-7, "group", "读报小组", "en"))
    store.subscriptions.save(Subscription(-7, 3, (MORNING,), covered=5), {MORNING: NOW + timedelta(hours=1)})
    store.watches.add(Watch(-7, "氢能"))
    store.deliveries.promise_message(-7, 0, "alert", Message("词"))
    store.chats.migrate(-7, -1007)
    assert store.chats.get(-7) is None
    assert store.chats.get(-1007) == Chat(-1007, "supergroup", "读报小组", "en")
    moved = store.subscriptions.get(-1007, 3)
    assert moved is not None
    assert (moved.times, moved.covered) == ((MORNING,), 5)
    assert store.subscriptions.next_at(-1007, 3) == NOW + timedelta(hours=1)
    assert len(store.watches.of_chat(-1007)) == 1
    assert [delivery.chat_id for delivery in store.deliveries.take(9)] == [-1007]


def test_what_the_supergroup_set_itself_outweighs_the_group(store: Store) -> None:
    store.chats.save(Chat(-7, "group", "甲", "en"))
    store.chats.save(Chat(-1007, "supergroup", "乙"))
    store.subscriptions.save(Subscription(-7, 0, (MORNING,), topics=("民生",)), {})
    store.subscriptions.save(Subscription(-1007, 0, (time(18),)), {})
    store.chats.migrate(-7, -1007)
    kept = store.subscriptions.get(-1007)
    assert kept is not None
    assert (kept.times, kept.topics) == ((time(18),), ())
    assert store.chats.get(-1007) == Chat(-1007, "supergroup", "乙", "en")
    assert store.subscriptions.counts()["all"] == 1


def test_moving_a_chat_twice_changes_nothing_more(store: Store) -> None:
    store.subscriptions.save(Subscription(-7, 0, (MORNING,)), {})
    store.chats.migrate(-7, -1007)
    store.chats.migrate(-7, -1007)
    assert store.subscriptions.get(-1007) is not None
    assert store.chats.counts() == {"active": 1}


def test_of_a_forgotten_chat_nothing_is_left(store: Store) -> None:
    for chat_id in (7, 8):
        store.subscriptions.save(Subscription(chat_id, 0, (MORNING,)), {})
        store.watches.add(Watch(chat_id, "氢能"))
        store.deliveries.promise_message(chat_id, 0, "alert", Message("词"))
    store.chats.forget(7)
    assert store.chats.get(7) is None
    assert store.subscriptions.get(7) is None
    assert store.watches.of_chat(7) == []
    assert [delivery.chat_id for delivery in store.deliveries.take(9)] == [8]


def test_saving_a_chat_as_gone_marks_it(store: Store) -> None:
    store.chats.save(Chat(7, state=ChatState.GONE))
    chat = store.chats.get(7)
    assert chat is not None
    assert chat.state is ChatState.GONE
    store.chats.revive(7)
    assert store.chats.counts() == {"active": 1}


def test_of_a_topic_that_is_left_all_becomes_the_groups_where_it_has_none_itself(store: Store) -> None:
    hours = {MORNING: NOW + timedelta(hours=1)}
    store.subscriptions.save(Subscription(-7, 3, (MORNING,), topics=("民生",)), hours)
    store.subscriptions.save(Subscription(-7, 4, (MORNING,)), hours)
    store.watches.add(Watch(-7, "氢能", 3))
    store.watches.add(Watch(-7, "书市", 3))
    store.watches.add(Watch(-7, "书市"))
    store.deliveries.promise_message(-7, 3, "alert", Message("词"))
    store.chats.leave_topic(-7, 3)
    store.chats.leave_topic(-7, 4)
    [kept] = store.subscriptions.of_chat(-7)
    assert (kept.thread_id, kept.topics) == (0, ("民生",))
    assert store.subscriptions.next_at(-7) == NOW + timedelta(hours=1)
    assert sorted(one.words for one in store.watches.of_chat(-7, 0)) == ["书市", "氢能"]
    assert store.watches.of_chat(-7, 3) == []
    assert [delivery.thread_id for delivery in store.deliveries.take(9)] == [0]
