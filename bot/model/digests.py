"""Digests: what goes into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.model.entries import Entry


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """The items of one topic, best first. The topic is None where none fits."""

    topic: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What is sent to everyone who wants the same: what is new, and what is old but pushed all the same."""

    day: date
    """The reader's local day."""
    at: time | None
    """The reader's local hour where the digest was promised for one, else None."""
    groups: tuple[DigestGroup, ...]
    old: tuple[Entry, ...] = ()
    """Over a week old by their own date: they come under it."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All items, in the order shown."""
        return tuple(entry for group in self.groups for entry in group.entries) + self.old
