"""Marking the digests that brought an article which was retracted since, at the pace of pushes."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.services import Services, in_thread
from bot.delivery.errors import Meaning, judge
from bot.delivery.pacing import Priority, Ticket
from bot.delivery.sending import edit
from bot.errors import StoreError
from bot.message.languages import translator
from bot.message.views.retraction import marked
from bot.model import Status
from bot.store.marks import Mark

log = logging.getLogger(__name__)

REACH = timedelta(days=3)
"""How old a message may be: nobody looks further up in a chat."""

MOST = 20_000
"""Messages that are marked for one article: at the full pace, a quarter of an hour."""

LONGEST_WAIT = timedelta(minutes=5)
"""A chat that Telegram wants left alone for longer is not marked."""

AT_ONCE = 20
LOOK_EVERY = 3.0
"""Seconds between two looks whether there is something to mark."""


def promise_marks(services: Services, entry_id: int) -> int:
    """Have the messages that brought an entry marked, and say how many they are. Blocks."""
    return services.store.marks.promise(entry_id, services.clock() - REACH, MOST)


class Marking:
    """Makes the marks that were promised; what a stop leaves is made after the next start."""

    def __init__(self, services: Services, bot: ExtBot[Any]) -> None:
        self._services = services
        self._bot = bot

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            try:
                made = await self.make() if self._services.outbox.leads else 0
            except StoreError as error:
                log.error("chat: could not mark retracted articles: %s", error)
                made = 0
            if not made:
                await asyncio.sleep(LOOK_EVERY)

    async def make(self) -> int:
        """Make the next marks, and say how many were seen to."""
        marks = await in_thread(self._services.store.marks.waiting, AT_ONCE)
        seen_to = [mark.delivery_id for mark in marks if await self._mark(mark)]
        if seen_to:
            await in_thread(self._services.store.marks.settle, seen_to)
        return len(seen_to)

    async def _mark(self, mark: Mark) -> bool:
        """Mark one message; False where it is to be tried again."""
        store = self._services.store
        chat = await in_thread(store.chats.get, mark.chat_id)
        t = await in_thread(translator, chat.language if chat else None)
        retracted = await in_thread(store.entries.with_status, mark.entry_ids, Status.RETRACTED)
        gone = await in_thread(store.entries.get_many, retracted)
        message = marked(t, mark.message, gone)
        try:
            await edit(self._bot, mark.chat_id, mark.message_id, message, ticket=Ticket(Priority.PUSH))
        except TelegramError as error:
            verdict = judge(error)
            if verdict.wait is not None:
                # The pacer has logged it. A chat that is refused for long would keep back all others.
                return verdict.wait > LONGEST_WAIT
            log.info("chat: could not mark a message in %d: %s", mark.chat_id, verdict.reason)
            return verdict.meaning not in {Meaning.LATER, Meaning.UNSURE}
        return True
