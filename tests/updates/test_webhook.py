"""The webhook takes calls that bear its secret and are of the size of updates, and keeps what they bring."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.clock import system_clock
from bot.store.store import Store
from bot.updates import webhook as module
from bot.updates.inbox import Inbox
from bot.updates.queue import UpdateQueue
from bot.updates.webhook import LARGEST, SECRET, Webhook, announce

PATIENCE = 300.0
KEY = "a-secret"


class House:
    """A server, and what it brought."""

    def __init__(self, store: Store, client: httpx.AsyncClient, port: int, queue: UpdateQueue) -> None:
        self.store, self.client, self.port, self.queue = store, client, port, queue

    async def call(self, body: bytes, secret: str | None = KEY, **more: Any) -> int:
        headers = {"Content-Type": "application/json", **more}
        if secret is not None:
            headers[SECRET] = secret.encode()
        answer = await self.client.post("/hook", content=body, headers=headers)
        return answer.status_code

    def kept(self) -> list[int]:
        return self.store._database.read(
            lambda tables: [row[0] for row in tables.execute("select id from inbox order by id")]
        )


def an_update(number: int) -> bytes:
    return json.dumps({"update_id": number}).encode()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Store(tmp_path / "test.db", system_clock) as store:
        queue = UpdateQueue(held=5)
        server = Webhook(Inbox(store, queue), "/hook", KEY)
        server.start("127.0.0.1", port)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield House(store, client, port, queue)
        await server.stop()


async def test_an_update_is_kept_when_the_call_is_answered(house: House) -> None:
    assert await house.call(an_update(7)) == 200
    assert house.kept() == [7]
    assert house.queue.qsize() == 1


async def test_the_same_call_once_more_brings_nothing_new(house: House) -> None:
    assert [await house.call(an_update(7)) for _ in range(2)] == [200, 200]
    assert house.queue.qsize() == 1


@pytest.mark.parametrize("secret", [None, "", "another", KEY + "x", "ä"])
async def test_a_call_without_the_secret_is_refused(house: House, secret: str | None) -> None:
    assert await house.call(an_update(7), secret) == 403
    assert house.kept() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff\xfe"])
async def test_what_is_no_json_is_refused(house: House, body: bytes) -> None:
    assert await house.call(body) == 400


async def test_json_that_is_no_update_is_taken_so_that_it_does_not_come_again(house: House) -> None:
    for body in (b"[]", b"7", b'{"update_id": "x"}', b'{"update_id": 8, "message": 3}'):
        assert await house.call(body) == 200
    assert house.queue.qsize() == 0


async def test_another_kind_of_content_or_of_call_is_refused(house: House) -> None:
    assert await house.call(an_update(7), **{"Content-Type": "text/plain"}) == 415
    assert (await house.client.get("/hook", headers={SECRET: KEY})).status_code == 405
    assert (await house.client.post("/elsewhere")).status_code == 404


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(house: House) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET}: {KEY}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {LARGEST + 1}\r\n\r\n".encode())
    async with asyncio.timeout(PATIENCE):
        answer = await reader.read()
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 413")) or not answer
    writer.close()
    assert await house.call(an_update(7)) == 200


async def test_a_caller_without_the_secret_is_refused_before_the_body_has_come(house: House) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n")
    async with asyncio.timeout(PATIENCE):
        assert (await reader.readline()).startswith(b"HTTP/1.1 403")
    writer.close()


@pytest.fixture
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BODY_SECONDS", 0.5)


async def test_a_body_that_does_not_end_is_not_waited_for(little_patience: None, house: House) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET}: {KEY}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: 900\r\n\r\n{{".encode())
    async with asyncio.timeout(PATIENCE):
        await reader.read()
    writer.close()
    assert await house.call(an_update(7)) == 200


async def test_a_full_queue_asks_telegram_to_come_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    for number in range(5):
        assert await house.call(an_update(number)) == 200
    assert await house.call(an_update(6)) == 503
    for _ in range(5):
        house.queue.get_nowait()
        house.queue.task_done()
    assert await house.call(an_update(6)) == 200
    assert house.kept() == [0, 1, 2, 3, 4, 6]


class Telegram:
    """A bot that is answered with errors before it is answered well."""

    def __init__(self, *errors: Exception) -> None:
        self.errors, self.set = list(errors), []

    async def set_webhook(self, address: str, **more: object) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.set.append((address, more))


async def test_telegram_is_told_of_the_webhook_as_often_as_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    telegram = Telegram(NetworkError("away"), NetworkError("away"), RetryAfter(0))
    await announce(telegram, "https://bot.example/hook", ("message",), KEY)  # type: ignore[arg-type]
    assert telegram.set == [
        ("https://bot.example/hook", {"allowed_updates": ("message",), "secret_token": KEY})
    ]


async def test_a_token_that_is_refused_ends_it() -> None:
    with pytest.raises(InvalidToken):
        await announce(Telegram(InvalidToken()), "https://bot.example", (), None)  # type: ignore[arg-type]
