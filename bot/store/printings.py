"""The printings: every article that ever went into an entry, halves and editions too, by a hash of its text.

Inside transactions of the caller's, as in `entry_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from sqlite_utils import Database as Tables

from bot.model import Article, Entry
from bot.store import rows
from bot.text.search_form import folded

_REMEMBERED = 2000
"""Fingerprints kept for a moment: a bulk import asks for each twice, what is known and what is added."""


@dataclass(frozen=True, slots=True)
class Printing:
    """Where and when an article that went into an entry was printed, as far as known."""

    entry_id: int
    source: str | None
    issue_date: date | None
    page: str | None


def add(tables: Tables, printed: Iterable[tuple[int, Article]], page_id: int | None = None) -> None:
    """Remember that articles went into the entries of these ids, and from which page they came."""
    tables.conn.executemany(
        "insert into printings values (?, ?, ?, ?, ?, ?)",
        [(_fingerprint(article), entry_id, page_id, *_imprint(article)) for entry_id, article in printed],
    )


def add_new(tables: Tables, entry_id: int, articles: Sequence[Article], page_id: int | None) -> None:
    """As `add`, for one entry, without those that are remembered already."""
    known = {
        tuple(row)
        for row in tables.execute(
            "select fingerprint, page_id, source, issue_date, page from printings where entry_id = ?",
            [entry_id],
        )
    }
    new = [
        article for article in articles if (_fingerprint(article), page_id, *_imprint(article)) not in known
    ]
    add(tables, ((entry_id, article) for article in new), page_id)


def move(tables: Tables, article: Article, entry_id: int, to: int) -> int | None:
    """Say that an article went into another entry; gives the page that it came from, where that is known."""
    source, day, page = _imprint(article)
    values = {"print": _fingerprint(article), "id": entry_id, "source": source, "day": day, "page": page}
    # What a row or the article does not say contradicts nothing.
    where = """entry_id = :id and fingerprint = :print and coalesce(source = :source, true)
        and coalesce(issue_date = :day, true) and coalesce(page = :page, true)"""
    found = tables.execute(f"select max(page_id), count(*) from printings where {where}", values).fetchone()
    tables.execute(f"update printings set entry_id = :to where {where}", values | {"to": to})
    if not found[1]:
        add(tables, [(to, article)])
    return None if found[0] is None else int(found[0])


def of(tables: Tables, article: Article) -> list[Printing]:
    """What was stored of the very same headline and text."""
    found = tables.execute(
        "select entry_id, source, issue_date, page from printings where fingerprint = ? order by rowid",
        [_fingerprint(article)],
    )
    return [Printing(entry_id, source, rows.day_of(day), page) for entry_id, source, day, page in found]


def known(tables: Tables, entries: Sequence[Entry]) -> list[bool]:
    """For each entry, whether one of the same ref, or without refs of the same id, took in its article.

    The entries before it in the sequence count too.
    """
    names = [json.dumps(entry.ref) if entry.ref is not None else entry.id for entry in entries]
    met: set[tuple[str | int, int]] = set(
        tables.execute(
            """select ref, fingerprint from entries join printings on entry_id = id
                where ref in (select value from json_each(:refs))
            union select id, fingerprint from entries join printings on entry_id = id
                where ref is null and id in (select value from json_each(:ids))""",
            {
                "refs": rows.to_json([name for name in names if isinstance(name, str)]),
                "ids": rows.to_json([name for name in names if isinstance(name, int)]),
            },
        ).fetchall()
    )
    answers = []
    for name, entry in zip(names, entries, strict=True):
        printed = (name, _fingerprint(entry.article))
        answers.append(printed in met)
        if name:
            met.add(printed)
    return answers


def _imprint(article: Article) -> tuple[str | None, str | None, str | None]:
    return article.source, rows.iso(article.issue_date), article.page


@lru_cache(maxsize=_REMEMBERED)
def _fingerprint(article: Article) -> int:
    """64 bits of a hash of headline and body, as they are searched, without blanks."""
    told = folded(f"{article.headline or ''}\n{article.text}").replace(" ", "")
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big", signed=True)
