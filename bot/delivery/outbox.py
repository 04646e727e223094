"""The outbox: takes what was promised, sends it, and writes down what became of it.

A delivery is committed as being sent before its request leaves. Whatever stops Baozhai, the ledger then says
of every message that it was not sent, that it was, or that it may have been; the last is tried once more.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.blocking import LEDGER
from bot.delivery import topics
from bot.delivery.errors import Meaning, UnreadableAnswer, Verdict, judge
from bot.delivery.lease import Lease
from bot.delivery.pace import WINDOW
from bot.delivery.pacing import Pacer, Priority, Ticket
from bot.delivery.sending import send
from bot.errors import StoreError
from bot.model import Clock, Delivery, DeliveryState, Message
from bot.processes import has_ended
from bot.store.deliveries import Outcome
from bot.store.store import Store
from bot.troubles import Trouble

log = logging.getLogger(__name__)

MOST_UNDER_WAY = 32
"""Sends under way at once: the full pace with answers that take a second."""

MOST_WAITING = 4
"""Of these, sends that wait for their turn. Few, because after a crash they count as unsure."""

LOOK_EVERY = 1.0
"""Seconds after which the outbox looks for work without being told."""

STORE_PAUSE = 5.0
"""Seconds to wait for a database that is locked, full or read-only."""

HANDOVER = WINDOW
"""Seconds after which a process sends that has come to push: what was sent before it still counts."""

CLOCK_SLACK = timedelta(seconds=5)
"""A clock that is set right by less than this is left alone."""

GRACE = 5.0
"""Seconds that requests under way have to be answered when Baozhai is stopped."""

WORTH_A_WRITE = 1.0
"""Messages a second by which the pace grows before it is written down: about once a minute."""

FIRST_RETRY = timedelta(seconds=1)
LONGEST_RETRY = timedelta(minutes=5)
"""The wait after a failure doubles from the first to the longest."""

MOST_ATTEMPTS = 100
"""Then it has failed: with the waits above, after some eight hours."""


@dataclass(eq=False, slots=True)
class _Sending:
    delivery: Delivery
    ticket: Ticket = field(default_factory=lambda: Ticket(Priority.PUSH))
    task: asyncio.Task[Outcome] | None = None


def _as_promised(delivery: Delivery) -> Message | None:
    return delivery.message


class Outbox:
    """Sends deliveries until it is stopped. To be used in one event loop."""

    def __init__(
        self,
        store: Store,
        bot: ExtBot[Any],
        pacer: Pacer,
        clock: Clock,
        *,
        paid: bool = False,
        holder: str | None = None,
        message_of: Callable[[Delivery], Message | None] = _as_promised,
    ) -> None:
        """`message_of` says what of a delivery may leave now, or None; it may block."""
        self._store = store
        self._bot = bot
        self._pacer = pacer
        self._clock = clock
        self._paid = paid
        self._message_of = message_of
        self._under_way: set[_Sending] = set()
        self._outcomes: list[Outcome] = []
        self._news = asyncio.Event()
        self._stopping = False
        self._lease = Lease(store, holder=holder)
        self._recovered = False
        self._sends_from = float("inf")
        self._refresh_at = float("-inf")
        self._told_now = clock()
        self._kept_rate: float | None = None
        self._ledger = Trouble(log, "delivery: could not use the ledger, waiting")
        self._turn = Trouble(log, "delivery: could not ask whose turn it is to push")
        self._looked = time.monotonic()
        self._runner: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up the work as soon as no other process does it: first of all what a crash left unsure."""
        await self._pacer.resume()
        self._runner = asyncio.create_task(self._run(), name="outbox")

    @property
    def leads(self) -> bool:
        """Whether this process is the one that pushes."""
        return self._lease.held

    @property
    def idle_for(self) -> float:
        """Seconds since the outbox last went round: more than a minute, and it is stuck."""
        return time.monotonic() - self._looked

    def wake(self) -> None:
        """Something was promised: look for it now."""
        self._news.set()

    async def send_now(self, delivery: Delivery) -> None:
        """Send what was begun in the transaction of its promise, ahead of all pushes.

        Returns once Telegram has answered. What it refuses for now is kept, and tried again as others are;
        so is what is begun while Baozhai is stopped.
        """
        if self._stopping or self._runner is None:
            stopped = [self._stopped(_Sending(delivery))]
            await LEDGER.run(self._store.deliveries.take, 0, stopped)
        else:
            await asyncio.wait({self._begin(delivery, Priority.REPLY)})

    async def stop(self, grace: float = GRACE) -> None:
        """Take nothing more, let what has left be answered within `grace` seconds, and write it all down."""
        if self._runner is None:
            return
        self._stopping = True
        for sending in self._under_way:
            if sending.task and not sending.ticket.left:
                sending.task.cancel()
        self.wake()
        await asyncio.wait([self._runner], timeout=grace)
        for sending in self._under_way:
            if sending.task:
                sending.task.cancel()
        await asyncio.wait([self._runner], timeout=LOOK_EVERY)
        self._runner.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._runner
        self._runner = None
        with contextlib.suppress(StoreError):
            await LEDGER.run(self._lease.give_back)

    async def _run(self) -> None:
        while not self._stopping or self._under_way or self._outcomes:
            self._looked = time.monotonic()
            self._news.clear()
            try:
                await self._go_round()
            except Exception as error:
                # Whatever it is, the outbox must not die of it: nothing would be sent any more.
                self._ledger.is_there(error)
                await asyncio.sleep(STORE_PAUSE)

    async def _go_round(self) -> None:
        await self._renew()
        await self._watch_clock()
        await self._keep_pace()
        if time.monotonic() >= self._refresh_at:
            self._refresh_at = time.monotonic() + LOOK_EVERY
            await self._pacer.refresh()
        for delivery in await self._exchange():
            self._begin(delivery)
        if not self._outcomes:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._news.wait()

    async def _renew(self) -> None:
        """Keep the lease of the push, or try to get it; see to what its last holder left."""
        if self._stopping or not self._lease.is_due:
            return
        try:
            if await LEDGER.run(self._lease.renew):
                self._recovered = False
            if self._lease.held:
                await LEDGER.run(self._store.deliveries.recover_begun, has_ended)
            if self._lease.held and not self._recovered:
                under_way = [sending.delivery.id for sending in self._under_way]
                under_way += [outcome.delivery_id for outcome in self._outcomes]
                unsure = await LEDGER.run(self._store.deliveries.recover, under_way)
                await LEDGER.run(self._store.deliveries.bring_back, self._clock())
                await self._resume_pace()
                self._recovered, self._sends_from = True, time.monotonic() + HANDOVER
                log.info("delivery: this process pushes; %d messages may have been sent before it", unsure)
            self._turn.is_over()
        except Exception as error:
            self._turn.is_there(error)

    async def _resume_pace(self) -> None:
        """Go on at the pace that was learned before the start, or by whoever pushed before."""
        learned = await LEDGER.run(self._store.pace.get)
        if learned is not None:
            self._pacer.pace.resume(learned)
        self._kept_rate = self._pacer.pace.rate

    async def _keep_pace(self) -> None:
        """Write the pace down where it fell, or has grown enough to be worth a write."""
        pace, kept = self._pacer.pace, self._kept_rate
        if kept is None or not (
            pace.rate < kept or pace.rate >= min(kept + WORTH_A_WRITE, pace.ceiling) > kept
        ):
            return
        rate = pace.rate
        try:
            await LEDGER.run(self._store.pace.keep, rate if rate < pace.ceiling else None)
        except StoreError as error:
            self._ledger.is_there(error)
        else:
            self._kept_rate = rate

    async def _watch_clock(self) -> None:
        """Where the clock was put back, nothing waits until it is as late again as it was."""
        now = self._clock()
        if self._lease.held and now < self._told_now - CLOCK_SLACK:
            by, held = self._told_now - now, len(self._outcomes)
            try:
                brought = await LEDGER.run(self._store.deliveries.bring_back, now, by)
            except StoreError as error:
                self._ledger.is_there(error)
                return
            self._outcomes[:held] = [
                replace(one, again_at=one.again_at and one.again_at - by) for one in self._outcomes[:held]
            ]
            log.warning("delivery: the clock was put back; %d messages are not kept waiting for it", brought)
        self._told_now = now

    async def _exchange(self) -> list[Delivery]:
        """Hand outcomes to the ledger and get as much work as there is room for, in one transaction."""
        room = self._room()
        outcomes, self._outcomes = self._outcomes, []
        if not room and not outcomes:
            return []
        try:
            taken = await LEDGER.run(
                self._store.deliveries.take,
                room,
                outcomes,
                self._pacer.resting(),
                holder=self._lease.holder,
            )
        except Exception as error:
            # Whatever it is, the outbox must not die of it.
            self._ledger.is_there(error)
            self._outcomes = outcomes + self._outcomes
            await asyncio.sleep(STORE_PAUSE)
            return []
        self._ledger.is_over()
        return taken

    def _room(self) -> int:
        if self._stopping or not (self._lease.held and self._recovered):
            return 0
        if self._pacer.halted_for or time.monotonic() < self._sends_from:
            return 0
        return min(MOST_UNDER_WAY - len(self._under_way), MOST_WAITING - self._pacer.pushes_waiting)

    def _begin(self, delivery: Delivery, priority: Priority = Priority.PUSH) -> asyncio.Task[Outcome]:
        sending = _Sending(delivery, Ticket(priority))
        self._under_way.add(sending)
        sending.task = asyncio.create_task(self._deliver(sending))
        sending.task.add_done_callback(partial(self._end, sending))
        return sending.task

    def _end(self, sending: _Sending, task: asyncio.Task[Outcome]) -> None:
        # A task that is cancelled before it has begun runs none of its own code.
        self._outcomes.append(self._stopped(sending) if task.cancelled() else task.result())
        self._under_way.discard(sending)
        self._news.set()

    def _stopped(self, sending: _Sending) -> Outcome:
        state = DeliveryState.UNSURE if sending.ticket.left else DeliveryState.PENDING
        return Outcome(sending.delivery.id, state, "Baozhai was stopped", self._clock())

    async def _deliver(self, sending: _Sending) -> Outcome:
        delivery = sending.delivery
        try:
            return await self._attempt(delivery, sending.ticket)
        except asyncio.CancelledError:
            return self._stopped(sending)
        except UnreadableAnswer as error:
            # It was taken: it is not sent again.
            log.error("delivery: %d: %s", delivery.id, error.message)
            return Outcome(delivery.id, DeliveryState.UNSURE, error.message)
        except StoreError as error:
            # Whether it may leave could not be asked: it has not left.
            reason, again_at = str(error), self._clock() + timedelta(seconds=STORE_PAUSE)
            return Outcome(delivery.id, DeliveryState.PENDING, reason, again_at)
        except Exception as error:
            verdict = judge(error)
            if verdict.meaning is Meaning.HOPELESS:
                log.error("delivery: could not send %d: %r", delivery.id, error)
            return self._outcome(delivery, verdict)

    async def _attempt(self, delivery: Delivery, ticket: Ticket) -> Outcome:
        """Send, in another form or to another place where Telegram wants it so; each such change once."""
        message = await LEDGER.run(self._message_of, delivery)
        if message is None:
            return Outcome(delivery.id, DeliveryState.WITHHELD, "the chat may not be sent it any more")
        chat_id, thread_id, plain, moved = delivery.chat_id, delivery.thread_id, False, False
        changes: list[str] = []
        while True:
            ticket.left = False
            try:
                sent = await send(
                    self._bot,
                    chat_id,
                    message,
                    thread_id=thread_id,
                    silent=delivery.silent,
                    link_previews=delivery.link_previews,
                    plain=plain,
                    ticket=ticket,
                    paid=self._paid,
                )
            except TelegramError as error:
                verdict = judge(error)
                match verdict.meaning:
                    case Meaning.MOVED if not moved:
                        moved = True
                        await LEDGER.run(self._store.chats.migrate, chat_id, verdict.new_chat_id)
                        chat_id = verdict.new_chat_id
                    case Meaning.THREAD_GONE if thread_id:
                        await topics.leave(self._store, self._bot, chat_id, thread_id)
                        thread_id = 0
                    case Meaning.THREAD_CLOSED if thread_id:
                        thread_id = 0
                    case Meaning.MALFORMED if not plain:
                        plain = True
                    case _:
                        raise
                changes.append(verdict.reason)
            else:
                return Outcome(
                    delivery.id, DeliveryState.SENT, "; ".join(changes), message_id=sent.message_id
                )

    def _outcome(self, delivery: Delivery, verdict: Verdict) -> Outcome:
        flooded = verdict.wait is not None
        wait = verdict.wait or min(FIRST_RETRY * 2 ** min(delivery.attempts - 1, 30), LONGEST_RETRY)
        again_at = self._clock() + wait
        match verdict.meaning:
            case Meaning.GONE:
                return Outcome(delivery.id, DeliveryState.GONE, verdict.reason)
            case Meaning.MUTED | Meaning.THREAD_CLOSED:
                return Outcome(delivery.id, DeliveryState.MUTED, verdict.reason)
            case Meaning.UNSURE:
                return Outcome(delivery.id, DeliveryState.UNSURE, verdict.reason, again_at)
            case Meaning.LATER if delivery.attempts < MOST_ATTEMPTS:
                return Outcome(
                    delivery.id, DeliveryState.PENDING, verdict.reason, again_at, chat_waits=flooded
                )
        return Outcome(delivery.id, DeliveryState.FAILED, verdict.reason)
