"""The commands that Telegram offers beside the writing line: by language, and more of them for editors."""

from __future__ import annotations

import logging
from typing import Any

from telegram import BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.chat.services import Services
from bot.message.languages import ENGLISH, SIMPLIFIED, translator
from bot.message.menus import menu

log = logging.getLogger(__name__)

_LANGUAGES = {None: ENGLISH, "zh": SIMPLIFIED}
"""By Telegram's two-letter code; None is everyone else."""


async def set_menus(bot: ExtBot[Any], services: Services) -> None:
    """Set the menus. What fails is logged: the bot works without them."""
    try:
        await _set(bot, BotCommandScopeDefault(), editor=False)
        for admin in services.settings.admins:
            await _set_for_admin(bot, admin)
    except TelegramError as error:
        log.warning("chat: could not set the menus: %s", error.message)


async def _set_for_admin(bot: ExtBot[Any], admin: int) -> None:
    try:
        await _set(bot, BotCommandScopeChat(admin), editor=True)
    except (BadRequest, Forbidden):
        # This admin has not opened the bot yet; the commands work without the menu.
        log.info("chat: no menu yet for admin %d, who has not opened the bot", admin)


async def _set(bot: ExtBot[Any], scope: BotCommandScope, *, editor: bool) -> None:
    for code, language in _LANGUAGES.items():
        commands = [BotCommand(*item) for item in menu(translator(language), editor=editor)]
        await bot.set_my_commands(commands, scope=scope, language_code=code)
