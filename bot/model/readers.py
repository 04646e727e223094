"""Readers and editors: people, chats, what they want to be sent, what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class Role(StrEnum):
    """What a person may do."""

    OWNER = "owner"
    EDITOR = "editor"
    READER = "reader"
    WAITING = "waiting"
    """Asked to be admitted, and not answered yet."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whose role has been settled or asked for."""

    id: int
    role: Role
    name: str
    since: datetime
    """When the role was given."""


class ChatState(StrEnum):
    """Whether a chat can be reached."""

    ACTIVE = "active"
    GONE = "gone"
    """It blocked the bot, was deleted, or removed the bot. What it had set is kept."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat, a group or a channel that the bot has met."""

    id: int
    kind: str = "private"
    """As Telegram says: private, group, supergroup, channel."""
    title: str = ""
    language: str | None = None
    """zh-Hans, zh-Hant or en, where the reader chose one; else None and Telegram's guess is taken."""
    state: ChatState = ChatState.ACTIVE


EVERY_DAY = frozenset(range(1, 8))
"""Monday to Sunday."""


class WhenEmpty(StrEnum):
    """What comes at the hour of a digest that has nothing in it."""

    LINE = "line"
    SILENT = "silent"


class Length(StrEnum):
    """How much of each item a digest shows, besides where it stood."""

    HEADLINE = "headline"
    SHORT = "short"
    """One line of its summary."""
    FULL = "full"
    """Its summary."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat and thread wants to be sent, and when."""

    chat_id: int
    thread_id: int = 0
    """0 outside forum topics."""
    times: tuple[time, ...] = ()
    zone: str = "Asia/Shanghai"
    topics: tuple[str, ...] = ()
    """None named: all topics."""
    paused: bool = False
    covered: int | None = None
    """The last publication that a digest covered; None before the first digest."""
    weekdays: frozenset[int] = EVERY_DAY
    """The local days on which the times come, as `date.isoweekday` numbers them."""
    include_words: tuple[str, ...] = ()
    """What has one of these is wanted besides the topics; with no topics named, only this is."""
    exclude_words: tuple[str, ...] = ()
    """What has one of these is not wanted, whatever else speaks for it."""
    items: int | None = None
    """How many items one message shows; None: as configured."""
    when_empty: WhenEmpty = WhenEmpty.LINE
    at_issue: bool = False
    """Whether the day's first digest comes as soon as the papers are out, at its time at the latest."""
    quiet: tuple[time, time] | None = None
    """From when to when nothing comes but at the times that the chat chose; may reach over midnight."""
    length: Length = Length.SHORT
    silent: bool = False
    """Whether messages come without a sound."""
    link_previews: bool = False
    """Whether Telegram may show what a link in a message leads to."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One promised digest: the key under which it is never sent twice."""

    chat_id: int
    thread_id: int
    local: datetime
    """The local date and time of the schedule, without zone."""


@dataclass(frozen=True, slots=True)
class DueSubscription:
    """A subscription whose hour has come, with the latest of the slots that it missed."""

    subscription: Subscription
    slot: Slot
    since: datetime
    """When the first of the slots that it missed came."""
    language: str | None
    came: datetime
    """When the slot came, in UTC; in the future for one that is brought forward."""
    kept: bool = False
    """Whether hours are among those it missed that had come before something about it changed."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Words that a chat and thread wants to be told of when they are published."""

    chat_id: int
    words: str
    thread_id: int = 0
    covered: int = 0
    """The last publication before it was asked for: what is older is not told."""
    id: int = 0
    """0 until it is stored."""


class Deed(StrEnum):
    """What an editor did, as the record of deeds has it."""

    ADD = "add"
    PUBLISH = "publish"
    EDIT = "edit"
    SPLIT = "split"
    MOVE = "move"
    TAKE_BACK = "take_back"
    DROP = "drop"
    RETRACT = "retract"
    MERGE = "merge"
    UNMERGE = "unmerge"
    ANNOUNCE = "announce"
    BACKUP = "backup"
    ISSUE = "issue"
    FEED = "feed"
    ADMIT = "admit"
    REFUSE = "refuse"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Who did what, when."""

    at: datetime
    user_id: int | None
    """None where the person asked to be forgotten."""
    deed: Deed
    entry_id: int | None = None
    person_id: int | None = None
    """The reader whom it was done to."""
    detail: str = ""
