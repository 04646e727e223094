"""A Bot API inside the test: it answers as the test says and remembers what it was sent."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any

from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.delivery.pacing import Pacer

Reply = tuple[int, dict[str, Any]] | Exception


def refusal(code: int, description: str, **parameters: int) -> Reply:
    """An answer that says no."""
    told = {"ok": False, "error_code": code, "description": description}
    return code, {**told, "parameters": parameters} if parameters else told


class ScriptedServer(BaseRequest):
    """Takes every message but those for which there is something in `replies`, in their order."""

    def __init__(self) -> None:
        self.replies: deque[Reply] = deque()
        self.sent: list[dict[str, Any]] = []
        self.answering = asyncio.Event()
        self.answering.set()
        self.under_way = 0
        self.admins: list[int] = []

    @property
    def chats(self) -> list[int]:
        return [message["chat_id"] for message in self.sent]

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        assert request_data is not None
        message = dict(request_data.parameters)
        if url.endswith("/getChatAdministrators"):
            return 200, json.dumps({"ok": True, "result": [_admin(one) for one in self.admins]}).encode()
        reply = self.replies.popleft() if self.replies else None
        self.sent.append(message)
        self.under_way += 1
        try:
            await self.answering.wait()
        finally:
            self.under_way -= 1
        if isinstance(reply, Exception):
            raise reply
        code, body = reply or (200, {"ok": True, "result": self._result(message)})
        return code, json.dumps(body).encode()

    def _result(self, message: dict[str, Any]) -> dict[str, Any]:
        chat = {"id": message["chat_id"], "type": "private"}
        return {"message_id": len(self.sent), "date": 1712102400, "chat": chat, "text": message["text"]}


def _admin(number: int) -> dict[str, Any]:
    return {
        "status": "creator",
        "is_anonymous": False,
        "user": {"id": number, "is_bot": False, "first_name": "A"},
    }


def make_bot(server: ScriptedServer, pacer: Pacer) -> ExtBot[Any]:
    """A bot that talks to the server through the pacer."""
    return ExtBot("1:test", request=server, get_updates_request=server, rate_limiter=pacer)
