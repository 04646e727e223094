"""The desk on which pages are laid: kept before they are read, and read batch by batch beside the talk."""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakValueDictionary

from telegram.ext import Application

from bot.chat.company import Company
from bot.chat.corrections import Corrections
from bot.chat.downloads import Downloads
from bot.chat.exchange import Exchange
from bot.chat.pasting import Pastes
from bot.chat.publishing import Publisher
from bot.chat.reading import Reading
from bot.chat.services import Services, in_thread
from bot.model import Batch, Sheet, SheetState
from bot.processes import has_ended, identity
from bot.store import leases
from bot.store.store import Store

START_LOOK = 0.2
"""Seconds between two looks whether the bot runs: python-telegram-bot tells nobody."""

LEFT_LOOK = 5.0
"""Seconds between two looks for batches that a process left."""


class Desk:
    """Pages that wait to be read; each editor's are a batch of their own."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        services: Services,
        downloads: Downloads,
    ) -> None:
        self._application = application
        self._services = services
        self._downloads = downloads
        self._readings: dict[int, Reading] = {}
        self._editors: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self.at_work: set[asyncio.Task[None]] = set()
        """The batches that are being read just now."""
        release = services.inbox.release if services.inbox else _forget
        self.start = application.create_task
        """Begins a task that is waited for when the bot stops."""
        self.pastes = Pastes(application.create_task, release)
        self.publisher = Publisher(application, services)
        self.corrections = Corrections()
        self.company = Company()
        self.expecting: set[int] = set()
        """The chats whose next text is a page, however short."""

    def expects_page(self, chat_id: int) -> bool:
        """Whether the next text of this chat is a page, or goes on with one."""
        return chat_id in self.expecting or self.pastes.is_open(chat_id)

    async def lay(self, exchange: Exchange, sheet: Sheet) -> None:
        """Keep a page and have it read in its turn, however many wait: each is a row of the database."""
        batches = self._services.store.batches
        batch = Batch(exchange.chat_id, exchange.user_id, exchange.t.language, exchange.thread_id)
        self._read(await in_thread(batches.lay, batch, sheet))

    async def fetch_again(self, batch_id: int, chat_id: int, sheet_id: int | None) -> bool:
        """Ask at once for documents of a batch of this chat that Telegram did not hand out, one or all.

        Say whether there are any.
        """
        if not await in_thread(_await_again, self._services.store, batch_id, chat_id, sheet_id):
            return False
        if reading := self._readings.get(batch_id):
            reading.ask_now()
        self._read(batch_id)
        return True

    async def run(self) -> None:
        """Once the bot runs, go on with what was left when it, or another process, stopped or died."""
        while not self._application.running:  # noqa: ASYNC110
            await asyncio.sleep(START_LOOK)
        while self._application.running:
            await self.resume()
            await asyncio.sleep(LEFT_LOOK)

    async def resume(self) -> None:
        """Go on with the batches that no process reads, and with what editors signed."""
        await self.publisher.resume()
        for batch_id in await in_thread(_nobody_reads, self._services.store):
            if batch_id not in self._readings:
                self._read(batch_id)

    def _read(self, batch_id: int) -> None:
        reading = self._readings.get(batch_id)
        if reading is not None:
            reading.wake()
        elif self._application.running:
            # Who stops the bot waits for this task: what is not begun then is begun when it starts again.
            self._readings[batch_id] = Reading(
                batch_id,
                self._services,
                self._application,
                self._downloads,
                lambda: len(self.at_work),
                lambda editor: self._editors.setdefault(editor, asyncio.Lock()),
            )
            task = self._application.create_task(self._see_to(batch_id), name=f"batch {batch_id}")
            self.at_work.add(task)
            task.add_done_callback(self.at_work.discard)

    async def _see_to(self, batch_id: int) -> None:
        reading = self._readings[batch_id]
        try:
            await reading.run()
        finally:
            del self._readings[batch_id]
        if reading.is_woken:
            # A page came between its last look and now.
            self._read(batch_id)


def _forget(_: list[int]) -> None:
    """Nothing keeps updates here."""


def _await_again(store: Store, batch_id: int, chat_id: int, sheet_id: int | None) -> bool:
    """Let documents wait again; say whether any does, be it since before."""
    if store.batches.await_again(batch_id, chat_id, sheet_id):
        return True
    batch = store.batches.get(batch_id)
    if batch is None or batch.chat_id != chat_id:
        return False
    return any(sheet.state is SheetState.WAITING and sheet_id in {None, sheet.id} for sheet in batch.sheets)


def _nobody_reads(store: Store) -> list[int]:
    """The unfinished batches that no other process reads."""
    holders = {number: store.leases.holder(leases.batch(number)) for number in store.batches.unfinished()}
    return [
        number
        for number, holder in holders.items()
        if holder is None or holder == identity() or has_ended(holder)
    ]
