"""The first word, the help, and links that open an article."""

from __future__ import annotations

import re

from telegram.error import BadRequest

from bot.chat import article
from bot.chat.entries import number_in
from bot.chat.exchange import Exchange
from bot.message.views import start

_ARTICLE = re.compile(r"a_([0-9]{1,19})")
"""What a deep link carries: t.me/BOT?start=a_12."""


async def begin(exchange: Exchange) -> None:
    """Welcome a person, or open the article that the link names."""
    link = _ARTICLE.fullmatch(exchange.words.strip())
    if link:
        await article.open_linked(exchange, number_in(link[1]))
    else:
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
