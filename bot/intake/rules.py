"""What is pushed and what is held back. Pure."""

from __future__ import annotations

from datetime import date

from bot.model import Article, Entry, Kind, Pushing, is_old

_NEVER_PUSHED = frozenset({Kind.CAPTION, Kind.BOX})
"""They are found, but nothing to read in a digest by themselves."""


def pushed(article: Article, asked: bool | None, today: date) -> bool:
    """Whether digests may bring an article; `asked` is what the editor said, None where nothing."""
    if article.kind in _NEVER_PUSHED:
        return False
    return not is_old(article, today) if asked is None else asked


def pushing(draft: Entry, today: date) -> Pushing:
    """What publishing a draft means for digests, where nothing is said of it then."""
    if not pushed(draft.article, True, today):
        return Pushing.NEVER
    if not pushed(draft.article, None, today):
        return Pushing.OLD
    return Pushing.PUSHED if draft.push else Pushing.STORED


def pushed_when_published(draft: Entry, asked: bool | None, today: date) -> bool:
    """Whether digests may bring a draft that is published now."""
    if asked is None:
        return pushing(draft, today) is Pushing.PUSHED
    return pushed(draft.article, asked, today)
