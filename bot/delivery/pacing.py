"""The one place that paces sends: every message goes through here, replies before pushes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.errors import retry_after
from bot.delivery.limits import ChatId, ChatLimits

Answer = bool | dict[str, Any] | list[dict[str, Any]]

MAX_TRIES = 5
"""How often a request is made that Telegram answers with "later", before its sender hears of it."""

_SENDING = ("send", "copy", "forward", "edit")
_NOT_SENDING = frozenset({"sendChatAction"})


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


class Pacer(BaseRateLimiter[Ticket]):
    """Lets requests that send something leave at an even pace; a flood answer halts them all for its time.

    `rate` a second over all chats, one after the other at equal distances, so that no second holds more
    than the rate and one; one a second to a chat (replies: short bursts) and twenty a minute to a group. What
    sends nothing (answers to buttons, actions, questions to Telegram) leaves at once.

    A request that has left cannot be called back: those under way when a flood answer comes still arrive.
    """

    def __init__(self, rate: float) -> None:
        self._interval = 1.0 / rate
        self._next = float("-inf")
        self._halted_until = float("-inf")
        self._limits = ChatLimits()
        self._queues: dict[Priority, list[_Waiting]] = {priority: [] for priority in Priority}
        self._timer: asyncio.TimerHandle | None = None

    async def initialize(self) -> None:
        """Nothing is needed before the first request."""

    async def shutdown(self) -> None:
        """Let nobody leave any more; whoever still waits is cancelled."""
        self._cancel_timer()
        for queue in self._queues.values():
            for waiting in queue:
                waiting.turn.cancel()
            queue.clear()

    @property
    def halted_for(self) -> float:
        """The seconds for which nothing may be sent, 0 where something may."""
        return max(0.0, self._halted_until - asyncio.get_running_loop().time())

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
        """Make a request when its turn has come; again after a flood answer, at most MAX_TRIES times."""
        ticket = rate_limit_args or Ticket()
        chat = _chat(endpoint, data)
        for tries_left in reversed(range(MAX_TRIES)):
            if chat is not None:
                await self._turn(chat, ticket)
            ticket.left = True
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                # Refused, so certainly not sent.
                ticket.left = False
                self._halt(retry_after(error).total_seconds())
                if not tries_left:
                    raise
                if chat is None:
                    await asyncio.sleep(self.halted_for)
        raise AssertionError("the last try returns or raises")

    async def _turn(self, chat: ChatId, ticket: Ticket) -> None:
        waiting = _Waiting(chat, ticket)
        queue = self._queues[ticket.priority]
        queue.append(waiting)
        self._let_go()
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting in queue:
                queue.remove(waiting)
            raise

    def _let_go(self) -> None:
        """Give the turn to whoever is next, if the time has come, and come back when it will have."""
        self._cancel_timer()
        loop = asyncio.get_running_loop()
        now = loop.time()
        ready = max(self._next, self._halted_until)
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
                    # Cancelled: its sender takes it off the queue.
                    continue
                ready = self._limits.ready_at(waiting.chat, burst=priority is Priority.REPLY)
                if ready > now:
                    earliest = min(earliest, ready)
                    continue
                queue.remove(waiting)
                self._limits.take(waiting.chat, now)
                # A timer that is a little late does not slow the pace.
                late = now - self._next
                self._next = (self._next if late <= self._interval / 2 else now) + self._interval
                waiting.turn.set_result(None)
                return self._next if any(self._queues.values()) else float("inf")
        return earliest

    def _halt(self, seconds: float) -> None:
        # Never shortened: another request's answer may tell of a time that ends earlier.
        self._halted_until = max(self._halted_until, asyncio.get_running_loop().time() + seconds)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _chat(endpoint: str, data: dict[str, Any]) -> ChatId | None:
    """The chat that a request sends something to; None where it sends nothing, or where nobody can say."""
    if not endpoint.startswith(_SENDING) or endpoint in _NOT_SENDING:
        return None
    chat = data.get("chat_id")
    if isinstance(chat, str):
        # A number may come as text; a name never is one.
        return int(chat) if chat.removeprefix("-").isdecimal() else chat
    return chat if isinstance(chat, int) else None
