"""The methods of the Bot API that the bot uses, by name; those that move messages are in `messages`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from telegram.constants import BotCommandLimit, CallbackQueryLimit, FileSizeLimit, InlineQueryLimit

from bot.console.keyboards import read_keyboard
from bot.console.messages import (
    Files,
    delete_message,
    edit_message_reply_markup,
    edit_message_text,
    read_text,
    send_document,
    send_message,
    send_photo,
)
from bot.console.refusal import bad_request
from bot.console.room import RIGHTS, Json, Room, Sent

if TYPE_CHECKING:
    from bot.console.api import ConsoleApi

Method = Callable[["ConsoleApi", Json, Files], Awaitable[Any]]


async def get_me(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """Who the bot is."""
    return {**api.room.bot, "can_join_groups": True, "supports_inline_queries": True}


async def get_updates(api: ConsoleApi, parameters: Json, files: Files) -> list[Json]:
    """A long poll."""
    return await api.updates.after(int(parameters.get("offset", 0)), float(parameters.get("timeout", 0)))


async def answer_callback_query(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    """A press can be answered once."""
    chat_id = api.presses.pop(str(parameters.get("callback_query_id")), None)
    if chat_id is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.get("text") or parameters.get("url", "")
    if len(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    if text:
        api.show(Sent("flash", chat_id, text=text, source=text))
    return True


async def answer_inline_query(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    """Results that Telegram could show."""
    user_id = api.inline_queries.pop(str(parameters.get("inline_query_id")), None)
    if user_id is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = parameters.get("results", [])
    if len(results) > InlineQueryLimit.RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        content = result.get("input_message_content", {})
        if "message_text" in content:
            read_text(content, "message_text")
        read_keyboard(result.get("reply_markup"))
    api.show(Sent("inline", user_id, text=parameters.get("next_offset", ""), results=tuple(results)))
    return True


async def send_chat_action(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    """Nobody sees it here."""
    api.room.known_chat(parameters.get("chat_id"))
    return True


async def get_file(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """Where a file can be downloaded."""
    file_id = parameters.get("file_id")
    if file_id not in api.room.files:
        raise bad_request("invalid file_id")
    path, data = api.room.files[file_id]
    if len(data) > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id}",
        "file_size": len(data),
        "file_path": path,
    }


async def set_my_commands(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    """A menu, by scope and language."""
    commands = parameters.get("commands", [])
    for command in commands:
        if (
            not command["command"].isascii()
            or not 1 <= len(command["command"]) <= BotCommandLimit.MAX_COMMAND
        ):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= BotCommandLimit.MAX_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = parameters.get("scope") or {"type": "default"}
    key = (scope["type"], scope.get("chat_id"), parameters.get("language_code", ""))
    api.menus[key] = tuple((command["command"], command["description"]) for command in commands)
    return True


async def get_chat(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """A chat in full."""
    chat = api.room.known_chat(parameters.get("chat_id"))
    return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


async def get_chat_member(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """What a person is in a chat."""
    chat = api.room.known_chat(parameters.get("chat_id"))
    return _member(api.room, chat["id"], int(parameters["user_id"]))


async def get_chat_administrators(api: ConsoleApi, parameters: Json, files: Files) -> list[Json]:
    """Who runs a group or channel."""
    chat = api.room.known_chat(parameters.get("chat_id"))
    if chat["type"] == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        _member(api.room, chat["id"], user_id) for user_id in sorted(_administrators(api.room, chat["id"]))
    ]


async def get_webhook_info(api: ConsoleApi, parameters: Json, files: Files) -> Json:
    """There is none."""
    return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


async def nothing_to_do(api: ConsoleApi, parameters: Json, files: Files) -> bool:
    """Taken, with nothing that anyone could see here."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
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


def _administrators(room: Room, chat_id: int) -> set[int]:
    return room.administrators.get(chat_id, set())


def _member(room: Room, chat_id: int, user_id: int) -> Json:
    user = room.user(user_id)
    if user_id in _administrators(room, chat_id):
        return {"status": "administrator", "user": user, **dict.fromkeys(RIGHTS, True)}
    return {"status": "member", "user": user}
