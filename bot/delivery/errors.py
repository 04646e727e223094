"""The one place that says what each error of a send means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.errors import StoreError


class Meaning(Enum):
    """What a sender does about an error."""

    GONE = auto()
    """The chat cannot be reached any more: mark it, and do not try again."""
    MOVED = auto()
    """The group became a supergroup: send there."""
    THREAD_GONE = auto()
    """The forum topic is deleted: send to the group from now on."""
    THREAD_CLOSED = auto()
    """The forum topic is closed, and may be opened again: send this one to the group."""
    MUTED = auto()
    """The chat is there, but the bot may not write in it: whoever runs it wants that, and may undo it."""
    MALFORMED = auto()
    """Telegram does not take the message as it is: send it once as plain text."""
    LATER = auto()
    """Refused for now, or never left: it is certain that nothing was sent, so try again."""
    UNSURE = auto()
    """The request left and no answer came: it may have been sent."""
    HOPELESS = auto()
    """Nothing would be different the next time."""


class UnreadableAnswer(TelegramError):
    """Telegram took a request, and said so in a form that cannot be read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an error means, in words for the ledger, and what its meaning needs to be acted on."""

    meaning: Meaning
    reason: str
    new_chat_id: int = 0
    """Where a chat moved to."""
    wait: timedelta | None = None
    """How long Telegram wants us to wait; None where it did not say."""


_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id_invalid",
    "user_id_invalid",
    "deactivated",
    "chat was deleted",
    "channel_private",
    "not a member",
    "not a participant",
    "user_is_blocked",
    "bot_blocked",
)
_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_THREAD_CLOSED = ("topic_closed", "topic closed", "topic is closed")
_MUTED = (
    "not enough rights",
    "no rights",
    "no write access",
    "administrator rights",
    "admin_required",
    "chat_restricted",
    "user_banned_in_channel",
    "user_restricted",
)
_MUTED_CODE = re.compile(r"chat_(\w+_)?forbidden")
"""CHAT_WRITE_FORBIDDEN, and a code for each kind of message: CHAT_SEND_PLAIN_FORBIDDEN and so on."""

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""No connection was made, so nothing was asked."""


def judge(error: Exception) -> Verdict:
    """What an error that came out of a send means. Its reason never holds a URL, and so no token."""
    match error:
        case Forbidden():
            muted = _is_muted(error.message.casefold())
            return Verdict(Meaning.MUTED if muted else Meaning.GONE, error.message)
        case ChatMigrated():
            return Verdict(Meaning.MOVED, error.message, new_chat_id=error.new_chat_id)
        case RetryAfter():
            return Verdict(Meaning.LATER, error.message, wait=retry_after(error))
        case BadRequest():  # before NetworkError, of which it is a subclass
            return Verdict(_refused(error.message.casefold()), error.message)
        case NetworkError():
            return _network(error)
        case InvalidToken() | Conflict():
            return Verdict(Meaning.LATER, error.message)
        case TelegramError():
            # An answer that cannot be read: the request was taken.
            return Verdict(Meaning.UNSURE, error.message)
        case StoreError():
            return Verdict(Meaning.LATER, str(error))
    return Verdict(Meaning.HOPELESS, type(error).__name__)


def retry_after(error: RetryAfter) -> timedelta:
    """How long Telegram wants us to wait; python-telegram-bot says it in seconds or as a timedelta."""
    told = error.retry_after
    return told if isinstance(told, timedelta) else timedelta(seconds=told)


def is_no_fault(error: Exception) -> bool:
    """Whether a request failed for no fault of ours: a flood answer, or a chat that left or silenced the bot.

    The log has its line about it already, and nobody need be told.
    """
    return isinstance(error, RetryAfter) or judge(error).meaning in {
        Meaning.GONE,
        Meaning.MUTED,
        Meaning.THREAD_CLOSED,
    }


def _refused(message: str) -> Meaning:
    if any(sign in message for sign in _GONE):
        return Meaning.GONE
    if any(sign in message for sign in _THREAD_GONE):
        return Meaning.THREAD_GONE
    if any(sign in message for sign in _THREAD_CLOSED):
        return Meaning.THREAD_CLOSED
    if _is_muted(message):
        return Meaning.MUTED
    return Meaning.MALFORMED


def _is_muted(message: str) -> bool:
    return any(sign in message for sign in _MUTED) or _MUTED_CODE.search(message) is not None


def _network(error: NetworkError) -> Verdict:
    cause = error.__cause__
    if isinstance(cause, _NEVER_LEFT):
        return Verdict(Meaning.LATER, type(cause).__name__)
    if isinstance(error, TimedOut):
        return Verdict(Meaning.UNSURE, "no answer in time")
    if cause is None or isinstance(cause, TelegramError):
        # An answer, if not one of Telegram's: a server in between is busy or down. Only where it gave up
        # waiting may the request have got further.
        timed_out = "gateway timeout" in error.message.casefold()
        return Verdict(Meaning.UNSURE if timed_out else Meaning.LATER, error.message)
    return Verdict(Meaning.UNSURE, type(cause).__name__)
