"""What stands in a digest, and where: a pure choice from what was published."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, time, timedelta

from bot.model import NO_TASTE, Digest, DigestGroup, Entry, Kind, Taste

NOTICES = "公告"
"""The topic of official notices; they stand under no other, whatever words they hold."""

OLD_AFTER = timedelta(days=7)
"""What is older than this by its own date is no news: it comes apart, under its date."""

Rank = tuple[bool, int, int, int, int]

_NEVER = frozenset({Kind.CAPTION, Kind.BOX, Kind.FRAGMENT})
"""Kinds that say nothing without what they belong to."""

_PAGE_UNKNOWN = 50
"""Behind the pages of one issue."""

_NUMBER = re.compile(r"\d+")


def arrange(
    entries: Iterable[Entry],
    *,
    topics: Sequence[str],
    order: Sequence[str],
    day: date,
    at: time | None = None,
    also: Container[int] = (),
    ranks: Mapping[int, Rank] | None = None,
    taste: Taste = NO_TASTE,
) -> Digest:
    """The digest of `entries` for a reader of `topics` (none named: of everything).

    An entry whose id is in `also` is wanted whatever its topics are. `ranks` are those of the entries, where
    they have been reckoned before, by `rank`. The less the reader's `taste` wants an entry, the later it
    stands in its group; a group in which everything is wanted less stands behind the others.

    A group for each topic, in the `order` given, what fits none of them last; in each the best first. An
    entry stands once, under the strongest of its topics that the reader wants.
    """

    def place(entry: Entry) -> tuple[int, Rank]:
        unwanted = taste.unwanted(topics_of(entry), entry) if taste is not NO_TASTE else 0
        return unwanted, rank(entry) if ranks is None else ranks[entry.id]

    grouped: dict[str | None, list[Entry]] = {}
    old: list[Entry] = []
    for entry in entries:
        if not stands_alone(entry):
            continue
        named = topics_of(entry)
        wanted = [topic for topic in named if topic in topics] if topics else named
        if topics and not wanted:
            if entry.id not in also:
                continue
            wanted = named
        if _is_old(entry, day):
            old.append(entry)
        else:
            grouped.setdefault(wanted[0] if wanted else None, []).append(entry)
    places = {topic: number for number, topic in enumerate(order)}
    ordered = {topic: sorted(listed, key=place) for topic, listed in grouped.items()}
    groups = sorted(
        ordered,
        key=lambda topic: (
            place(ordered[topic][0])[0],
            topic is None,
            places.get(topic or "", len(places)),
            topic or "",
        ),
    )
    return Digest(
        day,
        at,
        tuple(DigestGroup(topic, tuple(ordered[topic])) for topic in groups),
        tuple(
            sorted(old, key=lambda entry: (place(entry)[0], day - (entry.article.date or day), place(entry)))
        ),
    )


def stands_alone(entry: Entry) -> bool:
    """Whether the entry may be an item of a digest."""
    return entry.article.kind not in _NEVER


def topics_of(entry: Entry) -> tuple[str, ...]:
    """The topics under which the entry may stand, the strongest first."""
    if entry.article.kind is Kind.NOTICE:
        return (NOTICES,)
    return entry.summary.topics if entry.summary else ()


def _is_old(entry: Entry, day: date) -> bool:
    own = entry.article.date
    return own is not None and day - own > OLD_AFTER


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


def _page_number(page: str | None) -> int:
    number = _NUMBER.search(page or "")
    return int(number[0]) if number else _PAGE_UNKNOWN
