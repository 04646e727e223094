"""What people are called, for other editors."""

from __future__ import annotations

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread


async def name_of(exchange: Exchange, user_id: int | None) -> str | None:
    """The name that a person has in Telegram, as far as the bot has met it, else the number."""
    if user_id is None:
        return None
    store = exchange.services.store
    person = await in_thread(store.people.get, user_id)
    chat = await in_thread(store.chats.get, user_id)
    return (chat.title if chat else "") or (person.name if person else "") or str(user_id)
