"""Updates: what Telegram hands over, kept until it is handled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UpdateState(StrEnum):
    """Where an update stands."""

    WAITING = "waiting"
    """It is yet to be handled, or is being handled."""
    DONE = "done"
    FAILED = "failed"
    """Its handler raised an error, which was logged and told to the person."""
    POISONED = "poisoned"
    """It cannot be read, or the process died each time that it was handled. It is kept for whoever looks into
    it, and not handled again."""


class UpdateMark(StrEnum):
    """What happens to a kept update."""

    BEGUN = "begun"
    """Its handler is called."""
    RETURNED = "returned"
    """Its handler was stopped before its end, as the bot was: it waits again."""
    DONE = "done"
    FAILED = "failed"
    POISONED = "poisoned"


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update to be kept."""

    id: int
    content: str
    """As JSON."""
    user_id: int | None = None
    """Whose it is, where that can be told."""


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    """An update that an earlier process kept and did not handle to its end."""

    id: int
    content: str
    tries: int
    """How often a process died while it was being handled."""
    state: UpdateState = UpdateState.WAITING
