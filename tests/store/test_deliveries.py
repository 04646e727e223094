from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.errors import DatabaseUnusable
from bot.model import Button, Chat, DeliveryState, Message, Slot, Subscription
from bot.store.compositions import message_of
from bot.store.deliveries import Deliveries, Manner, Outcome, Promise
from bot.store.store import Store

START = datetime(2024, 4, 3, tzinfo=UTC)
MORNING = time(7, 30)
SLOT = Slot(7, 0, datetime(2024, 4, 3, 7, 30))
TOMORROW = {MORNING: START + timedelta(days=1)}
MESSAGE = Message("<b>早报</b>", ((Button("一", data="o:1"), Button("二", url="https://example.org/")),))


class Turned:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **units: float) -> None:
        self.now += timedelta(**units)


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def store(tmp_path: Path, clock: Turned) -> Iterator[Store]:
    with Store(tmp_path / "test.db", clock) as opened:
        yield opened


@pytest.fixture
def deliveries(store: Store) -> Deliveries:
    return store.deliveries


def subscribe(store: Store, *chat_ids: int) -> int:
    for chat_id in chat_ids:
        store.subscriptions.save(Subscription(chat_id, 0, (MORNING,)), {MORNING: START})
    return store.compositions.add([4, 5], lambda _: MESSAGE).id


def test_a_composition_may_name_itself(store: Store) -> None:
    made = store.compositions.add(
        [4, 5], lambda key: Message("早报", ((Button("更多", data=f"g:{key}:8"),),)), 7
    )
    assert made.entry_ids == (4, 5)
    assert made.message.buttons[0][0].data == f"g:{made.id}:8"
    assert store.compositions.get(made.id, 7) == made
    assert store.compositions.get(made.id + 1, 7) is None
    assert store.compositions.get(made.id, 8) is None, "another chat names its number"
    store.compositions.show_to(made.id, 8)
    assert store.compositions.get(made.id, 8) == made
    store.chats.forget(8)
    assert store.compositions.get(made.id, 8) is None


def test_a_composition_that_cannot_be_made_leaves_nothing(store: Store) -> None:
    def compose(_: int) -> Message:
        raise ValueError("no text")

    with pytest.raises(ValueError, match="no text"):
        store.compositions.add([1], compose, 7)
    assert store.compositions.get(1, 7) is None


def test_a_message_comes_back_with_all_that_buttons_can_do() -> None:
    row = {"text": "引文", "buttons": '[[{"label": "复制", "copy": "刘伟. 题名[N]."}]]'}
    assert message_of(row) == Message("引文", ((Button("复制", copy="刘伟. 题名[N]."),),))


def test_a_promise_moves_the_subscription_on(store: Store) -> None:
    composition = subscribe(store, 7)
    assert store.deliveries.promise([Promise(SLOT, composition, 12, TOMORROW)], START) == 1
    assert list(store.subscriptions.due(START)) == []
    assert store.subscriptions.next_at(7) == TOMORROW[MORNING]
    subscription = store.subscriptions.get(7)
    assert subscription is not None
    assert subscription.covered == 12
    [delivery] = store.deliveries.take(5)
    assert (delivery.chat_id, delivery.key, delivery.message) == (7, "digest 2024-04-03T07:30", MESSAGE)


def test_a_slot_is_promised_once(store: Store) -> None:
    composition = subscribe(store, 7)
    promise = Promise(SLOT, composition, 12, TOMORROW)
    assert store.deliveries.promise([promise, promise], START) == 1
    assert store.deliveries.promise([promise], START) == 0
    # The chat chose another zone, and the same local hour comes again.
    store.subscriptions.save(Subscription(7, 0, (MORNING,)), {MORNING: START})
    assert store.deliveries.promise([promise], START) == 0
    assert list(store.subscriptions.due(START)) == []
    assert store.deliveries.counts() == {"pending": 1, "waiting": 1}


@pytest.mark.parametrize("change", ["removed", "paused", "moved to another hour"])
def test_a_subscription_that_changed_meanwhile_is_promised_nothing(store: Store, change: str) -> None:
    composition = subscribe(store, 7)
    if change == "removed":
        store.subscriptions.remove(7)
    elif change == "paused":
        store.subscriptions.set_paused(7, 0, True)
    else:
        store.subscriptions.save(Subscription(7, 0, (time(9),)), {time(9): START + timedelta(hours=3)})
    assert store.deliveries.promise([Promise(SLOT, composition, 12, TOMORROW)], START) == 0
    assert store.deliveries.counts() == {"waiting": 0}


def test_a_promise_that_fails_half_way_leaves_everything_as_it_was(store: Store) -> None:
    composition = subscribe(store, 7, 8)
    good = Promise(SLOT, composition, 12, TOMORROW)
    bad = Promise(Slot(8, 0, SLOT.local), composition + 1, 12, TOMORROW)
    with pytest.raises(DatabaseUnusable):
        store.deliveries.promise([good, bad], START)
    assert len(list(store.subscriptions.due(START))) == 2
    assert store.deliveries.counts() == {"waiting": 0}


