"""The start and stop of the bot on Telegram, against a Bot API server inside the test."""

from __future__ import annotations

import gc
import logging
import os
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from smoke.bot_api import BotApi, serving

from bot import serving as module
from bot.errors import ConfigurationError, DatabaseUnusable
from bot.rooms import Rooms, open_rooms
from bot.serving import serve
from bot.settings import load_settings


@pytest.fixture
def api() -> Iterator[BotApi]:
    with serving() as api:
        yield api


@pytest.fixture
def rooms(api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rooms]:
    for name, value in api.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BAOZHAI_BACKUPS", "0")
    with open_rooms(load_settings(db=tmp_path / "baozhai.db")) as rooms:
        yield rooms


class Unarmed:
    """In the place of the timer that would end this process, and all tests with it."""

    daemon = False

    def __init__(self, seconds: float, *_: object) -> None:
        self.seconds = seconds

    def start(self) -> None:
        assert 0 < self.seconds < 10


@pytest.fixture(autouse=True)
def nothing_ends_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Timer", Unarmed)


def stop_once(happened: Any) -> None:
    """Send this process the signal that an operator sends, once something has happened."""

    def wait_and_stop() -> None:
        assert happened()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait_and_stop, daemon=True).start()


def test_the_bot_answers_until_a_signal_ends_it(
    api: BotApi, rooms: Rooms, capfd: pytest.CaptureFixture[str]
) -> None:
    api.say("/help")
    stop_once(lambda: api.wait_for("sendMessage", "/search", 30))
    serve(rooms)
    assert "ready" in capfd.readouterr().err.splitlines()


def test_a_start_that_fails_on_the_database_leaves_no_task_and_no_traceback(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DatabaseUnusable("write to the database", "database or disk is full")

    monkeypatch.setattr(rooms.store.inbox, "claim", full)
    with pytest.raises(DatabaseUnusable):
        serve(rooms)
    gc.collect()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_signal_ends_a_start_that_waits_for_the_network(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Nothing listens at this port.
    monkeypatch.setattr(
        rooms.settings, "__dict__", rooms.settings.__dict__ | {"api_base_url": "http://127.0.0.1:9/bot"}
    )
    stop_once(lambda: _appears(caplog, "could not reach the Bot API"))
    serve(rooms)


def test_a_token_that_is_refused_is_an_error_of_the_configuration(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_: object) -> None:
        raise module.InvalidToken("not this one")

    monkeypatch.setattr(module, "_initialize", refused)
    with pytest.raises(ConfigurationError, match="BAOZHAI_TOKEN"):
        serve(rooms)


def test_a_webhook_without_a_secret_gets_one_that_follows_from_the_token(rooms: Rooms) -> None:
    made = module._secret(rooms.settings)
    assert made == module._secret(rooms.settings)
    assert re.fullmatch("[0-9a-f]{64}", made)
    token = rooms.settings.token
    assert token is not None
    assert token.get_secret_value() not in made
    given = rooms.settings.model_copy(update={"webhook_secret": type(token)("of-ones-own")})
    assert module._secret(given) == "of-ones-own"


def _appears(caplog: pytest.LogCaptureFixture, words: str) -> bool:
    waiting = threading.Event()
    for _ in range(600):
        if any(words in record.getMessage() for record in caplog.records):
            return True
        waiting.wait(0.05)
    return False
