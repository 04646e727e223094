"""Channels and groups whose settings are seen to from the private chat of somebody who runs them."""

from __future__ import annotations

from typing import Any

from telegram import ChatMemberAdministrator, ChatMemberOwner
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.chat.access import role_of
from bot.chat.exchange import Exchange, storable
from bot.chat.services import Services, in_thread
from bot.message.views import choices, problems
from bot.model import Chat, Role

OFFERED = 20
"""Chats in the menu: each costs a question to Telegram. Others are named by @ and their name."""

_RUNS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def runs(bot: ExtBot[Any], chat_id: int, user_id: int) -> bool:
    """Whether a person runs a chat, as Telegram says now; False where the bot is not in it."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden):
        return False
    return member.status in _RUNS


async def hides_refused(services: Services, bot: ExtBot[Any], chat_id: int) -> bool:
    """Whether a person who was refused may be the one who writes as the group: an anonymous administrator."""
    try:
        members = await bot.get_chat_administrators(chat_id)
    except (BadRequest, Forbidden):
        return True
    anonymous = [
        member.user.id
        for member in members
        if isinstance(member, ChatMemberOwner | ChatMemberAdministrator) and member.is_anonymous
    ]
    roles = [await role_of(services, user_id) for user_id in anonymous]
    return Role.REFUSED in roles


async def enter(exchange: Exchange, place: int | None) -> bool:
    """Turn to the settings of another chat, where it is one and the person runs it; otherwise say no."""
    store = exchange.services.store
    chat = await in_thread(store.chats.get, place) if place is not None and place < 0 else None
    if chat is None or not exchange.private:
        await exchange.tell(problems.stale(exchange.t))
        return False
    if not await runs(exchange.bot, chat.id, exchange.user_id):
        await in_thread(store.stewards.remove, chat.id, exchange.user_id)
        await exchange.tell(problems.say(exchange.t, "settings.not_yours"))
        return False
    exchange.elsewhere = chat
    return True


async def enter_named(exchange: Exchange, name: str) -> bool:
    """The same for a public chat by its @name."""
    try:
        found = await exchange.bot.get_chat(name)
    except (BadRequest, Forbidden):
        await exchange.tell(problems.say(exchange.t, "settings.not_yours"))
        return False
    if found.id >= 0 or not await runs(exchange.bot, found.id, exchange.user_id):
        await exchange.tell(problems.say(exchange.t, "settings.not_yours"))
        return False
    store = exchange.services.store
    if await in_thread(store.chats.get, found.id) is None:
        await in_thread(store.chats.save, Chat(found.id, found.type, storable(found.title or "")))
    await in_thread(store.stewards.add, found.id, [exchange.user_id])
    return await enter(exchange, found.id)


async def show_chats(exchange: Exchange) -> None:
    """The chats that the person runs."""
    if not exchange.private:
        await exchange.tell(problems.stale(exchange.t))
        return
    known = await in_thread(exchange.services.store.stewards.of_user, exchange.user_id, OFFERED)
    places = [place for place in known if await runs(exchange.bot, place[0], exchange.user_id)]
    await exchange.show(choices.chats(exchange.t, places))


async def note_stewards(services: Services, bot: ExtBot[Any], chat_id: int, adder: int) -> None:
    """Remember who runs a chat that the bot was just let into."""
    found = {adder}
    try:
        members = await bot.get_chat_administrators(chat_id)
        found |= {member.user.id for member in members if not member.user.is_bot}
    except (BadRequest, Forbidden):
        # A group may hide who runs it from those who do not.
        pass
    await in_thread(services.store.stewards.add, chat_id, found)
