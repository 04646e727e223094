"""What is pushed and what is held back. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model import Article, Kind

STALE_AFTER = timedelta(days=7)
"""An article that is older by its own date is no news: it is pushed only where that is asked for."""

_NEVER_PUSHED = frozenset({Kind.CAPTION, Kind.BOX})
"""They are found, but nothing to read in a digest by themselves."""


def pushed(article: Article, asked: bool | None, now: datetime) -> bool:
    """Whether digests may bring an article; `asked` is what the editor said, None where nothing."""
    if article.kind in _NEVER_PUSHED:
        return False
    if asked is not None:
        return asked
    return article.date is None or now.astimezone(UTC).date() - article.date <= STALE_AFTER
