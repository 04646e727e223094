"""Publishing what an editor signed: a job that is kept until it is done and answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishJob:
    """The drafts that one press of a button publishes, and where the answer goes."""

    chat_id: int
    user_id: int
    language: str
    mode: str
    """What the button said of pushing."""
    waiting: tuple[int, ...]
    """The drafts that are not decided yet, in their order."""
    thread_id: int = 0
    message_id: int | None = None
    """The message whose button it was: the answer takes its place."""
    page_id: int | None = None
    """Whose card the answer is."""
    batch_id: int | None = None
    """Whose report the answer is. Without page and batch it is about the one draft."""
    press: str = ""
    """Telegram's name of the press: a press that is handled again begins no other job."""
    id: int = 0
    """0 until it is stored."""
    decided: tuple[int, ...] = ()
    """The drafts that were published, merged or refused."""
    published: int = 0
    merged: int = 0
    pushed: int = 0
    """How many of those that were published digests bring."""
