"""What chats want less of, who runs which chat, and how digests look and sound."""

from datetime import time

from bot.model import Chat, ChatState, Length, Subscription
from bot.store.lessened import KEPT


def test_less_of_an_entry_is_kept_once_and_taken_back(whole_store):
    assert whole_store.lessened.add(100, 0, 7)
    assert not whole_store.lessened.add(100, 0, 7)
    whole_store.lessened.add(100, 0, 9)
    assert whole_store.lessened.of_place(100, 0) == [9, 7]
    assert whole_store.lessened.of_place(100, 3) == []
    assert whole_store.lessened.remove(100, 0, 7)
    assert not whole_store.lessened.remove(100, 0, 7)
    assert whole_store.lessened.of_place(100, 0) == [9]


def test_what_was_said_longest_ago_gives_way(whole_store):
    for entry_id in range(1, KEPT + 4):
        whole_store.lessened.add(100, 0, entry_id)
    assert whole_store.lessened.of_place(100, 0) == list(range(KEPT + 3, 3, -1))


def test_several_places_are_asked_at_once(whole_store):
    whole_store.lessened.add(100, 0, 7)
    whole_store.lessened.add(-5, 2, 8)
    whole_store.lessened.add(200, 0, 9)
    assert whole_store.lessened.of_places([(100, 0), (-5, 2), (300, 0)]) == {(100, 0): [7], (-5, 2): [8]}


def test_a_chat_that_is_forgotten_wanted_nothing_less(whole_store):
    whole_store.lessened.add(100, 0, 7)
    whole_store.chats.forget(100)
    assert whole_store.lessened.of_place(100, 0) == []


def test_who_runs_a_chat_is_remembered_until_they_do_not(whole_store):
    whole_store.chats.save(Chat(-5, "channel", "早报"))
    whole_store.chats.save(Chat(-6, "channel", "晚报", state=ChatState.GONE))
    whole_store.stewards.add(-5, [100, 200])
    whole_store.stewards.add(-5, [100])
    whole_store.stewards.add(-6, [100])
    whole_store.stewards.add(-7, [100])
    assert whole_store.stewards.of_user(100) == [(-5, "早报")]
    whole_store.stewards.remove(-5, 200)
    assert whole_store.stewards.of_user(200) == []
    whole_store.stewards.forget(100)
    assert whole_store.stewards.of_user(100) == []


def test_length_sound_and_previews_are_kept(whole_store):
    wanted = Subscription(100, times=(time(7, 30),), length=Length.FULL, silent=True, link_previews=True)
    whole_store.subscriptions.save(wanted, {})
    assert whole_store.subscriptions.get(100) == wanted
