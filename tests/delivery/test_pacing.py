from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import BadRequest, RetryAfter, TimedOut
from turned_loop import run

from bot.delivery.limits import BURST, GROUP_COUNT, GROUP_PERIOD, ChatLimits
from bot.delivery.pace import DECREASE
from bot.delivery.pacing import LONGEST_WAIT, MAX_TRIES, Pacer, Priority, Ticket

SLACK = 1e-6


class Line:
    """Requests through a pacer, and when each left for which chat."""

    def __init__(self, rate: float = 29) -> None:
        self.pacer = Pacer(rate)
        self.left: list[tuple[float, Any]] = []
        self.answers: list[Exception] = []

    def request(
        self, chat: Any, priority: Priority = Priority.REPLY, endpoint: str = "sendMessage"
    ) -> Awaitable[Any]:
        return self.with_ticket(chat, Ticket(priority), endpoint)

    def with_ticket(self, chat: Any, ticket: Ticket | None, endpoint: str = "sendMessage") -> Awaitable[Any]:
        async def callback() -> bool:
            self.left.append((asyncio.get_running_loop().time(), chat))
            if self.answers:
                raise self.answers.pop(0)
            return True

        data = {} if chat is None else {"chat_id": chat}
        return self.pacer.process_request(callback, (), {}, endpoint, data, ticket)

    def push(self, chat: Any) -> Awaitable[Any]:
        return self.request(chat, Priority.PUSH)

    @property
    def moments(self) -> list[float]:
        return [moment for moment, _ in self.left]


def most_within(moments: list[float], period: float) -> int:
    return max(sum(start <= moment < start + period - SLACK for moment in moments) for start in moments)


def test_pushes_leave_evenly_and_no_second_holds_more_than_thirty() -> None:
    async def scenario() -> Line:
        line = Line(rate=29)
        await asyncio.gather(*(line.push(chat) for chat in range(1, 300)))
        return line

    line = run(scenario())
    span = line.moments[-1] - line.moments[0]
    assert 298 / span == pytest.approx(29, rel=0.001)
    assert most_within(line.moments, 1.0) <= 30


def test_a_loop_that_is_late_now_and_then_does_not_slow_the_pace_nor_burst() -> None:
    async def scenario() -> Line:
        line = Line(rate=29)
        loop: Any = asyncio.get_running_loop()

        async def hold_the_loop() -> None:
            for _ in range(400):
                await asyncio.sleep(0.025)
                loop._now += 0.01

        await asyncio.gather(hold_the_loop(), *(line.push(chat) for chat in range(1, 200)))
        return line

    line = run(scenario())
    assert most_within(line.moments, 1.0) <= 30
    assert 198 / (line.moments[-1] - line.moments[0]) > 28.5


def test_a_reply_does_not_wait_behind_pushes() -> None:
    async def scenario() -> tuple[Line, float]:
        line = Line(rate=10)
        pushes = [asyncio.ensure_future(line.push(chat)) for chat in range(1, 100)]
        await asyncio.sleep(2)
        asked = asyncio.get_running_loop().time()
        await line.request(1000)
        waited = asyncio.get_running_loop().time() - asked
        await asyncio.gather(*pushes)
        return line, waited

    line, waited = run(scenario())
    assert waited <= 0.1 + SLACK
    assert len(line.left) == 100


def test_a_person_gets_a_short_burst_of_replies_and_then_one_a_second() -> None:
    async def scenario() -> Line:
        line = Line()
        await asyncio.gather(*(line.request(7) for _ in range(BURST + 3)))
        return line

    moments = run(scenario()).moments
    assert most_within(moments, 1.0) <= BURST + 1
    assert moments[-1] - moments[BURST] == pytest.approx(2, abs=0.1)


def test_pushes_to_one_chat_come_once_a_second() -> None:
    async def scenario() -> Line:
        line = Line()
        await asyncio.gather(*(line.push(7) for _ in range(4)))
        return line

    assert most_within(run(scenario()).moments, 1.0) == 1


def test_a_chat_that_has_to_wait_does_not_hold_up_the_others() -> None:
    async def scenario() -> Line:
        line = Line()
        await asyncio.gather(line.push(7), line.push(7), line.push(8))
        return line

    assert [chat for _, chat in run(scenario()).left] == [7, 8, 7]


def test_a_group_gets_twenty_a_minute() -> None:
    async def scenario() -> Line:
        line = Line()
        await asyncio.gather(*(line.request(-7) for _ in range(45)))
        return line

    moments = run(scenario()).moments
    assert most_within(moments, GROUP_PERIOD) <= GROUP_COUNT
    assert moments[-1] - moments[0] < 125


