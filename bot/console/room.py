"""What the in-process server remembers: people, chats, the messages that stand in them, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from bot.console.entities import Entity
from bot.console.refusal import bad_request
from bot.model import Button, Clock

Json = dict[str, Any]

RIGHTS = (
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
"""What an administrator may."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that the bot did and a person can see."""

    kind: Literal["message", "edit", "document", "delete", "flash", "inline"]
    """`flash`: the word that shows when a button was pressed; `inline`: results of an inline query."""
    chat_id: int
    message_id: int = 0
    thread_id: int = 0
    text: str = ""
    """As a person sees it; of inline results, the offset of the next."""
    source: str = ""
    """As the bot sent it."""
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    file_name: str = ""
    data: bytes = b""
    results: tuple[Json, ...] = ()
    silent: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """All buttons' labels, row by row."""
        return tuple(button.label for row in self.buttons for button in row)

    def button(self, wanted: str) -> Button | None:
        """The button with this label, or this data whoever it is for; else the first whose label has it."""
        buttons = [button for row in self.buttons for button in row]
        for button in buttons:
            data = button.data or ""
            if wanted in {button.label, data, data.partition("@")[0]}:
                return button
        return next((button for button in buttons if wanted in button.label), None)


@dataclass(slots=True)
class Room:
    """Chats, people, messages and files."""

    clock: Clock
    bot: Json
    users: dict[int, Json] = field(default_factory=dict)
    chats: dict[int, Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Sent] = field(default_factory=dict)
    """What the bot's messages look like now, by chat and message."""
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    administrators: dict[int, set[int]] = field(default_factory=dict)
    """The people who run a group or channel, by chat."""
    _message_ids: count[int] = field(default_factory=lambda: count(1))
    _file_ids: count[int] = field(default_factory=lambda: count(1))

    def user(self, user_id: int, name: str | None = None, language: str | None = None) -> Json:
        """A person; what was said of them before stays where nothing else is said now."""
        user = self.users.setdefault(
            user_id, {"id": user_id, "is_bot": False, "first_name": f"User {user_id}"}
        )
        if name is not None:
            user["first_name"] = name
        if language is not None:
            user["language_code"] = language
        return user

    def chat(self, chat_id: int, kind: str = "private", title: str | None = None) -> Json:
        """A chat; one that was met before stays what it was."""
        if chat_id not in self.chats:
            names = (
                {"first_name": title or f"User {chat_id}"}
                if kind == "private"
                else {"title": title or f"Chat {chat_id}"}
            )
            self.chats[chat_id] = {"id": chat_id, "type": kind, **names}
        return self.chats[chat_id]

    def known_chat(self, chat_id: Any) -> Json:
        """A chat that the bot may write to, by id or @name. Raises ApiError where nobody spoke in it yet."""
        for chat in self.chats.values():
            if f"@{chat.get('username')}" == chat_id:
                return chat
        try:
            return self.chats[int(chat_id)]
        except (KeyError, TypeError, ValueError):
            raise bad_request("chat not found") from None

    def message_id(self) -> int:
        """The next message's."""
        return next(self._message_ids)

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self.clock().timestamp())

    def store_file(self, name: str, data: bytes) -> Json:
        """Keep a file and describe it as a Document."""
        number = next(self._file_ids)
        file_id = f"file{number}"
        self.files[file_id] = (f"documents/file_{number}", data)
        return {
            "file_id": file_id,
            "file_unique_id": f"unique{number}",
            "file_name": name,
            "file_size": len(data),
        }

    def describe(self, sent: Sent, document: Json | None = None) -> Json:
        """A message of the bot's as the Bot API gives it back."""
        message: Json = {
            "message_id": sent.message_id,
            "date": self.now(),
            "from": self.bot,
            "chat": self.chat(sent.chat_id),
        }
        if sent.thread_id:
            message |= {"message_thread_id": sent.thread_id, "is_topic_message": True}
        if document is None:
            message |= {"text": sent.text, "entities": list(sent.entities)}
        else:
            message |= {"document": document, "caption": sent.text, "caption_entities": list(sent.entities)}
        if sent.buttons:
            message["reply_markup"] = {
                "inline_keyboard": [[_describe_button(button) for button in row] for row in sent.buttons]
            }
        return message


def _describe_button(button: Button) -> Json:
    described: Json = {"text": button.label}
    if button.data is not None:
        described["callback_data"] = button.data
    elif button.url is not None:
        described["url"] = button.url
    elif button.copy is not None:
        described["copy_text"] = {"text": button.copy}
    else:
        described["switch_inline_query"] = ""
    return described
