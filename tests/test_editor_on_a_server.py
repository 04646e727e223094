"""An editor's work with the bot as a process of its own, against the Bot API server on loopback.

What takes a push of two thousand or a power cut is left out by default: `python -m pytest -m slow`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pushing import FIRST, SERVER, Bot, subscribe, telegram_with, wait_until

pytestmark = pytest.mark.skipif(
    not SERVER.is_dir(), reason="the Bot API server for tests is not beside the project"
)

EDITOR = 11
NOON = "2024-04-03T12:00:00+08:00"
ANSWERED_WITHIN = 1.0
"""Seconds for which a person sees a pressed button turn."""

PLACES = ("滨河新区", "老城码头", "北山林场", "东湾渔港", "柳林古镇", "石桥园区")
DEEDS = ("氢能公交车驶出场站", "夜间书市连开三晚", "旧厂房改成剧场", "海带收割进入旺季")


def page(number: int) -> str:
    """A page with one article, unlike those of other numbers."""
    place, deed = PLACES[number % 6], DEEDS[number % 4]
    told = "".join(
        f"{place}的第{each}项工作由第{number * 37 + each * 11}组承担，共{number * 91 + each * 7}人参加。"
        for each in range(1, 7)
    )
    head = f"海陵晚报 2024年4月3日 第{number}版\n\n{place}{deed}\n本报记者 林小禾"
    return f"{head}\n\n4月2日，{place}{deed}。{told}\n"


@pytest.fixture(autouse=True)
def server_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SERVER))


@pytest.fixture
def editing(tmp_path: Path) -> Iterator[Callable[..., tuple[Bot, Any]]]:
    started: list[Any] = []

    def start(people: int = 0, now: str = NOON) -> tuple[Bot, Any]:
        context = telegram_with(people)
        telegram = context.__enter__()
        bot = Bot(tmp_path, telegram)
        started.extend((bot, context))
        if people:
            subscribe(bot.database, range(FIRST, FIRST + people))
        bot.start(now, BAOZHAI_ADMINS=str(EDITOR))
        telegram.text(EDITOR, "/start", lang="zh-hans")
        telegram.wait(1, chat_id=EDITOR, timeout=120)
        return bot, telegram

    yield start
    bot, context = started
    bot.kill()
    context.__exit__(None, None, None)


def lay(telegram: Any, numbers: range) -> None:
    for number in numbers:
        telegram.document(EDITOR, f"海陵晚报_2024-04-03_{number:02}.txt", page(number))


def report(telegram: Any, pages: int) -> str:
    found = telegram.wait(1, chat_id=EDITOR, contains=f"本批{pages}版", timeout=120)
    return str(found[-1]["text"])


def leaves_no_fault(telegram: Any) -> float:
    """Nothing was refused or left unanswered; says how long the slowest press waited for its answer."""
    telegram.wait_quiet(quiet=1.5)
    metrics = telegram.metrics()
    assert metrics["unknown_methods"] == {}
    assert metrics["unanswered_callbacks"] == []
    assert metrics["errors"] == {}
    assert metrics["warnings"] == {}
    assert metrics["violations"]["total"] == 0
    answers = [each["latency"] for each in telegram.call("answers")["answers"] if each["kind"] == "callback"]
    print(f"{len(answers)} presses, the slowest answered in {max(answers):.3f} s")  # noqa: T201
    return float(max(answers))


def say(telegram: Any, text: str, shows: str) -> None:
    """Write, and wait until something new with these words is there."""
    before = telegram.count()
    telegram.text(EDITOR, text)
    telegram.wait(1, chat_id=EDITOR, contains=shows, since=before, timeout=120)


def press(telegram: Any, shows: str = "", **what: Any) -> None:
    """Press, and wait until something new with these words is there."""
    before = telegram.count()
    telegram.press(EDITOR, **what)
    if shows:
        telegram.wait(1, chat_id=EDITOR, contains=shows, since=before, timeout=120)


def test_a_batch_is_read_signed_revised_and_retracted_without_a_fault(
    editing: Callable[..., tuple[Bot, Any]],
) -> None:
    _, telegram = editing()
    lay(telegram, range(1, 4))
    told = report(telegram, 3)
    card = telegram.sent(chat_id=EDITOR, contains="可签发")[0]
    assert re.findall(r"第\d版", told) == ["第1版", "第2版", "第3版"]
    press(telegram, "报名", label="改报名", message_id=card["message_id"])
    press(telegram, label="签发")
    wait_until(lambda: "已入库" in telegram.sent(chat_id=EDITOR, contains="本批3版")[-1]["text"], 120)
    say(telegram, "/edit 1", "/edit 1 ")
    for button, shown in (("正文", "哪一段"), ("1", "共"), ("改这一段", "回复本条")):
        press(telegram, shown, label=button)
    say(telegram, "/drafts", "待审")
    say(telegram, "/audit", "操作记录")
    say(telegram, "/roles", "人员")
    say(telegram, "/stats", "订阅")
    say(telegram, "/retract 1", "撤稿")
    press(telegram, label="撤稿")
    say(telegram, "/announce 明日停机", "明日停机")
    press(telegram, label="群发")
    telegram.text(EDITOR, "/backup")
    wait_until(lambda: telegram.sent(chat_id=EDITOR, method="sendDocument"), 120)
    leaves_no_fault(telegram)


@pytest.mark.slow
def test_a_power_cut_in_the_middle_of_a_batch_loses_no_page(
    editing: Callable[..., tuple[Bot, Any]],
) -> None:
    bot, telegram = editing()
    lay(telegram, range(1, 13))
    telegram.wait(3, chat_id=EDITOR, contains="可签发", timeout=60)
    bot.kill()
    bot.start(NOON, BAOZHAI_ADMINS=str(EDITOR))
    told = report(telegram, 12)
    assert [int(number) for number in re.findall(r"第(\d+)版", told)] == list(range(1, 13))
    assert "未收下" not in told
    press(telegram, label="签发")
    wait_until(lambda: "已入库" in telegram.sent(chat_id=EDITOR, contains="本批12版")[-1]["text"], 120)
    say(telegram, "/drafts", "没有待审")


@pytest.mark.slow
def test_an_editor_works_on_during_a_push_of_two_thousand(
    editing: Callable[..., tuple[Bot, Any]],
) -> None:
    bot, telegram = editing(2000, "2024-04-03T07:29:40+08:00")
    lay(telegram, range(1, 4))
    report(telegram, 3)
    wait_until(lambda: telegram.count() > 200, 90)
    press(telegram, label="逐版看")
    for label in ("签发", "本批", "签发", "今日出刊完毕"):
        time.sleep(2)
        press(telegram, label=label)
    wait_until(bot.settled(sent=2000), 400)
    assert leaves_no_fault(telegram) < ANSWERED_WITHIN
