"""Answering a chat at once, beside the outbox; what Telegram refuses for now goes into the outbox."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import telegram
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.services import in_thread
from bot.delivery.errors import Meaning, UnreadableAnswer, Verdict, judge
from bot.delivery.sending import send
from bot.errors import StoreError
from bot.model import Message
from bot.store.store import Store

log = logging.getLogger(__name__)

OWED_FROM = timedelta(seconds=1)
"""After this long an answer that was refused for now is tried again, if Telegram does not say when."""


async def reply(
    bot: ExtBot[Any], store: Store, chat_id: int, thread_id: int, message: Message
) -> telegram.Message | None:
    """Send an answer, in another form or to another place where Telegram wants it so, and give it back.

    None where it is not sent now: Telegram does not take it for now, or no answer came, and it is kept, and
    sent when that is over; or the chat cannot be reached, which is marked; or the bot may not write in it; or
    it was taken, by an answer that cannot be read.
    Raises TelegramError for the rest.
    """
    try:
        return await say(bot, store, chat_id, thread_id, message)
    except TelegramError as error:
        verdict = judge(error)
        if verdict.meaning not in {Meaning.LATER, Meaning.UNSURE}:
            raise
        try:
            await in_thread(_owe, store, chat_id, thread_id, message, verdict)
        except StoreError as second:
            log.error("chat: could not keep an answer that was not sent: %s", second)
            raise error from second
        log.info("chat: an answer waits until Telegram takes it: %s", verdict.reason)
        return None


async def say(
    bot: ExtBot[Any], store: Store, chat_id: int, thread_id: int, message: Message
) -> telegram.Message | None:
    """As `reply`, for what nobody misses: raises TelegramError where it is not taken for now."""
    try:
        return await _send(bot, store, chat_id, thread_id, message)
    except UnreadableAnswer as error:
        # It was taken: the person has it.
        log.warning("chat: an answer was taken, and more is not known: %s", error.message)
        return None
    except TelegramError as error:
        if judge(error).meaning is Meaning.GONE:
            await in_thread(store.chats.mark_gone, chat_id)
        elif judge(error).meaning not in {Meaning.MUTED, Meaning.THREAD_CLOSED}:
            raise
        return None


def _owe(store: Store, chat_id: int, thread_id: int, message: Message, verdict: Verdict) -> None:
    unsure = verdict.meaning is Meaning.UNSURE
    wait = verdict.wait or OWED_FROM
    store.deliveries.owe(chat_id, thread_id, message, verdict.reason, wait, unsure=unsure)


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
