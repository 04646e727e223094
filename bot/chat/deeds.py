"""Deeds of editors and admins: each commits together with its line in the record of deeds, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.message.languages import Translator, translator
from bot.model import Deed, Delivery, Message
from bot.processes import identity

Result = TypeVar("Result")


async def together(exchange: Exchange, work: Callable[[], Result]) -> Result:
    """Run what calls the store, and records what it did, as one transaction: see `Store.together`."""
    return await in_thread(partial(exchange.services.store.together, work))


async def promise(exchange: Exchange, work: Callable[[], Sequence[Delivery]]) -> None:
    """As `together`, for a deed that others are told of: what it has begun is sent, and owed from then on."""
    for delivery in await together(exchange, work):
        await exchange.services.outbox.send_now(delivery)


def begin(exchange: Exchange, chat_id: int, view: Callable[[Translator], Message]) -> Delivery:
    """Begin to tell a person something, in their language. Blocks: call it inside the deed's transaction."""
    store = exchange.services.store
    chat = store.chats.get(chat_id)
    message = view(translator(chat.language if chat else None))
    return store.deliveries.begin(chat_id, 0, message, identity())


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
