"""The other side of the chat: what persons write, send and press, as updates for the bot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from telegram.constants import MessageLimit

from bot.console.entities import found_by_itself, utf16_length
from bot.console.room import RIGHTS, Json, Sent

if TYPE_CHECKING:
    from bot.console.api import ConsoleApi


class People:
    """Speaks for any person in any chat. In a private chat, chat and person have one id."""

    def __init__(self, api: ConsoleApi) -> None:
        self._api = api
        self._query_ids = count(1)

    def text(
        self,
        chat_id: int,
        user_id: int,
        text: str,
        *,
        language: str | None = "zh-hans",
        name: str | None = None,
        kind: str = "private",
        thread_id: int = 0,
        reply_to: int = 0,
    ) -> list[int]:
        """Write a text, which clients send in parts of 4,096 UTF-16 units; returns the message ids.

        `reply_to` is the id of a message of the bot's. Raises KeyError where that is not there.
        """
        answered: Json = {}
        if reply_to:
            answered["reply_to_message"] = self._api.room.describe(self._api.room.messages[chat_id, reply_to])
        return [
            self._message(
                chat_id,
                user_id,
                {"text": part, "entities": found_by_itself(part), **answered},
                language=language,
                name=name,
                kind=kind,
                thread_id=thread_id,
            )
            for part in _parts(text)
        ]

    def document(
        self,
        chat_id: int,
        user_id: int,
        file_name: str,
        data: bytes,
        *,
        caption: str | None = None,
        language: str | None = "zh-hans",
        name: str | None = None,
        kind: str = "private",
        thread_id: int = 0,
        album: str | None = None,
    ) -> int:
        """Send a file, with `album` as one of several that are sent at once; returns the message id."""
        content: Json = {"document": self._api.room.store_file(file_name, data)}
        if album is not None:
            content["media_group_id"] = album
        if caption is not None:
            content |= {"caption": caption, "caption_entities": found_by_itself(caption)}
        return self._message(
            chat_id, user_id, content, language=language, name=name, kind=kind, thread_id=thread_id
        )

    def photo(self, chat_id: int, user_id: int, data: bytes, *, caption: str | None = None) -> int:
        """Send a photograph in a private chat, which Telegram keeps in two sizes; returns the message id."""
        small, large = (
            {**self._api.room.store_file("", each), "width": width, "height": width}
            for each, width in ((b"", 90), (data, 1280))
        )
        content: Json = {"photo": [small, large]}
        if caption is not None:
            content |= {"caption": caption, "caption_entities": found_by_itself(caption)}
        return self._message(
            chat_id, user_id, content, language="zh-hans", name=None, kind="private", thread_id=0
        )

    def content(self, chat_id: int, user_id: int, content: Json) -> int:
        """Send any content in a private chat, as Telegram describes it; returns the message id."""
        return self._message(
            chat_id, user_id, content, language="zh-hans", name=None, kind="private", thread_id=0
        )

    def edited_caption(self, chat_id: int, user_id: int, message_id: int, content: Json) -> None:
        """Change the caption of a file that was sent before."""
        message = self._describe(chat_id, user_id, content)
        message |= {"message_id": message_id, "edit_date": self._api.room.now()}
        self._api.updates.add("edited_message", message)

    def edited(self, chat_id: int, user_id: int, message_id: int, text: str) -> None:
        """Change a text that was written before."""
        message = self._describe(chat_id, user_id, {"text": text, "entities": found_by_itself(text)})
        message |= {"message_id": message_id, "edit_date": self._api.room.now()}
        self._api.updates.add("edited_message", message)

    def press(self, chat_id: int, user_id: int, wanted: str, *, message_id: int | None = None) -> str:
        """Press a button by its label or data: of one message, else of the last that has buttons.

        Returns the id of the press. Raises LookupError where there is no such button to press.
        """
        message = self.with_buttons(chat_id, message_id)
        button = message.button(wanted) if message else None
        if message is None or button is None or button.data is None:
            labels = " ".join(f"[{label}]" for label in message.labels) if message else "no buttons"
            raise LookupError(f"no button {wanted!r} to press: {labels}")
        return self.callback(chat_id, user_id, button.data, message)

    def callback(self, chat_id: int, user_id: int, data: str, message: Sent) -> str:
        """Send a button's data as though it stood under the message, whether it does or not."""
        number = str(next(self._query_ids))
        self._api.presses[number] = chat_id
        self._api.updates.add(
            "callback_query",
            {
                "id": number,
                "from": self._api.room.user(user_id),
                "message": self._api.room.describe(message),
                "chat_instance": f"chat{chat_id}",
                "data": data,
            },
        )
        return number

    def inline(self, user_id: int, query: str, offset: str = "", *, language: str | None = "zh-hans") -> str:
        """Type `@bot query` in some chat; returns the id of the query."""
        number = str(next(self._query_ids))
        self._api.inline_queries[number] = user_id
        user = self._api.room.user(user_id, language=language)
        self._api.updates.add("inline_query", {"id": number, "from": user, "query": query, "offset": offset})
        return number

    def membership(
        self, chat_id: int, user_id: int, before: str, after: str, *, kind: str = "private"
    ) -> None:
        """Change what the bot is in a chat: member, administrator, kicked (in private: blocked), left."""
        bot = self._api.room.bot
        self._api.updates.add(
            "my_chat_member",
            {
                "chat": self._api.room.chat(chat_id, kind),
                "from": self._api.room.user(user_id),
                "date": self._api.room.now(),
                "old_chat_member": _membership(bot, before),
                "new_chat_member": _membership(bot, after),
            },
        )

    def make_administrator(self, chat_id: int, user_id: int) -> None:
        """Let a person run a group or channel."""
        self._api.room.administrators.setdefault(chat_id, set()).add(user_id)

    def with_buttons(self, chat_id: int, message_id: int | None = None) -> Sent | None:
        """A message of the bot's, as it stands now; without an id the last one that has buttons."""
        if message_id is not None:
            return self._api.room.messages.get((chat_id, message_id))
        own = [
            sent for (chat, _), sent in self._api.room.messages.items() if chat == chat_id and sent.buttons
        ]
        return max(own, key=lambda sent: sent.message_id, default=None)

    def _message(
        self,
        chat_id: int,
        user_id: int,
        content: Json,
        *,
        language: str | None,
        name: str | None,
        kind: str,
        thread_id: int,
    ) -> int:
        self._api.room.user(user_id, name, language)
        self._api.room.chat(chat_id, kind, name if kind == "private" else None)
        message = self._describe(chat_id, user_id, content)
        if thread_id:
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        self._api.updates.add("channel_post" if kind == "channel" else "message", message)
        return int(message["message_id"])

    def _describe(self, chat_id: int, user_id: int, content: Json) -> Json:
        room = self._api.room
        chat = room.chat(chat_id)
        author = {"sender_chat": chat} if chat["type"] == "channel" else {"from": room.user(user_id)}
        return {"message_id": room.message_id(), "date": room.now(), "chat": chat, **author, **content}


def _membership(user: Json, status: str) -> Json:
    by_status: dict[str, Json] = {
        "kicked": {"until_date": 0},
        "administrator": dict.fromkeys(RIGHTS, True),
    }
    return {"status": status, "user": user, **by_status.get(status, {})}


def _parts(text: str) -> Iterator[str]:
    part, units = "", 0
    for character in text:
        length = utf16_length(character)
        if units + length > MessageLimit.MAX_TEXT_LENGTH:
            yield part
            part, units = "", 0
        part += character
        units += length
    yield part