@given(
    st.lists(
        st.tuples(st.floats(0, 90), st.sampled_from([1, 2, -1, "@paper"]), st.sampled_from(Priority)),
        min_size=1,
        max_size=80,
    )
)
@settings(max_examples=25, deadline=None)
def test_whatever_is_asked_for_the_limits_hold_and_everything_leaves(asked: list[Any]) -> None:
    async def scenario() -> Line:
        line = Line()

        async def ask(after: float, chat: Any, priority: Priority) -> None:
            await asyncio.sleep(after)
            await line.request(chat, priority)

        await asyncio.gather(*(ask(*one) for one in asked))
        return line

    line = run(scenario())
    assert len(line.left) == len(asked)
    assert most_within(line.moments, 1.0) <= 30
    by_chat = defaultdict(list)
    for moment, chat in line.left:
        by_chat[chat].append(moment)
    for chat, moments in by_chat.items():
        # 1/s with a burst: in any n seconds at most n and the burst.
        assert most_within(moments, 10.0) <= 10 + BURST
        if isinstance(chat, str) or chat < 0:
            assert most_within(moments, GROUP_PERIOD) <= GROUP_COUNT


def test_a_flood_answer_for_one_chat_rests_that_chat_only() -> None:
    async def scenario() -> Line:
        line = Line()
        line.answers = [RetryAfter(24)]
        await asyncio.gather(
            line.request(-7), line.request(-7), *(line.request(chat) for chat in range(1, 30))
        )
        return line

    line = run(scenario())
    first = line.moments[0]
    of_chat = [moment for moment, chat in line.left if chat == -7]
    assert [moment - first for moment in of_chat] == pytest.approx([0, 24, 24], abs=0.1)
    assert max(moment for moment, chat in line.left if chat != -7) - first < 1.5
    assert line.pacer.pace.rate == 29


def test_flood_answers_for_several_chats_within_a_second_halt_all_and_slow_down() -> None:
    async def scenario() -> Line:
        line = Line()
        line.answers = [RetryAfter(5), RetryAfter(5)]
        await asyncio.gather(*(line.request(chat) for chat in range(1, 6)))
        return line

    line = run(scenario())
    first, second, third = line.moments[:3]
    assert second - first < 0.1
    assert third - second == pytest.approx(5, abs=0.001)
    assert sorted(chat for _, chat in line.left[2:]) == [1, 2, 3, 4, 5]
    assert line.pacer.pace.rate == pytest.approx(29 * DECREASE, abs=0.01)


def test_the_same_chat_refused_twice_within_a_second_halts_nobody_else() -> None:
    async def scenario() -> Line:
        line = Line()
        line.answers = [RetryAfter(timedelta(seconds=0.3))] * 2
        await asyncio.gather(line.request(7))
        return line

    assert run(scenario()).pacer.pace.rate == 29


def test_all_halt_for_the_time_that_several_chats_agree_on() -> None:
    async def scenario() -> tuple[float, float]:
        line = Line()
        line.answers = [RetryAfter(43_837), RetryAfter(35)]
        with pytest.raises(RetryAfter):
            await line.push(-7)
        with pytest.raises(RetryAfter):
            await line.push(8)
        two = line.pacer.halted_for
        line.answers = [RetryAfter(2)]
        await asyncio.sleep(two)
        with pytest.raises(RetryAfter):
            await line.push(9)
        return two, line.pacer.halted_for

    two, one = run(scenario())
    assert two == pytest.approx(35, abs=0.1)
    assert one == 0


def test_a_shorter_flood_answer_does_not_end_a_longer_halt() -> None:
    async def scenario() -> Line:
        line = Line()

        async def refused(chat: int, seconds: float, answer_after: float) -> None:
            async def callback() -> bool:
                line.left.append((asyncio.get_running_loop().time(), chat))
                if sum(known == chat for _, known in line.left) == 1:
                    await asyncio.sleep(answer_after)
                    raise RetryAfter(timedelta(seconds=seconds))
                return True

            await line.pacer.process_request(callback, (), {}, "sendMessage", {"chat_id": chat}, None)

        await asyncio.gather(refused(1, 10, 0.2), refused(2, 10, 0.3), refused(3, 1, 0.5))
        return line

    line = run(scenario())
    assert 10.2 <= line.moments[3] - line.moments[0] < 10.4


