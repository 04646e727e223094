"""Albums: several pictures or files that are sent at once come as so many messages, and get one answer."""

from __future__ import annotations

from telegram import Message

ALBUM_PATIENCE = 1.0
"""Seconds in which the other messages of an album come: Telegram hands them out one right after the other."""

MOST = 1_000
"""Albums that are kept in mind; the oldest give way."""


class Albums:
    """The albums that were met, by chat and Telegram's id. Forgotten with the process."""

    def __init__(self) -> None:
        self._met: dict[tuple[int, str], bool] = {}

    def is_first(self, message: Message | None) -> bool:
        """Whether this is the first of its album, or of none; remembers it."""
        key = _key(message)
        if key is None:
            return True
        first = key not in self._met
        self._met.setdefault(key, False)
        if len(self._met) > MOST:
            del self._met[next(iter(self._met))]
        return first

    def is_told(self, message: Message | None) -> None:
        """What the album is about stands in a caption of it."""
        if (key := _key(message)) is not None:
            self._met[key] = True

    def was_told(self, message: Message | None) -> bool:
        """Whether what the album is about stood in a caption of it."""
        key = _key(message)
        return key is not None and self._met.get(key, False)


def _key(message: Message | None) -> tuple[int, str] | None:
    if message is None or message.media_group_id is None:
        return None
    return message.chat.id, message.media_group_id


def is_picture(message: Message) -> bool:
    """Whether a file is a moving picture, or a picture or video that is sent as a file."""
    document = message.document
    kind = (document.mime_type or "") if document else ""
    return message.animation is not None or kind.startswith(("image/", "video/"))
