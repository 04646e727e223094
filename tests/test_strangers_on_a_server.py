"""What people do to each other: the bot is a process of its own, Telegram the Bot API server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pushing import SERVER, Bot, telegram_with, wait_until
from test_editor_on_a_server import EDITOR, NOON, lay, press, report

pytestmark = pytest.mark.skipif(
    not SERVER.is_dir(), reason="the Bot API server for tests is not beside the project"
)

GROUP, READER, STRANGER = -5001, 77, 78


@pytest.fixture
def telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A server with three published articles, and a group in which people talk."""
    monkeypatch.syspath_prepend(str(SERVER))
    with telegram_with(0) as telegram:
        bot = Bot(tmp_path, telegram)
        bot.start(NOON, BAOZHAI_ADMINS=str(EDITOR))
        try:
            telegram.text(EDITOR, "/start", lang="zh-hans")
            telegram.wait(1, chat_id=EDITOR, timeout=120)
            lay(telegram, range(1, 4))
            report(telegram, 3)
            press(telegram, label="签发")
            wait_until(lambda: "已入库" in telegram.sent(chat_id=EDITOR, contains="本批3版")[-1]["text"], 120)
            telegram.chat(GROUP, type="supergroup", title="读报群")
            for person in (READER, STRANGER):
                telegram.membership(GROUP, "member", chat_type="supergroup", user_id=person)
            yield telegram
        finally:
            bot.kill()


def test_what_a_stranger_presses_in_a_group_opens_in_private(telegram: Any) -> None:
    telegram.text(GROUP, "/today", user_id=READER)
    [digest] = telegram.wait(1, chat_id=GROUP, contains="今日报摘", timeout=120)
    buttons = [button for row in digest["reply_markup"]["inline_keyboard"] for button in row]
    before = telegram.count()
    for button in buttons:
        pressed = telegram.press(
            GROUP, user_id=STRANGER, data=button["callback_data"], message_id=digest["message_id"]
        )
        answer = telegram.wait_answer(pressed["callback_query_id"], timeout=120)
        assert "?start=" in answer["url"]
    telegram.wait_quiet()
    assert telegram.sent(since=before) == []


def test_a_flood_of_one_person_is_told_once_and_others_are_answered_meanwhile(telegram: Any) -> None:
    for number in range(1_000):
        telegram.text(STRANGER, f"/help {number}", user_id=STRANGER)
    telegram.text(READER, "/help", user_id=READER)
    telegram.wait(1, chat_id=READER, timeout=120)
    assert len(telegram.sent(chat_id=STRANGER)) < 200
    assert telegram.metrics()["violations"]["total"] == 0
