"""Telegram: thin handlers over the rooms."""

from bot.chat.menus import set_menus
from bot.chat.registration import register
from bot.updates.ordering import update_processor

__all__ = ["register", "set_menus", "update_processor"]
