"""The commands that Telegram offers beside the writing line: by language and role."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Mapping
from functools import partial
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.chat.access import Right, right_of, role_of
from bot.chat.services import Services, in_thread
from bot.delivery.errors import retry_after
from bot.message.languages import ENGLISH, SIMPLIFIED, translator
from bot.message.menus import GROUP_COMMANDS, STEWARD_COMMANDS, menu
from bot.model import Role

log = logging.getLogger(__name__)

_LANGUAGES: Mapping[str | None, str] = {None: ENGLISH, "zh": SIMPLIFIED}
"""By Telegram's two-letter code; None is everyone else."""

_at_work: set[asyncio.Task[None]] = set()
"""The event loop itself keeps no task from being collected."""


async def set_menus(bot: ExtBot[Any], services: Services) -> None:
    """Set the menus, waiting out flood answers. What fails is logged: the bot works without them."""
    everyone: list[tuple[BotCommandScope, Collection[str] | None]] = [
        (BotCommandScopeDefault(), None),
        (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
        (BotCommandScopeAllChatAdministrators(), STEWARD_COMMANDS),
    ]
    try:
        for scope, only in everyone:
            await _until_taken(partial(_set, bot, scope, Role.READER, only))
        for admin in services.settings.admins:
            role = await role_of(services, admin)
            await _until_taken(partial(_set_for_person, bot, services, admin, role))
    except TelegramError as error:
        log.warning("chat: could not set the menus: %s", error.message)


async def set_for_person(bot: ExtBot[Any], services: Services, user_id: int, role: Role) -> None:
    """Set the menu of a private chat: by the role, in the language that the person chose, where they did.

    After a flood answer it is set later, by itself. What fails otherwise is logged.
    """
    try:
        await _set_for_person(bot, services, user_id, role)
    except RetryAfter as error:
        # A timer and no task: nothing has to end before the bot does.
        asyncio.get_running_loop().call_later(
            retry_after(error).total_seconds(), _begin, partial(set_for_person, bot, services, user_id, role)
        )
    except TelegramError as error:
        log.warning("chat: could not set the menu of %d: %s", user_id, error.message)


async def _until_taken(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    while True:
        try:
            await work()
        except RetryAfter as error:
            await asyncio.sleep(retry_after(error).total_seconds())
        else:
            return


def _begin(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    task = asyncio.get_running_loop().create_task(work())
    _at_work.add(task)
    task.add_done_callback(_at_work.discard)


async def _set_for_person(bot: ExtBot[Any], services: Services, user_id: int, role: Role) -> None:
    chat = await in_thread(services.store.chats.get, user_id)
    try:
        if chat is not None and chat.language is not None:
            await _set(
                bot, BotCommandScopeChat(user_id), role, languages=dict.fromkeys(_LANGUAGES, chat.language)
            )
        else:
            await _set(bot, BotCommandScopeChat(user_id), role)
    except (BadRequest, Forbidden):
        # They have not opened the bot yet, or have blocked it; the commands work without the menu.
        log.info("chat: no menu yet for %d, who has not opened the bot", user_id)


async def _set(
    bot: ExtBot[Any],
    scope: BotCommandScope,
    role: Role,
    only: Collection[str] | None = None,
    languages: Mapping[str | None, str] = _LANGUAGES,
) -> None:
    for code, language in languages.items():
        shown = menu(
            translator(language), editor=right_of(role) >= Right.EDIT, owner=right_of(role) >= Right.OWN
        )
        commands = [BotCommand(*item) for item in shown if only is None or item[0] in only]
        await bot.set_my_commands(commands, scope=scope, language_code=code)
