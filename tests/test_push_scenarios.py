"""What a day does to a push: many readers, kills, faults, floods, absences.

Each takes up to two minutes, so they are left out by default: `python -m pytest -m slow`.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pushing import FIRST, SERVER, Bot, promise_to_all, subscribe, telegram_with, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SERVER.is_dir(), reason="the Bot API server for tests is not beside the project"),
]

JUST_BEFORE = "2024-04-03T07:29:55+08:00"
LATENCY = 0.08


@pytest.fixture(autouse=True)
def server_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SERVER))


def people(count: int) -> range:
    return range(FIRST, FIRST + count)


def test_two_thousand_get_it_once_at_full_pace(tmp_path: Path) -> None:
    with telegram_with(2000, LATENCY) as telegram:
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(2000))
        try:
            bot.start(JUST_BEFORE)
            wait_until(bot.settled(sent=2000), 120)
        finally:
            bot.kill()
        sent = telegram.sent(brief=True)
        assert bot.received(2000)["once"] == 2000
        assert telegram.metrics()["violations"]["total"] == 0
        moments = sorted(message["ts"] for message in sent)
        pace = (len(moments) - 1) / (moments[-1] - moments[0])
        print(f"{pace:.2f} a second")  # noqa: T201
        assert pace >= 28


def test_killed_at_a_third_and_started_again_nobody_misses_it(tmp_path: Path) -> None:
    with telegram_with(1000, LATENCY) as telegram:
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(1000))
        try:
            bot.start(JUST_BEFORE)
            telegram.wait(333, timeout=60, limit=1)
            bot.kill()
            stopped = time.monotonic()
            at_kill = telegram.count()
            bot.start("2024-04-03T07:31:00+08:00")
            wait_until(lambda: telegram.count() > at_kill, 15)
            print(f"goes on {time.monotonic() - stopped:.1f} s after the kill")  # noqa: T201
            wait_until(bot.settled(waiting=0, sent=1000), 60)
        finally:
            bot.kill()
        received = bot.received(1000)
        print(received["multi_count"], "twice")  # noqa: T201
        assert received["missing_count"] == 0
        assert received["multi_count"] <= 32
        assert max(received["multi"].values(), default=2) == 2


def test_faults_on_a_twentieth_lose_nothing(tmp_path: Path) -> None:
    with telegram_with(1000) as telegram:
        for kind in ("reset", "429", "500", "502", "hang", "truncate"):
            telegram.fault(
                kind, method="sendMessage", times=-1, probability=0.05 / 6, seconds=30, retry_after=1
            )
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(1000))
        try:
            bot.start(JUST_BEFORE)
            wait_until(lambda: _is_settled(bot, 1000), 180)
        finally:
            bot.kill()
        ledger, received = bot.ledger(), bot.received(1000)
        print(ledger, received["multi_count"], "twice")  # noqa: T201
        assert ledger.get("failed", 0) == 0
        assert received["missing_count"] <= ledger.get("unsure", 0)
        assert max(received["multi"].values(), default=2) == 2
        assert telegram.metrics()["violations"]["total"] == 0


def test_flood_answers_for_several_chats_halt_everything_for_their_time(tmp_path: Path) -> None:
    with telegram_with(600) as telegram:
        telegram.fault("429", method="sendMessage", skip=200, times=2, retry_after=5)
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(600))
        try:
            bot.start(JUST_BEFORE)
            wait_until(bot.settled(sent=600), 90)
        finally:
            bot.kill()
        moments = sorted(message["ts"] for message in telegram.sent(brief=True))
        longest = max(after - before for before, after in pairwise(moments))
        print(f"halted for {longest:.2f} s")  # noqa: T201
        assert longest >= 4.9
        assert longest < 6.5
        assert bot.received(600)["once"] == 600
        assert bot.log.read_text().count("all sending halts for 5 s") == 1


def test_a_chat_that_is_refused_for_twelve_hours_keeps_nobody_else(tmp_path: Path) -> None:
    with telegram_with(600) as telegram:
        telegram.fault("429", method="sendMessage", chat_id=FIRST + 100, times=-1, retry_after=43_837)
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(600))
        try:
            bot.start(JUST_BEFORE)
            wait_until(bot.settled(sent=599, pending=1), 60)
            assert bot.terminate() == 0
            bot.start("2024-04-03T07:31:00+08:00")
            time.sleep(5)
            assert bot.settled(sent=599, pending=1)()
        finally:
            bot.kill()
        moments = sorted(message["ts"] for message in telegram.sent(brief=True))
        assert max(after - before for before, after in pairwise(moments)) < 1
        assert bot.received(600)["once"] == 599
        assert len(telegram.requests("sendMessage", chat_id=FIRST + 100)) <= 600
        assert telegram.metrics()["counters"]["injected_429"] == 1
        assert bot.log.read_text().count("flood answer") == 1


@pytest.mark.parametrize("delays", ["even", "one in two", "one in ten"])
def test_two_thousand_whose_arrival_is_delayed_meet_no_flood(tmp_path: Path, delays: str) -> None:
    with telegram_with(2000) as telegram:
        _delay_arrivals(telegram, delays)
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(2000))
        try:
            bot.start(JUST_BEFORE)
            wait_until(bot.settled(sent=2000), 150)
        finally:
            bot.kill()
        moments = sorted(message["ts"] for message in telegram.sent(brief=True))
        pace = (len(moments) - 1) / (moments[-1] - moments[0])
        violations = telegram.metrics()["violations"]["total"]
        print(f"{pace:.2f} a second, {violations} flood answers")  # noqa: T201
        assert bot.received(2000)["once"] == 2000
        assert violations <= 3
        assert pace >= 25


def test_a_pace_that_was_learned_is_where_the_next_start_begins(tmp_path: Path) -> None:
    with telegram_with(1000) as telegram:
        telegram.limits(overall_rate=20)
        _delay_arrivals(telegram, "even")
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(1000))
        try:
            bot.start(JUST_BEFORE)
            telegram.wait(500, timeout=90, limit=1)
            assert bot.terminate() == 0
            learned = telegram.metrics()["violations"]["total"]
            bot.start("2024-04-03T07:31:00+08:00")
            wait_until(bot.settled(sent=1000), 120)
        finally:
            bot.kill()
        again = telegram.metrics()["violations"]["total"] - learned
        print(f"{learned} flood answers before the restart, {again} after it")  # noqa: T201
        assert bot.received(1000)["once"] == 1000
        assert learned
        assert again <= 3


def test_a_connection_that_swallows_calls_for_updates_is_told_and_got_over(tmp_path: Path) -> None:
    with telegram_with(1) as telegram:
        bot = Bot(tmp_path, telegram)
        try:
            bot.start("2024-04-03T09:00:00+08:00")
            wait_until(lambda: "answered" in bot.health()[1], 10)
            telegram.fault("hang", method="getUpdates", times=-1, seconds=75)
            time.sleep(50)
            assert "no call for updates has been answered for" in bot.log.read_text()
            assert "no call for updates has been answered since" in bot.doctor()
            time.sleep(25)
            assert bot.health()[0] == 1
            assert "no call for updates has been answered since" in bot.health()[1]
            telegram.clear_faults()
            wait_until(lambda: "calls for updates are answered again" in bot.log.read_text(), 20)
            telegram.text(FIRST, "/help")
            telegram.wait(1, chat_id=FIRST)
            wait_until(lambda: bot.health()[0] == 0, 10)
            assert bot.log.read_text().count("calls for updates") == 1
        finally:
            bot.kill()


def test_a_group_in_which_the_bot_may_not_write_is_one_quiet_line(tmp_path: Path) -> None:
    group, owner = -1_001_234_567_890, 11
    with telegram_with(10) as telegram:
        telegram.chat(group, type="supergroup", title="读者群")
        telegram.flags([group], no_rights=True)
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, [*people(10), group])
        try:
            bot.start(JUST_BEFORE, BAOZHAI_ADMINS=str(owner))
            wait_until(bot.settled(sent=10, muted=1, waiting=0), 30)
            for _ in range(3):
                telegram.text(group, "/latest", user_id=FIRST)
            telegram.wait_quiet(quiet=3)
            assert bot.terminate() == 0
        finally:
            bot.kill()
        log = bot.log.read_text()
        assert log.count("the bot may not write") == 1
        assert not [line for line in log.splitlines() if " ERROR " in line or " WARNING " in line]
        assert "Traceback" not in log
        assert telegram.sent(chat_id=owner) == []


def test_those_who_left_are_tried_once_and_not_the_next_day(tmp_path: Path) -> None:
    with telegram_with(400) as telegram:
        blocked, deactivated = people(400)[:10], people(400)[10:20]
        telegram.flags(blocked, blocked=True)
        telegram.flags(deactivated, deactivated=True)
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(400))
        try:
            bot.start(JUST_BEFORE)
            wait_until(bot.settled(sent=380, gone=20, waiting=0), 60)
            assert bot.terminate() == 0
            asked = len(telegram.requests("sendMessage"))
            assert asked == 400
            bot.start("2024-04-04T07:29:55+08:00")
            wait_until(bot.settled(sent=760, gone=20, waiting=0), 60)
        finally:
            bot.kill()
        assert len(telegram.requests("sendMessage")) == 400 + 380


def test_down_across_the_slot_there_is_one_catch_up_and_then_silence(tmp_path: Path) -> None:
    with telegram_with(50) as telegram:
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(50))
        try:
            for number, now in enumerate(("07:40:00", "07:41:00", "07:42:00")):
                bot.start(f"2024-04-03T{now}+08:00")
                if not number:
                    wait_until(bot.settled(sent=50), 30)
                time.sleep(4)
                assert bot.terminate() == 0
                assert telegram.count() == 50
        finally:
            bot.kill()
        assert bot.received(50)["once"] == 50


def test_of_two_processes_one_pushes_and_the_other_takes_over(tmp_path: Path) -> None:
    with telegram_with(600) as telegram:
        one, other = Bot(tmp_path, telegram), Bot(tmp_path, telegram, "other.log")
        subscribe(one.database, people(600))
        try:
            one.start(JUST_BEFORE)
            other.start(JUST_BEFORE)
            telegram.wait(200, timeout=60, limit=1)
            assert "this process pushes" not in other.log.read_text()
            one.kill()
            at_kill, stopped = telegram.count(), time.monotonic()
            wait_until(lambda: telegram.count() > at_kill + 1, 15)
            print(f"taken over after {time.monotonic() - stopped:.1f} s")  # noqa: T201
            wait_until(other.settled(waiting=0, sent=600), 60)
        finally:
            one.kill()
            other.kill()
        received = one.received(600)
        assert received["missing_count"] == 0
        assert received["multi_count"] <= 32
        assert telegram.metrics()["violations"]["total"] == 0


def test_a_reply_does_not_wait_behind_a_push(tmp_path: Path) -> None:
    with telegram_with(3000, LATENCY) as telegram:
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(3000))
        took = []
        try:
            bot.start(JUST_BEFORE)
            telegram.wait(100, timeout=60, limit=1)
            for asking in range(20):
                person = 5_000_000 + asking
                began = time.monotonic()
                telegram.text(person, "/help")
                telegram.wait(1, chat_id=person)
                took.append(time.monotonic() - began)
                time.sleep(1)
        finally:
            bot.kill()
        print(f"slowest reply {max(took):.2f} s")  # noqa: T201
        assert max(took) < 1


def test_a_reply_does_not_wait_behind_a_hundred_thousand_messages(tmp_path: Path) -> None:
    with telegram_with(3000, LATENCY) as telegram:
        bot = Bot(tmp_path, telegram)
        promise_to_all(bot.database, people(100_000))
        took = []
        try:
            bot.start("2024-04-03T09:00:00+08:00")
            telegram.wait(100, timeout=60, limit=1)
            for asking in range(20):
                person = 5_000_000 + asking
                began = time.monotonic()
                telegram.text(person, "码头")
                telegram.wait(1, chat_id=person)
                took.append(time.monotonic() - began)
                time.sleep(0.5)
            waiting = bot.ledger()["waiting"]
        finally:
            bot.kill()
        print(f"slowest reply {max(took):.2f} s, {waiting} waiting")  # noqa: T201
        assert waiting > 98_000
        assert max(took) < 1


def test_while_the_database_is_locked_nothing_is_lost_and_one_line_says_so(tmp_path: Path) -> None:
    with telegram_with(600, LATENCY) as telegram:
        bot = Bot(tmp_path, telegram)
        subscribe(bot.database, people(600))
        try:
            bot.start(JUST_BEFORE)
            telegram.wait(200, timeout=60, limit=1)
            with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
                other.execute("begin immediate")
                time.sleep(25)
                other.execute("rollback")
            wait_until(bot.settled(waiting=0, sent=600), 60)
        finally:
            bot.kill()
        assert bot.received(600)["once"] == 600
        told = [line for line in bot.log.read_text().splitlines() if "could not use the ledger" in line]
        assert [" ERROR " in told[0], told[-1].endswith("no longer"), len(told)] == [True, True, 2]


def _delay_arrivals(telegram: Any, how: str) -> None:
    """Up to 100 ms on the way there: evenly in 20 steps, or all of it for one in so many."""
    if how == "even":
        for step in range(20):
            seconds = 0.1 * (step + 0.5) / 20
            telegram.fault(
                "delay", method="sendMessage", times=-1, seconds=seconds, probability=1 / (20 - step)
            )
    else:
        share = {"one in two": 0.5, "one in ten": 0.1}[how]
        telegram.fault("delay", method="sendMessage", times=-1, seconds=0.1, probability=share)


def _is_settled(bot: Bot, count: int) -> bool:
    ledger = bot.ledger()
    done = sum(ledger.get(state, 0) for state in ("sent", "unsure", "failed", "gone"))
    return ledger["waiting"] == 0 and done == count
