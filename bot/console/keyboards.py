"""The buttons under a message, held to Telegram's limits."""

from __future__ import annotations

from typing import Any

from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from bot.console.refusal import bad_request
from bot.model import Button

ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "pay",
)
"""A button does exactly one of these."""


def read_keyboard(markup: Any) -> tuple[tuple[Button, ...], ...]:
    """The inline buttons of a reply markup; of other markups none. Raises ApiError."""
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = tuple(tuple(map(_read_button, row)) for row in markup.get("inline_keyboard", ()))
    if sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad_request("reply markup is too long")
    return rows


def _read_button(described: Any) -> Button:
    if not isinstance(described, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    label = described.get("text")
    if not isinstance(label, str) or not label.strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if sum(action in described for action in ACTIONS) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = described.get("callback_data")
    if data is not None and not _between(data, InlineKeyboardButtonLimit.MAX_CALLBACK_DATA):
        raise bad_request("BUTTON_DATA_INVALID")
    copied = described.get("copy_text", {}).get("text")
    if copied is not None and not 1 <= len(copied) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return Button(label, data=data, url=described.get("url"), copy=copied)


def _between(data: Any, limit: int) -> bool:
    return isinstance(data, str) and 1 <= len(data.encode("utf-8", "surrogatepass")) <= limit
