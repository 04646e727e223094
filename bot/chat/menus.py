"""The commands that Telegram offers beside the writing line: by language and role."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.chat.access import Right, right_of, role_of
from bot.chat.services import Services, in_thread
from bot.message.languages import ENGLISH, SIMPLIFIED, translator
from bot.message.menus import GROUP_COMMANDS, STEWARD_COMMANDS, menu
from bot.model import Role

log = logging.getLogger(__name__)

_LANGUAGES: Mapping[str | None, str] = {None: ENGLISH, "zh": SIMPLIFIED}
"""By Telegram's two-letter code; None is everyone else."""


async def set_menus(bot: ExtBot[Any], services: Services) -> None:
    """Set the menus. What fails is logged: the bot works without them."""
    try:
        await _set(bot, BotCommandScopeDefault(), Role.READER)
        await _set(bot, BotCommandScopeAllGroupChats(), Role.READER, GROUP_COMMANDS)
        await _set(bot, BotCommandScopeAllChatAdministrators(), Role.READER, STEWARD_COMMANDS)
        for admin in services.settings.admins:
            await set_for_person(bot, services, admin, await role_of(services, admin))
    except TelegramError as error:
        log.warning("chat: could not set the menus: %s", error.message)


async def set_for_person(bot: ExtBot[Any], services: Services, user_id: int, role: Role) -> None:
    """Set the menu of a private chat: by the role, in the language that the person chose, where they did."""
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
