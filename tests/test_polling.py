"""The calls for updates: what is logged of them, and that none hangs for ever."""

from __future__ import annotations

import asyncio

import pytest
from loopback import answer, serving
from telegram.error import TimedOut

from bot import polling
from bot.polling import SLOW_AFTER, UpdateCalls, WatchedRequest


class Watch:
    """Seconds that tests turn by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_before_the_first_call_there_is_nothing_to_tell(caplog: pytest.LogCaptureFixture) -> None:
    calls = UpdateCalls()
    calls.look()
    assert calls.answered_until is None
    assert not caplog.records


def test_a_connection_that_swallows_calls_is_logged_once_and_once_more_when_it_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    watch = Watch()
    calls = UpdateCalls(watch)
    calls.begin()
    calls.end()
    for _ in range(40):
        calls.begin()
        watch.now += 2
        calls.look()
    assert calls.answered_until == 1000
    calls.end()
    calls.look()
    assert calls.answered_until == 1080
    assert caplog.messages == [
        f"telegram: no call for updates has been answered for {SLOW_AFTER + 2:.0f} s; trying on",
        "telegram: calls for updates are answered again, after 80 s",
    ]


def test_a_clock_that_is_put_forward_is_no_silence(caplog: pytest.LogCaptureFixture) -> None:
    steady, wall = Watch(), Watch()
    calls = UpdateCalls(steady, wall)
    calls.begin()
    steady.now += 3
    wall.now += 3603
    calls.look()
    assert calls.answered_until == wall.now - 3
    assert not caplog.records


def test_a_first_call_that_is_never_answered_counts_from_when_it_was_made() -> None:
    watch = Watch()
    calls = UpdateCalls(watch)
    calls.begin()
    watch.now += 5
    calls.begin()
    assert calls.answered_until == 1000


def test_where_no_call_is_made_because_too_much_waits_nothing_is_overdue(
    caplog: pytest.LogCaptureFixture,
) -> None:
    watch = Watch()
    calls = UpdateCalls(watch)
    calls.begin()
    calls.end()
    watch.now += 600
    calls.look()
    assert calls.answered_until == 1600
    assert not caplog.records


async def test_a_call_that_is_answered_is_noted() -> None:
    watch = Watch()
    calls = UpdateCalls(watch)
    calls.begin()
    watch.now += 7
    async with serving() as server, WatchedRequest(calls) as request:
        server.answers["/"] = answer(b"{}")
        code, body = await request.do_request(f"http://127.0.0.1:{server.port}/", "POST")
    assert (code, body) == (200, b"{}")
    assert calls.answered_until == 1007


async def test_a_call_to_which_a_byte_comes_now_and_then_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LONGEST_CALL", 0.2)
    watch = Watch()
    calls = UpdateCalls(watch)

    async def trickle(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        for _ in range(100):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with serving() as server, WatchedRequest(calls) as request:
        server.answers["/"] = trickle
        with pytest.raises(TimedOut):
            await request.do_request(f"http://127.0.0.1:{server.port}/", "POST", read_timeout=0.1)
        watch.now += 9
        assert calls.answered_until == 1000
        # The next call has a connection of its own.
        server.answers["/"] = answer(b"{}")
        assert await request.do_request(f"http://127.0.0.1:{server.port}/", "POST") == (200, b"{}")
    assert calls.answered_until == 1009
