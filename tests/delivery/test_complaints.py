from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from scripted_server import ScriptedServer, make_bot, refusal

from bot.delivery.complaints import EVERY, Complaints
from bot.delivery.pacing import Pacer

log = logging.getLogger("test.complaints")


class Watch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
async def server() -> ScriptedServer:
    return ScriptedServer()


@pytest.fixture
async def watch(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:  # type: ignore[misc]
    watch = Watch()
    handler = Complaints(make_bot(server, Pacer(1000)), 11, watch)
    log.addHandler(handler)
    yield watch
    log.removeHandler(handler)


async def told(server: ScriptedServer) -> list[str]:
    await asyncio.sleep(0.05)
    return [message["text"] for message in server.sent]


async def test_each_kind_of_error_is_told_once_an_hour(server: ScriptedServer, watch: Watch) -> None:
    for chat in range(3):
        log.error("delivery: could not send to %d", chat)
    log.warning("nothing grave")
    assert len(await told(server)) == 1
    log.error("%s", "store: could not write to the database: disk is full")
    log.error("%s", "store: could not write to the database: disk is still full")
    assert len(await told(server)) == 2
    watch.seconds = EVERY + 1
    log.error("delivery: could not send to %d", 9)
    texts = await told(server)
    assert len(texts) == 3
    assert "could not send to 9" in texts[-1]


async def test_no_token_is_told(server: ScriptedServer, watch: Watch) -> None:
    log.error("asked https://example.org/bot1:test/getMe")
    assert "1:test" not in (await told(server))[0]


async def test_a_chat_that_cannot_be_told_is_no_error(server: ScriptedServer, watch: Watch) -> None:
    server.replies.append(refusal(403, "Forbidden: bot was blocked by the user"))
    log.error("first")
    log.error("second")
    assert len(await told(server)) == 2