def test_what_is_covered_never_goes_back(store: Store) -> None:
    composition = subscribe(store, 7)
    store.deliveries.promise([Promise(SLOT, composition, 12, TOMORROW)], START)
    evening = Slot(7, 0, datetime(2024, 4, 3, 18))
    later = START + timedelta(days=1)
    after = {MORNING: later + timedelta(days=1)}
    store.deliveries.promise([Promise(evening, composition, 3, after)], later)
    subscription = store.subscriptions.get(7)
    assert subscription is not None
    assert subscription.covered == 12


def test_a_message_is_promised_once_for_its_key(deliveries: Deliveries, store: Store) -> None:
    assert deliveries.promise_message(7, 0, "alert 1", MESSAGE, entry_ids=[3], manner=Manner(silent=True))
    assert not deliveries.promise_message(7, 0, "alert 1", MESSAGE)
    assert deliveries.promise_message(7, 1, "alert 1", MESSAGE)
    taken = deliveries.take(5)
    assert [(delivery.thread_id, delivery.silent) for delivery in taken] == [(0, True)]
    composition = store.compositions.get(1, 7)
    assert composition is not None
    assert composition.entry_ids == (3,)


def test_an_announcement_goes_to_everyone_who_can_be_reached_once(store: Store) -> None:
    for chat_id in (7, 8, 9):
        store.chats.save(Chat(chat_id))
    store.chats.mark_gone(8)
    assert store.deliveries.announce("notice 1", MESSAGE) == 2
    assert store.deliveries.announce("notice 1", MESSAGE) == 0
    assert [delivery.chat_id for delivery in store.deliveries.take(5)] == [7, 9]


def test_a_message_that_is_not_to_come_yet_waits_and_comes_in_its_manner(store: Store, clock: Turned) -> None:
    manner = Manner(link_previews=True, not_before=START + timedelta(hours=7))
    assert store.deliveries.promise_message(7, 0, "alert", MESSAGE, manner=manner)
    clock.now = START + timedelta(hours=6)
    assert store.deliveries.take(5) == []
    clock.now = START + timedelta(hours=7)
    [delivery] = store.deliveries.take(5)
    assert (delivery.silent, delivery.link_previews) == (False, True)


def test_an_announcement_comes_in_the_manner_of_each_chat(store: Store, clock: Turned) -> None:
    store.subscriptions.save(Subscription(7, 0, (MORNING,), silent=True), {})
    store.subscriptions.save(Subscription(7, 3, (MORNING,), link_previews=True), {})
    store.subscriptions.save(Subscription(8, 0, (MORNING,), link_previews=True), {})
    assert store.deliveries.announce("notice 1", MESSAGE, {8: START + timedelta(hours=1)}) == 2
    [first] = store.deliveries.take(5)
    assert (first.chat_id, first.silent, first.link_previews) == (7, True, False)
    clock.now = START + timedelta(hours=1)
    [second] = store.deliveries.take(5)
    assert (second.chat_id, second.silent, second.link_previews) == (8, False, True)


def test_what_is_taken_is_committed_as_being_sent(deliveries: Deliveries) -> None:
    for chat_id in (7, 8, 9):
        deliveries.promise_message(chat_id, 0, "alert", MESSAGE)
    assert [delivery.chat_id for delivery in deliveries.take(2)] == [7, 8]
    assert deliveries.counts() == {"sending": 2, "pending": 1, "waiting": 1}
    assert [delivery.chat_id for delivery in deliveries.take(2)] == [9]
    assert deliveries.take(2) == []


def test_a_chat_has_one_message_on_its_way_at_a_time(deliveries: Deliveries) -> None:
    for key in ("first", "second"):
        deliveries.promise_message(7, 0, key, MESSAGE)
    [first] = deliveries.take(5)
    assert deliveries.take(5) == []
    [second] = deliveries.take(5, [Outcome(first.id, DeliveryState.SENT)])
    assert (first.key, second.key) == ("first", "second")


def test_a_resting_chat_waits_and_the_others_do_not(deliveries: Deliveries) -> None:
    for chat_id in (7, 8):
        deliveries.promise_message(chat_id, 0, "alert", MESSAGE)
    assert [delivery.chat_id for delivery in deliveries.take(5, resting={7, "@name"})] == [8]
    assert [delivery.chat_id for delivery in deliveries.take(5)] == [7]


def test_what_is_put_off_comes_when_its_time_has_come(deliveries: Deliveries, clock: Turned) -> None:
    deliveries.promise_message(7, 0, "alert", MESSAGE)
    [delivery] = deliveries.take(5)
    again = clock.now + timedelta(seconds=30)
    assert deliveries.take(5, [Outcome(delivery.id, DeliveryState.PENDING, "down", again)]) == []
    clock.forward(seconds=29)
    assert deliveries.take(5) == []
    clock.forward(seconds=1)
    [delivery] = deliveries.take(5)
    assert delivery.attempts == 2


