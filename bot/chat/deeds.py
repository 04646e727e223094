"""Deeds of editors and admins: each commits together with its line in the record of deeds, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.model import Deed

Result = TypeVar("Result")


async def together(exchange: Exchange, work: Callable[[], Result]) -> Result:
    """Run what calls the store, and records what it did, as one transaction: see `Store.together`."""
    return await in_thread(partial(exchange.services.store.together, work))


def record(
    exchange: Exchange,
    deed: Deed,
    *,
    entry_id: int | None = None,
    person_id: int | None = None,
    detail: str = "",
) -> None:
    """Write down what the person of an exchange did. Blocks: call it inside the deed's transaction."""
    exchange.services.store.audit.add(
        exchange.user_id, deed, entry_id=entry_id, person_id=person_id, detail=detail
    )
