"""The outbox with its pacing against a Bot API server on loopback that has Telegram's limits and faults.

The server stands beside the project, not in it; where it is absent these tests are skipped.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacer
from bot.model import Message
from bot.store.store import Store

SERVER = Path(__file__).resolve().parents[2].parent / "shared" / "telegram"

pytestmark = pytest.mark.skipif(
    not SERVER.is_dir(), reason="the Bot API server for tests is not beside the project"
)

FIRST = 1_000_000
MESSAGE = Message("<b>早报</b>\n第一条")


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", now) as opened:
        yield opened


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(SERVER))
    with import_module("tgctl").Tg.start(limits="strict", users=100) as server:
        yield server


@asynccontextmanager
async def sending(store: Store, telegram: Any) -> AsyncIterator[Outbox]:
    pacer = Pacer(29)
    request = HTTPXRequest(connection_pool_size=64, read_timeout=20)
    bot: ExtBot[Any] = ExtBot(
        telegram.token, telegram.base_url, telegram.base_file_url, request=request, rate_limiter=pacer
    )
    async with bot:
        outbox = Outbox(store, bot, pacer, now)
        await outbox.start()
        yield outbox
        await outbox.stop()


def promise(store: Store, count: int, key: str = "digest") -> None:
    for chat_id in range(FIRST, FIRST + count):
        store.deliveries.promise_message(chat_id, 0, key, MESSAGE)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(300):
        while not holds():  # noqa: ASYNC110 - the ledger rings no bell
            await asyncio.sleep(0.05)


async def settled(store: Store) -> dict[str, int]:
    await until(lambda: not {"waiting", "sending"} & {k for k, v in store.deliveries.counts().items() if v})
    return store.deliveries.counts()


def once(telegram: Any, count: int) -> bool:
    told = telegram.deliveries("早报", expect=(FIRST, count))["早报"]
    return (told["once"], told["multi_count"], told["missing_count"]) == (count, 0, 0)


async def test_a_hundred_chats_get_it_once_at_the_full_pace_within_the_limits(
    store: Store, telegram: Any
) -> None:
    promise(store, 100)
    async with sending(store, telegram):
        assert await settled(store) == {"sent": 100, "waiting": 0}
    metrics = telegram.metrics()
    assert metrics["violations"]["total"] == 0
    assert metrics["peak_in_1s"] <= 30
    assert metrics["unknown_methods"] == {}
    assert once(telegram, 100)


async def test_faults_lose_nothing_and_double_nothing_that_is_certain(store: Store, telegram: Any) -> None:
    telegram.flags(range(FIRST, FIRST + 5), blocked=True)
    telegram.fault("429", method="sendMessage", times=1, skip=6, retry_after=1)
    telegram.fault("502", method="sendMessage", times=1, skip=9)
    telegram.fault("truncate", method="sendMessage", times=1, skip=12)
    telegram.fault("reset", method="sendMessage", times=1, skip=15)
    promise(store, 25)
    async with sending(store, telegram):
        assert await settled(store) == {"gone": 5, "sent": 20, "waiting": 0}
    assert store.chats.counts() == {"gone": 5, "active": 20}
    told = telegram.deliveries("早报", expect=(FIRST + 5, 20))["早报"]
    assert told["missing_count"] == 0
    # Only the answer that was cut short was to a message that had been taken.
    assert told["multi_count"] <= 1
    assert telegram.metrics()["violations"]["total"] == 0
    assert telegram.metrics()["sends_to_refusing_chats"] == 0


async def test_a_push_that_is_cut_short_is_finished_after_the_restart(store: Store, telegram: Any) -> None:
    promise(store, 40)
    async with sending(store, telegram):
        await until(lambda: store.deliveries.counts().get("sent", 0) >= 20)
    counts = store.deliveries.counts()
    assert not counts.get("sending")
    assert counts["waiting"] > 0
    async with sending(store, telegram):
        assert await settled(store) == {"sent": 40, "waiting": 0}
    assert once(telegram, 40)
