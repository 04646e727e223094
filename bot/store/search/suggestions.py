"""What a reader may try instead, where nothing is near what was typed."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from bot.store.search.conditions import COUNTED, Counts
from bot.text.query import Query
from bot.text.search_form import tokens

SUGGESTED = 5

_LOOKED_AT = 2000
"""The last published entries, whose keywords are suggested."""


def suggestions(tables: Tables, query: Query) -> dict[str, int]:
    """Keywords of the latest entries, each with how much it finds: those that share characters with the
    query, then the commonest.
    """
    known: dict[str, int] = dict(
        tables.execute(
            """select keyword.value, count(*) from
                (select summary from entries where status = 'published' and summary is not null
                    order by publication desc limit ?),
                json_each(summary, '$.keywords') as keyword
                group by keyword.value""",
            [_LOOKED_AT],
        ).fetchall()
    )
    typed = {token for word in query.words for token in word.phrase}
    best = sorted(known, key=lambda word: (-len(typed.intersection(tokens(word))), -known[word], word))
    counts = Counts(tables)
    found = {
        word: min(counts.of_phrase(tokens(word)), COUNTED) for word in best[: 2 * SUGGESTED] if tokens(word)
    }
    return dict([pair for pair in found.items() if pair[1]][:SUGGESTED])
