"""The search index: one FTS5 table of single characters, in which a phrase query finds any piece of a text.

Its rows are numbered by day first and entry second (`place_of`), so that walking it backwards goes from the
newest entry to the oldest, as far as is needed and no further. It keeps no copy of the texts: to take a row
out, FTS5 must be given what was put in, which is worked out again from the stored entry.

Only published entries have a row. Everything here runs inside a transaction of the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlite_utils import Database as Tables

from bot.model import Article
from bot.store import rows
from bot.text.search_form import spaced, spelling_version, tokens

ENTRY_BITS = 32
"""Room for four thousand million entries on a day."""

TITLE_WEIGHT, BODY_WEIGHT = 8.0, 1.0
"""For bm25: a word of the headline tells more of what an article is about than one of its body."""

ASIDE_WEIGHT = 0.1
"""For boxes and captions: short texts score up to eightfold, so they would come before their article."""

_REBUILT_AT_ONCE = 500
"""Entries in memory at a time; under the oldest limit on parameters of one statement (999)."""


def place_of(entry_id: int, article: Article, published_at: datetime) -> int:
    """The row of an entry: by its own day, else the one on which it was published."""
    day: date = article.date or published_at.astimezone(UTC).date()
    return day.toordinal() << ENTRY_BITS | entry_id


def entry_at(place: int) -> int:
    """The id of the entry at a row of the index."""
    return place & ((1 << ENTRY_BITS) - 1)


def title_text(article: Article) -> str:
    """What is searched as title: all that stands over the body."""
    return "\n".join(filter(None, (article.headline, article.kicker, article.subheadline)))


def body_text(article: Article) -> str:
    """What is searched as body, and snippets are cut from: paragraphs under their subheads, then authors."""
    lines: list[str] = []
    heads: dict[int, list[str]] = {}
    for subhead in article.subheads:
        heads.setdefault(subhead.before_paragraph, []).append(subhead.text)
    for number, paragraph in enumerate(article.paragraphs):
        lines += heads.pop(number, [])
        lines.append(paragraph)
    lines += [text for left in heads.values() for text in left]
    if article.authors:
        lines.append(" ".join(article.authors))
    return "\n".join(lines)


def put(tables: Tables, places: Iterable[tuple[int, Article]]) -> None:
    """Put articles in at their places."""
    tables.conn.executemany(
        "insert into search_index (rowid, title, body) values (?, ?, ?)",
        ((place, spaced(title_text(article)), spaced(body_text(article))) for place, article in places),
    )


def take_out(tables: Tables, place: int, article: Article) -> None:
    """Take an article out again: exactly as it was put in."""
    tables.execute(
        "insert into search_index (search_index, rowid, title, body) values ('delete', ?, ?, ?)",
        [place, spaced(title_text(article)), spaced(body_text(article))],
    )


def count(tables: Tables, match: str, most: int) -> int:
    """How many rows match, counted up to `most`."""
    return int(
        tables.execute(
            "select count(*) from (select 1 from search_index where search_index match ? limit ?)",
            [match, most],
        ).fetchone()[0]
    )


def newest(tables: Tables, match: str, limit: int) -> list[int]:
    """The places that match, the newest first."""
    found = tables.execute(
        "select rowid from search_index where search_index match ? order by rowid desc limit ?",
        [match, limit],
    )
    return [row[0] for row in found]


def ranked(tables: Tables, match: str) -> list[tuple[int, float]]:
    """All places that match with their score by bm25, best first, the newer first of equals.

    The work grows with the number of matches: for few.
    """
    found = tables.execute(
        """select place, bm25(search_index, ?, ?) * iif(kind in ('box', 'caption'), ?, 1) as score
            from search_index join entries on entries.id = search_index.rowid & ?
            where search_index match ? order by score, place desc""",
        [TITLE_WEIGHT, BODY_WEIGHT, ASIDE_WEIGHT, (1 << ENTRY_BITS) - 1, match],
    )
    return [(place, -score) for place, score in found]


def problems(tables: Tables) -> list[str]:
    """How the index differs from the published entries; nothing where it is sound.

    Compares which entries have a row, and how many tokens each row counts.
    """
    found = []
    if not made_by_these_rules(tables):
        found.append("the search index was made by other rules of spelling")
    indexed = dict(tables.execute("select id, sz from search_index_docsize"))
    missing = wrong = 0
    for row in tables.query("select * from entries where place is not null or status = 'published'"):
        sizes = indexed.pop(row["place"], None)
        if sizes is None or row["status"] != "published":
            missing += 1
        elif sizes != _sizes(rows.article_of(row)):
            wrong += 1
    for count, what in (
        (missing, "entries are not in the search index as their status asks"),
        (wrong, "entries stand in the search index with another text"),
        (len(indexed), "rows of the search index belong to no entry"),
    ):
        if count:
            found.append(f"{count} {what}")
    return found


def rebuild(tables: Tables) -> int:
    """Make the index anew from the published entries, and say how many those are."""
    tables.execute("insert into search_index (search_index) values ('delete-all')")
    tables.execute("update entries set place = null where place is not null")
    published = tables.execute("select id from entries where status = 'published'").fetchall()
    for start in range(0, len(published), _REBUILT_AT_ONCE):
        ids = [row[0] for row in published[start : start + _REBUILT_AT_ONCE]]
        placed = []
        for row in tables.query(f"select * from entries where id in ({', '.join('?' * len(ids))})", ids):
            entry = rows.entry_of(row)
            assert entry.published_at is not None
            placed.append((place_of(entry.id, entry.article, entry.published_at), entry.article))
        put(tables, sorted(placed, key=lambda pair: pair[0]))
        tables.conn.executemany(
            "update entries set place = ? where id = ?", [(place, entry_at(place)) for place, _ in placed]
        )
    tables.execute("insert or replace into state values ('spelling', ?)", [spelling_version()])
    return len(published)


def made_by_these_rules(tables: Tables) -> bool:
    """Whether the index was made with the forms that queries are given now; otherwise it must be rebuilt."""
    made_by = tables.execute("select value from state where name = 'spelling'").fetchone()
    return made_by is not None and made_by[0] == spelling_version()


def _sizes(article: Article) -> bytes:
    """The number of tokens in title and body as FTS5 keeps it: two of SQLite's variable-length integers."""
    return b"".join(_varint(len(tokens(text))) for text in (title_text(article), body_text(article)))


def _varint(number: int) -> bytes:
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))
