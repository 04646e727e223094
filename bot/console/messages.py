"""The methods that put messages into a chat and change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram.constants import MessageLimit

from bot.console.entities import Entity, parse_html, plain_text, utf16_length
from bot.console.keyboards import read_keyboard
from bot.console.refusal import ApiError, bad_request
from bot.console.room import Json, Room, Sent

if TYPE_CHECKING:
    from bot.console.api import ConsoleApi

Files = Mapping[str, tuple[str, bytes]]
"""Uploaded files: name and bytes by the field that they came in."""


async def send_message(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """A text."""
    text, entities = read_text(parameters, "text")
    sent = _posted(api.room, parameters, "message", text, entities, parameters["text"])
    return api.put(sent)


async def send_document(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """A file, uploaded or known by its id."""
    return _send_file(api, parameters, files, "document")


async def send_photo(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """A picture, which stands here as a file."""
    return _send_file(api, parameters, files, "photo")


def _send_file(api: ConsoleApi, parameters: Json, files: Files, field: str) -> Json:
    if field in files:
        name, data = files[field]
    elif parameters.get(field) in api.room.files:
        name, data = api.room.files[parameters[field]]
    else:
        raise bad_request(f"there is no {field} in the request")
    if not data:
        raise bad_request("file must be non-empty")
    source = parameters.get("caption", "")
    text, entities = _parsed(source, parameters.get("parse_mode"))
    if utf16_length(text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    sent = _posted(api.room, parameters, "document", text, entities, source)
    return api.put(replace(sent, file_name=name, data=data), api.room.store_file(name, data))


async def edit_message_text(api: ConsoleApi, parameters: Json, files: Files) -> Json | bool:
    """Another text and other buttons in the place of those before."""
    text, entities = read_text(parameters, "text")
    if "inline_message_id" in parameters:
        return True
    before = _own_message(api.room, parameters)
    after = replace(
        before,
        kind="edit",
        text=text,
        source=parameters["text"],
        entities=tuple(entities),
        buttons=read_keyboard(parameters.get("reply_markup")),
    )
    return _edited(api, before, after)


async def edit_message_reply_markup(api: ConsoleApi, parameters: Json, files: Files) -> Json | bool:
    """Other buttons under the same text."""
    if "inline_message_id" in parameters:
        return True
    before = _own_message(api.room, parameters)
    buttons = read_keyboard(parameters.get("reply_markup"))
    return _edited(api, before, replace(before, kind="edit", buttons=buttons))


async def delete_message(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    """One of the bot's own messages."""
    try:
        before = _own_message(api.room, parameters)
    except ApiError as error:
        raise bad_request("message to delete not found") from error
    del api.room.messages[before.chat_id, before.message_id]
    api.show(replace(before, kind="delete"))
    return True


def read_text(parameters: Json, field: str) -> tuple[str, list[Entity]]:
    """A message's text with its entities. Raises ApiError where it is empty, too long or malformed."""
    text, entities = _parsed(parameters.get(field, ""), parameters.get("parse_mode"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return text, entities


def _parsed(source: str, mode: str | None) -> tuple[str, list[Entity]]:
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    if not mode:
        return plain_text(source)
    if mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return parse_html(source)


def _posted(room: Room, parameters: Json, kind: Any, text: str, entities: list[Entity], source: str) -> Sent:
    chat = room.known_chat(parameters.get("chat_id"))
    return Sent(
        kind,
        chat["id"],
        room.message_id(),
        int(parameters.get("message_thread_id") or 0),
        text,
        source,
        tuple(entities),
        read_keyboard(parameters.get("reply_markup")),
        silent=bool(parameters.get("disable_notification")),
    )


def _own_message(room: Room, parameters: Json) -> Sent:
    chat = room.known_chat(parameters.get("chat_id"))
    message = room.messages.get((chat["id"], int(parameters.get("message_id", 0))))
    if message is None:
        raise bad_request("message to edit not found")
    return message


def _edited(api: ConsoleApi, before: Sent, after: Sent) -> Json:
    if (before.text, before.entities, before.buttons) == (after.text, after.entities, after.buttons):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    return api.put(after)
