"""What is kept about a person: handing it out, and deleting it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.chat.subscribing import change
from bot.message.views import settings
from bot.model import Chat, Status
from bot.store.store import Store

FILE = "baozhai-mydata.json"


async def give_data(exchange: Exchange) -> None:
    """Everything that is kept about the person, as a JSON document for their eyes alone."""
    data = await in_thread(everything_about, exchange.services.store, exchange.user_id)
    document = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
    if exchange.private:
        await _summarise(exchange, data)
    await exchange.send_file(FILE, document.encode())


async def ask_to_forget(exchange: Exchange) -> None:
    """Whether to delete everything about the person."""
    await exchange.reply_alone(settings.forget_question(exchange.t))


async def forget(exchange: Exchange) -> None:
    """The question was answered with yes."""
    store = exchange.services.store
    await in_thread(store.erase, lambda: _forget(store, exchange.user_id))
    await exchange.show(settings.forgotten(exchange.t, exchange.services.settings.backups))


def everything_about(store: Store, user_id: int) -> dict[str, Any]:
    """What is stored about a person and their private chat. Blocks."""
    chat, person = store.chats.get(user_id), store.people.get(user_id)
    return {
        "user_id": user_id,
        "chat": asdict(chat) if chat else None,
        "role": asdict(person) if person else None,
        "subscriptions": [asdict(subscription) for subscription in store.subscriptions.of_chat(user_id)],
        "watches": [asdict(watch) for watch in store.watches.of_chat(user_id)],
        "saved": _named(store, store.saved.list(user_id)),
        "searches": [search.query for search in store.searches.of_chat(user_id)],
        "wants_less_of": _named(store, store.lessened.of_place(user_id, 0)),
        "runs": [{"id": chat_id, "title": title} for chat_id, title in store.stewards.of_user(user_id)],
        "deeds": [asdict(record) for record in store.audit.of_person(user_id)],
    }


def _named(store: Store, entry_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Articles by id, and by headline where they are published: what was retracted is shown to nobody."""
    return [
        {"id": entry.id} | ({"headline": entry.headline} if entry.status is Status.PUBLISHED else {})
        for entry in store.entries.get_many(entry_ids)
    ]


async def _summarise(exchange: Exchange, data: dict[str, Any]) -> None:
    store = exchange.services.store
    watches = await in_thread(store.watches.of_chat, exchange.user_id)
    chat = await in_thread(store.chats.get, exchange.user_id)
    await exchange.reply(
        settings.mydata(
            exchange.t,
            chat or Chat(exchange.user_id),
            await change(exchange),
            saved=len(data["saved"]),
            watches=watches,
            searches=len(data["searches"]),
        )
    )


def _forget(store: Store, user_id: int) -> None:
    store.saved.forget(user_id)
    store.stewards.forget(user_id)
    store.audit.forget(user_id)
    store.entries.forget(user_id)
    store.people.forget(user_id)
    # Last, since what names the chat goes with it.
    store.chats.forget(user_id)


def _plain(value: object) -> object:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
