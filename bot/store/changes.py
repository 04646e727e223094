"""What taking in a page, or an editor, does to entries, made inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database as Tables

from bot.model import Article, Entry, Kind
from bot.store import apart, corrections, entry_rows, printings


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as it shall be: a new one where its id is 0, else one that is stored."""

    entry: Entry
    articles: tuple[Article, ...] = ()
    """The articles that went into it now, as they were printed."""
    publish: bool = False
    """Whether a stored draft is published by it, pushed as the entry says."""
    absorbed: tuple[int, ...] = ()
    """The entries that went into it, and are found under its id from now on."""
    corrects: int | None = None
    """The entry that a new draft is a correction of."""
    by: int | None = None
    """The editor who makes it; None where nobody does."""


def separate(
    tables: Tables, kept: Entry, parted: Sequence[Change], now: datetime, by: int | None = None
) -> list[int]:
    """Part new entries from a stored one, which is as `kept` from now on; gives all ids, its own first.

    The `articles` of each part are no longer printings of the old entry but of the new one. No two of the
    entries are put together again by rule; `by` is the editor who wants so. Raises NoSuchEntry.
    """
    entry_rows.replace(tables, kept, by)
    ids = [kept.id]
    for change in parted:
        [new] = entry_rows.insert(tables, [replace(change.entry, id=0)], now, sketched=True)
        pages = [printings.move(tables, article, kept.id, new) for article in change.articles]
        entry_rows.set_page(tables, new, next((page for page in pages if page is not None), None))
        for other in ids:
            apart.keep(tables, other, new)
        ids.append(new)
    return ids


def make(tables: Tables, change: Change, page_id: int | None, now: datetime) -> int:
    """Make a change and give the id of its entry. Raises NoSuchEntry."""
    entry = change.entry
    if entry.id:
        entry_id = entry.id
        was_half = entry_rows.is_public_half(tables, entry_id)
        entry_rows.replace(tables, entry, change.by)
        if was_half and entry.article.kind is not Kind.FRAGMENT:
            entry_rows.publish_whole(tables, entry_id, now)
        if change.publish:
            entry_rows.publish(tables, entry_id, entry.push, now, change.by)
    else:
        [entry_id] = entry_rows.insert(tables, [replace(entry, page_id=page_id)], now, sketched=True)
        if change.corrects is not None:
            corrections.keep(tables, entry_id, change.corrects)
    for absorbed in change.absorbed:
        entry_rows.remove(tables, absorbed, into=entry_id)
    printings.add_new(tables, entry_id, change.articles, page_id)
    return entry_id
