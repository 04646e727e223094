"""From a message of ours to a request of python-telegram-bot."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, TypeVar

import telegram
from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.delivery.errors import UnreadableAnswer
from bot.delivery.pacing import Ticket
from bot.message.markup import MAX_UNITS, cut, to_plain
from bot.model import Button, Message

Answer = TypeVar("Answer")

NOT_MODIFIED = "not modified"
"""How Telegram says that a message stays as it is."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A link inside an article is no picture under the digest, unless the chat wants it so."""


async def send(
    bot: ExtBot[Any],
    chat_id: int,
    message: Message,
    *,
    thread_id: int | None = None,
    silent: bool = False,
    link_previews: bool = False,
    plain: bool = False,
    ticket: Ticket | None = None,
    paid: bool = False,
) -> telegram.Message:
    """Send a message, and return what Telegram made of it.

    `thread_id` 0 or None is the chat itself. `plain` sends the bare text, without markup and buttons: the way
    out for a message that Telegram did not take. `ticket` is for the pacer; without one it is a reply.
    `paid`: above the free rate, for the bot's own Stars.
    Raises what python-telegram-bot raises (see `bot.delivery.errors`), and UnreadableAnswer.
    """
    ticket = ticket or Ticket()
    request = bot.send_message(
        chat_id,
        cut(to_plain(message.text), MAX_UNITS) if plain else message.text,
        parse_mode=None if plain else ParseMode.HTML,
        reply_markup=None if plain else _under(message),
        message_thread_id=thread_id or None,
        disable_notification=silent,
        link_preview_options=None if link_previews else NO_PREVIEW,
        allow_paid_broadcast=paid or None,
        rate_limit_args=ticket,
    )
    sent = await _answer(request, ticket)
    if not isinstance(sent, telegram.Message):
        raise UnreadableAnswer(f"an answer that is no message: {str(sent)[:40]}")
    return sent


async def edit(
    bot: ExtBot[Any], chat_id: int, message_id: int, message: Message, *, ticket: Ticket | None = None
) -> None:
    """Put a message in the place of one that was sent; nothing happens where it stands there already.

    Raises what python-telegram-bot raises, and UnreadableAnswer.
    """
    ticket = ticket or Ticket()
    request = bot.edit_message_text(
        message.text,
        chat_id=chat_id,
        message_id=message_id,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(message),
        link_preview_options=NO_PREVIEW,
        rate_limit_args=ticket,
    )
    try:
        await _answer(request, ticket)
    except BadRequest as error:
        if NOT_MODIFIED not in error.message.casefold():
            raise


async def _answer(request: Awaitable[Answer], ticket: Ticket) -> Answer:
    """The answer to a request. What the library raises about one that it cannot read looks like our fault."""
    try:
        return await request
    except TelegramError:
        raise
    except Exception as error:
        if not ticket.left:
            raise
        raise UnreadableAnswer(f"an answer that cannot be read ({type(error).__name__})") from error


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The buttons of a message; None where it has none."""
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in message.buttons])


def _under(message: Message) -> InlineKeyboardMarkup | ForceReply | None:
    """What is sent with a message: its buttons, or that its answer is a reply."""
    if message.ask and not message.buttons:
        return ForceReply(selective=True, input_field_placeholder=message.ask)
    return keyboard(message)


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        url=button.url,
        callback_data=button.data,
        copy_text=None if button.copy is None else CopyTextButton(button.copy),
    )
