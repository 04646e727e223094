"""What a feed holds, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.reading.pieces import Piece


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed."""

    key: str
    """The same for the same item each time within its feed: its id, else its link, else what it says."""
    link: str | None
    title: str
    mark: str = ""
    """Another one as soon as the item says something else."""
    is_linked: bool = False
    """Whether the link leads to this item and no other: another feed with the same link tells of the same."""
    published_at: datetime | None = None
    piece: Piece | None = None
    """The article itself, where the feed brings it whole."""


@dataclass(frozen=True, slots=True)
class FeedContents:
    """A feed as it stands now."""

    title: str
    items: tuple[FeedItem, ...]
    """The newest first."""
    minutes: int = 0
    """How seldom the feed wants to be asked for; 0 where it does not say."""
