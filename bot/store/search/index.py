"""The search index: an FTS5 table of pairs of characters, in which a phrase query finds any piece of a text,
and a small one that tells which texts hold a single character.

A row has the id of its entry, which keeps the index small: walking it backwards goes from the entry that was
stored last to the first, as far as is needed and no further. They keep no copy of the texts: to take a row
out, FTS5 must be given what was put in, which is worked out again from the stored entry.

Only published entries have a row. Everything here runs inside a transaction of the caller's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from sqlite_utils import Database as Tables

from bot.model import Article
from bot.store import index_damage, rows
from bot.store.search import title_index
from bot.store.search.match import Match
from bot.text.search_form import folded, indexed, spelling_version

TITLE_WEIGHT, BODY_WEIGHT = 8.0, 1.0
"""For bm25: a word of the headline tells more of what an article is about than one of its body."""

ASIDE_WEIGHT = 0.1
"""For boxes and captions: short texts score up to eightfold, so they would come before their article."""

_REBUILT_AT_ONCE = 500
"""Entries in memory at a time; under the oldest limit on parameters of one statement (999)."""


_DAY = "coalesce(issue_date, event_date, substr(published_at, 1, 10))"
"""The day of an entry: its own, else the one on which it was published. An index has them in this order."""


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


def add(tables: Tables, places: Iterable[tuple[int, date, Article]]) -> None:
    """Put articles in at their places, each with its day."""
    forms = [(place, day, *_forms(article)) for place, day, article in places]
    tables.conn.executemany(
        "insert into search_index (rowid, title, body) values (?, ?, ?)",
        ((place, title, body) for place, _, title, body, _ in forms),
    )
    tables.conn.executemany(
        "insert into search_characters (rowid, text) values (?, ?)",
        ((place, characters) for place, _, _, _, characters in forms),
    )
    title_index.add(tables, ((place, day, title) for place, day, title, _, _ in forms))


def remove(tables: Tables, place: int, day: date, article: Article) -> None:
    """Take an article out again: exactly as it was put in."""
    title, body, characters = _forms(article)
    tables.execute(
        "insert into search_index (search_index, rowid, title, body) values ('delete', ?, ?, ?)",
        [place, title, body],
    )
    tables.execute(
        "insert into search_characters (search_characters, rowid, text) values ('delete', ?, ?)",
        [place, characters],
    )
    title_index.remove(tables, place, day, title)


def size(tables: Tables) -> int:
    """How many rows there are."""
    return int(tables.execute("select count(*) from search_index_docsize").fetchone()[0])


def count(tables: Tables, match: Match, most: int) -> int:
    """How many rows match, counted up to `most`."""
    _, where, values = _where(match)
    found = tables.execute(f"select count(*) from (select 1 {where} limit ?)", [*values, most])
    return int(found.fetchone()[0])


def newest(tables: Tables, match: Match, limit: int) -> list[int]:
    """The places that match, the newest first."""
    place, where, values = _where(match)
    found = tables.execute(f"select {place} {where} order by {place} desc limit ?", [*values, limit])
    return [row[0] for row in found]


def scores(tables: Tables, expression: str) -> dict[int, float]:
    """The score by bm25 of all rows that match an expression. The work grows with what its words match."""
    found = tables.execute(
        "select rowid, bm25(search_index, ?, ?) from search_index where search_index match ?",
        [TITLE_WEIGHT, BODY_WEIGHT, expression],
    )
    return {place: -score for place, score in found}


def holds_character(tables: Tables, character: str, most: int) -> int:
    """How many rows hold a single character, counted up to `most`."""
    found = tables.execute(
        "select count(*) from (select 1 from search_characters where search_characters match ? limit ?)",
        [f'"{character}"', most],
    )
    return int(found.fetchone()[0])


def asides(tables: Tables, places: Sequence[int]) -> set[int]:
    """Those of these places at which a box or a caption stands."""
    found = tables.execute(
        "select id from entries where id in (select value from json_each(?)) and kind in ('box', 'caption')",
        [json.dumps(places)],
    )
    return {row[0] for row in found}


def days(tables: Tables, places: Sequence[int]) -> dict[int, str]:
    """The day of each of these places: its own, else the one on which it was published."""
    found = tables.execute(
        f"select id, {_DAY} from entries where id in (select value from json_each(?))",
        [json.dumps(places)],
    )
    return dict(found.fetchall())


def newest_days(tables: Tables, match: Match, limit: int) -> list[int]:
    """The places that match, those of the newest day first.

    The work grows with how many entries must be looked at until so many match.
    """
    place, where, values = _where(match)
    found = tables.execute(
        f"""select entries.place from entries where place is not null
            and exists (select 1 {where} and {place} = entries.place)
            order by {_DAY} desc, entries.place desc limit ?""",
        [*values, limit],
    )
    return [row[0] for row in found]


def texts(tables: Tables, places: Sequence[int]) -> list[str]:
    """The headings and bodies at these places, in the form that is searched."""
    found = tables.query(
        "select * from entries where id in (select value from json_each(?))", [json.dumps(places)]
    )
    articles = map(rows.article_of, found)
    return [folded(f"{title_text(article)}\n{body_text(article)}") for article in articles]


def folded_titles(tables: Tables, places: Sequence[int]) -> dict[int, str]:
    """What stands over the bodies at these places, in the form that is searched, without blanks."""
    found = tables.execute(
        "select id, coalesce(headline, '') || coalesce(kicker, '') || coalesce(subheadline, '')"
        " from entries where id in (select value from json_each(?))",
        [json.dumps(places)],
    )
    return {place: folded(title).replace(" ", "") for place, title in found}


def _where(match: Match) -> tuple[str, str, list[object]]:
    """The column with the place, and the part of a statement that selects what matches, with its values."""
    conditions: list[str] = []
    values: list[object] = []
    characters = " AND ".join(f'"{character}"' for character in match.characters)
    in_characters = "search_characters match ?"
    in_pairs = "search_index match ?"
    same_row = "search_characters.rowid = search_index.rowid"
    unwanted = " OR ".join(f'"{character}"' for character in match.without_characters)
    if match.expression and not match.characters_first:
        table, place = "search_index", "search_index.rowid"
        conditions.append(in_pairs)
        values.append(match.expression)
        if characters:
            conditions.append(
                f"exists (select 1 from search_characters where {in_characters} and {same_row})"
            )
            values.append(characters)
    elif characters:
        table, place = "search_characters", "search_characters.rowid"
        conditions.append(in_characters)
        values.append(f"({characters}) NOT ({unwanted})" if unwanted else characters)
        unwanted = ""
        if match.expression:
            conditions.append(f"exists (select 1 from search_index where {in_pairs} and {same_row})")
            values.append(match.expression)
        elif match.without:
            # Not asked row by row: that would look the words up for each of the texts.
            conditions.append(f"{place} not in (select rowid from search_index where {in_pairs})")
            values.append(match.without)
    else:
        table, place = "entries", "entries.place"
        conditions.append("place is not null")
    if unwanted:
        conditions.append(f"{place} not in (select rowid from search_characters where {in_characters})")
        values.append(unwanted)
    if match.of_entries:
        told, given = match.of_entries
        joined = f"exists (select 1 from entries where entries.id = {place} and {told})"
        conditions.append(told if table == "entries" else joined)
        values += given
    return place, f"from {table} where {' and '.join(conditions)}", values


def _forms(article: Article) -> tuple[str, str, str]:
    """What is indexed of an article: the pairs of title and body, and the characters of both."""
    title, title_characters = indexed(title_text(article))
    body, body_characters = indexed(body_text(article))
    return title, body, f"{title_characters} {body_characters}"


def problems(tables: Tables) -> list[str]:
    """How the index differs from the published entries; nothing where it is sound.

    Compares which entries have a row and how many tokens each row counts, and looks for each entry by a
    token of its own: FTS5's check does not notice that the way to a part of an index is lost.
    """
    found = []
    if not made_by_these_rules(tables):
        found.append("the search index was made by other rules of spelling")
    sizes_of = {
        place: (pairs, characters)
        for place, pairs, characters in tables.execute(
            """select id, search_index_docsize.sz, search_characters_docsize.sz
                from search_index_docsize left join search_characters_docsize using (id)"""
        )
    }
    titles = title_index.rows(tables)
    missing = wrong = lost = 0
    for row in tables.query("select * from entries where place is not null or status = 'published'"):
        sizes, title = sizes_of.pop(row["place"], None), titles.pop(row["place"], None)
        if sizes is None or row["status"] != "published":
            missing += 1
            continue
        forms, day = _forms(rows.article_of(row)), rows.newest_by(row)
        in_title, in_body, characters = _sizes(forms)
        titled = (day.toordinal(), in_title) if in_title != _varint(0) else None
        if sizes != (in_title + in_body, characters) or title != titled:
            wrong += 1
        elif not _is_found(tables, row["place"], day, forms):
            lost += 1
    for count, what in (
        (missing, "entries are not in the search index as their status asks"),
        (wrong, "entries stand in the search index with another text"),
        (lost, "entries stand in the search index and are not found"),
        (len(sizes_of.keys() | titles.keys()), "rows of the search index belong to no entry"),
    ):
        if count:
            found.append(f"{count} {what}")
    return found


def rebuild(tables: Tables) -> int:
    """Make the index anew from the published entries, and say how many those are."""
    index_damage.clear(tables)
    tables.execute("update entries set place = null where place is not null")
    published = tables.execute("select id from entries where status = 'published'").fetchall()
    for start in range(0, len(published), _REBUILT_AT_ONCE):
        ids = [row[0] for row in published[start : start + _REBUILT_AT_ONCE]]
        placed = []
        for row in tables.query(f"select * from entries where id in ({', '.join('?' * len(ids))})", ids):
            placed.append((row["id"], rows.newest_by(row), rows.article_of(row)))
        add(tables, sorted(placed, key=lambda pair: pair[0]))
        tables.conn.executemany(
            "update entries set place = ? where id = ?", [(place, place) for place, _, _ in placed]
        )
    tables.execute("insert or replace into state values ('spelling', ?)", [spelling_version()])
    return len(published)


def made_by_these_rules(tables: Tables) -> bool:
    """Whether the index was made with the forms that queries are given now; otherwise it must be rebuilt."""
    made_by = tables.execute("select value from state where name = 'spelling'").fetchone()
    return made_by is not None and made_by[0] == spelling_version()


def _is_found(tables: Tables, place: int, day: date, forms: tuple[str, str, str]) -> bool:
    """Whether each index finds an entry by one token of it: the last in the order of the index, where what is
    lost is missed first."""
    title, body, characters = forms
    return all(
        tables.execute(
            f"select 1 from {index} where {index} match ? and rowid = ?", [f'"{max(tokens)}"', row]
        ).fetchone()
        for index, row, tokens in (
            ("search_index", place, (body or title).split()),
            ("search_characters", place, characters.split()),
            ("search_titles", title_index.row_number(place, day), title.split()),
        )
        if tokens
    )


def _sizes(forms: tuple[str, str, str]) -> tuple[bytes, bytes, bytes]:
    """How many tokens title, body and characters have, as FTS5 keeps them: in SQLite's variable-length
    integers."""
    title, body, characters = (_varint(len(form.split())) for form in forms)
    return title, body, characters


def _varint(number: int) -> bytes:
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))
