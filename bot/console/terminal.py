"""The demo's face: a chat in the terminal, one message a line."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TextIO

from bot.blocking import TERMINAL
from bot.console.api import ConsoleApi
from bot.console.conversation import AnyApplication, settled
from bot.console.room import Sent
from bot.text.characters import for_terminal

PROMPT = "> "
READER = 100
"""Who speaks until `:user` says otherwise."""
FILE_PATIENCE = 10.0
"""Seconds for which the next line waits for what comes of a file."""
HELP = """\
:press LABEL   按最近一条带按钮消息上的按钮 / press a button of the last message that has buttons
:send PATH     发文件 / send a file
:user ID       换人说话 / speak as someone else
:help          本页 / this page
:quit          退出 / leave
其余每行是一条消息。/ Every other line is a message."""


async def run_terminal(
    application: AnyApplication,
    api: ConsoleApi,
    lines_in: TextIO,
    out: TextIO,
    *,
    user_id: int = READER,
    language: str | None = "zh-hans",
) -> None:
    """Talk to the bot by lines until their end or `:quit`. The application must be `running`.

    A line is read only after the bot's handlers have answered the one before. What comes by itself, such as
    a digest, is shown when it comes. A terminal gets a prompt, a pipe none.
    """
    terminal = _Terminal(application, api, out, user_id, language)
    api.listen(terminal.show)
    interactive = lines_in.isatty()
    while not terminal.unread:
        if interactive:
            terminal.write(PROMPT, end="")
        line = await _read_line(lines_in, interactive)
        if not line or not await terminal.take(line.rstrip("\r\n")):
            break
    await settled(application, api)


class _Terminal:
    def __init__(
        self, application: AnyApplication, api: ConsoleApi, out: TextIO, user_id: int, language: str | None
    ) -> None:
        self._application = application
        self._api = api
        self._out = out
        self._user_id = user_id
        self._language = language
        self._shown = asyncio.Event()
        self.unread = False

    async def take(self, line: str) -> bool:
        """Do what a line says; whether to go on."""
        if not line.strip():
            return True
        if line.startswith(":"):
            word, _, rest = line[1:].strip().partition(" ")
            if word == "quit":
                return False
            await self._own(word, rest.strip())
        else:
            self._api.people.text(self._user_id, self._user_id, line, language=self._language)
        await settled(self._application, self._api)
        return True

    def show(self, sent: Sent) -> None:
        """Print what the bot shows to the person who speaks."""
        if sent.chat_id != self._user_id or sent.kind in {"delete", "inline"}:
            return
        self._shown.set()
        if sent.kind == "flash":
            self.write(f"（{sent.text}）")
            return
        if sent.kind == "document":
            self.write(f"[{sent.file_name}: {len(sent.data)} bytes]")
        if sent.text:
            self.write(sent.text)
        for row in sent.buttons:
            self.write(" ".join(f"[{button.label}]" for button in row))
        self.write("")

    def write(self, text: str, end: str = "\n") -> None:
        """Print for the person at the terminal; nothing any more once nobody reads it."""
        if self.unread:
            return
        try:
            print(for_terminal(text), end=end, file=self._out, flush=True)
        except BrokenPipeError:
            self.unread = True

    async def _own(self, word: str, rest: str) -> None:
        if word == "press" and rest:
            self._press(rest)
        elif word == "send" and rest:
            await self._send(rest)
        elif word == "user" and rest.isdecimal():
            self._user_id = int(rest)
        else:
            self.write(HELP)

    def _press(self, wanted: str) -> None:
        message = self._api.people.with_buttons(self._user_id)
        button = message.button(wanted) if message else None
        if button is not None and button.data is None:
            self.write(button.copy or button.url or "")
            return
        try:
            self._api.people.press(self._user_id, self._user_id, wanted)
        except LookupError as error:
            self.write(f"terminal: could not press {wanted}: {error}")

    async def _send(self, path: str) -> None:
        try:
            data = await TERMINAL.run(lambda: Path(path).expanduser().read_bytes())
        except (OSError, RuntimeError) as error:
            self.write(f"terminal: could not send {path}: {error}")
            return
        self._shown.clear()
        self._api.people.document(
            self._user_id, self._user_id, Path(path).name, data, language=self._language
        )
        # A file is seen to beside the conversation, and answered with one message when that is done.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FILE_PATIENCE):
                await self._shown.wait()


async def _read_line(lines_in: TextIO, interactive: bool) -> str:
    if interactive:
        # Waiting in a thread would keep Ctrl-C from ending the demo until one more line is typed.
        await _readable(lines_in.fileno())
        return lines_in.readline()
    return await TERMINAL.run(lines_in.readline)


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)
