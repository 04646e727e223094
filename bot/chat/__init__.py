"""Telegram: thin handlers over the rooms."""

from bot.chat.menus import set_menus
from bot.chat.ordering import update_processor
from bot.chat.registration import register

__all__ = ["register", "set_menus", "update_processor"]
