"""What the handlers work with: made once by the wiring, handed to `register`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from bot.blocking import STORE
from bot.errors import DatabaseUnusable
from bot.model import Clock

if TYPE_CHECKING:
    from bot.delivery.outbox import Outbox
    from bot.fetching import LinkReader
    from bot.intake import Intake
    from bot.settings import Settings
    from bot.store.store import Store
    from bot.summary.topics import Topic
    from bot.updates.inbox import Inbox

Given = ParamSpec("Given")
Result = TypeVar("Result")

SEARCHES_AT_ONCE = 2
"""Of the threads of the store, so that other answers find one."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything behind the handlers. The methods of store and intake block: see `in_thread`."""

    settings: Settings
    store: Store
    intake: Intake
    outbox: Outbox
    clock: Clock
    topics: tuple[Topic, ...]
    links: LinkReader
    inbox: Inbox | None = None
    """Where updates are kept; None where nothing keeps them."""
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SEARCHES_AT_ONCE))
    """Of searches."""
    searchers: WeakValueDictionary[int, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    """Who searches, with what lets each do so once at a time."""

    @property
    def topic_names(self) -> tuple[str, ...]:
        """The topics that can be subscribed to, in the order of the configuration."""
        return tuple(topic.name for topic in self.topics)


async def searching(
    services: Services,
    user_id: int,
    search: Callable[Given, Result],
    /,
    *given: Given.args,
    **named: Given.kwargs,
) -> Result:
    """Run a search as `in_thread` does, few at a time: a costly one keeps nobody else waiting.

    One person has one at a time, in whatever chats: the others of theirs wait for it and for nobody's turn.
    """
    async with services.searchers.setdefault(user_id, asyncio.Lock()), services.turns:
        return await in_thread(search, *given, **named)


async def unless_locked(
    otherwise: Result, work: Callable[Given, Result], /, *given: Given.args, **named: Given.kwargs
) -> Result:
    """Run a write that the answer can do without; `otherwise` where nothing can be written."""
    try:
        return await in_thread(work, *given, **named)
    except DatabaseUnusable:
        return otherwise


async def in_thread(work: Callable[Given, Result], /, *given: Given.args, **named: Given.kwargs) -> Result:
    """Run what blocks for a moment beside the event loop: reads, searches and single writes.

    What takes longer has a lane of its own: see `bot.blocking`.
    """
    return await STORE.run(work, *given, **named)
