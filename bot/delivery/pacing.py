"""The one place that paces sends: every message goes through here, replies before pushes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.errors import retry_after
from bot.delivery.floods import SAME_HALT, FloodAnswers
from bot.delivery.limits import ChatId, ChatLimits
from bot.delivery.muted import MutedChats, Place
from bot.delivery.pace import Pace
from bot.delivery.shared import SharedLimits
from bot.store.pace import ALL_CHATS

log = logging.getLogger(__name__)

Answer = bool | dict[str, Any] | list[dict[str, Any]]

MAX_TRIES = 5
"""How often a request is made that Telegram answers with "later", before its sender hears of it."""

LONGEST_WAIT = 60.0
"""Seconds for which a reply waits for the end of a halt. After a longer one nobody looks for an answer, and
what waits holds memory and its chat."""

LONGEST_WAIT_AT_END = 1.0
"""The same once the bot is to stop."""

_SENDING = ("send", "copy", "forward", "edit")
_OPTIONAL = ("setMy", "deleteMy", "deleteMessage", "setChatMenuButton", "pin", "unpin")
_OPTIONAL_NAMES = frozenset({"sendChatAction", "answerCallbackQuery", "setMessageReaction"})
"""What a reply is as good without: never waited for, and left out as long as Telegram refuses it."""


class Priority(IntEnum):
    """Who goes first when not all can."""

    REPLY = 0
    PUSH = 1


@dataclass(slots=True, eq=False)
class Ticket:
    """What a sender tells the pacer of one request, and what it can see of it."""

    priority: Priority = Priority.REPLY
    left: bool = False
    """Whether the request may have left: before that, it is certain that nothing was sent."""


@dataclass(slots=True, eq=False)
class _Waiting:
    chat: ChatId
    ticket: Ticket
    turn: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def has_turn(self) -> bool:
        return self.turn.done() and not self.turn.cancelled() and self.turn.exception() is None


class Pacer(BaseRateLimiter[Ticket]):
    """Lets requests that send something leave at the pace that Telegram allows.

    Over all chats as `bot.delivery.pace` says; one a second to a chat (replies: short bursts) and twenty a
    minute to a group. What sends nothing (answers to buttons, actions, questions to Telegram) leaves at once.

    A flood answer for a chat rests that chat; flood answers for several chats within a second halt all, and
    slow the pace down. A push that would have to wait for that is refused with RetryAfter, for the ledger to
    keep; a reply waits up to LONGEST_WAIT. What is optional, such as menus, halts and delays nothing: it is
    refused with RetryAfter until its own time is over. Each halt is logged once.

    A request that has left cannot be called back: those under way when a flood answer comes still arrive.

    Groups' messages are counted, and rests kept, in what is `shared` with other processes and later starts.
    """

    def __init__(self, rate: float, shared: SharedLimits | None = None) -> None:
        self.pace = Pace(rate)
        self._shared = shared
        self._floods = FloodAnswers()
        self._muted = MutedChats()
        self._limits = ChatLimits()
        self._queues: dict[Priority, list[_Waiting]] = {priority: [] for priority in Priority}
        self._timer: asyncio.TimerHandle | None = None
        self._left_out: dict[tuple[str, Any], float] = {}
        self._logged: dict[ChatId | None, float] = {}
        self._ending = asyncio.Event()

    async def initialize(self) -> None:
        """Nothing is needed before the first request."""

    async def shutdown(self) -> None:
        """Let nobody leave any more; whoever still waits is cancelled."""
        self._cancel_timer()
        for queue in self._queues.values():
            for waiting in queue:
                waiting.turn.cancel()
            queue.clear()

    async def resume(self) -> None:
        """Take over what groups were sent and who rests: before the first request."""
        if self._shared is not None:
            now = asyncio.get_running_loop().time()
            for chat, ago in await self._shared.recent():
                self._limits.take(chat, now - ago)
        await self.refresh()

    async def refresh(self) -> None:
        """Learn who rests since the last call, as other processes were told. Never raises."""
        rests = await self._shared.new_rests() if self._shared is not None else {}
        now = asyncio.get_running_loop().time()
        for chat, seconds in rests.items():
            if chat == ALL_CHATS:
                self._floods.halt(now + seconds)
                told = f"all sending halts for {seconds:.0f} s, as this bot was told elsewhere or before"
                self._log_once(None, self._floods.halted_until, now, told)
            else:
                self._limits.rest(chat, now, now + seconds)
        if rests:
            self._refuse_who_waits_long()

    def end_long_waits(self) -> None:
        """The bot is to stop: refuse whoever waits for the end of a halt, unless that is near."""
        self._ending.set()
        self._refuse_who_waits_long()

    @property
    def halted_for(self) -> float:
        """The seconds for which nothing may be sent, 0 where something may."""
        return max(0.0, self._floods.halted_until - asyncio.get_running_loop().time())

    @property
    def pushes_waiting(self) -> int:
        """How many pushes wait for their turn."""
        return len(self._queues[Priority.PUSH])

    def resting(self) -> set[ChatId]:
        """The chats to which nothing may be pushed just now, because of what they were sent last."""
        return self._limits.resting(asyncio.get_running_loop().time())

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Ticket | None,
    ) -> Answer:
        """Make a request when its turn has come; again after a flood answer, at most MAX_TRIES times.

        Raises RetryAfter, without asking Telegram where the answer is known, for what is not to wait.
        """
        ticket = rate_limit_args or Ticket()

        async def request() -> Answer:
            ticket.left = True
            return await callback(*args, **kwargs)

        if endpoint.startswith(_OPTIONAL) or endpoint in _OPTIONAL_NAMES:
            return await self._optional(request, endpoint, data.get("chat_id"))
        chat = _chat(endpoint, data)
        for tries_left in reversed(range(MAX_TRIES)):
            try:
                if chat is None:
                    return await request()
                place = None if endpoint.startswith("edit") else (chat, data.get("message_thread_id"))
                return await self._send(request, chat, place, ticket)
            except RetryAfter as error:
                # Refused, so certainly not sent.
                ticket.left = False
                seconds = retry_after(error).total_seconds()
                if not tries_left or seconds > self._patience(ticket):
                    raise
                if chat is None and await self._ends_within(seconds):
                    raise
        raise AssertionError("the last try returns or raises")

    async def _optional(
        self, request: Callable[[], Coroutine[Any, Any, Answer]], endpoint: str, chat: Any
    ) -> Answer:
        now = asyncio.get_running_loop().time()
        refused_until = self._left_out.get((endpoint, chat), now)
        if refused_until > now:
            raise RetryAfter(timedelta(seconds=refused_until - now))
        try:
            return await request()
        except RetryAfter as error:
            seconds = retry_after(error).total_seconds()
            self._left_out = {which: until for which, until in self._left_out.items() if until > now}
            if endpoint == "answerCallbackQuery":
                # It names no chat, and one person who presses too much keeps nobody else's button unanswered.
                self._log_once(endpoint, now + seconds, now, f"{endpoint} is refused for {seconds:.0f} s")
            else:
                self._left_out[endpoint, chat] = now + seconds
                log.warning("delivery: flood answer: %s is left out for %.0f s", endpoint, seconds)
            raise

    async def _send(
        self,
        request: Callable[[], Coroutine[Any, Any, Answer]],
        chat: ChatId,
        place: Place | None,
        ticket: Ticket,
    ) -> Answer:
        """`place` is where a new message is to appear; None for the change of an old one."""
        while not await self._may_leave(chat, ticket):
            pass
        loop = asyncio.get_running_loop()
        left_at, accepted = loop.time(), False
        try:
            answer = await request()
            accepted = True
        except RetryAfter as error:
            self._refused(chat, retry_after(error).total_seconds())
            raise
        except TelegramError as error:
            if place:
                self._muted.refused(place, error)
            raise
        finally:
            self.pace.answered(left_at, loop.time(), accepted=accepted)
            self._let_go()
        if place:
            self._muted.taken(place)
        return answer

    async def _ends_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ending.wait()
        return self._ending.is_set()

    async def _may_leave(self, chat: ChatId, ticket: Ticket) -> bool:
        """Wait for its turn, and say whether it may then leave: False where others have used up the limit."""
        await self._turn(chat, ticket)
        if self._shared is None:
            return True
        seconds = 1.0
        try:
            seconds = await self._shared.wait_for(chat)
        finally:
            if seconds:
                now = asyncio.get_running_loop().time()
                self.pace.answered(now, now, accepted=False)
        if seconds:
            self._limits.rest(chat, now, now + seconds)
        self._let_go()
        return not seconds

    async def _turn(self, chat: ChatId, ticket: Ticket) -> None:
        waiting = _Waiting(chat, ticket)
        self._refuse_if_long(waiting)
        queue = self._queues[ticket.priority]
        queue.append(waiting)
        self._let_go()
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting.has_turn:
                # Cancelled in the moment at which its turn had come: it does not leave.
                now = asyncio.get_running_loop().time()
                self.pace.answered(now, now, accepted=False)
            raise
        finally:
            if waiting in queue:
                queue.remove(waiting)

    def _refuse_who_waits_long(self) -> None:
        for queue in self._queues.values():
            for waiting in queue:
                self._refuse_if_long(waiting)

    def _refuse_if_long(self, waiting: _Waiting) -> None:
        until = max(self._floods.halted_until, self._limits.rests_until(waiting.chat))
        held = until - asyncio.get_running_loop().time()
        if held > self._patience(waiting.ticket) and not waiting.turn.done():
            waiting.turn.set_exception(RetryAfter(timedelta(seconds=held)))

    def _patience(self, ticket: Ticket) -> float:
        """The seconds for which a request may wait for the end of a halt."""
        if ticket.priority is Priority.PUSH:
            return 0.0
        return LONGEST_WAIT_AT_END if self._ending.is_set() else LONGEST_WAIT

    def _let_go(self) -> None:
        """Give the turn to whoever is next, if the time has come, and come back when it will have."""
        self._cancel_timer()
        if not any(self._queues.values()):
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        ready = max(self.pace.ready_at(now), self._floods.halted_until)
        if ready <= now:
            ready = self._give_turn(now)
        if ready < float("inf"):
            self._timer = loop.call_at(ready, self._let_go)

    def _give_turn(self, now: float) -> float:
        """Give one turn, if somebody may have it; say when to look again, at infinity where nobody waits."""
        earliest = float("inf")
        for priority, queue in self._queues.items():
            for waiting in queue:
                if waiting.turn.done():
                    # Cancelled or refused: its sender takes it off the queue.
                    continue
                ready = self._limits.ready_at(waiting.chat, burst=priority is Priority.REPLY)
                if ready > now:
                    earliest = min(earliest, ready)
                    continue
                queue.remove(waiting)
                self._limits.take(waiting.chat, now)
                self.pace.take(now)
                waiting.turn.set_result(None)
                return self.pace.ready_at(now) if any(self._queues.values()) else float("inf")
        return earliest

    def _refused(self, chat: ChatId, seconds: float) -> None:
        """Telegram wants a chat, or all of them, to be left alone."""
        now = asyncio.get_running_loop().time()
        halted = self._floods.halted_until > now
        self._limits.rest(chat, now, now + seconds)
        self._share(chat, seconds)
        if self._floods.note(chat, now, now + seconds):
            self._share(ALL_CHATS, self.halted_for)
            if not halted:
                self.pace.slow_down()
            told = f"all sending halts for {self.halted_for:.0f} s, and goes on"
            what = f"{told} at {self.pace.rate:.1f} a second"
            self._log_once(None, self._floods.halted_until, now, what)
        elif now + seconds > self._floods.halted_until + SAME_HALT:
            self._log_once(chat, now + seconds, now, f"chat {chat} is left alone for {seconds:.0f} s")
        self._refuse_who_waits_long()

    def _share(self, chat: ChatId, seconds: float) -> None:
        if self._shared is not None:
            self._shared.rest(chat, seconds)

    def _log_once(self, key: ChatId | None, until: float, now: float, what: str) -> None:
        known = self._logged.get(key, float("-inf"))
        if until > known + SAME_HALT:
            self._logged = {one: end for one, end in self._logged.items() if end > now}
            self._logged[key] = until
            log.warning("delivery: flood answer: %s", what)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _chat(endpoint: str, data: dict[str, Any]) -> ChatId | None:
    """The chat that a request sends something to; None where it sends nothing, or where nobody can say."""
    if not endpoint.startswith(_SENDING):
        return None
    chat = data.get("chat_id")
    if isinstance(chat, str):
        # A number may come as text; a name never is one.
        return int(chat) if chat.removeprefix("-").isdecimal() else chat
    return chat if isinstance(chat, int) else None
