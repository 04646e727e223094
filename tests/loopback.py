"""A web server on this machine, for tests of what reaches out to the web: hostile where it is told to be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer as bytes; headers have underscores for dashes."""
    headers.setdefault("Content_Type", "text/html; charset=utf-8")
    headers.setdefault("Content_Length", str(len(body)))
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode() + body


def redirect(target: str) -> bytes:
    """An answer that leads on."""
    return answer(status="302 Found", Location=target)


@dataclass
class Server:
    """Answers by path; keeps what it was asked."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def address(self, path: str = "/", host: str = "paper.example") -> str:
        """An address under a name that tests resolve to this machine."""
        return f"http://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            self.asked.append(path)
            self.headers.append(
                {name.casefold(): value for name, _, value in (line.partition(": ") for line in head[1:])}
            )
            given = self.answers.get(path, answer(status="404 Not Found"))
            if isinstance(given, bytes):
                writer.write(given)
                await writer.drain()
            else:
                await given(writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """A server at a port of its own, for as long as the block."""
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


async def to_loopback(host: str, port: int) -> list[str]:
    """Resolves names that end in .example to this machine, and no others."""
    if host.endswith(".example"):
        return ["127.0.0.1"]
    raise OSError("no such host")
