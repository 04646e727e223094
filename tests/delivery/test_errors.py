from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.errors import Meaning, judge, retry_after
from bot.errors import DatabaseUnusable


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), Meaning.GONE),
        (Forbidden("Forbidden: user is deactivated"), Meaning.GONE),
        (Forbidden("Forbidden: bot was kicked from the group chat"), Meaning.GONE),
        (BadRequest("Bad Request: chat not found"), Meaning.GONE),
        (BadRequest("Bad Request: PEER_ID_INVALID"), Meaning.GONE),
        (ChatMigrated(-1007), Meaning.MOVED),
        (BadRequest("Bad Request: message thread not found"), Meaning.THREAD_GONE),
        (BadRequest("Bad Request: can't parse entities: unclosed tag"), Meaning.MALFORMED),
        (BadRequest("Bad Request: message is too long"), Meaning.MALFORMED),
        (BadRequest("Bad Request: TOPIC_CLOSED"), Meaning.THREAD_CLOSED),
        (BadRequest("Bad Request: not enough rights to send text messages to the chat"), Meaning.MUTED),
        (BadRequest("Bad Request: not enough rights to send photos to the chat"), Meaning.MUTED),
        (BadRequest("Bad Request: have no rights to send a message"), Meaning.MUTED),
        (BadRequest("Bad Request: have no write access to the chat"), Meaning.MUTED),
        (BadRequest("Bad Request: need administrator rights in the channel chat"), Meaning.MUTED),
        (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), Meaning.MUTED),
        (BadRequest("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"), Meaning.MUTED),
        (BadRequest("Bad Request: CHAT_ADMIN_REQUIRED"), Meaning.MUTED),
        (BadRequest("Bad Request: CHAT_RESTRICTED"), Meaning.MUTED),
        (BadRequest("Bad Request: USER_BANNED_IN_CHANNEL"), Meaning.MUTED),
        (Forbidden("Forbidden: CHAT_WRITE_FORBIDDEN"), Meaning.MUTED),
        (Forbidden("Forbidden: not enough rights to send text messages to the chat"), Meaning.MUTED),
        (Forbidden("Forbidden: bot is not a member of the channel chat"), Meaning.GONE),
        (BadRequest("Bad Request: CHANNEL_PRIVATE"), Meaning.GONE),
        (BadRequest("Bad Request: group chat was deactivated"), Meaning.GONE),
        (RetryAfter(3), Meaning.LATER),
        (NetworkError("Bad Gateway (502)"), Meaning.LATER),
        (NetworkError("Internal Server Error (500)"), Meaning.LATER),
        (NetworkError("Gateway Timeout (504)"), Meaning.UNSURE),
        (InvalidToken(), Meaning.LATER),
        (Conflict("terminated by other getUpdates request"), Meaning.LATER),
        (TimedOut(), Meaning.UNSURE),
        (TelegramError("Invalid server response"), Meaning.UNSURE),
        (EndPointNotFound("Not Found"), Meaning.UNSURE),
        (DatabaseUnusable("write to the database", "it is locked"), Meaning.LATER),
        (RuntimeError("a mistake of ours"), Meaning.HOPELESS),
    ],
)
def test_every_error_has_its_meaning(error: Exception, meaning: Meaning) -> None:
    assert judge(error).meaning is meaning


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (caused(NetworkError("x"), httpx.ConnectError("refused")), Meaning.LATER),
        (caused(NetworkError("x"), httpx.ProxyError("refused")), Meaning.LATER),
        (caused(TimedOut(), httpx.ConnectTimeout("slow")), Meaning.LATER),
        (caused(TimedOut(), httpx.PoolTimeout("full")), Meaning.LATER),
        (caused(TimedOut(), httpx.ReadTimeout("slow")), Meaning.UNSURE),
        (caused(NetworkError("x"), httpx.ReadError("reset")), Meaning.UNSURE),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("cut short")), Meaning.UNSURE),
        (caused(NetworkError("x"), OSError("something else")), Meaning.UNSURE),
        (caused(NetworkError("Bad Gateway (502)"), TelegramError("no JSON")), Meaning.LATER),
    ],
)
def test_only_what_surely_never_left_is_certain_not_to_have_arrived(
    error: TelegramError, meaning: Meaning
) -> None:
    assert judge(error).meaning is meaning


def test_a_verdict_carries_what_is_needed_to_act_on_it() -> None:
    assert judge(ChatMigrated(-1007)).new_chat_id == -1007
    assert judge(RetryAfter(3)).wait == timedelta(seconds=3)
    assert retry_after(RetryAfter(timedelta(seconds=7))) == timedelta(seconds=7)


def test_no_reason_tells_the_address_that_was_asked() -> None:
    address = "https://api.example.org/bot123:SECRET/sendMessage"
    for cause in (httpx.ConnectError(address), httpx.ReadError(address), OSError(address)):
        assert "SECRET" not in judge(caused(NetworkError(f"httpx: {address}"), cause)).reason
    assert "SECRET" not in judge(RuntimeError(address)).reason
