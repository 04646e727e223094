"""The whole bot is killed, stopped and lied to: whatever a person did has its effect.

The Bot API server for tests stands beside the project, not in it; where it is absent these tests are skipped.
"""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pushing import SERVER, Bot, wait_until

pytestmark = pytest.mark.skipif(
    not SERVER.is_dir(), reason="the Bot API server for tests is not beside the project"
)

EDITOR = 11
GROUP = -1001
NOW = "2024-04-03T09:00:00+08:00"
PATIENCE = 300.0

LINE = "　　四月二日傍晚，停用多年的老码头亮起了灯，八十个书摊沿着江边一字排开，首晚迎来市民一万二千人次。"


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(SERVER))
    with import_module("tgctl").Tg.start(limits="strict") as telegram:
        yield telegram


@pytest.fixture
def bot(tmp_path: Path, telegram: Any) -> Iterator[Bot]:
    bot = Bot(tmp_path, telegram)
    yield bot
    bot.kill()


def start(bot: Bot) -> None:
    bot.start(NOW, BAOZHAI_ADMINS=str(EDITOR))


def rows(bot: Bot, query: str) -> list[Any]:
    connection = sqlite3.connect(bot.database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def unhandled(bot: Bot) -> int:
    return int(rows(bot, "select count(*) from inbox where state = 'waiting'")[0][0])


@pytest.mark.parametrize("alive", [0.0, 0.3, 1.0])
def test_no_command_that_waited_is_lost_when_the_bot_is_killed(bot: Bot, telegram: Any, alive: float) -> None:
    for number in range(60):
        telegram.text(1000 + number % 20, f"/watch 词{number}", lang="zh-hans")
    start(bot)
    time.sleep(alive)
    bot.kill()
    start(bot)
    wait_until(lambda: rows(bot, "select count(*) from watches") == [(60,)], PATIENCE)
    wait_until(lambda: unhandled(bot) == 0, PATIENCE)


def test_a_page_pasted_in_several_messages_survives_a_kill(bot: Bot, telegram: Any) -> None:
    head = "海陵晚报 2024年4月3日 星期三 2版\n\n\n老码头改成夜间书市\n\n□海陵晚报记者 林小禾\n\n"
    paragraph = f"{LINE}\n"
    start(bot)
    telegram.text(EDITOR, head + paragraph * (3900 // len(paragraph)), lang="zh-hans")
    wait_until(lambda: telegram.sent(chat_id=EDITOR) != [], PATIENCE)
    bot.kill()
    telegram.text(EDITOR, paragraph * 2 + "　　末段：书市开到十一月。\n", lang="zh-hans")
    start(bot)
    [card] = telegram.wait(1, chat_id=EDITOR, contains="老码头改成夜间书市", timeout=PATIENCE)
    assert "签发" in str(card["reply_markup"])
    [(stored,)] = rows(bot, "select count(*) from entries")
    assert stored == 1
    [(text,)] = rows(bot, "select paragraphs from entries")
    assert "末段" in text
    assert "老码头亮起了灯" in text
    assert rows(bot, "select count(*) from pages") == [(1,)]


def test_updates_that_cannot_be_read_hold_up_nobody(bot: Bot, telegram: Any) -> None:
    for malformed in (
        {"message": "text"},
        {"message": {"message_id": "x", "date": "yesterday", "chat": 5}},
        {"callback_query": {"id": 7}},
        {"my_chat_member": []},
        {"inline_query": {"from": None}},
        {"message": {"message_id": 1, "date": 1e300, "chat": {"id": 1, "type": "private"}, "text": "x"}},
        {"of_a_later_version": {"x": 1}},
        {"message": {"message_id": 3, "date": 0, "chat": {"id": 9, "type": "private"}, "text": {"a": 1}}},
    ):
        telegram.raw(malformed)
    telegram.text(22, "/help", lang="zh-hans")
    start(bot)
    telegram.wait(1, chat_id=22, timeout=PATIENCE)
    wait_until(lambda: unhandled(bot) == 0, PATIENCE)
    calls = len(telegram.requests("getUpdates"))
    time.sleep(1)
    assert len(telegram.requests("getUpdates")) - calls <= 3
    assert "Traceback" not in bot.log.read_text()
    assert bot.terminate() == 0


@pytest.mark.parametrize("fault", ["flood", "silence", "locked", "group"])
def test_the_bot_ends_within_ten_seconds_whatever_hangs(bot: Bot, telegram: Any, fault: str) -> None:
    start(bot)
    telegram.text(22, "/help", lang="zh-hans")
    telegram.wait(1, chat_id=22, timeout=PATIENCE)
    holder = sqlite3.connect(bot.database, isolation_level=None)
    match fault:
        case "flood":
            telegram.fault("429", method="sendMessage", times=-1, retry_after=60)
        case "silence":
            telegram.fault("hang", method="*", times=-1, seconds=75)
        case "group":
            telegram.chat(GROUP, type="supergroup", title="读者群")
            # More than the twenty a minute that a group may be sent: the others wait for their turn.
            for number in range(30):
                telegram.text(GROUP, f"/search 词{number}", user_id=200 + number, lang="zh-hans")
        case _:
            holder.execute("begin immediate")
    for number in range(30):
        telegram.text(100 + number, f"/watch 词{number}", lang="zh-hans")
    time.sleep(2)
    assert bot.terminate() == 0
    holder.close()
    telegram.clear_faults()
    assert "Traceback" not in bot.log.read_text()
    start(bot)
    wait_until(lambda: rows(bot, "select count(*) from watches") == [(30,)], PATIENCE)


def test_a_bot_that_was_frozen_goes_on(bot: Bot, telegram: Any) -> None:
    start(bot)
    assert bot._process is not None
    bot._process.send_signal(signal.SIGSTOP)
    for number in range(20):
        telegram.text(100 + number, f"/watch 词{number}", lang="zh-hans")
    time.sleep(1)
    bot._process.send_signal(signal.SIGCONT)
    wait_until(lambda: rows(bot, "select count(*) from watches") == [(20,)], PATIENCE)
    assert bot.terminate() == 0
