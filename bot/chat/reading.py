"""Reading one batch of pages: a card for each, one message that says how far it is, one report at the end."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from telegram.error import TelegramError
from telegram.ext import Application

from bot.blocking import STORING
from bot.chat.downloads import Downloads
from bot.chat.holding import Holding
from bot.chat.replying import say
from bot.chat.services import Services, in_thread
from bot.delivery.errors import judge
from bot.delivery.sending import edit
from bot.errors import BaozhaiError, FileUnavailable, ReadingError, ReadingStopped, StoreError
from bot.intake import AddReport, batches
from bot.message.languages import Translator, translator
from bot.message.markup import to_plain
from bot.message.views import batch as views
from bot.message.views import card, problems
from bot.model import Batch, BatchState, Deed, Delivery, Message, Page, PageCard, PageHints, Sheet, SheetState
from bot.processes import identity
from bot.reading.documents import Document
from bot.store import leases
from bot.store.leases import LeaseLost
from bot.workshop.files import lane_of

Result = TypeVar("Result")

log = logging.getLogger(__name__)

QUIET = 4.0
"""Seconds after the last page in which another may join the batch."""

PROGRESS_EVERY = 3.0
"""Seconds between two edits that say how far it is, of all batches together: an edit counts as a message."""

MOST_TRIES = 3
"""Deaths of the process while a page was read or stored, after which it is left alone."""

AGAIN_AFTER = (5.0, 10.0, 20.0, 40.0, *(60.0,) * 9)
"""Seconds after which a document is asked for again that Telegram does not hand out: for ten minutes in all.
Then its editor decides, by a button."""

COURTESY_PATIENCE = 1.0
"""Seconds for which a batch waits until its editor is shown how far it is."""

STORE_PAUSE = 5.0
"""Seconds to wait for a database that is locked, full or read-only."""

_STOP_LOOK = 0.2


class Reading:
    """Reads the pages of a batch one after the other, until no more come."""

    def __init__(
        self,
        batch_id: int,
        services: Services,
        application: Application[Any, Any, Any, Any, Any, Any],
        downloads: Downloads,
        at_work: Callable[[], int],
        turn_of: Callable[[int], asyncio.Lock],
    ) -> None:
        """`at_work` says how many batches are being read just now; `turn_of` gives what an editor's batches,
        in different chats, hold one after the other while a page is read.
        """
        self._id = batch_id
        self._services = services
        self._batches = services.store.batches
        self._application = application
        self._bot = application.bot
        self._downloads = downloads
        self._at_work = at_work
        self._turn_of = turn_of
        self._holding = Holding(services.store, leases.batch(batch_id))
        self._news = asyncio.Event()
        self._shown_at = float("-inf")
        self._courtesy: asyncio.Task[None] | None = None
        self._not_before: dict[int, float] = {}
        self._put_off: Counter[int] = Counter()

    def wake(self) -> None:
        """Another page was laid."""
        self._news.set()

    def ask_now(self) -> None:
        """Ask at once for what Telegram did not hand out."""
        self._not_before.clear()
        self.wake()

    @property
    def is_woken(self) -> bool:
        """Whether a page was laid that has not been looked for yet."""
        return self._news.is_set()

    async def run(self) -> None:
        """Read and report. Ends early, with the rest kept, where the bot is about to stop, and where another
        process reads the batch.
        """
        try:
            async with self._holding:
                await self._go_on()
        except LeaseLost:
            log.warning("chat: another process has taken batch %d over", self._id)
        finally:
            if self._courtesy is not None:
                self._courtesy.cancel()

    async def _go_on(self) -> None:
        while self._application.running:
            try:
                if not await self._holding.take() or await self._step():
                    return
            except StoreError as error:
                log.error("chat: could not go on with batch %d, waiting: %s", self._id, error)
                await self._rest(STORE_PAUSE)

    async def _step(self) -> bool:
        """Do the next thing; say whether it was the last."""
        batch = await in_thread(self._batches.get, self._id)
        if batch is None or batch.state is BatchState.CLOSED:
            return True
        untold = await in_thread(self._batches.next_untold, self._id)
        if untold is not None:
            await self._tell(batch, untold)
            return False
        now = time.monotonic()
        put_off = {sheet_id for sheet_id, moment in self._not_before.items() if moment > now}
        sheet = await in_thread(self._batches.next_waiting, self._id, put_off)
        if sheet is not None:
            self._not_before.pop(sheet.id, None)
            await self._read(batch, sheet)
            return False
        if put_off:
            await self._rest(min(self._not_before.values(), default=now) - now)
            return False
        if batch.state is BatchState.OPEN:
            if await self._rest(QUIET):
                return False
            if not self._application.running or not await self._holding.together(
                partial(self._batches.finish_reading, self._id)
            ):
                return False
        return await self._close(batch)

    async def _rest(self, seconds: float) -> bool:
        """Wait until a page comes, and say whether one did; no longer than until the bot stops."""
        until = time.monotonic() + seconds
        while self._application.running and (left := until - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(min(left, _STOP_LOOK)):
                    await self._news.wait()
            except TimeoutError:
                continue
            self._news.clear()
            return True
        return False

    # ------------------------------------------------------------------------------------ one page

    async def _read(self, batch: Batch, sheet: Sheet) -> None:
        # The others of its album may be on their way.
        alone = len(batch.sheets) == 1 and sheet.album is None
        if not alone:
            await self._show_progress(batch, batch.done, len(batch.sheets), sheet.name)
        try:
            if sheet.tries >= MOST_TRIES:
                raise ReadingError(f"read {sheet.name}", "each time the bot stopped", key="stopped_each_time")
            async with self._turn_of(batch.user_id):
                document = await self._open(batch, sheet)
            settled = await STORING.run(self._take_in, batch, sheet, document)
        except (StoreError, LeaseLost):
            raise
        except FileUnavailable as error:
            await self._ask_again(batch, sheet, error, alone)
            return
        except BaozhaiError as error:
            if isinstance(error, ReadingStopped) and not self._application.running:
                # It is begun again when the bot is.
                return
            await self._refuse(batch, sheet, problems.problem(self._t(batch), error), alone)
            return
        except Exception as error:
            log.error("chat: could not read %s: %s: %s", sheet.name, type(error).__name__, error)
            await self._refuse(batch, sheet, problems.failed(self._t(batch)), alone)
            return
        await self._holding.together(partial(self._settle, batch, sheet, settled))
        await STORING.run(self._catch_up, sheet, [each.page_id for each in settled if each.page_id])

    def _catch_up(self, sheet: Sheet, page_ids: Sequence[int]) -> None:
        """Set on the stored pages what its editor said of them while they were read."""
        hints = self._batches.hints_of(sheet.id)
        if hints == sheet.hints:
            return
        if len(page_ids) > 1:
            hints = replace(hints, page=None)
        for page_id in page_ids:
            self._services.intake.stamp(page_id, hints, then=self._holding.check)

    async def _tell(self, batch: Batch, sheet: Sheet) -> None:
        """Send the card of a page that was stored."""
        if sheet.page_id is None:
            await self._holding.together(partial(self._batches.mark_told, sheet.id))
            return
        found = await STORING.run(self._services.intake.preview, sheet.page_id)
        message = card.page_card(self._t(batch), found, today=self._today)
        await self._promise(batch, [message], lambda: self._batches.mark_told(sheet.id))

    async def _promise(self, batch: Batch, messages: Sequence[Message], deed: Callable[[], object]) -> None:
        """Do something to the batch and promise what its editor is told of it, in one transaction; then send
        that.
        """
        deliveries = self._services.store.deliveries

        def work() -> list[Delivery]:
            if deed() is False:
                return []
            return [
                deliveries.begin(batch.chat_id, batch.thread_id, message, identity()) for message in messages
            ]

        for delivery in await self._holding.together(work):
            await self._services.outbox.send_now(delivery)

    def _settle(self, batch: Batch, sheet: Sheet, settled: Sequence[Sheet]) -> None:
        self._batches.settle(self._id, *settled)
        self._services.store.audit.add(batch.user_id, Deed.ADD, detail=sheet.name)

    def _take_in(self, batch: Batch, sheet: Sheet, document: Document) -> list[Sheet]:
        with self._batches.at_risk(sheet.id):
            return _take_in(self._services, batch, sheet, document, self._holding.check)

    async def _open(self, batch: Batch, sheet: Sheet) -> Document:
        """What a document, a text or a link holds."""
        services, otherwise = self._services, batches.taken_over(batch, sheet)
        if sheet.link is None:
            return await self._read_file(sheet, otherwise)

        async def progress(done: int, total: int) -> None:
            now = await in_thread(self._batches.get, self._id)
            if now is not None:
                await self._show_progress(now, done, total, sheet.name)

        reading = services.links.read(
            sheet.link,
            sheet.hints,
            otherwise,
            progress=progress,
            goes_on=lambda: self._application.running,
        )
        return await self._unless_stopped(sheet.name, reading)

    async def _read_file(self, sheet: Sheet, otherwise: PageHints) -> Document:
        """Get a document and read it. It stays in memory while it waits for its turn, as few others do."""

        def read(data: bytes) -> Document:
            if not self._application.running:
                raise _stopped(sheet.name)
            with self._batches.at_risk(sheet.id):
                return self._services.intake.read_file(data, sheet.name, sheet.hints, otherwise)

        async with AsyncExitStack() as opened:
            data = (sheet.text or "").encode()
            if sheet.file_id is not None:
                getting = opened.enter_async_context(self._downloads.opened(sheet.file_id, sheet.name))
                data = await self._unless_stopped(sheet.name, getting)
            return await lane_of(data, sheet.name).run(read, data)

    async def _unless_stopped(self, name: str, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for what the network brings; no longer than until the bot stops."""
        task = asyncio.create_task(work)
        try:
            while not (await asyncio.wait({task}, timeout=_STOP_LOOK))[0]:
                if not self._application.running:
                    raise _stopped(name)
            return task.result()
        finally:
            task.cancel()

    async def _refuse(self, batch: Batch, sheet: Sheet, why: Message, alone: bool) -> None:
        refused = replace(sheet, state=SheetState.REFUSED, reason=to_plain(why.text))
        await self._promise(batch, [why] if alone else [], lambda: self._batches.settle(self._id, refused))

    async def _ask_again(self, batch: Batch, sheet: Sheet, error: FileUnavailable, alone: bool) -> None:
        """Telegram does not hand it out for now: read others first, and ask for it again and again."""
        times = self._put_off[sheet.id]
        if times == len(AGAIN_AFTER):
            log.warning("chat: %s", error)
            del self._put_off[sheet.id]
            await self._give_up(batch, sheet, alone)
            return
        log.info("chat: %s; asking again", error)
        self._put_off[sheet.id] += 1
        self._not_before[sheet.id] = time.monotonic() + AGAIN_AFTER[times]
        if self._put_off.total() == 1:
            await self._beside(
                self._say(batch, views.asking_again(self._t(batch), sheet.name, self._id, sheet.id))
            )

    async def _say(self, batch: Batch, message: Message) -> None:
        try:
            await say(self._bot, self._services.store, batch.chat_id, batch.thread_id, message)
        except (TelegramError, StoreError) as error:
            log.info("chat: could not say that a page takes longer: %s", judge(error).reason)

    async def _give_up(self, batch: Batch, sheet: Sheet, alone: bool) -> None:
        """Telegram does not hand it out: its editor may have it asked for again, now or in the report."""
        why = views.unavailable(self._t(batch), sheet.name, self._id, sheet.id)
        reason = self._t(batch)("batch.not_handed_out")
        unavailable = replace(sheet, state=SheetState.UNAVAILABLE, reason=reason)
        await self._promise(
            batch, [why] if alone else [], lambda: self._batches.settle(self._id, unavailable)
        )

    # ------------------------------------------------------------------------------ the whole batch

    async def _show_progress(self, batch: Batch, done: int, total: int, name: str) -> None:
        """One message, edited now and then."""
        pause = PROGRESS_EVERY * max(1, self._at_work())
        if batch.progress_id is not None and time.monotonic() - self._shown_at < pause:
            return
        self._shown_at = time.monotonic()
        await self._beside(
            self._progress(batch, views.progress(self._t(batch), done=done, total=total, name=name))
        )

    async def _beside(self, courtesy: Coroutine[Any, Any, None]) -> None:
        """Do what the reading does not depend on: it is waited for a little, and left out while one hangs."""
        if self._courtesy is not None and not self._courtesy.done():
            courtesy.close()
            return
        self._courtesy = asyncio.create_task(courtesy)
        await asyncio.wait({self._courtesy}, timeout=COURTESY_PATIENCE)

    async def _progress(self, batch: Batch, message: Message) -> None:
        try:
            if batch.progress_id is not None:
                await edit(self._bot, batch.chat_id, batch.progress_id, message)
                return
            sent = await say(self._bot, self._services.store, batch.chat_id, batch.thread_id, message)
            if sent is not None:
                await in_thread(self._batches.show_progress, self._id, sent.message_id)
        except (TelegramError, StoreError) as error:
            # It is told in the report as well.
            log.info("chat: could not show how far a batch is: %s", judge(error).reason)

    async def _close(self, batch: Batch) -> bool:
        """Report on all pages; False, with nothing reported, where one waits again."""
        messages: list[Message] = []
        if len(batch.sheets) > 1 or any(sheet.album and not sheet.page_id for sheet in batch.sheets):
            if batch.progress_id is not None:
                await self._beside(self._progress(batch, views.all_read(self._t(batch), len(batch.sheets))))
            outcomes = await STORING.run(outcomes_of, self._services, batch)
            messages = views.report(self._t(batch), batch, outcomes, today=self._today)
        closed: list[bool] = []

        def close() -> bool:
            closed.append(self._batches.close(self._id))
            return closed[-1]

        await self._promise(batch, messages, close)
        return closed[-1]

    def _t(self, batch: Batch) -> Translator:
        return translator(batch.language)

    @property
    def _today(self) -> date:
        return self._services.clock().astimezone(ZoneInfo(self._services.settings.zone)).date()


