"""The bot is blocked, let in again, removed or added; a group becomes a supergroup."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus

from bot.chat.services import Services, in_thread

_OUT = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


async def note_membership(services: Services, update: Update) -> None:
    """Mark a chat that blocked or removed the bot, and revive one that let it in again."""
    changed = update.my_chat_member
    if changed is None:
        return
    chats = services.store.chats
    if changed.new_chat_member.status in _OUT:
        await in_thread(chats.mark_gone, changed.chat.id)
    else:
        await in_thread(chats.revive, changed.chat.id)


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
