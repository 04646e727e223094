"""The log: one line an event, and no secret in it."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import QUIET, OneLine, configure_logging

TOKEN = "123456:a_secret/of+ours"


@pytest.fixture
def logging_as_served() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logging()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.NOTSET)


def line_of(message: str, *arguments: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("bot", logging.ERROR, __file__, 1, message, arguments, info)
    return OneLine([TOKEN]).format(record)


def test_the_token_stands_in_no_line_neither_plain_nor_inside_an_address() -> None:
    line = line_of("%s and https://host/bot%s/getMe", TOKEN, "123456%3Aa_secret%2Fof%2Bours")
    assert "secret" not in line
    assert "getMe" in line


def test_an_error_is_told_on_the_same_line_with_its_place() -> None:
    try:
        raise ValueError(f"no {TOKEN}\nat all")
    except ValueError:
        line = line_of("it broke", error=sys.exc_info()[1])
    assert "\n" not in line
    assert "Traceback" not in line
    assert "secret" not in line
    assert "ValueError: no … at all (test_logs.py:" in line


def test_a_message_of_many_lines_becomes_one() -> None:
    assert "a b c" in line_of("a\nb\r\nc")


async def test_a_tick_that_takes_long_is_no_news_and_one_that_fails_is(
    logging_as_served: None, caplog: pytest.LogCaptureFixture
) -> None:
    ticked, plenty = 0, asyncio.Event()

    async def fail() -> None:
        nonlocal ticked
        ticked += 1
        if ticked > 5:
            plenty.set()
        raise ValueError("a knot")

    scheduler = AsyncIOScheduler()
    scheduler.add_job(asyncio.Event().wait, "interval", seconds=0.01, max_instances=1)
    scheduler.add_job(fail, "interval", seconds=0.01, max_instances=1)
    scheduler.start()
    try:
        async with asyncio.timeout(300):
            await plenty.wait()
    finally:
        scheduler.shutdown(wait=False)
    assert "ValueError: a knot" in caplog.text
    assert "maximum number of running instances" not in caplog.text
