"""Telegram's Bot API in this process, in the place of python-telegram-bot's HTTP transport."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from telegram.request import BaseRequest, RequestData

from bot.console.messages import Files
from bot.console.methods import METHODS
from bot.console.people import People
from bot.console.refusal import ApiError
from bot.console.room import Json, Room, Sent
from bot.console.updates import Updates
from bot.model import Clock

TOKEN = "1:console"
"""Looks like a token and opens nothing."""

Listener = Callable[[Sent], None]


class ConsoleApi(BaseRequest):
    """A Bot API server without a network. One instance serves as both transports of one bot.

    It answers the methods in `bot.console.methods`, refuses what Telegram refuses (broken HTML, texts over
    4,096 UTF-16 units, button data over 64 bytes, edits that change nothing, stale button presses), and
    answers 404 to methods that it does not know, which `unknown` then names.
    """

    def __init__(self, clock: Clock = lambda: datetime.now(UTC), username: str = "baozhai_bot") -> None:
        bot = {"id": 1, "is_bot": True, "first_name": "报摘", "username": username}
        self.room = Room(clock, bot)
        self.updates = Updates()
        self.sent: list[Sent] = []
        """Everything that people could see, in order."""
        self.calls: Counter[str] = Counter()
        """Requests by method, as the bot spelt it."""
        self.unknown: list[str] = []
        """Methods that were called and are not there."""
        self.refused: list[tuple[str, str]] = []
        """Methods and the words with which they were refused."""
        self.presses: dict[str, int] = {}
        """Button presses that were not answered yet, with their chats."""
        self.inline_queries: dict[str, int] = {}
        """Inline queries that were not answered yet, with their people."""
        self.menus: dict[tuple[str, int | None, str], tuple[tuple[str, str], ...]] = {}
        """The commands by scope, chat and language."""
        self.people = People(self)
        """The other side of the chat: what persons write, press and send."""
        self._listeners: list[Listener] = []
        self._refusals: deque[tuple[str, ApiError]] = deque()

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each thing that people can see, as it comes."""
        self._listeners.append(listener)

    def refuse_next(self, method: str, refusal: ApiError) -> None:
        """Answer the next call of a method with a refusal: a block, a flood limit, a bad request."""
        self._refusals.append((method.lower(), refusal))

    def put(self, sent: Sent, document: Json | None = None) -> Json:
        """Put a message of the bot's into its chat, or a new form of it, and describe it."""
        self.room.messages[sent.chat_id, sent.message_id] = sent
        self.show(sent)
        return self.room.describe(sent, document)

    def show(self, sent: Sent) -> None:
        """Let people see something."""
        self.sent.append(sent)
        for listener in self._listeners:
            listener(sent)

    @property
    def read_timeout(self) -> float | None:
        """Seconds; python-telegram-bot adds it to the time of a long poll."""
        return 5

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Answer one request: HTTP status and body."""
        path = unquote(urlsplit(url).path)
        if method == "GET":
            return self._download(path)
        name = path.rpartition("/")[2]
        try:
            result = await self._call(name, request_data)
        except ApiError as refusal:
            self.refused.append((name, refusal.description))
            return refusal.code, _body(
                ok=False,
                error_code=refusal.code,
                description=refusal.description,
                **({"parameters": refusal.parameters} if refusal.parameters else {}),
            )
        return 200, _body(ok=True, result=result)

    async def _call(self, name: str, request_data: RequestData | None) -> Any:
        self.calls[name] += 1
        for planned in self._refusals:
            if planned[0] == name.lower():
                self._refusals.remove(planned)
                raise planned[1]
        answer = METHODS.get(name.lower())
        if answer is None:
            self.unknown.append(name)
            raise ApiError(404, "Not Found")
        parameters: Json = dict(request_data.parameters) if request_data else {}
        return await answer(self, parameters, _files(request_data))

    def _download(self, path: str) -> tuple[int, bytes]:
        for stored_path, data in self.room.files.values():
            if path.endswith(f"/{stored_path}"):
                return 200, data
        return 404, _body(ok=False, error_code=404, description="Not Found")


def _files(request_data: RequestData | None) -> Files:
    if request_data is None or not request_data.contains_files:
        return {}
    files = {}
    for field, (name, content, _) in request_data.multipart_data.items():
        data = content if isinstance(content, (bytes, str)) else content.read()
        files[field] = (name, data.encode() if isinstance(data, str) else data)
    return files


def _body(**answer: Any) -> bytes:
    return json.dumps(answer).encode()
