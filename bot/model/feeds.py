"""Feeds: what is polled for new articles, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

EVERY = 30
"""Minutes between two looks at a feed, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed."""

    address: str
    paper: str | None = None
    """The paper of its articles where they do not say it."""
    publish: bool = False
    """Whether its articles are published at once; else they are drafts for an editor."""
    every: int = EVERY
    """Minutes between two looks."""
    configured: bool = False
    """Whether it stands in the configuration, from which alone it can be taken away then."""
    id: int = 0
    """0 until it is stored."""
    title: str = ""
    """What it calls itself."""
    etag: str | None = None
    last_modified: str | None = None
    next_at: datetime | None = None
    """When it is looked at next; None where it is gone for good."""
    failures: int = 0
    """In a row."""
    problem: str = ""
    """Why the last look failed; empty where it did not."""


@dataclass(frozen=True, slots=True)
class ItemName:
    """What an item of a feed is known by."""

    key: str
    """The same for the same item each time within its feed."""
    said: str
    """Another one as soon as the item says something else."""
    known_as: str
    """Its link, else its id, else its title."""
    is_linked: bool
    """Whether `known_as` is a link that leads to this item and no other."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in from a source: the entry, and a mark of the article as it was read."""

    entry_id: int
    article: str
