"""What went wrong while an update was handled: one line in the log, one kind word to the person."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from telegram import Chat, Update
from telegram.constants import ChatType
from telegram.error import Conflict, TelegramError
from telegram.ext import ExtBot

from bot.chat.exchange import thread_of
from bot.chat.replying import reply
from bot.chat.services import Services
from bot.delivery.errors import Meaning, is_no_fault, judge
from bot.errors import BaozhaiError
from bot.message.languages import Translator, translator
from bot.message.views import problems
from bot.model import Message

log = logging.getLogger(__name__)

SAME_AGAIN = 600.0
"""Seconds for which the same trouble with fetching updates is not logged again."""

LONGEST_CAUSE = 300
"""Characters of an unforeseen error's own words in the log."""


class Errors:
    """The error handler."""

    def __init__(self, services: Services, seconds: Callable[[], float] = time.monotonic) -> None:
        self._services = services
        self._seconds = seconds
        self._logged: dict[str, float] = {}

    async def see_to(self, update: object, error: BaseException | None, bot: ExtBot[Any]) -> None:
        """Log an error in one line without the token, and tell the person whose update it was.

        A chat that is to be left alone, left the bot or silenced it is no error: the pacer has logged it.
        """
        if error is None:
            return
        if self._services.inbox is not None:
            self._services.inbox.fail(update)
        if not isinstance(update, Update) and isinstance(error, TelegramError):
            self._log_once(_fetching(error).replace(bot.token, "…"))
            return
        if isinstance(error, TelegramError) and is_no_fault(error):
            return
        log.error("%s", _line(error).replace(bot.token, "…"))
        if not isinstance(update, Update):
            return
        try:
            await self._tell(update, error, bot)
        except (TelegramError, BaozhaiError) as second:
            if isinstance(second, TelegramError) and is_no_fault(second):
                return
            log.error("chat: could not say so either: %s", judge(second).reason)

    async def _tell(self, update: Update, error: BaseException, bot: ExtBot[Any]) -> None:
        place, person = update.effective_chat, update.effective_user
        if place is None or person is None or update.edited_message or update.my_chat_member:
            return
        if _is_public_press(update, place):
            return
        t = translator(person.language_code)
        await reply(bot, self._services.store, place.id, thread_of(update.effective_message), _told(t, error))

    def _log_once(self, line: str) -> None:
        now = self._seconds()
        if now - self._logged.get(line, float("-inf")) >= SAME_AGAIN:
            self._logged[line] = now
            log.error("%s", line)


def refuse_with(services: Services, bot: ExtBot[Any]) -> Callable[[Update], Awaitable[None]]:
    """A function that tells the person of an update that it is set aside. It raises TelegramError."""

    async def refuse(update: Update) -> None:
        place, person = update.effective_chat, update.effective_user
        if place is None or person is None or _is_public_press(update, place):
            return
        t = translator(person.language_code)
        thread = thread_of(update.effective_message)
        await reply(bot, services.store, place.id, thread, problems.failed(t))

    return refuse


def _is_public_press(update: Update, place: Chat) -> bool:
    """Whether a button was pressed where others would read what one person's press came to."""
    return update.callback_query is not None and place.type != ChatType.PRIVATE


def _told(t: Translator, error: BaseException) -> Message:
    if isinstance(error, BaozhaiError):
        return problems.problem(t, error)
    if isinstance(error, TelegramError) and judge(error).meaning in {Meaning.LATER, Meaning.UNSURE}:
        return problems.passing(t)
    return problems.failed(t)


def _line(error: BaseException) -> str:
    if isinstance(error, BaozhaiError):
        return str(error)
    if isinstance(error, TelegramError):
        return f"chat: could not answer: {judge(error).reason}"
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    said = " ".join(str(error).split())[:LONGEST_CAUSE]
    return f"chat: could not handle an update: {type(error).__name__}: {said}{where}"


def _fetching(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "telegram: could not fetch updates: another program uses the same token; stop one of them"
    return f"telegram: could not fetch updates: {judge(error).reason}"
