"""What may stand in a digest, under which topic, and what is better than what: pure rules."""

from __future__ import annotations

import re

from bot.model import Entry, Kind

NOTICES = "公告"
"""The topic of official notices; they stand under no other, whatever words they hold."""

Rank = tuple[bool, int, int, int, int]

_NEVER = frozenset({Kind.CAPTION, Kind.BOX, Kind.FRAGMENT})
"""Kinds that say nothing without what they belong to."""

_PAGE_UNKNOWN = 50
"""Behind the pages of one issue."""

_NUMBER = re.compile(r"\d+")


def stands_alone(entry: Entry) -> bool:
    """Whether the entry may be an item of a digest."""
    return entry.article.kind not in _NEVER


def topics_of(entry: Entry) -> tuple[str, ...]:
    """The topics under which the entry may stand, the strongest first."""
    if entry.article.kind is Kind.NOTICE:
        return (NOTICES,)
    return entry.summary.topics if entry.summary else ()


def story_of(entry: Entry) -> str | int:
    """The same for entries that tell one story: its name where it came with one, else the entry's number."""
    return entry.article.story_id or entry.id


def rank(entry: Entry) -> Rank:
    """Smaller is better.

    Better is what has a headline, what more papers brought, what stands on an earlier page, what is longer,
    and at last what was published first.
    """
    papers = len({edition.source for edition in entry.editions}) or 1
    return (
        entry.article.headline is None,
        -papers,
        _page_number(entry.article.page),
        -entry.article.length,
        entry.publication or 0,
    )


def reading_length(entry: Entry) -> int:
    """The characters of an item that are there to be read."""
    return len(entry.headline) + len(entry.summary.text if entry.summary else "")


def _page_number(page: str | None) -> int:
    number = _NUMBER.search(page or "")
    return int(number[0]) if number else _PAGE_UNKNOWN