def test_what_may_have_arrived_is_tried_once_more_and_never_again(deliveries: Deliveries) -> None:
    deliveries.promise_message(7, 0, "alert", MESSAGE)
    [delivery] = deliveries.take(5)
    unsure = Outcome(delivery.id, DeliveryState.UNSURE, "no answer", START)
    [again] = deliveries.take(5, [unsure])
    assert again.id == delivery.id
    assert deliveries.take(5, [unsure]) == []
    assert deliveries.counts() == {"unsure": 1, "waiting": 0}


def test_what_was_sent_after_a_doubt_still_tells_of_the_doubt(deliveries: Deliveries, store: Store) -> None:
    deliveries.promise_message(7, 0, "alert", MESSAGE)
    [delivery] = deliveries.take(5)
    [again] = deliveries.take(5, [Outcome(delivery.id, DeliveryState.UNSURE, "no answer", START)])
    deliveries.take(0, [Outcome(again.id, DeliveryState.SENT, message_id=4)])
    with sqlite3.connect(store.path) as connection:
        row = connection.execute("select state, doubts, reason, message_id from deliveries").fetchone()
    connection.close()
    assert row == ("sent", 1, "no answer", 4)


def test_after_a_crash_what_was_being_sent_is_unsure_and_tried_once_more(
    tmp_path: Path, clock: Turned
) -> None:
    path = tmp_path / "crash.db"
    with Store(path, clock) as store:
        for chat_id in (7, 8, 9):
            store.deliveries.promise_message(chat_id, 0, "alert", MESSAGE)
        sent, _ = store.deliveries.take(2)
        store.deliveries.take(0, [Outcome(sent.id, DeliveryState.SENT)])
    with Store(path, clock) as store:
        assert store.deliveries.recover() == 1
        assert store.deliveries.counts() == {"sent": 1, "unsure": 1, "pending": 1, "waiting": 2}
        assert [delivery.chat_id for delivery in store.deliveries.take(5)] == [8, 9]
    with Store(path, clock) as store:
        assert store.deliveries.recover() == 2
        # 8 was in doubt before; of 9 it is the first time.
        assert [delivery.chat_id for delivery in store.deliveries.take(5)] == [9]


def test_a_chat_found_gone_is_marked_and_what_else_waits_for_it_given_up(store: Store) -> None:
    subscribe(store, 7)
    for key in ("first", "second"):
        store.deliveries.promise_message(7, 0, key, MESSAGE)
    [delivery] = store.deliveries.take(5)
    assert store.deliveries.take(5, [Outcome(delivery.id, DeliveryState.GONE, "blocked")]) == []
    assert store.deliveries.counts() == {"gone": 2, "waiting": 0}
    assert store.chats.counts() == {"gone": 1}
    assert list(store.subscriptions.due(START + timedelta(days=9))) == []
    assert not store.deliveries.promise_message(7, 0, "third", MESSAGE)


def test_an_outcome_counts_once(deliveries: Deliveries) -> None:
    deliveries.promise_message(7, 0, "alert", MESSAGE)
    [delivery] = deliveries.take(5)
    deliveries.take(0, [Outcome(delivery.id, DeliveryState.SENT, message_id=4)])
    deliveries.take(0, [Outcome(delivery.id, DeliveryState.PENDING, again_at=START)])
    assert deliveries.take(5) == []
    settled = deliveries.get(delivery.id)
    assert settled is not None
    assert settled.state is DeliveryState.SENT
    assert deliveries.get(99) is None


def test_the_oldest_waiting_is_told(deliveries: Deliveries, clock: Turned) -> None:
    assert deliveries.oldest_waiting() is None
    deliveries.promise_message(7, 0, "alert", MESSAGE)
    clock.forward(hours=1)
    deliveries.promise_message(8, 0, "alert", MESSAGE)
    assert deliveries.oldest_waiting() == START


def test_what_was_refused_for_now_goes_before_what_was_promised_later(store: Store, clock: Turned) -> None:
    store.deliveries.promise_message(7, 0, "alert", MESSAGE)
    [refused] = store.deliveries.take(1)
    for chat_id in range(8, 18):
        store.deliveries.promise_message(chat_id, 0, "alert", MESSAGE)
    again = START + timedelta(seconds=5)
    store.deliveries.take(0, [Outcome(refused.id, DeliveryState.PENDING, again_at=again)])
    assert [one.chat_id for one in store.deliveries.take(2)] == [8, 9]
    clock.forward(seconds=5)
    assert [one.chat_id for one in store.deliveries.take(2)] == [7, 10]


def test_what_is_taken_is_found_without_reading_what_waits_for_later(store: Store) -> None:
    def plan(attempts: str) -> str:
        sql = (
            "explain query plan select id, chat_id from deliveries"
            f" where due_at is not null and {attempts} and due_at <= 5 order by due_at, id"
        )
        return str(store._database.read(lambda tables: tables.execute(sql).fetchall()))

    assert "deliveries_fresh (due_at>? AND due_at<?)" in plan("attempts = 0")
    assert "deliveries_again (due_at>? AND due_at<?)" in plan("attempts > 0")
    assert "TEMP B-TREE" not in plan("attempts = 0")
