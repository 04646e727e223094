"""What taking in a page does to one entry, made inside the transaction that stores the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database as Tables

from bot.model import Article, Entry
from bot.store import entry_rows, printings


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


def make(tables: Tables, change: Change, page_id: int | None, now: datetime) -> int:
    """Make a change and give the id of its entry. Raises NoSuchEntry."""
    entry = change.entry
    if entry.id:
        entry_id = entry.id
        entry_rows.replace(tables, entry)
        if change.publish:
            entry_rows.publish(tables, entry_id, entry.push, now)
    else:
        [entry_id] = entry_rows.insert(tables, [replace(entry, page_id=page_id)], now, sketched=True)
    for absorbed in change.absorbed:
        entry_rows.remove(tables, absorbed, into=entry_id)
    printings.add_new(tables, entry_id, change.articles, page_id)
    return entry_id
