"""The first word, the help, and links that open an article."""

from __future__ import annotations

from telegram.error import BadRequest

from bot.chat.exchange import Exchange
from bot.chat.public import open_link
from bot.message.views import start


async def begin(exchange: Exchange) -> None:
    """Welcome a person, or open what the link names: t.me/BOT?start=a_12."""
    if not await open_link(exchange, exchange.words.strip()):
        await exchange.reply(start.welcome(exchange.t, editor=exchange.edits))


async def give_help(exchange: Exchange) -> None:
    """All commands that this person may use."""
    await exchange.reply(start.help_page(exchange.t, editor=exchange.edits))


async def call_off(exchange: Exchange) -> None:
    """No, to a question: its buttons go."""
    query = exchange.update.callback_query
    if query is None:
        return
    try:
        await query.edit_message_reply_markup(None)
    except BadRequest:
        # They are gone already.
        return


async def leave_alone(_: Exchange) -> None:
    """Say nothing: what people say to each other in a group is not meant for the bot."""