def _stopped(name: str) -> ReadingStopped:
    return ReadingStopped(f"read {name}", "the bot is about to stop", key="stopped_by_stop")


def _name_in(error: BaozhaiError) -> str:
    """What could not be read or fetched: what it says after the verb."""
    return error.could_not.partition(" ")[2] or error.could_not


def outcomes_of(services: Services, batch: Batch) -> list[PageCard | None]:
    """The cards of a batch's pages as they stand now; None for those that were refused."""
    return [
        None if sheet.page_id is None else services.intake.preview(sheet.page_id) for sheet in batch.sheets
    ]


def _take_in(
    services: Services, batch: Batch, sheet: Sheet, document: Document, check: Callable[[], None]
) -> list[Sheet]:
    """Store the articles of pages as drafts, and give what became of each, and of what cannot be read.

    `check` raises, inside each transaction, where this process is not to do so any more.
    """
    settled = [_stored(services, sheet, page, check) for page in document.pages]
    for page_id in batches.read_before_caption(batch, sheet):
        services.intake.stamp(page_id, replace(sheet.hints, page=None), where_unknown=True, then=check)
    t = translator(batch.language)
    refused = [
        Sheet(_name_in(error), state=SheetState.REFUSED, reason=to_plain(problems.problem(t, error).text))
        for error in document.refusals
    ]
    return [replace(settled[0], id=sheet.id), *settled[1:], *refused]


def _stored(services: Services, sheet: Sheet, page: Page, check: Callable[[], None]) -> Sheet:
    def note(report: AddReport) -> None:
        check()
        services.store.batches.note_stored(sheet.id, report.page_ids[0])

    report = services.intake.add([page], draft=True, then=note)
    page_id = report.page_ids[0]
    # What was stored by a try that did not come to its end is not known from before.
    known = not (report.added or report.merged) and report.unchanged > 0 and page_id not in sheet.stored
    return Sheet(page.name, state=SheetState.KNOWN if known else SheetState.READ, page_id=page_id)
