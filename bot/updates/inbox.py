"""The inbox of this process: what Telegram hands over is kept, queued, and marked once it is handled."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any, cast

from telegram import Bot, Update

from bot.blocking import INBOX
from bot.errors import StoreError
from bot.model import KeptUpdate, NewUpdate, UpdateMark, UpdateState
from bot.processes import has_ended, identity
from bot.store.store import Store
from bot.updates.queue import UpdateQueue
from bot.updates.shares import Shares

log = logging.getLogger(__name__)

Json = dict[str, Any]

HANDLER_DEADLINE = 90.0
"""Seconds for one handler. Longer work, such as reading a page, is kept and done by a job; a reply waits a
minute for the end of a flood answer at most."""

MARK_PATIENCE = 1.0
"""Seconds for which the next update of a chat waits until the one before is marked as handled."""

MARK_PAUSE = 1.0
"""Seconds before marks that the database did not take are written again."""

CLAIM_EVERY = 4.0
"""Seconds between two looks for what other processes left. The lease lasts three times as long."""

TIDY_EVERY = 600
"""Looks after which old rows are deleted."""

Refuse = Callable[[Update], Awaitable[None]]


@dataclass(slots=True)
class _Open:
    """An update that is not handled yet."""

    kept: bool
    suspect: bool = False
    """Whether a process died while it was being handled."""
    outcome: UpdateMark = UpdateMark.DONE
    held: bool = False
    """Whether it stays open after its handler came back."""
    handled: asyncio.Event = field(default_factory=asyncio.Event)


class Inbox:
    """One for each application. All its methods belong to the event loop."""

    def __init__(self, store: Store, queue: UpdateQueue, owner: str | None = None) -> None:
        """`owner` tells this process from others."""
        self._kept = store.inbox
        self._queue = queue
        self._owner = owner or identity()
        self._bot: Bot | None = None
        self._refuse: Refuse | None = None
        self._open: dict[int, _Open] = {}
        self._shares = Shares()
        self._later: set[int] = set()
        """Kept updates that wait in the database alone: their chats or people have many others."""
        self._due: list[int] = []
        """Those of them that are to be offered next."""
        self._offering: asyncio.Task[None] | None = None
        self._accepting: set[asyncio.Task[int]] = set()
        self._running: set[asyncio.Task[Any]] = set()
        self._one_suspect = asyncio.Lock()
        self._closing = False
        self._marks: list[tuple[int, UpdateMark]] = []
        self._marked = asyncio.Event()
        self._marking: asyncio.Task[None] | None = None
        self._store_fails = False
        self._unreadable_told = False

    def use(self, bot: Bot, refuse: Refuse | None = None) -> None:
        """Tell which bot the updates are for, and how a person is told that one of theirs is set aside."""
        self._bot, self._refuse = bot, refuse

    # ---------------------------------------------------------------------------------- from Telegram

    async def room(self) -> None:
        """Wait until there is room for further updates."""
        await self._queue.room()

    async def accept(self, updates: Sequence[object]) -> int:
        """Take over updates as Telegram sends them, and give the number of those that are new.

        When this returns, each is kept; where the database takes nothing, each is handled. One without an id
        is left out.
        """
        # What is kept is also handled, even where the caller waits no longer.
        accepting = asyncio.create_task(self._accept(updates))
        self._accepting.add(accepting)
        accepting.add_done_callback(self._accepting.discard)
        return await asyncio.shield(accepting)

    async def _accept(self, updates: Sequence[object]) -> int:
        new: dict[int, Json] = {}
        for update in updates:
            number = update_id_of(update)
            if number is None:
                self._tell_unreadable()
            elif (opened := self._open.get(number)) is None:
                new[number] = cast(Json, update)
            elif not opened.kept:
                await opened.handled.wait()
        if not new:
            return 0
        try:
            unknown = await INBOX.run(self._kept.keep, list(map(_new_update, new.values())), self._owner)
        except StoreError as error:
            self._tell_store(error)
            await self._handle_unkept(new)
            return len(new)
        self._tell_store(None)
        for number in sorted(unknown):
            self._offer_in_turn(number, new[number], _Open(kept=True))
        return len(unknown)

    async def _handle_unkept(self, updates: dict[int, Json]) -> None:
        """Handle updates that cannot be kept: what needs no database is answered, the rest is refused."""
        offered = {number: _Open(kept=False) for number in sorted(updates)}
        for number, each in offered.items():
            self._offer(number, updates[number], each)
        for each in offered.values():
            await each.handled.wait()

    def _offer_in_turn(self, number: int, update: Json, opened: _Open) -> None:
        """Offer a kept update, or leave it in the database as long as many of its chat or person wait."""
        if not self._shares.let_in(number, _owners_of(update)):
            self._later.add(number)
        elif self._offering is not None and not self._offering.done():
            # Behind those whose turn came before.
            self._later.add(number)
            self._due.append(number)
        else:
            self._offer(number, update, opened)

    def _let_in(self, numbers: Iterable[int]) -> None:
        """Offer updates whose turn has come, one after the other."""
        self._due.extend(numbers)
        if self._due and (self._offering is None or self._offering.done()):
            self._offering = asyncio.create_task(self._offer_due())

    async def _offer_due(self) -> None:
        while self._due and not self._closing:
            due = list(self._due)
            try:
                kept = await INBOX.run(self._kept.waiting, due)
            except StoreError as error:
                self._tell_store(error)
                await asyncio.sleep(MARK_PAUSE)
                continue
            del self._due[: len(due)]
            self._later.difference_update(due)
            for update in kept:
                opened = _Open(kept=True, suspect=update.tries > 0)
                self._offer(update.id, json.loads(update.content), opened)
            for number in set(due).difference(update.id for update in kept):
                self._due.extend(self._shares.give_back(number))

    def _offer(self, number: int, update: Json, opened: _Open) -> None:
        self._open[number] = opened
        try:
            parsed = Update.de_json(update, self._bot)
        except Exception as error:
            log.error("telegram: update %d is set aside, it cannot be read: %s", number, type(error).__name__)
            self._close(number, UpdateMark.POISONED)
            return
        self._queue.put_nowait(parsed)

    # ------------------------------------------------------------------------------------- handling

    async def handle(self, update: object, handler: Coroutine[Any, Any, Any]) -> None:
        """Run the handler of an update, and mark what became of it. To be called in order for each chat.

        Once the bot stops, no handler is begun: what is kept waits for the next start.
        """
        number = update.update_id if isinstance(update, Update) else None
        opened = None if number is None else self._open.get(number)
        if number is None or opened is None:
            await handler
            return
        # One suspect at a time, so that the next death tells which of them it was.
        async with self._one_suspect if opened.suspect else nullcontext():
            await self._run(number, opened, handler)

    async def _run(self, number: int, opened: _Open, handler: Coroutine[Any, Any, Any]) -> None:
        if self._closing and opened.kept:
            handler.close()
            return
        self._mark(number, opened, UpdateMark.BEGUN)
        task = asyncio.create_task(handler)
        self._running.add(task)
        try:
            _, late = await asyncio.wait({task}, timeout=HANDLER_DEADLINE)
            if late:
                log.error("chat: gave up handling update %d after %.0f s", number, HANDLER_DEADLINE)
                task.cancel()
                opened.outcome = UpdateMark.FAILED
                await asyncio.wait({task}, timeout=MARK_PATIENCE)
        finally:
            task.cancel()
            self._running.discard(task)
        if task.cancelled() and self._closing:
            opened.outcome = UpdateMark.RETURNED
        elif task.done() and not task.cancelled() and task.exception() is not None:
            opened.outcome = UpdateMark.FAILED
        if not opened.held and number in self._open:
            self._close(number, opened.outcome)
        await self._until_marked(opened)

    def fail(self, update: object) -> None:
        """Remember that the handler of an update raised an error."""
        if isinstance(update, Update) and (opened := self._open.get(update.update_id)):
            opened.outcome = UpdateMark.FAILED

    def hold(self, update_id: int) -> None:
        """Keep an update open after its handler has come back: it is handled anew where the bot dies before
        `release`."""
        if opened := self._open.get(update_id):
            opened.held = True

    def release(self, update_ids: Iterable[int]) -> None:
        """What held updates brought is kept elsewhere now."""
        for number in update_ids:
            opened = self._open.get(number)
            if opened is None or not opened.held:
                continue
            opened.held = False
            self._close(number, opened.outcome)

    def _close(self, number: int, mark: UpdateMark) -> None:
        opened = self._open.pop(number)
        self._mark(number, opened, mark)
        opened.handled.set()
        self._let_in(self._shares.give_back(number))

    # ---------------------------------------------------------------------------------------- marks

    def _mark(self, number: int, opened: _Open, mark: UpdateMark) -> None:
        if not opened.kept:
            return
        self._marks.append((number, mark))
        if self._marking is None or self._marking.done():
            self._marking = asyncio.create_task(self._write_marks())

    async def _write_marks(self) -> None:
        """Write all marks that there are at once: updates of many chats share a transaction."""
        while self._marks:
            marks, self._marks = self._marks, []
            marked, self._marked = self._marked, asyncio.Event()
            try:
                await INBOX.run(self._kept.mark, marks)
            except StoreError as error:
                self._tell_store(error)
                self._marks = marks + self._marks
                await asyncio.sleep(MARK_PAUSE)
            marked.set()

    async def _until_marked(self, opened: _Open) -> None:
        if opened.kept and not self._store_fails:
            with suppress(TimeoutError):
                async with asyncio.timeout(MARK_PATIENCE):
                    await self._marked.wait()

    # -------------------------------------------------------------------------- beginning and ending

    async def resume(self) -> None:
        """Take over what was left when the bot stopped, before any other update. Raises StoreError."""
        await self._claim(also_own=True)

    async def _claim(self, *, also_own: bool = False) -> None:
        claimed = await INBOX.run(self._kept.claim, self._owner, has_ended, also_own=also_own)
        for update in claimed:
            if update.id in self._open or update.id in self._later:
                continue
            if update.state is UpdateState.POISONED:
                await self._set_aside(update)
            else:
                opened = _Open(kept=True, suspect=update.tries > 0)
                self._offer_in_turn(update.id, json.loads(update.content), opened)

    async def look_after(self) -> None:
        """Take over what other processes leave, for as long as this is not cancelled."""
        looks = 0
        while True:
            await asyncio.sleep(CLAIM_EVERY)
            looks += 1
            try:
                await self._claim()
                if looks % TIDY_EVERY == 1:
                    await INBOX.run(self._kept.tidy)
            except StoreError as error:
                self._tell_store(error)

    async def _set_aside(self, update: KeptUpdate) -> None:
        log.error("telegram: update %d is set aside: each time that it was handled the bot died", update.id)
        if self._refuse is None:
            return
        with suppress(Exception):
            parsed = Update.de_json(json.loads(update.content), self._bot)
            await self._refuse(parsed)

    def close(self) -> None:
        """Begin no further handler."""
        self._closing = True

    def interrupt(self) -> None:
        """Stop the handlers that still run: their updates wait for the next start."""
        for task in self._running:
            task.cancel()

    async def finish(self, patience: float) -> None:
        """Wait until all marks are written, for `patience` seconds at most. No handler may run any more."""
        for number, opened in self._open.items():
            if opened.held:
                self._mark(number, opened, UpdateMark.RETURNED)
        if self._marking is not None:
            await asyncio.wait({self._marking}, timeout=patience)

    # ----------------------------------------------------------------------------------------- told

    def _tell_store(self, error: StoreError | None) -> None:
        """Log once that the store fails, and once that it does not any more."""
        if error is not None and not self._store_fails:
            log.error("telegram: updates cannot be kept, each is handled before it is confirmed: %s", error)
        elif error is None and self._store_fails:
            log.warning("telegram: updates are kept again")
        self._store_fails = error is not None

    def _tell_unreadable(self) -> None:
        if not self._unreadable_told:
            self._unreadable_told = True
            log.error("telegram: an update has no id; such updates are left out")


def update_id_of(update: object) -> int | None:
    """The id of an update as Telegram sends it; None where it has none."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and 0 <= number < 2**63 else None


def _new_update(update: Json) -> NewUpdate:
    return NewUpdate(update["update_id"], json.dumps(update), _user_of(update))


def _owners_of(update: Json) -> list[int]:
    """The person and the chat that an update comes from, as far as it says so."""
    content = next((each for each in update.values() if isinstance(each, dict)), {})
    message = content.get("message", content)
    chat = message.get("chat") if isinstance(message, dict) else None
    chat_id = chat.get("id") if isinstance(chat, dict) else None
    return [each for each in (_user_of(update), chat_id) if isinstance(each, int)]


def _user_of(update: Json) -> int | None:
    for content in update.values():
        sender = content.get("from") if isinstance(content, dict) else None
        number = sender.get("id") if isinstance(sender, dict) else None
        if isinstance(number, int) and -(2**63) <= number < 2**63:
            return number
    return None
