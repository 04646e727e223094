"""Digests: what goes into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
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
    papers: tuple[str, ...] = ()
    """The papers that its items stood in, those with most of them first."""
    characters: int = 0
    """What there is to be read of all items: their headlines and summaries."""
    entries: tuple[Entry, ...] = field(init=False, repr=False, compare=False)
    """All items, in the order shown."""

    def __post_init__(self) -> None:
        listed = tuple(entry for group in self.groups for entry in group.entries) + self.old
        object.__setattr__(self, "entries", listed)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why an article is in the digest of a subscription, and where it stands there."""

    topics: tuple[str, ...]
    """Those of its topics that are subscribed to; with none subscribed to, all of its topics."""
    every_topic: bool
    words: tuple[str, ...]
    """The reader's words that stand in it."""
    papers: int
    """How many papers brought it."""
    page: str | None
    unwanted: int
    """How much less it is wanted."""


@dataclass(frozen=True, slots=True)
class Taste:
    """What those articles have that a chat wants less of: how many of them each topic, keyword and paper."""

    topics: tuple[tuple[str, int], ...] = ()
    keywords: tuple[tuple[str, int], ...] = ()
    papers: tuple[tuple[str, int], ...] = ()

    def unwanted(self, topics: Iterable[str], entry: Entry) -> int:
        """How much less an entry of these topics is wanted; 0: as ever."""
        by_topic = _points(self.topics, topics)
        by_paper = _points(self.papers, papers_of(entry)) if by_topic else 0
        return by_topic + by_paper + _points(self.keywords, foremost_keywords(entry))


NO_TASTE = Taste()

FOREMOST = 4
"""Keywords of an article that say what it is about."""


def foremost_keywords(entry: Entry) -> tuple[str, ...]:
    """What an entry is about, in a few words."""
    return entry.summary.keywords[:FOREMOST] if entry.summary else ()


def papers_of(entry: Entry) -> tuple[str, ...]:
    """The paper that an entry is from, where it is known."""
    return (entry.article.source,) if entry.article.source else ()


def _points(counted: tuple[tuple[str, int], ...], names: Iterable[str]) -> int:
    counts = dict(counted)
    return sum(counts.get(name, 0) for name in set(names))
