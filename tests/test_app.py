"""The application as it is put together: what runs beside the handlers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from bot import app
from bot.app import assemble
from bot.clock import ClockWatch
from bot.console.api import ConsoleApi
from bot.console.conversation import Conversation, running
from bot.model import PageHints
from bot.rooms import Rooms, open_rooms
from bot.settings import Settings, load_settings

BEFORE_HALF_PAST_SEVEN = datetime(2024, 4, 2, 23, 29, 58, tzinfo=UTC)

PAGE = """海陵晚报 要闻
2024年4月3日 星期三 2版

老码头改成夜间书市

□海陵晚报记者 林小禾

　　停用多年的老码头昨晚亮起了灯，八十个书摊沿着江边一字排开，首晚迎来市民一万二千人次。

　　书市由市图书馆牵头，旧书交换、连环画修补和江畔朗读三个摊位前排起长队。
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("BAOZHAI_ADMINS", raising=False)
    return load_settings(db=tmp_path / "baozhai.db", now=BEFORE_HALF_PAST_SEVEN)


@pytest.fixture
async def talk(settings: Settings) -> AsyncIterator[tuple[Rooms, Conversation]]:
    api = ConsoleApi()
    with open_rooms(settings) as rooms:
        async with running(assemble(rooms, request=api)) as application:
            yield rooms, Conversation(application, api)


def publish(rooms: Rooms) -> None:
    rooms.intake.add(rooms.intake.read_file(PAGE.encode(), "海陵晚报.txt", PageHints()).pages)


async def test_a_digest_comes_by_itself_at_its_hour(talk: tuple[Rooms, Conversation]) -> None:
    rooms, conversation = talk
    publish(rooms)
    await conversation.say("/subscribe 07:30")
    digest = await conversation.wait_for(lambda sent: "老码头改成夜间书市" in sent.text)
    assert "4月3日 周三" in digest.text


async def test_what_is_published_outside_the_chat_is_told_to_watchers(
    talk: tuple[Rooms, Conversation],
) -> None:
    rooms, conversation = talk
    await conversation.say("/watch 书市")
    publish(rooms)
    alert = await conversation.wait_for(lambda sent: "老码头改成夜间书市" in sent.text)
    assert "书市" in alert.text


async def test_the_menus_are_set_at_start(talk: tuple[Rooms, Conversation]) -> None:
    _, conversation = talk
    await conversation.say("/start")
    menus = conversation.api.menus.values()
    assert any("subscribe" in dict(menu) for menu in menus)


async def test_work_beside_the_handlers_that_breaks_down_is_logged_and_begun_anew(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app, "TICK_SECONDS", 0)
    begun: list[int] = []

    async def work() -> None:
        begun.append(1)
        if len(begun) < 3:
            raise RuntimeError("no more threads")

    await app._to_its_end("heartbeat", work)
    assert len(begun) == 3
    assert [record.message for record in caplog.records] == ["heartbeat: broke down, beginning anew"] * 2
    assert caplog.text.count("RuntimeError: no more threads") == 2


class Machine:
    """A clock that can be put forward and back, while time goes on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def wall(self) -> float:
        return time.time() + self.ahead


@pytest.mark.parametrize("jump", [-510.0, 7200.0])
async def test_ticks_go_on_when_the_clock_is_put_back_or_forward(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, jump: float, caplog: pytest.LogCaptureFixture
) -> None:
    machine, ticks = Machine(), 0
    monkeypatch.setattr(app, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(app, "ClockWatch", lambda: ClockWatch(wall=machine.wall))

    class Turned(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.fromtimestamp(machine.wall(), tz)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Turned)
    monkeypatch.setattr(app, "datetime", Turned)

    async def tick(_: object) -> int:
        nonlocal ticks
        ticks += 1
        return 0

    monkeypatch.setattr("bot.chat.push.Push.tick", tick)

    async def ticked_again() -> None:
        before = ticks
        while ticks < before + 3:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    with open_rooms(settings) as rooms:
        async with asyncio.timeout(30), running(assemble(rooms, request=ConsoleApi())):
            await ticked_again()
            machine.ahead += jump
            await ticked_again()
            machine.ahead -= jump
            await ticked_again()
    assert any("clock: it was put" in record.message for record in caplog.records)
