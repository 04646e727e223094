"""The bot on Telegram, from its start to the signal that ends it."""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from threading import Timer
from typing import Any, Protocol
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.app import UPDATES, BotApplication, Parts, check_token, put_together
from bot.errors import ConfigurationError
from bot.rooms import Rooms
from bot.settings import Settings
from bot.updates.webhook import Webhook, announce

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that handlers, and a file that is being read, still have once the bot is to stop."""

LAST_PATIENCE = 9.0
"""Seconds after which the process ends whatever hangs: a connection, a database that another program holds.
What was not finished is kept, and the database is whole after any end."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds between two tries to reach Telegram at the start; each pause is twice the one before."""

RETRY_FOR_EVER = -1

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGABRT)


def serve(rooms: Rooms) -> None:
    """Talk to Telegram, by webhook where one is configured, else by polling, until a signal ends it.

    Raises ConfigurationError where Telegram refuses the token, and StoreError where the database does not
    let the bot start.
    """
    try:
        asyncio.run(_serve(rooms))
    except InvalidToken:
        raise ConfigurationError("log in to Telegram", "it refuses BAOZHAI_TOKEN") from None


async def _serve(rooms: Rooms) -> None:
    parts = put_together(rooms)
    source = _source(parts, rooms.settings)
    stop = _stopped_by_signals()
    try:
        if await _unless(stop, _start(parts.application, source)):
            print("ready", file=sys.stderr, flush=True)  # noqa: T201
            await stop.wait()
    finally:
        parts.inbox.close()
        loop = asyncio.get_running_loop()
        for interrupt in (parts.inbox.interrupt, parts.pacer.end_long_waits, rooms.workshop.close):
            loop.call_later(PATIENCE, interrupt)
        await _stop(parts.application, source)


# ------------------------------------------------------------------------------------ start and stop


async def _start(application: BotApplication, source: _Source) -> None:
    await _initialize(application)
    if application.post_init:
        await application.post_init(application)
    await source.start()
    await application.start()


async def _initialize(application: BotApplication) -> None:
    """Log in, as often as it takes. Raises InvalidToken."""
    pause = FIRST_PAUSE
    while True:
        try:
            await application.initialize()
            return
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("telegram: could not reach the Bot API: %s; trying again", error.message)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _stop(application: BotApplication, source: _Source) -> None:
    await source.stop()
    if application.running:
        await application.stop()
    if application.post_stop:
        await application.post_stop(application)
    await application.shutdown()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do the work to its end, or until the event; say whether it was done. Raises what it raises."""
    task, waiting = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        return task.done()
    finally:
        for each in (task, waiting):
            each.cancel()
        await asyncio.wait({task, waiting})


def _stopped_by_signals() -> asyncio.Event:
    """An event for the first signal. From then on the process has LAST_PATIENCE; a second signal ends it."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def stopped() -> None:
        if stop.is_set():
            _end("a second signal came")
        stop.set()
        last = Timer(LAST_PATIENCE, _end, [f"something hung for {LAST_PATIENCE:.0f} s"])
        last.daemon = True
        last.start()

    for number in _SIGNALS:
        loop.add_signal_handler(number, stopped)
    return stop


def _end(why: str) -> None:
    """End the process at once: after an exit as usual Python would wait for threads that hang."""
    log.warning("stopped: %s; what was not finished goes on at the next start", why)
    logging.shutdown()
    os._exit(0)


# ----------------------------------------------------------------------------- where updates come from


class _Source(Protocol):
    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class _Polling:
    """Updates are asked for."""

    def __init__(self, application: BotApplication) -> None:
        assert application.updater is not None
        self._application = application
        self._updater = application.updater

    async def start(self) -> None:
        await self._updater.start_polling(
            allowed_updates=UPDATES, bootstrap_retries=RETRY_FOR_EVER, error_callback=self._failed
        )

    async def stop(self) -> None:
        if self._updater.running:
            await self._updater.stop()

    def _failed(self, error: TelegramError) -> None:
        self._application.create_task(self._application.process_error(update=None, error=error))


class _Sent:
    """Updates are sent to a server of ours."""

    def __init__(self, parts: Parts, settings: Settings, url: str) -> None:
        self._secret = _secret(settings)
        self._bot, self._url, self._listen = parts.application.bot, url, settings.listen
        self._webhook = Webhook(parts.inbox, urlsplit(url).path, self._secret)

    async def start(self) -> None:
        self._webhook.start(*self._listen)
        await announce(self._bot, self._url, UPDATES, self._secret)

    async def stop(self) -> None:
        await self._webhook.stop()


def _secret(settings: Settings) -> str:
    """What Telegram sends along with each call. Where none is set, one that follows from the token."""
    if settings.webhook_secret is not None:
        return settings.webhook_secret.get_secret_value()
    return hmac.new(check_token(settings).encode(), b"webhook", "sha256").hexdigest()


def _source(parts: Parts, settings: Settings) -> _Source:
    if settings.webhook_url:
        return _Sent(parts, settings, settings.webhook_url)
    return _Polling(parts.application)
