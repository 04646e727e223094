"""A Bot API server on this machine that is just enough for one conversation. It needs nothing installed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote_plus

TOKEN = "1234567:" + "smoke" * 7
OWNER = 11
_POLL_SECONDS = 0.5


class BotApi:
    """Hands over updates, and keeps what the bot asked for."""

    def __init__(self) -> None:
        self.port = 0
        self._waiting: list[dict[str, Any]] = []
        self._files: dict[str, bytes] = {}
        self._asked: list[tuple[str, str]] = []
        self._numbers = 0
        self._changed = threading.Condition()

    @property
    def environment(self) -> dict[str, str]:
        """The settings by which a bot talks to this server, as the owner's."""
        return {
            "BAOZHAI_TOKEN": TOKEN,
            "BAOZHAI_ADMINS": str(OWNER),
            "BAOZHAI_API_BASE_URL": f"http://127.0.0.1:{self.port}/bot",
            "BAOZHAI_API_BASE_FILE_URL": f"http://127.0.0.1:{self.port}/file/bot",
        }

    def say(self, text: str) -> None:
        """The owner sends a text."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text[0] == "/" else []
        self._update(text=text, entities=entities)

    def send_file(self, name: str, data: bytes) -> None:
        """The owner sends a document."""
        self._files[name] = data
        self._update(document={**_file(name, data), "file_name": name, "mime_type": "text/plain"})

    def wait_for(self, method: str, holding: str, seconds: float) -> bool:
        """Whether the bot calls a method with a text in it before the time is over."""
        with self._changed:
            return self._changed.wait_for(
                lambda: any(asked == method and holding in told for asked, told in self._asked), seconds
            )

    def answer(self, method: str, told: str) -> Any:
        """The result of a call."""
        with self._changed:
            self._asked.append((method, told))
            self._changed.notify_all()
        match method:
            case "getMe":
                return {"id": 1234567, "is_bot": True, "first_name": "Baozhai", "username": "baozhai_bot"}
            case "getUpdates":
                return self._updates()
            case "getFile":
                name = told.rpartition("file_id=")[2]
                return {**_file(name, self._files.get(name, b"")), "file_path": name}
            case "sendMessage" | "editMessageText" | "editMessageReplyMarkup" | "sendDocument":
                return self._message(text="…")
        return True

    def file(self, name: str) -> bytes | None:
        """The document of that name."""
        return self._files.get(name)

    def _updates(self) -> list[dict[str, Any]]:
        with self._changed:
            if not self._waiting:
                self._changed.wait(_POLL_SECONDS)
            found, self._waiting = self._waiting, []
            return found

    def _update(self, **content: Any) -> None:
        message = self._message(**content)
        with self._changed:
            self._waiting.append({"update_id": message["message_id"], "message": message})
            self._changed.notify_all()

    def _message(self, **content: Any) -> dict[str, Any]:
        with self._changed:
            self._numbers += 1
            number = self._numbers
        person = {"id": OWNER, "first_name": "Owner"}
        return {
            "message_id": number,
            "date": int(time.time()),
            "chat": {**person, "type": "private"},
            "from": {**person, "is_bot": False, "language_code": "zh-hans"},
            **content,
        }


def _file(name: str, data: bytes) -> dict[str, Any]:
    return {"file_id": name, "file_unique_id": name, "file_size": len(data)}


@contextmanager
def serving() -> Iterator[BotApi]:
    """A server at a port of its own, for as long as the block."""
    api = BotApi()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(api))
    api.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()


def _handler(api: BotApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told = unquote_plus(body.decode("utf-8", "replace"))
            result = api.answer(self.path.rpartition("/")[2], told)
            self._reply(json.dumps({"ok": True, "result": result}).encode(), "application/json")

        def do_GET(self) -> None:
            data = api.file(unquote_plus(self.path.rpartition("/")[2]))
            self._reply(data or b"", "application/octet-stream", 404 if data is None else 200)

        def _reply(self, data: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            # A poll that the bot gives up at its end is no failure.
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(data)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    return Handler
