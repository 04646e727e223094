"""What a reader may try instead, where nothing is near what was typed."""

from __future__ import annotations

import json
from collections import Counter

from sqlite_utils import Database as Tables

from bot.text.query import Query
from bot.text.search_form import tokens

SUGGESTED = 5

_LOOKED_AT = 200
"""The last published entries, whose keywords are suggested."""


def suggestions(tables: Tables, query: Query) -> tuple[str, ...]:
    """Keywords of the latest entries: those that share characters with the query, then the commonest."""
    counts: Counter[str] = Counter()
    for (summary,) in tables.execute(
        "select summary from entries where status = 'published' order by publication desc limit ?",
        [_LOOKED_AT],
    ):
        counts.update(json.loads(summary)["keywords"] if summary else ())
    typed = {token for word in query.words for token in word.phrase}
    return tuple(
        sorted(counts, key=lambda word: (-len(typed.intersection(tokens(word))), -counts[word], word))[
            :SUGGESTED
        ]
    )
