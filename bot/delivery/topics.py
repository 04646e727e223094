"""A forum topic that is gone: what was meant for it goes to the group, and its admins are told."""

from __future__ import annotations

import logging
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.blocking import LEDGER
from bot.delivery.errors import judge
from bot.errors import StoreError
from bot.message.languages import translator
from bot.message.views.admin import topic_gone
from bot.model import ChatState
from bot.store.store import Store

log = logging.getLogger(__name__)


async def leave(store: Store, bot: ExtBot[Any], chat_id: int, thread_id: int) -> None:
    """Hand everything of the topic on to its group, so that it is not tried again, and tell the admins.

    Who of them has talked to the bot is promised a word, once for a topic. Never raises: the digest goes to
    the group also where nobody can be told.
    """
    try:
        await LEDGER.run(store.chats.leave_topic, chat_id, thread_id)
        admins = [one.user.id for one in await bot.get_chat_administrators(chat_id) if not one.user.is_bot]
        await LEDGER.run(_promise, store, admins, chat_id, thread_id)
    except TelegramError as error:
        log.warning("delivery: could not ask who runs chat %d: %s", chat_id, judge(error).reason)
    except StoreError as error:
        log.error("delivery: could not hand a topic on to its group: %s", error)


def _promise(store: Store, admins: list[int], chat_id: int, thread_id: int) -> None:
    group = store.chats.get(chat_id)
    for admin in admins:
        known = store.chats.get(admin)
        if known and known.state is ChatState.ACTIVE:
            told = topic_gone(translator(known.language), group.title if group else str(chat_id))
            store.deliveries.promise_message(admin, 0, f"topic {chat_id} {thread_id}", told)
