"""Whose a button is where others look on: in groups and channels.

A message that answers a person in a group is that person's: its buttons do nothing for others. What is sent
to everyone, such as a digest, is nobody's: its buttons open in private for whoever presses them.
"""

from __future__ import annotations

from enum import Enum, auto

from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden
from telegram.helpers import create_deep_linked_url

from bot.chat import article, digests, settings
from bot.chat.entries import number_in
from bot.chat.exchange import Exchange
from bot.message import callbacks
from bot.message.callbacks import Callback
from bot.message.views import problems


class Public(Enum):
    """What a button does in a group or channel for a person for whom it was not made."""

    THEIRS = auto()
    """Nothing: it is said that it is somebody else's."""
    LINKED = auto()
    """Opens in private, by a link."""
    ANYONE = auto()
    """The same as for everyone: it answers over the button, and changes nothing that others see."""


async def may_press(exchange: Exchange, public: Public, *, of_chat: bool, of_editors: bool) -> bool:
    """Whether the pressed button does here what it says; otherwise says no, or opens it in private.

    Whether the person runs the chat, or is an editor, is asked by the action.
    """
    if exchange.private:
        return True
    if not _is_there(exchange):
        await exchange.tell(problems.stale(exchange.t))
        return False
    person = exchange.callback.person
    if person == exchange.user_id or public is Public.ANYONE or of_editors:
        return True
    chat = exchange.update.effective_chat
    if person is None and of_chat and chat is not None and chat.type != ChatType.CHANNEL:
        return True
    payload = _payload(exchange) if public is Public.LINKED else None
    if payload is None:
        await exchange.tell(problems.say(exchange.t, "problem.not_yours"))
    else:
        await exchange.answer(url=create_deep_linked_url(exchange.bot.username, payload))
    return False


async def open_link(exchange: Exchange, payload: str) -> bool:
    """Open in private what a link names; False where it names nothing."""
    kind, *numbers = payload.split("_")
    found = [number_in(number) for number in numbers]
    match kind, found:
        case "a", [entry]:
            await article.open_linked(exchange, entry)
        case "d", [int(composition), int(offset), int(chat)] if exchange.private:
            await _open_digest(exchange, composition, offset, -chat)
        case "s", [int(chat)] if exchange.private:
            exchange.callback = Callback(callbacks.CHANNEL, (str(-chat),))
            await settings.pressed_elsewhere(exchange)
        case _:
            return False
    return True


async def _open_digest(exchange: Exchange, composition: int, offset: int, chat_id: int) -> None:
    """A further page of the digest of a group or channel, for who is in it."""
    try:
        member = await exchange.bot.get_chat_member(chat_id, exchange.user_id)
    except (BadRequest, Forbidden):
        member = None
    if member is None or member.status in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}:
        await exchange.tell(problems.stale(exchange.t))
    else:
        await digests.open_linked(exchange, composition, offset, chat_id)


def _is_there(exchange: Exchange) -> bool:
    """Whether the pressed button stands under the message: programs can send any data."""
    query, message = exchange.update.callback_query, exchange.update.effective_message
    if query is None or message is None or message.reply_markup is None:
        return False
    return any(
        button.callback_data == query.data for row in message.reply_markup.inline_keyboard for button in row
    )


def _payload(exchange: Exchange) -> str | None:
    """What the link to a button's article, digest or settings carries; None for others."""
    callback, first = exchange.callback, exchange.callback.number(0)
    match callback.verb:
        case callbacks.OPEN if first is not None:
            return f"a_{first}"
        case callbacks.REST if first is not None and (offset := callback.number(1)) is not None:
            return f"d_{first}_{offset}_{-exchange.chat_id}"
        case callbacks.SETTINGS if not callback.args:
            return f"s_{-exchange.chat_id}"
    return None
