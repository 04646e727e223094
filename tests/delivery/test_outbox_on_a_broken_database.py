"""The disk is full, the database read-only or locked while the bot serves: nothing is lost or doubled."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scripted_server import ScriptedServer, make_bot

from bot.delivery import lease, limits
from bot.delivery import outbox as outbox_module
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacer
from bot.errors import DatabaseUnusable
from bot.model import Message
from bot.store.store import Store

NOW = datetime(2024, 4, 3, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", lambda: NOW) as opened:
        _set(opened, "busy_timeout = 20")
        yield opened


def _set(store: Store, pragma: str) -> None:
    store._database._writer.submit(store._database._writing.conn.execute, f"pragma {pragma}").result()


@contextmanager
def full(store: Store) -> Iterator[None]:
    _set(store, "max_page_count = 1")
    # A page that is there may be written again: only what needs new ones fails.
    with pytest.raises(DatabaseUnusable, match="full"):
        store.deliveries.announce("big", Message("满" * 4_000_000))
    yield
    _set(store, "max_page_count = 1000000")


@contextmanager
def read_only(store: Store) -> Iterator[None]:
    _set(store, "query_only = on")
    yield
    _set(store, "query_only = off")


@contextmanager
def locked(store: Store) -> Iterator[None]:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("begin immediate")
    yield
    other.execute("rollback")
    other.close()


Broken = Callable[[Store], "contextmanager[None]"]


@pytest.mark.parametrize("broken", [read_only, locked])
async def test_what_was_on_its_way_is_written_down_once_the_database_is_mended(
    store: Store,
    broken: Broken,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(outbox_module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(outbox_module, "STORE_PAUSE", 0.02)
    monkeypatch.setattr(lease, "RENEW_AFTER", 0.05)
    monkeypatch.setattr(limits, "CHAT_INTERVAL", 0.001)
    server, pacer = ScriptedServer(), Pacer(1000)
    outbox = Outbox(store, make_bot(server, pacer), pacer, lambda: NOW)
    for chat_id in range(1, 11):
        store.deliveries.promise_message(chat_id, 0, "digest", Message("早报"))
    server.answering.clear()
    await outbox.start()
    try:
        await _until(lambda: server.under_way > 0)
        with caplog.at_level(logging.WARNING):
            with broken(store):
                before = len(server.sent)
                server.answering.set()
                await asyncio.sleep(0.5)
                assert len(server.sent) <= before + outbox_module.MOST_WAITING
            await _until(lambda: store.deliveries.counts() == {"waiting": 0, "sent": 10})
        assert sorted(server.chats) == list(range(1, 11))
    finally:
        await outbox.stop(grace=1)
    ledger = [line.getMessage() for line in caplog.records if "use the ledger" in line.getMessage()]
    assert len(ledger) == 2
    assert ledger[1].endswith("no longer")


async def test_on_a_full_disk_what_can_be_written_is_and_nothing_half(store: Store) -> None:
    store.deliveries.promise_message(7, 0, "digest", Message("早报"))
    with full(store):
        assert store.check() == []
        assert store.deliveries.counts() == {"pending": 1, "waiting": 1}
    assert store.deliveries.announce("later", Message("通知")) == 1


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while not holds():  # noqa: ASYNC110 - the ledger rings no bell
            await asyncio.sleep(0.01)
