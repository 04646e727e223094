"""The server to which Telegram sends updates: each is kept before the call is answered."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from bot.delivery.errors import retry_after
from bot.updates.inbox import Inbox

log = logging.getLogger(__name__)

LARGEST = 1_000_000
"""Bytes of a call. The largest update, a long message with its reply and buttons, has a tenth of it."""

BODY_SECONDS = 10.0
"""Seconds in which a call must have come whole."""

IDLE_SECONDS = 75.0
"""Seconds for which a connection may be silent."""

PATIENCE = 5.0
"""Seconds for which a call waits for room, before Telegram is asked to come again."""

SECRET = "X-Telegram-Bot-Api-Secret-Token"

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds between two tries to tell Telegram where the server is; each pause is twice the one before."""


@stream_request_body
class _Call(RequestHandler):
    """One call. Who calls and how much they send is judged before the body is read."""

    def initialize(self, inbox: Inbox, secret: str | None) -> None:
        self._inbox, self._secret = inbox, secret
        self._body = bytearray()

    def prepare(self) -> None:
        headers = self.request.headers
        given = headers.get(SECRET, "").encode()
        if self._secret is not None and not hmac.compare_digest(given, self._secret.encode()):
            raise HTTPError(403)
        if self.request.method != "POST":
            raise HTTPError(405)
        if headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            raise HTTPError(415)

    def data_received(self, chunk: bytes) -> None:
        self._body += chunk

    async def post(self) -> None:
        try:
            update = json.loads(self._body)
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        try:
            async with asyncio.timeout(PATIENCE):
                await self._inbox.room()
                await self._inbox.accept([update])
        except TimeoutError:
            raise HTTPError(503) from None

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish()

    def log_exception(self, *_: Any) -> None:
        """Nothing: what a stranger sends is not worth a line."""


class Webhook:
    """The server, at one path."""

    def __init__(self, inbox: Inbox, path: str, secret: str | None) -> None:
        handlers = [(rf"/{path.strip('/')}/?", _Call, {"inbox": inbox, "secret": secret})]
        self._server = HTTPServer(
            Application(handlers, log_function=lambda _: None),
            max_body_size=LARGEST,
            body_timeout=BODY_SECONDS,
            idle_connection_timeout=IDLE_SECONDS,
        )

    def start(self, host: str, port: int) -> None:
        """Listen. Raises OSError where that address cannot be had."""
        self._server.listen(port, address=host)

    async def stop(self) -> None:
        """Take no further calls, and end those that are open."""
        self._server.stop()
        await self._server.close_all_connections()


async def announce(bot: Bot, address: str, kinds: tuple[str, ...], secret: str | None) -> None:
    """Tell Telegram where the server is, as often as it takes. Raises InvalidToken."""
    pause = FIRST_PAUSE
    while True:
        try:
            await bot.set_webhook(address, allowed_updates=kinds, secret_token=secret)
            return
        except InvalidToken:
            raise
        except RetryAfter as error:
            wait = retry_after(error).total_seconds()
        except TelegramError as error:
            wait = pause
            log.warning("telegram: could not set the webhook: %s; trying again", error.message)
        pause = min(pause * 2, LONGEST_PAUSE)
        await asyncio.sleep(wait)
