"""Answering a chat at once, beside the outbox: what a person waits for is not worth a row."""

from __future__ import annotations

import logging
from typing import Any

import telegram
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.services import in_thread
from bot.delivery.errors import Meaning, judge
from bot.delivery.sending import send
from bot.model import Message
from bot.store.store import Store

log = logging.getLogger(__name__)


async def reply(
    bot: ExtBot[Any], store: Store, chat_id: int, thread_id: int, message: Message
) -> telegram.Message | None:
    """Send a message, in another form or to another place where Telegram wants it so, and give it back.

    A chat that cannot be reached is marked, and nobody hears of it; one in which the bot may not write gets
    nothing. Both give None. Raises TelegramError for the rest.
    """
    try:
        return await _send(bot, store, chat_id, thread_id, message)
    except TelegramError as error:
        if judge(error).meaning is Meaning.GONE:
            await in_thread(store.chats.mark_gone, chat_id)
        elif judge(error).meaning not in {Meaning.MUTED, Meaning.THREAD_CLOSED}:
            raise
        return None


async def _send(
    bot: ExtBot[Any], store: Store, chat_id: int, thread_id: int, message: Message
) -> telegram.Message:
    try:
        return await send(bot, chat_id, message, thread_id=thread_id)
    except TelegramError as error:
        verdict = judge(error)
        match verdict.meaning:
            case Meaning.MOVED:
                await in_thread(store.chats.migrate, chat_id, verdict.new_chat_id)
                return await send(bot, verdict.new_chat_id, message)
            case Meaning.THREAD_GONE | Meaning.THREAD_CLOSED if thread_id:
                return await send(bot, chat_id, message)
            case Meaning.MALFORMED:
                log.error("chat: could not send a reply as it is: %s", verdict.reason)
                return await send(bot, chat_id, message, thread_id=thread_id, plain=True)
            case _:
                raise
