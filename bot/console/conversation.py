"""A person's side of a chat with the bot, in words of a conversation: say, press, send a file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.console.api import ConsoleApi
from bot.console.room import Sent

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_NONE: Mapping[str, str] = MappingProxyType({})

PATIENCE = 300.0
"""Seconds after which `wait_for` gives up what comes by itself, such as a digest: far above what it takes."""


@asynccontextmanager
async def running(application: AnyApplication) -> AsyncIterator[AnyApplication]:
    """Run an application that was built on a ConsoleApi, by polling as on Telegram, for as long as the block.

    Goes the way of `Application.run_polling`, its hooks included, but leaves the event loop and the signals
    to the caller.
    """
    assert application.updater is not None
    await application.initialize()
    try:
        if application.post_init:
            await application.post_init(application)
        await application.updater.start_polling(poll_interval=0, allowed_updates=Update.ALL_TYPES)
        await application.start()
        yield application
    finally:
        if application.updater.running:
            await application.updater.stop()
        if application.running:
            await application.stop()
            if application.post_stop:
                await application.post_stop(application)
        await application.shutdown()
        if application.post_shutdown:
            await application.post_shutdown(application)


async def settled(application: AnyApplication, api: ConsoleApi) -> None:
    """Wait until the bot has polled every update and its handlers have come back.

    Handlers registered with `block=False`, and work that they leave to others (an outbox, a job), are not
    waited for.
    """
    await api.updates.confirmed()
    await application.update_queue.join()


class Conversation:
    """One person in one chat. The application must be `running`."""

    def __init__(
        self,
        application: AnyApplication,
        api: ConsoleApi,
        *,
        user_id: int = 100,
        name: str | None = None,
        language: str | None = "zh-hans",
        chat_id: int | None = None,
        kind: str = "private",
        thread_id: int = 0,
    ) -> None:
        self.api = api
        self.user_id = user_id
        self.chat_id = user_id if chat_id is None else chat_id
        self._application = application
        self._who: dict[str, Any] = {"language": language, "name": name, "kind": kind, "thread_id": thread_id}
        self._seen = len(api.sent)
        self._arrived = asyncio.Event()
        api.listen(lambda _: self._arrived.set())

    async def say(self, text: str, *, reply_to: int = 0) -> list[Sent]:
        """Write something, perhaps as a reply to a message; returns what the bot then showed in this chat."""
        self.api.people.text(self.chat_id, self.user_id, text, reply_to=reply_to, **self._who)
        return await self.answers()

    async def press(self, wanted: str, *, message_id: int | None = None) -> list[Sent]:
        """Press a button by its label, a part of it, or its data; of the last message that has buttons.

        Raises LookupError where there is no such button.
        """
        self.api.people.press(self.chat_id, self.user_id, wanted, message_id=message_id)
        return await self.answers()

    async def callback(self, data: str) -> list[Sent]:
        """Send any data as that of a button under the bot's last message: stale or forged presses."""
        message = next(
            sent for sent in reversed(self.api.sent) if sent.message_id and sent.chat_id == self.chat_id
        )
        self.api.people.callback(self.chat_id, self.user_id, data, message)
        return await self.answers()

    async def send_file(self, name: str, data: bytes, caption: str | None = None) -> list[Sent]:
        """Send a document."""
        return await self.send_files({name: data}, {} if caption is None else {name: caption})

    async def send_files(
        self, files: Mapping[str, bytes], captions: Mapping[str, str] = _NONE, *, album: str | None = None
    ) -> list[Sent]:
        """Send documents one right after the other, with `album` as one group."""
        for name, data in files.items():
            caption = captions.get(name)
            self.api.people.document(
                self.chat_id, self.user_id, name, data, caption=caption, album=album, **self._who
            )
        return await self.answers()

    async def send_photo(self, data: bytes, caption: str | None = None) -> list[Sent]:
        """Send a photograph."""
        self.api.people.photo(self.chat_id, self.user_id, data, caption=caption)
        return await self.answers()

    async def inline(self, query: str, offset: str = "") -> list[Sent]:
        """Type an inline query; returns its results, in one Sent of the kind `inline`."""
        self.api.people.inline(self.user_id, query, offset, language=self._who["language"])
        return await self.answers()

    async def answers(self) -> list[Sent]:
        """What the bot showed here since it was last asked for, once its handlers are idle."""
        await settled(self._application, self.api)
        return self._new()

    async def wait_for(
        self, wanted: Callable[[Sent], bool] = lambda sent: True, patience: float = PATIENCE
    ) -> Sent:
        """The next thing shown here that is wanted, where it comes by itself. Raises TimeoutError."""
        async with asyncio.timeout(patience):
            while True:
                self._arrived.clear()
                for position in range(self._seen, len(self.api.sent)):
                    sent = self.api.sent[position]
                    if self._is_here(sent) and wanted(sent):
                        self._seen = position + 1
                        return sent
                await self._arrived.wait()

    @property
    def last(self) -> Sent:
        """What was shown here last. Raises LookupError where nothing was."""
        for sent in reversed(self.api.sent):
            if self._is_here(sent):
                return sent
        raise LookupError("the bot has shown nothing in this chat")

    def _new(self) -> list[Sent]:
        new = [sent for sent in self.api.sent[self._seen :] if self._is_here(sent)]
        self._seen = len(self.api.sent)
        return new

    def _is_here(self, sent: Sent) -> bool:
        return sent.chat_id == (self.user_id if sent.kind == "inline" else self.chat_id)
