from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from scripted_server import ScriptedServer, make_bot, refusal
from telegram.error import NetworkError, TimedOut

from bot.delivery import lease, limits
from bot.delivery import outbox as outbox_module
from bot.delivery.outbox import MOST_ATTEMPTS, Outbox
from bot.delivery.pacing import Pacer
from bot.errors import DatabaseUnusable
from bot.model import Chat, Delivery, DeliveryState, Message, Subscription
from bot.processes import identity
from bot.store.database import Database
from bot.store.deliveries import LONGEST_SEND, Deliveries
from bot.store.store import Store

START = datetime(2024, 4, 3, tzinfo=UTC)
MESSAGE = Message("<b>早报</b>")
PATIENCE = 300.0


class Turned:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 4, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def store(tmp_path: Path, clock: Turned) -> Iterator[Store]:
    with Store(tmp_path / "test.db", clock) as opened:
        yield opened


@pytest.fixture
async def server() -> ScriptedServer:
    return ScriptedServer()


@pytest.fixture
async def outbox(
    store: Store, server: ScriptedServer, clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Outbox]:
    monkeypatch.setattr(outbox_module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(outbox_module, "STORE_PAUSE", 0.01)
    monkeypatch.setattr(outbox_module, "HANDOVER", 0.0)
    monkeypatch.setattr(limits, "CHAT_INTERVAL", 0.001)
    pacer = Pacer(1000)
    made = Outbox(store, make_bot(server, pacer), pacer, clock)
    yield made
    await made.stop(grace=1)


def promise(store: Store, *chat_ids: int, thread_id: int = 0, key: str = "alert") -> None:
    for chat_id in chat_ids:
        store.deliveries.promise_message(chat_id, thread_id, key, MESSAGE)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - the ledger rings no bell
            await asyncio.sleep(0.005)


async def settled(store: Store, **counts: int) -> None:
    """Wait until the ledger says so."""
    await until(lambda: store.deliveries.counts() == {"waiting": 0, **counts})


async def test_everyone_gets_what_was_promised_once(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    promise(store, *range(1, 101))
    await outbox.start()
    await settled(store, sent=100)
    assert sorted(server.chats) == list(range(1, 101))
    first = store.deliveries.get(1)
    assert first is not None
    assert (first.state, first.attempts) == (DeliveryState.SENT, 1)


async def test_what_is_promised_later_is_sent_when_the_outbox_is_told(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    await outbox.start()
    promise(store, 7)
    outbox.wake()
    await settled(store, sent=1)


async def test_what_may_not_be_sent_any_more_is_withheld_when_it_is_to_leave(
    store: Store, server: ScriptedServer, clock: Turned, outbox: Outbox
) -> None:
    promise(store, 7, 8, 9)
    other = {8: None, 9: Message("晚报")}
    outbox._message_of = lambda delivery: other.get(delivery.chat_id, delivery.message)
    await outbox.start()
    await settled(store, sent=2, withheld=1)
    assert {message["chat_id"]: message["text"] for message in server.sent} == {7: "<b>早报</b>", 9: "晚报"}


async def test_what_cannot_be_asked_for_now_waits(
    store: Store, server: ScriptedServer, clock: Turned, outbox: Outbox
) -> None:
    promise(store, 7)
    asked: list[int] = []

    def message_of(delivery: Delivery) -> Message:
        asked.append(delivery.id)
        if len(asked) < 3:
            raise DatabaseUnusable("read the database", "locked")
        return delivery.message

    outbox._message_of = message_of
    await outbox.start()
    for times in (1, 2):
        await until(
            lambda times=times: (
                len(asked) == times and store.deliveries.counts() == {"waiting": 1, "pending": 1}
            )
        )
        assert server.sent == []
        clock.now += timedelta(seconds=10)
    await settled(store, sent=1)
    assert len(server.sent) == 1


async def test_a_chat_that_blocked_the_bot_is_tried_once_and_marked(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.replies.append(refusal(403, "Forbidden: bot was blocked by the user"))
    promise(store, 7)
    promise(store, 7, key="another")
    await outbox.start()
    await settled(store, gone=2)
    assert server.chats == [7]
    assert store.chats.counts() == {"gone": 1}


async def test_a_message_that_is_not_taken_goes_again_once_as_plain_text(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.replies.append(refusal(400, "Bad Request: can't parse entities"))
    promise(store, 7)
    await outbox.start()
    await settled(store, sent=1)
    assert [message["text"] for message in server.sent] == ["<b>早报</b>", "早报"]


async def test_a_message_that_is_never_taken_has_failed_after_two_requests(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.replies.extend([refusal(400, "Bad Request: something")] * 9)
    promise(store, 7)
    await outbox.start()
    await settled(store, failed=1)
    assert len(server.sent) == 2


async def test_a_group_that_moved_gets_it_in_its_new_place(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.replies.append(refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1007))
    store.subscriptions.save(Subscription(-7), {})
    promise(store, -7)
    await outbox.start()
    await settled(store, sent=1)
    assert server.chats == [-7, -1007]
    assert store.chats.get(-7) is None
    assert store.subscriptions.get(-1007) is not None


async def test_a_topic_that_was_deleted_falls_back_to_its_group(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.replies.append(refusal(400, "Bad Request: message thread not found"))
    promise(store, -7, thread_id=3)
    await outbox.start()
    await until(lambda: store.deliveries.counts().get("sent") == 1)
    assert [message.get("message_thread_id") for message in server.sent] == [3, None]


async def test_a_topic_that_was_deleted_is_not_tried_again(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    store.subscriptions.save(Subscription(-7, 3, topics=("民生",)), {})
    server.replies.append(refusal(400, "Bad Request: message thread not found"))
    promise(store, -7, thread_id=3)
    promise(store, -7, thread_id=3, key="another")
    await outbox.start()
    await settled(store, sent=2)
    assert [message.get("message_thread_id") for message in server.sent] == [3, None, None]
    assert store.subscriptions.get(-7, 3) is None
    group = store.subscriptions.get(-7)
    assert group is not None
    assert group.topics == ("民生",)


async def test_a_topic_that_is_closed_keeps_what_it_has_set(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    store.subscriptions.save(Subscription(-7, 3), {})
    server.replies.append(refusal(400, "Bad Request: TOPIC_CLOSED"))
    promise(store, -7, thread_id=3)
    await outbox.start()
    await settled(store, sent=1)
    assert [message.get("message_thread_id") for message in server.sent] == [3, None]
    assert store.subscriptions.get(-7, 3) is not None


async def test_a_clock_that_is_put_back_keeps_nobody_waiting(
    store: Store,
    server: ScriptedServer,
    outbox: Outbox,
    clock: Turned,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await outbox.start()
    await until(lambda: outbox.leads)
    clock.now += timedelta(days=400)
    promise(store, 7)
    await settled(store, sent=1)
    server.replies.append(refusal(502, "Bad Gateway"))
    promise(store, 8)
    await until(lambda: len(server.sent) == 2)
    clock.now = START
    await until(lambda: "put back" in caplog.text)
    clock.now = START + timedelta(seconds=3)
    await settled(store, sent=2)


async def test_a_clock_that_was_put_back_while_nothing_ran_keeps_nobody_waiting(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned
) -> None:
    clock.now += timedelta(days=400)
    promise(store, 7)
    clock.now = START
    await outbox.start()
    await settled(store, sent=1)


async def test_admins_who_know_the_bot_are_told_once_that_a_topic_is_gone(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.admins = [31, 32]
    store.chats.save(Chat(31))
    gone = refusal(400, "Bad Request: message thread not found")
    server.replies.extend([gone, None])
    promise(store, -7, thread_id=3)
    await outbox.start()
    await settled(store, sent=2)
    assert sorted(server.chats) == [-7, -7, 31]
    assert "话题" in server.sent[-1]["text"]


async def test_who_comes_to_push_waits_until_what_was_sent_before_counts_no_more(
    store: Store, server: ScriptedServer, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "HANDOVER", 3600.0)
    promise(store, 7)
    await outbox.start()
    await until(lambda: outbox.leads)
    await asyncio.sleep(0.2)
    assert not server.sent


async def test_of_two_outboxes_one_sends_until_it_ends(
    store: Store, server: ScriptedServer, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEW_AFTER", 0.05)
    pacer = Pacer(1000)
    other = Outbox(store, make_bot(server, pacer), pacer, lambda: START, holder="another")
    await outbox.start()
    await until(lambda: outbox.leads)
    await other.start()
    promise(store, 7)
    await settled(store, sent=1)
    assert not other.leads
    await outbox.stop(grace=1)
    await until(lambda: other.leads)
    promise(store, 8)
    await settled(store, sent=2)
    await other.stop(grace=1)


async def test_after_a_timeout_it_is_tried_once_more_and_never_again(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned
) -> None:
    server.replies.extend([TimedOut()] * 9)
    promise(store, 7)
    await outbox.start()
    await until(lambda: store.deliveries.counts() == {"unsure": 1, "waiting": 1})
    clock.now += timedelta(hours=1)
    await settled(store, unsure=1)
    clock.now += timedelta(days=1)
    outbox.wake()
    await asyncio.sleep(0.1)
    assert len(server.sent) == 2


@pytest.mark.parametrize("answer", [{"ok": True}, {"ok": True, "result": True}, {"ok": True, "result": {}}])
async def test_an_answer_that_cannot_be_read_is_unsure_and_nothing_comes_twice(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned, answer: dict[str, object]
) -> None:
    server.replies.append((200, answer))
    promise(store, 7, 8)
    await outbox.start()
    await settled(store, unsure=1, sent=1)
    clock.now += timedelta(hours=2)
    await asyncio.sleep(0.1)
    assert sorted(server.chats) == [7, 8]


async def test_what_never_left_is_tried_until_it_does(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned
) -> None:
    down = NetworkError("no connection")
    down.__cause__ = httpx.ConnectError("refused")
    server.replies.extend([down, refusal(502, "Bad Gateway"), refusal(500, "Internal Server Error")])
    promise(store, 7)
    await outbox.start()
    for requests in (1, 2, 3):
        await until(lambda expected=requests: len(server.sent) == expected)
        await until(lambda: store.deliveries.counts() == {"pending": 1, "waiting": 1})
        clock.now += timedelta(minutes=6)
    await settled(store, sent=1)


async def test_what_is_refused_for_hours_has_failed(
    store: Store, server: ScriptedServer, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "MOST_ATTEMPTS", 1)
    assert MOST_ATTEMPTS > 10
    server.replies.append(refusal(502, "Bad Gateway"))
    promise(store, 7)
    await outbox.start()
    await settled(store, failed=1)


async def test_a_flood_answer_delays_and_loses_nothing(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned
) -> None:
    server.replies.append(refusal(429, "Too Many Requests: retry after 1", retry_after=1))
    promise(store, 1, 2, 3)
    await outbox.start()
    await until(lambda: store.deliveries.counts() == {"sent": 2, "pending": 1, "waiting": 1})
    clock.now += timedelta(seconds=2)
    await settled(store, sent=3)
    assert sorted(set(server.chats)) == [1, 2, 3]
    assert len(server.chats) == 4


async def test_a_chat_that_is_refused_for_hours_waits_in_the_ledger_with_all_that_it_is_promised(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned
) -> None:
    server.replies.append(refusal(429, "Too Many Requests: retry after 43837", retry_after=43_837))
    promise(store, 1)
    promise(store, 1, key="another")
    promise(store, 2)
    await outbox.start()
    await until(lambda: store.deliveries.counts() == {"sent": 1, "pending": 2, "waiting": 2})
    assert store.deliveries.overdue_since() == START + timedelta(seconds=43_837)
    async with asyncio.timeout(PATIENCE):
        await outbox.stop()
    pacer = Pacer(1000)
    started_again = Outbox(store, make_bot(server, pacer), pacer, clock)
    await started_again.start()
    promise(store, 3)
    await until(lambda: store.deliveries.counts()["sent"] == 2)
    assert server.chats == [1, 2, 3]
    clock.now += timedelta(seconds=43_838)
    await settled(store, sent=4)
    await started_again.stop(grace=1)


async def test_a_chat_in_which_the_bot_may_not_write_is_no_failure_and_is_tried_at_the_next_promise(
    store: Store, server: ScriptedServer, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    no_rights = refusal(400, "Bad Request: not enough rights to send text messages to the chat")
    server.replies.extend([no_rights, no_rights])
    promise(store, -7)
    promise(store, -7, key="another")
    await outbox.start()
    await settled(store, muted=2)
    promise(store, -7, key="a third")
    await settled(store, muted=2, sent=1)
    assert len([line for line in caplog.messages if "may not write" in line]) == 1
    assert not [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]
    assert store.chats.counts() == {"active": 1}


async def test_a_closed_topic_of_a_group_that_is_closed_too_is_no_failure(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.replies.extend([refusal(400, "Bad Request: TOPIC_CLOSED")] * 2)
    promise(store, -7, thread_id=3)
    await outbox.start()
    await settled(store, muted=1)
    assert [message.get("message_thread_id") for message in server.sent] == [3, None]


async def test_the_pace_is_remembered_over_a_restart_and_forgotten_where_it_is_regained(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned
) -> None:
    server.replies.extend([refusal(429, "Too Many Requests: retry after 1", retry_after=1)] * 2)
    promise(store, 1, 2)
    await outbox.start()
    await until(lambda: store.pace.get() is not None)
    assert store.pace.get() == pytest.approx(900)
    await outbox.stop(grace=1)
    clock.now += timedelta(seconds=2)
    pacer = Pacer(1000)
    started_again = Outbox(store, make_bot(server, pacer), pacer, clock)
    await started_again.start()
    await settled(store, sent=2)
    assert pacer.pace.rate == pytest.approx(900, abs=1)
    pacer.pace.resume(1000)
    await until(lambda: store.pace.get() is None)
    await started_again.stop(grace=1)


async def test_stopping_waits_for_what_is_under_way_and_takes_nothing_more(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.answering.clear()
    promise(store, *range(1, 201))
    await outbox.start()
    await until(lambda: server.under_way > 5)
    stopping = asyncio.ensure_future(outbox.stop(grace=PATIENCE))
    await asyncio.sleep(0.05)
    left = len(server.sent)
    server.answering.set()
    await stopping
    assert len(server.sent) == left
    counts = store.deliveries.counts()
    assert counts == {"sent": left, "pending": 200 - left, "waiting": 200 - left}


async def test_what_is_taken_in_the_moment_of_a_stop_waits_for_the_next_start(
    store: Store, server: ScriptedServer, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = outbox._begin

    def begin_and_cancel(delivery: Delivery) -> None:
        begin(delivery)
        for sending in outbox._under_way:
            assert sending.task
            sending.task.cancel()

    monkeypatch.setattr(outbox, "_begin", begin_and_cancel)
    promise(store, 7)
    await outbox.start()
    await until(lambda: store.deliveries.counts() == {"pending": 1, "waiting": 1} and not outbox._under_way)
    await outbox.stop(grace=1)
    assert store.deliveries.counts() == {"pending": 1, "waiting": 1}
    assert not server.sent


async def test_what_is_not_answered_in_time_is_unsure_after_a_stop(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    server.answering.clear()
    promise(store, 7)
    await outbox.start()
    await until(lambda: server.under_way == 1)
    await outbox.stop(grace=0.05)
    assert store.deliveries.counts() == {"unsure": 1, "waiting": 1}


async def test_after_a_crash_nobody_is_missed_and_only_what_was_in_flight_comes_twice(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    promise(store, *range(1, 51))
    in_flight = {delivery.chat_id for delivery in store.deliveries.take(5)}
    await outbox.start()
    await settled(store, sent=50)
    assert sorted(server.chats) == list(range(1, 51))
    assert in_flight == {1, 2, 3, 4, 5}


async def test_a_ledger_that_cannot_be_written_is_waited_for(
    store: Store, server: ScriptedServer, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(store, 7)
    take, calls = store.deliveries.take, 0

    def locked_at_times(*given: Any, **named: Any) -> list[Delivery]:
        nonlocal calls
        calls += 1
        if calls in {1, 3}:
            raise DatabaseUnusable("write to the database", "database is locked")
        if calls == 4:
            raise RuntimeError("a mistake of ours")
        return take(*given, **named)

    monkeypatch.setattr(store.deliveries, "take", locked_at_times)
    await outbox.start()
    await settled(store, sent=1)
    assert server.chats == [7]


async def test_an_outbox_that_breaks_down_says_so_and_goes_on(
    store: Store,
    server: ScriptedServer,
    outbox: Outbox,
    clock: Turned,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked: list[datetime] = []

    def bring_back(now: datetime, by: timedelta) -> int:
        asked.append(now)
        if len(asked) < 3:
            raise RuntimeError("can't start new thread")
        return 0

    promise(store, 7)
    await outbox.start()
    await settled(store, sent=1)
    monkeypatch.setattr(store.deliveries, "bring_back", bring_back)
    clock.now -= timedelta(hours=1)
    await until(lambda: len(asked) == 3)
    promise(store, 8)
    await settled(store, sent=2)
    assert caplog.text.count("could not use the ledger, waiting: can't start new thread") == 1


async def test_a_pace_that_could_not_be_written_down_is_written_later(
    store: Store, server: ScriptedServer, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, keep = [], store.pace.keep

    def refuse_once(rate: float | None) -> None:
        tried.append(rate)
        if len(tried) == 1:
            raise DatabaseUnusable("write to the database", "locked")
        keep(rate)

    monkeypatch.setattr(store.pace, "keep", refuse_once)
    server.replies.extend([refusal(429, "Too Many Requests: retry after 1", retry_after=1)] * 2)
    promise(store, 7, 8)
    await outbox.start()
    await until(lambda: store.pace.get() is not None)
    assert len(tried) > 1


async def test_a_mistake_with_one_message_does_not_stop_the_others(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    store.deliveries.promise_message(1, 0, "empty", Message(""))
    promise(store, 2)
    server.replies.append(RuntimeError("out of order"))
    await outbox.start()
    await until(lambda: store.deliveries.counts().get("sent") == 1)


async def test_an_outbox_that_never_started_can_be_stopped(outbox: Outbox) -> None:
    await outbox.stop()


async def test_what_is_sent_at_once_is_settled_and_refused_for_now_it_is_sent_later(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned
) -> None:
    await outbox.start()
    await outbox.send_now(store.deliveries.begin(7, 0, MESSAGE, "this process"))
    await settled(store, sent=1)
    server.replies.append(refusal(502, "Bad Gateway"))
    await outbox.send_now(store.deliveries.begin(7, 0, MESSAGE, "this process"))
    await until(lambda: store.deliveries.counts().get("pending") == 1)
    clock.now += timedelta(seconds=2)
    outbox.wake()
    await settled(store, sent=2)


async def test_what_is_begun_while_the_outbox_stops_is_kept(store: Store, outbox: Outbox) -> None:
    await outbox.start()
    await outbox.stop()
    await outbox.send_now(store.deliveries.begin(7, 0, MESSAGE, "this process"))
    assert store.deliveries.counts() == {"pending": 1, "waiting": 1}


async def test_what_a_process_was_sending_at_once_when_it_died_is_tried_once_more(
    store: Store, server: ScriptedServer, outbox: Outbox
) -> None:
    store.deliveries.begin(7, 0, MESSAGE, identity())
    ended = identity().rpartition(" ")[0] + " 0"
    store.deliveries.begin(8, 0, MESSAGE, ended)
    await outbox.start()
    await until(lambda: store.deliveries.counts().get("sent") == 1)
    assert store.deliveries.counts() == {"sent": 1, "sending": 1, "waiting": 0}
    assert server.chats == [8]


async def test_a_clock_that_is_put_back_by_minutes_delays_no_retry(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned, caplog: pytest.LogCaptureFixture
) -> None:
    promise(store, 7, 8)
    clock.now += timedelta(minutes=20)
    server.replies.extend([refusal(502, "Bad Gateway")] * 2)
    await outbox.start()
    await until(lambda: len(server.sent) == 2)
    clock.now -= timedelta(minutes=8, seconds=30)
    await until(lambda: "put back" in caplog.text)
    clock.now += timedelta(seconds=3)
    await settled(store, sent=2)


def test_a_clock_that_is_put_forward_makes_nothing_lost_that_is_being_sent(
    store: Store, clock: Turned
) -> None:
    begun = store.deliveries.begin(7, 0, MESSAGE, identity())
    assert store.deliveries.recover_begun(lambda _: False) == 0
    clock.now += timedelta(hours=1)
    assert store.deliveries.recover_begun(lambda _: False) == 0
    kept = store.deliveries.get(begun.id)
    assert kept is not None
    assert kept.state is DeliveryState.SENDING


def test_what_is_seen_under_way_for_very_long_counts_as_lost(tmp_path: Path, clock: Turned) -> None:
    seconds = [0.0]
    deliveries = Deliveries(Database(tmp_path / "test.db"), clock, lambda: seconds[0])
    deliveries.begin(7, 0, MESSAGE, "another process")
    assert deliveries.recover_begun(lambda _: False) == 0
    seconds[0] += LONGEST_SEND + 1
    assert deliveries.recover_begun(lambda _: False) == 1


async def test_a_ledger_that_fails_while_a_group_moves_costs_no_message(
    store: Store, server: ScriptedServer, outbox: Outbox, clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate, failed = store.chats.migrate, []

    def fails_once(old: int, new: int) -> None:
        if not failed:
            failed.append(old)
            raise DatabaseUnusable("write to the database", "it is locked")
        migrate(old, new)

    monkeypatch.setattr(store.chats, "migrate", fails_once)
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    server.replies.extend([refusal(400, moved, migrate_to_chat_id=-1007)] * 2)
    promise(store, -7)
    await outbox.start()
    await until(lambda: bool(failed))
    await until(lambda: store.deliveries.counts().get("pending") == 1)
    clock.now += timedelta(seconds=2)
    await settled(store, sent=1)
    assert server.chats == [-7, -7, -1007]
