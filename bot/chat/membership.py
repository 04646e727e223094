"""The bot is blocked, let in again, removed or added; a group becomes a supergroup."""

from __future__ import annotations

from typing import Any

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ExtBot

from bot.chat.access import Right, right_of, role_of
from bot.chat.exchange import storable
from bot.chat.services import Services, in_thread
from bot.chat.stewarding import note_stewards
from bot.model import Chat

_OUT = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


async def note_membership(services: Services, update: Update, bot: ExtBot[Any]) -> None:
    """Mark a chat that blocked or removed the bot, and revive one that let it in again."""
    changed = update.my_chat_member
    if changed is None:
        return
    chats = services.store.chats
    if changed.new_chat_member.status in _OUT:
        await in_thread(chats.mark_gone, changed.chat.id)
    else:
        await in_thread(chats.revive, changed.chat.id)
        await _note_place(services, changed, bot)


async def _note_place(services: Services, changed: ChatMemberUpdated, bot: ExtBot[Any]) -> None:
    """Remember a channel or group and who runs it, where one who may read let the bot in."""
    place, person = changed.chat, changed.from_user
    if place.type == ChatType.PRIVATE or right_of(await role_of(services, person.id)) < Right.READ:
        return
    if await in_thread(services.store.chats.get, place.id) is None:
        await in_thread(services.store.chats.save, Chat(place.id, place.type, storable(place.title or "")))
    await note_stewards(services, bot, place.id, person.id)


async def note_migration(services: Services, update: Update) -> None:
    """Hand everything of a group on to the supergroup that it became."""
    message = update.effective_message
    if message is None:
        return
    # Both chats tell of it, in either order.
    if message.migrate_to_chat_id is not None:
        await in_thread(services.store.chats.migrate, message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await in_thread(services.store.chats.migrate, message.migrate_from_chat_id, message.chat_id)
