"""Messages: as Telegram takes them, and the promise to send one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it sends `data` back, opens `url`, or copies `copy`."""

    label: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as Telegram takes it: HTML that has been escaped and measured, and rows of buttons."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    ask: str = ""
    """Where it asks for an answer in words, an example of one: the reader's writing line opens as a reply
    to it. Only a message without buttons can."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A message that was made once for all who get it, and the entries that it and its further pages show."""

    id: int
    message: Message
    entry_ids: tuple[int, ...] = ()


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENDING = "sending"
    """Committed before the request leaves."""
    SENT = "sent"
    GONE = "gone"
    """The chat blocked the bot, was deleted, or removed it."""
    MUTED = "muted"
    """The bot may not write in the chat: not tried again, but the next message to the chat is."""
    FAILED = "failed"
    WITHHELD = "withheld"
    """When it was to leave, the chat might not be sent it any more."""
    UNSURE = "unsure"
    """A request left and no answer came: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One promise: this message, to this chat, once."""

    id: int
    chat_id: int
    thread_id: int
    key: str
    """Unique in its chat and thread, such as `digest 2024-04-03T07:30`."""
    message: Message
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    silent: bool = False
    link_previews: bool = False
    entry_ids: tuple[int, ...] = ()
    """The entries that it and its further pages tell of."""
