"""The methods of the Bot API that the bot uses, each as Telegram would answer it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram.constants import MessageLimit

from bot.console.entities import Entity, parse_html, plain_text, utf16_length
from bot.console.keyboards import read_keyboard
from bot.console.refusal import bad_request
from bot.console.room import Json, Room, Sent

if TYPE_CHECKING:
    from bot.console.api import ConsoleApi

Files = Mapping[str, tuple[str, bytes]]
"""Uploaded files: name and bytes by the field that they came in."""
Method = Callable[["ConsoleApi", Json, Files], Awaitable[Any]]

FLASH = 200
"""Characters that Telegram shows when a button is answered."""
CHAT_LIMIT = 4096


async def get_me(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    return {**api.room.bot, "can_join_groups": True, "supports_inline_queries": True}


async def get_updates(api: ConsoleApi, parameters: Json, files: Files) -> list[Json]:
    return await api.updates.after(int(parameters.get("offset", 0)), float(parameters.get("timeout", 0)))


async def send_message(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    text, entities = _text(parameters, "text")
    sent = _posted(api.room, parameters, "message", text, entities, parameters["text"])
    return api.put(sent)


async def send_document(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    if "document" in files:
        name, data = files["document"]
    elif parameters.get("document") in api.room.files:
        name, data = api.room.files[parameters["document"]]
    else:
        raise bad_request("there is no document in the request")
    if not data:
        raise bad_request("file must be non-empty")
    source = parameters.get("caption", "")
    text, entities = _parsed(source, parameters.get("parse_mode"))
    if utf16_length(text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    sent = _posted(api.room, parameters, "document", text, entities, source)
    return api.put(replace(sent, file_name=name, data=data), api.room.store_file(name, data))


async def edit_message_text(api: ConsoleApi, parameters: Json, files: Files) -> Json | bool:
    text, entities = _text(parameters, "text")
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
    if "inline_message_id" in parameters:
        return True
    before = _own_message(api.room, parameters)
    buttons = read_keyboard(parameters.get("reply_markup"))
    return _edited(api, before, replace(before, kind="edit", buttons=buttons))


async def delete_message(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    try:
        before = _own_message(api.room, parameters)
    except Exception as error:
        raise bad_request("message to delete not found") from error
    del api.room.messages[before.chat_id, before.message_id]
    api.show(replace(before, kind="delete"))
    return True


async def answer_callback_query(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    chat_id = api.presses.pop(str(parameters.get("callback_query_id")), None)
    if chat_id is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.get("text", "")
    if len(text) > FLASH:
        raise bad_request("MESSAGE_TOO_LONG")
    if text:
        api.show(Sent("flash", chat_id, text=text, source=text))
    return True


async def answer_inline_query(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    user_id = api.inline_queries.pop(str(parameters.get("inline_query_id")), None)
    if user_id is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = parameters.get("results", [])
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        content = result.get("input_message_content", {})
        if "message_text" in content:
            _text(content, "message_text")
        read_keyboard(result.get("reply_markup"))
    api.show(Sent("inline", user_id, text=parameters.get("next_offset", ""), results=tuple(results)))
    return True


async def send_chat_action(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    api.room.known_chat(parameters.get("chat_id"))
    return True


async def get_file(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    file_id = parameters.get("file_id")
    if file_id not in api.room.files:
        raise bad_request("invalid file_id")
    path, data = api.room.files[file_id]
    if len(data) > 20_000_000:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id}",
        "file_size": len(data),
        "file_path": path,
    }


async def set_my_commands(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    commands = parameters.get("commands", [])
    for command in commands:
        if not command["command"].isascii() or not 1 <= len(command["command"]) <= 32:
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = parameters.get("scope") or {"type": "default"}
    key = (scope["type"], scope.get("chat_id"), parameters.get("language_code", ""))
    api.menus[key] = tuple((command["command"], command["description"]) for command in commands)
    return True


async def get_chat(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    chat = api.room.known_chat(parameters.get("chat_id"))
    return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


async def get_chat_member(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    chat = api.room.known_chat(parameters.get("chat_id"))
    return _member(api.room, chat["id"], int(parameters["user_id"]))


async def get_chat_administrators(api: ConsoleApi, parameters: Json, files: Files) -> list[Json]:
    chat = api.room.known_chat(parameters.get("chat_id"))
    if chat["type"] == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        _member(api.room, chat["id"], user_id) for user_id in sorted(_administrators(api.room, chat["id"]))
    ]


async def get_webhook_info(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


async def nothing_to_do(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    """Taken, with nothing that anyone could see here."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": send_message,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "answerinlinequery": answer_inline_query,
    "sendchataction": send_chat_action,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "setmycommands": set_my_commands,
    "deletemycommands": nothing_to_do,
    "setmydescription": nothing_to_do,
    "setmyshortdescription": nothing_to_do,
    "setmyname": nothing_to_do,
    "setchatmenubutton": nothing_to_do,
    "deletewebhook": nothing_to_do,
    "setwebhook": nothing_to_do,
    "getwebhookinfo": get_webhook_info,
    "leavechat": nothing_to_do,
}
"""By their names in small letters: Telegram does not look at the case."""

_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def _text(parameters: Json, field: str) -> tuple[str, list[Entity]]:
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


def _administrators(room: Room, chat_id: int) -> set[int]:
    return room.administrators.get(chat_id, set())


def _member(room: Room, chat_id: int, user_id: int) -> Json:
    user = room.user(user_id)
    if user_id in _administrators(room, chat_id):
        return {"status": "administrator", "user": user, **dict.fromkeys(_RIGHTS, True)}
    return {"status": "member", "user": user}
