"""Carrying out publishing jobs: draft by draft, each with its line in the record, then one answer."""

from __future__ import annotations

import asyncio
import logging
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from telegram.error import TelegramError
from telegram.ext import Application

from bot.blocking import EDITING
from bot.chat.alerts import tell_watchers
from bot.chat.holding import Holding
from bot.chat.reading import outcomes_of
from bot.chat.services import Services, in_thread
from bot.delivery.sending import edit
from bot.errors import IntakeError, StoreError
from bot.intake import PublishReport
from bot.message.languages import translator
from bot.message.views import batch as batch_views
from bot.message.views import card as card_views
from bot.message.views import editor, problems
from bot.model import CardItem, Deed, Message, PublishJob, Status
from bot.processes import has_ended, identity
from bot.store import leases
from bot.store.leases import LeaseLost
from bot.troubles import Trouble

log = logging.getLogger(__name__)

PUSH = {"push": True, "nopush": False, "auto": None, "all": None}
"""What a mode says of pushing; None: as the age of the article has it."""

PATIENCE = 30.0
"""Seconds for which the editor's next words wait."""

STORE_PAUSE = 1.0
"""Seconds to wait for a database that is locked, full or read-only."""


class Publisher:
    """Takes jobs on, and carries on with those that a process left. To be used in one event loop."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], services: Services) -> None:
        self._application = application
        self._services = services
        self._jobs = services.store.publish_jobs
        self._running: dict[int, asyncio.Task[None]] = {}
        self._trouble = Trouble(log, "chat: could not go on with publishing, waiting")

    async def carry_out(self, job_id: int) -> None:
        """Publish and answer; what takes longer than PATIENCE goes on beside. Where the bot is about to stop,
        the rest is left for the next start.
        """
        await asyncio.wait({self._begin(job_id)}, timeout=PATIENCE)

    async def resume(self) -> None:
        """Go on with the jobs that no process works at."""
        for job_id in await in_thread(self._left):
            self._begin(job_id)

    def _left(self) -> list[int]:
        holders = {
            job_id: self._services.store.leases.holder(leases.publish_job(job_id))
            for job_id in self._jobs.unanswered()
        }
        return [
            job_id
            for job_id, holder in holders.items()
            if holder is None or holder == identity() or has_ended(holder)
        ]

    def _begin(self, job_id: int) -> asyncio.Task[None]:
        task = self._running.get(job_id)
        if task is None:
            # Who stops the bot waits for this task.
            task = self._application.create_task(self._work(job_id), name=f"publish job {job_id}")
            self._running[job_id] = task
            task.add_done_callback(lambda _: self._running.pop(job_id, None))
        return task

    async def _work(self, job_id: int) -> None:
        async with Holding(self._services.store, leases.publish_job(job_id)) as holding:
            while self._application.running:
                try:
                    if not await holding.take() or await self._step(job_id, holding):
                        break
                    self._trouble.is_over()
                except StoreError as error:
                    self._trouble.is_there(error)
                    await asyncio.sleep(STORE_PAUSE)
                except LeaseLost:
                    log.warning("chat: another process goes on with publish job %d", job_id)
                    break
        await tell_watchers(self._services)

    async def _step(self, job_id: int, holding: Holding) -> bool:
        """Publish the next draft, or answer; say whether that was the last."""
        job = await in_thread(self._jobs.get, job_id)
        if job is None:
            return True
        if not job.waiting:
            await self._answer(job, holding)
            return True
        entry_id = job.waiting[0]
        decide = partial(self._decide, job, entry_id, holding)
        try:
            publish, push = self._services.intake.publish, PUSH[job.mode]
            await EDITING.run(publish, [entry_id], push=push, then=decide, by=job.user_id)
        except (StoreError, LeaseLost):
            raise
        except Exception as error:
            # One draft that cannot be published keeps back no others.
            log.error("chat: could not publish %d: %s: %s", entry_id, type(error).__name__, error)
            await holding.together(partial(decide, PublishReport()))
        return False

    def _decide(self, job: PublishJob, entry_id: int, holding: Holding, report: PublishReport) -> None:
        holding.check()
        self._jobs.decide(
            job.id,
            entry_id,
            published=report.published,
            merged=report.merged,
            pushed=report.pushed,
        )
        if report.entries:
            audit = self._services.store.audit
            audit.add(job.user_id, Deed.PUBLISH, entry_id=entry_id, detail=job.mode)

    async def _answer(self, job: PublishJob, holding: Holding) -> None:
        """Put the answer into the place of what was pressed; where that fails, it is owed as a message."""
        message = await EDITING.run(self._view, job)
        if message is None:
            await holding.together(partial(self._jobs.finish, job.id))
            return
        if job.message_id is not None:
            try:
                await edit(self._application.bot, job.chat_id, job.message_id, message)
            except TelegramError as error:
                log.info("chat: could not change a card, sending it anew: %s", error.message)
            else:
                await holding.together(partial(self._jobs.finish, job.id))
                return
        deliveries = self._services.store.deliveries

        def owe() -> Any:
            self._jobs.finish(job.id)
            return deliveries.begin(job.chat_id, job.thread_id, message, identity())

        await self._services.outbox.send_now(await holding.together(owe))

    def _view(self, job: PublishJob) -> Message | None:
        """How what was signed stands now; None where it is not kept any more."""
        t, today, store = translator(job.language), self._today, self._services.store
        if job.page_id is not None:
            try:
                found = self._services.intake.preview(job.page_id)
            except IntakeError:
                return None
            return editor.page_card(t, found, today=today, signed=_said(job, found.items))
        if job.batch_id is not None:
            batch = store.batches.get(job.batch_id)
            if batch is None:
                return None
            return batch_views.report(t, batch, outcomes_of(self._services, batch), today=today)[-1]
        for entry in store.entries.get_many(job.decided[:1]):
            if entry.status is Status.PUBLISHED:
                return editor.published(t, entry)
        return problems.stale(t)

    @property
    def _today(self) -> date:
        return self._services.clock().astimezone(ZoneInfo(self._services.settings.zone)).date()


def _said(job: PublishJob, items: tuple[CardItem, ...]) -> str:
    return card_views.signed(
        translator(job.language),
        published=job.published,
        merged=job.merged,
        held=sum(item.entry.status is Status.DRAFT for item in items),
        pushed=job.pushed,
    )
