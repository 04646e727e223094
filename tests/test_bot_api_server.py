"""The whole bot as a process of its own, against a Bot API server on loopback.

The server stands beside the project, not in it; where it is absent these tests are skipped.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT.parent / "shared" / "telegram"

pytestmark = pytest.mark.skipif(
    not SERVER.is_dir(), reason="the Bot API server for tests is not beside the project"
)

EDITOR, READER, STRANGER = 11, 22, 33
PATIENCE = 120.0
"""Seconds after which something hangs: far above what it takes, also on a machine that is busy elsewhere."""

PAGE = """海陵晚报 要闻

2024年4月3日 星期三 2版


老码头改成夜间书市

□海陵晚报记者 林小禾

　　本报讯 四月二日傍晚，停用多年的老码头亮起了灯，八十个书摊沿着江边一字排开，
首晚迎来市民一万二千人次。

　　书市由市图书馆牵头，旧书交换、连环画修补和江畔朗读三个摊位前排起长队。负责人
周青禾介绍，书市每周五、周六开放，全年计划办九十场，预计带动周边消费3600万元。

　　为方便夜归的读者，公交公司把沿江的两条线路延长到夜里十一点，码头旁新添了
四百个自行车停车位。
"""


@dataclass
class RunningBot:
    """The process and the server that it talks to."""

    telegram: Any
    process: subprocess.Popen[str]
    log: Path

    def say(self, user: int, text: str, **more: Any) -> None:
        self.telegram.text(user, text, **more)

    def answer(self, user: int, **where: Any) -> dict[str, Any]:
        return dict(self.telegram.wait(1, chat_id=user, timeout=PATIENCE, **where)[-1])


@pytest.fixture(autouse=True)
def server_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SERVER))


@contextmanager
def running(tmp_path: Path, **environment: str) -> Iterator[RunningBot]:
    """`serve` against a fresh server; both end with the block."""
    tg = import_module("tgctl").Tg
    log = tmp_path / "log"
    with tg.start(limits="strict") as telegram, log.open("w") as lines:
        process = subprocess.Popen(
            [sys.executable, "run_bot.py", "serve"],
            cwd=ROOT,
            stderr=lines,
            text=True,
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("BAOZHAI_")},
                "BAOZHAI_TOKEN": telegram.token,
                "BAOZHAI_API_BASE_URL": telegram.base_url,
                "BAOZHAI_API_BASE_FILE_URL": telegram.base_file_url,
                "BAOZHAI_ADMINS": str(EDITOR),
                "BAOZHAI_DB": str(tmp_path / "baozhai.db"),
                **environment,
            },
        )
        try:
            telegram.wait_polling(PATIENCE)
            _wait_until(lambda: "ready" in log.read_text().splitlines())
            yield RunningBot(telegram, process, log)
        finally:
            process.kill()
            process.wait()


@pytest.fixture(params=["polling", "webhook"])
def bot(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    webhook = {}
    if request.param == "webhook":
        port = _free_port()
        webhook = {
            "BAOZHAI_WEBHOOK_URL": f"http://127.0.0.1:{port}/baozhai",
            "BAOZHAI_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
            "BAOZHAI_WEBHOOK_SECRET": "a-secret-of-the-webhook",
        }
    with running(tmp_path, **webhook) as started:
        yield started


def publish_the_page(bot: RunningBot) -> None:
    bot.telegram.document(EDITOR, "海陵晚报.txt", PAGE)
    bot.answer(EDITOR, contains="老码头")
    bot.telegram.press(EDITOR, label="签发")


def test_a_page_published_by_its_editor_is_found_and_opened_by_a_reader(bot: RunningBot) -> None:
    telegram = bot.telegram
    bot.say(READER, "/start", lang="zh-hans")
    bot.answer(READER)
    publish_the_page(bot)
    deadline = time.monotonic() + PATIENCE
    while True:
        before = telegram.count()
        bot.say(READER, "夜间书市")
        hits = telegram.wait(1, chat_id=READER, since=before, timeout=PATIENCE)[-1]
        if "老码头改成夜间书市" in hits["text"]:
            break
        assert time.monotonic() < deadline, "what was published is not found"
    telegram.press(READER, button=0)
    telegram.wait(1, chat_id=READER, contains="3600万元", timeout=PATIENCE)
    leave_no_trace_of_a_fault(bot)


def test_results_are_paged_by_button(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        "".join(
            f'{{"id": {n}, "title": "第{n}期灯会", "text": "灯会第{n}夜，游人如织。"}}\n' for n in range(25)
        )
    )
    command = [sys.executable, "run_bot.py", "import", str(corpus), "--db", str(tmp_path / "baozhai.db")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with running(tmp_path) as bot:
        bot.say(READER, "灯会")
        first = bot.answer(READER)
        headlines = set(re.findall(r"第\d+期灯会", first["text"]))
        bot.telegram.press(READER, label="下一页")
        _wait_until(lambda: bot.answer(READER)["edits"] == 1)
        others = set(re.findall(r"第\d+期灯会", bot.answer(READER)["text"]))
        assert headlines
        assert others
        assert not headlines & others
        leave_no_trace_of_a_fault(bot)


def test_a_strangers_page_is_refused_and_changes_nothing(bot: RunningBot) -> None:
    bot.telegram.document(STRANGER, "海陵晚报.txt", PAGE)
    bot.answer(STRANGER)
    before = bot.telegram.count()
    bot.say(READER, "夜间书市")
    answer = bot.telegram.wait(1, chat_id=READER, since=before, timeout=PATIENCE)[-1]
    assert "老码头改成夜间书市" not in answer["text"]
    leave_no_trace_of_a_fault(bot)


def test_a_digest_arrives_in_its_minute(tmp_path: Path) -> None:
    with running(tmp_path, BAOZHAI_NOW="2024-04-03T07:29:40+08:00") as bot:
        publish_the_page(bot)
        bot.say(READER, "/subscribe 07:30")
        bot.answer(READER, contains="07:30")
        digest = bot.telegram.wait(1, chat_id=READER, contains="老码头改成夜间书市", timeout=PATIENCE)
        assert len(digest) == 1
        bot.telegram.wait_quiet(quiet=3)
        assert len(bot.telegram.sent(chat_id=READER, contains="老码头改成夜间书市")) == 1
        leave_no_trace_of_a_fault(bot)


def test_a_second_poller_is_one_clear_line_and_the_bot_goes_on(tmp_path: Path) -> None:
    with running(tmp_path) as bot:
        conflict = "Conflict: terminated by other getUpdates request"
        bot.telegram.fault("error", method="getUpdates", times=3, code=409, description=conflict)
        _wait_until(lambda: "another program uses the same token" in bot.log.read_text(), seconds=30)
        bot.say(READER, "/help")
        bot.answer(READER)
        log = bot.log.read_text()
        assert log.count("another program uses the same token") == 1
        assert "Traceback" not in log


def test_a_token_that_telegram_refuses_is_one_clear_line_and_exit_2(tmp_path: Path) -> None:
    with import_module("tgctl").Tg.start(extra=["--only-token"]) as telegram:
        served = subprocess.run(
            [sys.executable, "run_bot.py", "serve", "--db", str(tmp_path / "baozhai.db")],
            cwd=ROOT,
            env={
                **os.environ,
                "BAOZHAI_TOKEN": "123456:refused-by-telegram",
                "BAOZHAI_API_BASE_URL": telegram.base_url,
            },
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert served.returncode == 2
    assert "configuration: could not log in to Telegram" in served.stderr
    assert "refused-by-telegram" not in served.stderr
    assert "Traceback" not in served.stderr


def leave_no_trace_of_a_fault(bot: RunningBot) -> None:
    """Every callback answered, no unknown method or broken entity, a clean end, no token in the log."""
    bot.telegram.wait_quiet(quiet=0.5)
    metrics = bot.telegram.metrics()
    assert metrics["unknown_methods"] == {}
    assert metrics["unanswered_callbacks"] == []
    assert metrics["errors"] == {}
    assert metrics["warnings"] == {}
    assert metrics["violations"]["total"] == 0
    bot.process.send_signal(signal.SIGTERM)
    assert bot.process.wait(timeout=PATIENCE) == 0
    log = bot.log.read_text()
    assert bot.telegram.token not in log
    assert bot.telegram.token.partition(":")[2] not in log
    assert "Traceback" not in log


def _wait_until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
