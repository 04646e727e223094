"""Pages, entries, editions and the search index."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    # The page as it came in; `mark` tells the same page with the same hints when it comes again.
    """
    create table pages (
        id integer primary key autoincrement,
        mark text not null unique,
        name text not null,
        original text not null,
        source text,
        issue_date text,
        page text,
        articles text not null,
        noise text not null,
        repairs text not null,
        taken_at text not null
    )""",
    # An id is never given twice (autoincrement): buttons in old messages name entries by it.
    # `place` is the row of the entry in the search index, which is its id; null where it is not to be found.
    """
    create table entries (
        id integer primary key autoincrement,
        status text not null check (status in ('draft', 'published', 'retracted')),
        push integer not null,
        published_at text,
        publication integer unique,
        place integer,
        page_id integer references pages (id) on delete set null,
        ref text,
        article_id text not null,
        kind text not null,
        headline text,
        kicker text,
        subheadline text,
        authors text not null,
        source text,
        issue_date text,
        event_date text,
        page text,
        section text,
        paragraphs text not null,
        subheads text not null,
        continues_from text,
        continues_to text,
        story_id text,
        doubts text not null,
        summary text
    )""",
    "create index entries_by_day on entries (issue_date) where place is not null",
    "create index entries_by_source on entries (source, place) where place is not null",
    "create index entries_drafts on entries (id) where status = 'draft'",
    "create index entries_by_ref on entries (ref) where ref is not null",
    "create index entries_to_push on entries (publication) where push and status = 'published'",
    "create index entries_to_push_by_moment on entries (published_at) where push and status = 'published'",
    """
    create index entries_halves on entries (source)
        where kind = 'fragment' or continues_to is not null or continues_from is not null""",
    # Only stories of several printings have rows here.
    """
    create table editions (
        id integer primary key,
        entry_id integer not null references entries (id) on delete cascade,
        article text not null
    )""",
    "create index editions_by_entry on editions (entry_id)",
    # Every article that was ever taken into an entry, halves and editions too, by a hash of its text.
    """
    create table printings (
        fingerprint integer not null,
        entry_id integer not null references entries (id) on delete cascade,
        page_id integer references pages (id) on delete set null,
        source text,
        issue_date text,
        page text
    )""",
    "create index printings_by_fingerprint on printings (fingerprint)",
    "create index printings_by_entry on printings (entry_id)",
    "create index printings_by_page on printings (page_id) where page_id is not null",
    # A few hashes of each text: entries that share some may tell the same story.
    """
    create table sketches (
        hash integer not null,
        entry_id integer not null references entries (id) on delete cascade,
        primary key (hash, entry_id)
    ) without rowid""",
    "create index sketches_by_entry on sketches (entry_id)",
    # What an entry that went into another is called now.
    """
    create table moved (
        id integer primary key,
        entry_id integer not null references entries (id) on delete cascade
    )""",
    "create index moved_by_entry on moved (entry_id)",
    # The last publication, whose number is never given twice, even when its entry is gone; and the rules of
    # spelling that the search index was made by.
    "create table state (name text primary key, value not null) without rowid",
    "insert into state values ('publication', 0)",
    # The text comes split into pairs of characters (bot.text.search_form): this tokenizer sees only blanks.
    # Neither index keeps a copy of it. `hashsize` is how many bytes FTS5 gathers before it writes: as many as
    # a transaction of a bulk import has.
    """
    create virtual table search_index using fts5 (
        title, body, content = '', tokenize = "ascii"
    )""",
    "insert into search_index (search_index, rank) values ('hashsize', 67108864)",
    # Which texts a single character stands in, wherever.
    """
    create virtual table search_characters using fts5 (
        text, content = '', tokenize = "ascii", detail = none
    )""",
    "insert into search_characters (search_characters, rank) values ('hashsize', 67108864)",
)


def apply(tables: Tables) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        tables.execute(statement)
