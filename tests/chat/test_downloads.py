"""Getting files: again where Telegram falters, a few at once, and named where they cannot be had."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat import downloads
from bot.chat.downloads import LARGE, WAITS, Downloads
from bot.errors import FileUnavailable, PageTooLarge, UnreadableFile

AWAY = BadRequest("Wrong file_id or the file is temporarily unavailable")


@dataclass
class FakeFile:
    bot: FakeBot
    file_size: int | None
    file_path: str | None = "documents/file_1"

    async def download_as_bytearray(self) -> bytearray:
        self.bot.downloading += 1
        self.bot.most = max(self.bot.most, self.bot.downloading)
        try:
            await self.bot.gate.wait()
            await asyncio.sleep(0)
        finally:
            self.bot.downloading -= 1
        answer = self.bot.contents.pop(0) if self.bot.contents else b"page"
        if isinstance(answer, Exception):
            raise answer
        return bytearray(answer)


@dataclass
class FakeBot:
    answers: list[Exception | FakeFile] = field(default_factory=list)
    contents: list[Exception | bytes] = field(default_factory=list)
    size: int | None = 4
    asked: int = 0
    downloading: int = 0
    most: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def get_file(self, file_id: str) -> FakeFile:
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else FakeFile(self, self.size)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def get(bot: FakeBot, waits: tuple[float, ...] = (0, 0, 0)) -> bytes:
    async with Downloads(bot, waits).opened("id", "a.txt") as data:  # type: ignore[arg-type]
        return data


@pytest.mark.parametrize(
    "error",
    [
        AWAY,
        TimedOut(),
        NetworkError("Bad Gateway"),
        RetryAfter(0),
        TelegramError("Invalid server response"),
        KeyError("result"),
    ],
)
async def test_a_file_that_is_not_there_for_the_moment_is_asked_for_again(error: Exception) -> None:
    bot = FakeBot([error, error, error])
    assert await get(bot) == b"page"
    assert bot.asked == 4


@pytest.mark.parametrize(
    "failure", [NetworkError("httpx.ReadError"), InvalidToken("Not Found"), Forbidden("denied"), b"pa"]
)
async def test_a_download_that_breaks_off_begins_anew_with_a_new_path(failure: Exception | bytes) -> None:
    bot = FakeBot(contents=[failure])
    assert await get(bot) == b"page"
    assert bot.asked == 2


async def test_a_file_without_a_path_is_asked_for_again() -> None:
    bot = FakeBot()
    bot.answers = [FakeFile(bot, 4, file_path=None)]
    assert await get(bot) == b"page"


async def test_a_file_that_stays_away_is_named() -> None:
    bot = FakeBot([AWAY] * 10)
    with pytest.raises(FileUnavailable, match=r"fetch a\.txt"):
        await get(bot)
    assert bot.asked == 4


async def test_the_waits_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(downloads.asyncio, "sleep", sleep)
    with pytest.raises(FileUnavailable):
        await get(FakeBot([AWAY] * 10), WAITS)
    assert slept == sorted(set(slept))


async def test_a_wait_that_telegram_asks_for_is_kept_where_it_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(downloads.asyncio, "sleep", sleep)
    assert await get(FakeBot([RetryAfter(7)])) == b"page"
    assert 7 in slept
    with pytest.raises(FileUnavailable):
        await get(FakeBot([RetryAfter(43_837)]))
    assert max(slept) == 7


async def test_what_will_never_be_had_is_refused_at_once() -> None:
    bot = FakeBot([BadRequest("Invalid file_id")])
    with pytest.raises(UnreadableFile):
        await get(bot)
    assert bot.asked == 1
    with pytest.raises(PageTooLarge):
        await get(FakeBot([BadRequest("file is too big")]))


async def test_a_file_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "DEADLINE", 0.01)
    bot = FakeBot()
    bot.gate.clear()
    with pytest.raises(FileUnavailable):
        await get(bot, waits=(0,))
    assert bot.downloading == 0


async def test_no_more_files_are_fetched_at_once_than_there_are_connections() -> None:
    bot = FakeBot()
    files = Downloads(bot)  # type: ignore[arg-type]

    async def one() -> None:
        async with files.opened("id", "a.txt"):
            pass

    await asyncio.gather(*(one() for _ in range(30)))
    assert bot.most == downloads.AT_ONCE


async def test_few_large_files_are_in_memory_and_small_ones_pass_them_by() -> None:
    bot = FakeBot(size=None)
    files = Downloads(bot, ())  # type: ignore[arg-type]
    opened, read = 0, asyncio.Event()

    async def one(content: bytes, size: int) -> None:
        nonlocal opened
        bot.answers.append(FakeFile(bot, size))
        bot.contents.append(content)
        async with files.opened("id", "a.pdf"):
            opened += 1
            await read.wait()

    large = [
        asyncio.create_task(one(b"x" * (LARGE + 1), LARGE + 1)) for _ in range(downloads.LARGE_AT_ONCE * 3)
    ]
    for _ in range(100):
        await asyncio.sleep(0)
    assert opened == downloads.LARGE_AT_ONCE
    bot.contents.clear()
    small = asyncio.create_task(one(b"page", 4))
    for _ in range(100):
        await asyncio.sleep(0)
    assert opened == downloads.LARGE_AT_ONCE + 1
    bot.contents = [b"x" * (LARGE + 1)] * len(large)
    read.set()
    await asyncio.gather(small, *large)
    assert opened == len(large) + 1


async def test_who_stops_waiting_for_a_file_holds_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    bot: Any = FakeBot(size=LARGE + 1)
    bot.contents = [b"x" * (LARGE + 1)] * 100
    files = Downloads(bot, ())
    for _ in range(downloads.LARGE_AT_ONCE + 1):
        bot.gate.clear()
        waiting = asyncio.create_task(files.opened("id", "a.pdf").__aenter__())
        for _ in range(20):
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    bot.gate.set()
    async with files.opened("id", "a.pdf") as data:
        assert len(data) == LARGE + 1