def test_a_push_does_not_wait_in_memory_for_the_end_of_a_halt() -> None:
    async def scenario() -> tuple[Line, Ticket, int]:
        line, ticket = Line(rate=1), Ticket(Priority.PUSH)
        line.answers = [RetryAfter(43_837)]
        first = asyncio.ensure_future(line.push(7))
        behind = asyncio.ensure_future(line.with_ticket(7, ticket))
        for push in (first, behind):
            with pytest.raises(RetryAfter):
                await push
        with pytest.raises(RetryAfter):
            await line.push(7)
        assert line.pacer.resting() == {7}
        return line, ticket, line.pacer.pushes_waiting

    line, ticket, waiting = run(scenario())
    assert (len(line.left), ticket.left, waiting) == (1, False, 0)


def test_a_reply_waits_for_the_end_of_a_short_halt_and_not_of_a_long_one() -> None:
    async def scenario() -> Line:
        line = Line()
        line.answers = [RetryAfter(int(LONGEST_WAIT) - 1)]
        await line.request(7)
        line.answers = [RetryAfter(int(LONGEST_WAIT) + 1)]
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await line.request(7)
        return line

    assert len(run(scenario()).left) == 3


def test_once_the_bot_is_to_stop_nobody_waits_for_the_end_of_a_halt() -> None:
    async def scenario() -> float:
        line = Line()
        line.answers = [RetryAfter(50), RetryAfter(50)]
        waiting = [
            asyncio.ensure_future(line.request(7)),
            asyncio.ensure_future(line.request(7, endpoint="getFile")),
        ]
        await asyncio.sleep(2)
        began = asyncio.get_running_loop().time()
        line.pacer.end_long_waits()
        waiting.append(asyncio.ensure_future(line.request(7)))
        for one in waiting:
            with pytest.raises(RetryAfter):
                await one
        return asyncio.get_running_loop().time() - began

    assert run(scenario()) < 0.01


@pytest.mark.parametrize("endpoint", ["setMyCommands", "sendChatAction", "deleteMessage", "pinChatMessage"])
def test_what_is_optional_halts_nobody_and_is_left_out_until_its_time_is_over(
    endpoint: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> Line:
        line = Line()
        line.answers = [RetryAfter(45)]
        for _ in range(3):
            with pytest.raises(RetryAfter):
                await line.request(7, endpoint=endpoint)
        await line.request(7)
        assert line.moments[-1] == line.moments[0]
        await asyncio.sleep(45)
        await line.request(7, endpoint=endpoint)
        return line

    assert len(run(scenario()).left) == 3
    assert [record.getMessage() for record in caplog.records] == [
        f"delivery: flood answer: {endpoint} is left out for 45 s"
    ]


def test_a_button_that_may_not_be_answered_keeps_no_other_unanswered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario() -> Line:
        line = Line()
        line.answers = [RetryAfter(45), RetryAfter(45)]
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await line.request(None, endpoint="answerCallbackQuery")
        await line.request(None, endpoint="answerCallbackQuery")
        return line

    assert len(run(scenario()).left) == 3
    assert [record.getMessage() for record in caplog.records] == [
        "delivery: flood answer: answerCallbackQuery is refused for 45 s"
    ]


def test_a_halt_is_logged_once_with_its_length_however_many_wait_for_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario() -> None:
        line = Line()
        line.answers = [RetryAfter(5)]
        await asyncio.gather(*(line.request(7) for _ in range(3)))
        line.answers = [RetryAfter(6)] * 4
        with contextlib.suppress(RetryAfter):
            await asyncio.gather(*(line.push(chat) for chat in range(1, 9)), return_exceptions=True)

    run(scenario())
    lines = [record.getMessage() for record in caplog.records]
    assert [line for line in lines if "chat 7" in line] == [
        "delivery: flood answer: chat 7 is left alone for 5 s"
    ]
    assert [line for line in lines if "all sending" in line] == [
        "delivery: flood answer: all sending halts for 6 s, and goes on at 26.1 a second"
    ]


def test_where_the_bot_may_not_write_is_logged_once_for_each_time(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async def scenario() -> None:
        line = Line()
        for _ in range(2):
            line.answers = [BadRequest("CHAT_WRITE_FORBIDDEN") for _ in range(3)]
            for _ in range(3):
                with pytest.raises(BadRequest):
                    await line.request(-7)
            await line.request(-7)

    run(scenario())
    told = "delivery: the bot may not write in chat -7: CHAT_WRITE_FORBIDDEN"
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("INFO", told)] * 2


def test_who_is_cancelled_when_the_turn_has_come_takes_nobodys_place() -> None:
    async def scenario() -> Line:
        line = Line(rate=1)
        await line.request(1)
        gone = asyncio.ensure_future(line.request(9))
        await asyncio.sleep(0.5)
        timer = line.pacer._timer
        assert timer is not None
        asyncio.get_running_loop().call_at(timer.when(), gone.cancel)
        with pytest.raises(asyncio.CancelledError):
            await gone
        await line.request(2)
        await line.request(3)
        return line

    assert [chat for _, chat in run(scenario()).left] == [1, 2, 3]


def test_a_request_that_is_always_refused_comes_back_to_its_sender() -> None:
    async def scenario() -> tuple[Line, Ticket]:
        line, ticket = Line(), Ticket()
        line.answers = [RetryAfter(1) for _ in range(99)]
        with pytest.raises(RetryAfter):
            await line.with_ticket(7, ticket)
        return line, ticket

    line, ticket = run(scenario())
    assert len(line.left) == MAX_TRIES
    assert not ticket.left


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "sendChatAction", "getChat", "setMyCommands"])
def test_what_sends_nothing_is_not_paced(endpoint: str) -> None:
    async def scenario() -> Line:
        line = Line(rate=1)
        await asyncio.gather(*(line.request(7, endpoint=endpoint) for _ in range(50)))
        return line

    assert len(set(run(scenario()).moments)) == 1


@pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText", "copyMessage", "forwardMessage"])
def test_what_sends_is_paced_also_where_the_number_comes_as_text(endpoint: str) -> None:
    async def scenario() -> Line:
        line = Line(rate=1)
        await asyncio.gather(line.request("-7", endpoint=endpoint), line.request(-7, endpoint=endpoint))
        return line

    first, second = run(scenario()).moments
    assert second - first == pytest.approx(1)


def test_an_inline_message_belongs_to_no_chat_and_is_not_paced() -> None:
    async def scenario() -> Line:
        line = Line(rate=1)
        await asyncio.gather(*(line.request(None, endpoint="editMessageText") for _ in range(9)))
        return line

    assert len(set(run(scenario()).moments)) == 1


def test_an_unpaced_request_waits_out_its_own_refusal() -> None:
    async def scenario() -> Line:
        line = Line()
        line.answers = [RetryAfter(3)]
        await line.request(None, endpoint="getFile")
        return line

    first, second = run(scenario()).moments
    assert second - first == pytest.approx(3)


def test_other_errors_go_to_the_sender_at_once() -> None:
    async def scenario() -> tuple[Line, Ticket]:
        line, ticket = Line(), Ticket()
        line.answers = [TimedOut()]
        with pytest.raises(TimedOut):
            await line.with_ticket(7, ticket)
        return line, ticket

    line, ticket = run(scenario())
    assert len(line.left) == 1
    assert ticket.left


def test_who_stops_waiting_has_not_left_and_takes_no_turn() -> None:
    async def scenario() -> tuple[Line, Ticket]:
        line, ticket = Line(rate=1), Ticket(Priority.PUSH)
        await line.push(1)
        waiting = asyncio.ensure_future(line.with_ticket(2, ticket))
        third = asyncio.ensure_future(line.push(3))
        await asyncio.sleep(0.5)
        assert line.pacer.pushes_waiting == 2
        waiting.cancel()
        await third
        with pytest.raises(asyncio.CancelledError):
            await waiting
        return line, ticket

    line, ticket = run(scenario())
    assert not ticket.left
    assert [chat for _, chat in line.left] == [1, 3]
    assert line.moments[1] - line.moments[0] == pytest.approx(1)


def test_shutdown_cancels_who_waits() -> None:
    async def scenario() -> None:
        line = Line(rate=1)
        await line.pacer.initialize()
        await line.push(1)
        waiting = asyncio.ensure_future(line.push(2))
        await asyncio.sleep(0)
        await line.pacer.shutdown()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    run(scenario())


def test_the_pacer_says_who_has_to_rest_and_how_long_it_is_halted() -> None:
    async def scenario() -> None:
        line = Line()
        assert line.pacer.resting() == set()
        await line.push(7)
        assert line.pacer.resting() == {7}
        await asyncio.sleep(1.001)
        assert line.pacer.resting() == set()
        assert line.pacer.halted_for == 0
        line.answers = [RetryAfter(2), RetryAfter(2)]
        again = [asyncio.ensure_future(line.request(chat)) for chat in (8, 9)]
        await asyncio.sleep(0.5)
        assert line.pacer.halted_for == pytest.approx(1.5, abs=0.05)
        assert line.pacer.resting() == {8, 9}
        await asyncio.gather(*again)

    run(scenario())


def test_chats_that_rest_no_more_are_not_remembered() -> None:
    limits = ChatLimits()
    for chat in range(1, 5001):
        limits.take(chat, now=float(chat))
    assert len(limits._chats) < 2500
    assert limits.ready_at(5000, burst=False) == 5001.0
