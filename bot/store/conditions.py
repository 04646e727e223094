"""From words to what the index is asked to match, with as little work as the counts of the words allow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlite_utils import Database as Tables

from bot.store import match, search_index
from bot.store.match import Match
from bot.text.query import Filters, Query, Word
from bot.text.search_form import Tokens, folded, is_latin

COUNTED = 1000
"""Matches are counted, ranked and paged through up to this many: nobody reads on, and the work is bounded."""

COMMON = 5000
"""Words that stand in so many texts are not counted any further, and tell too little to be ranked by."""


class Counts:
    """In how many texts words stand, up to COMMON; each is counted once."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._counted: dict[Tokens, int] = {}

    def of_phrase(self, phrase: Tokens) -> int:
        """How many texts have this phrase."""
        if phrase not in self._counted:
            self._counted[phrase] = (
                search_index.holds_character(self._tables, phrase[0], COMMON)
                if is_character(phrase)
                else search_index.count(self._tables, Match(match.phrase(phrase)), COMMON)
            )
        return self._counted[phrase]

    def of_word(self, word: Word) -> int:
        """How many texts have the commonest of what the word may be."""
        return max(map(self.of_phrase, word.phrases))

    def stands(self, word: Word) -> bool:
        """Whether the word stands anywhere."""
        return any(map(self.of_phrase, word.phrases))


def is_character(phrase: Tokens) -> bool:
    """Whether it is one character, for which the index of characters is there."""
    return len(phrase) == 1 and not is_latin(phrase[0])


def of(tables: Tables, ways: Sequence[tuple[Word, ...]], query: Query, counts: Counts) -> Match:
    """What must match for all words of one of the ways, none of the query's others, and its filters."""
    characters = [
        word.phrase[0]
        for word in ways[0]
        if len(ways) == 1
        and not word.others
        and not word.in_title
        and is_character(word.phrase)
        and counts.of_phrase(word.phrase) > COUNTED
    ]
    expressions = [
        match.every(
            expression(word)
            for word in way
            if word.others or word.phrase[0] not in characters or len(word.phrase) > 1
        )
        for way in ways
        if not all(not word.others and word.phrase[0] in characters and len(word.phrase) == 1 for word in way)
    ]
    wanted = match.either(expressions) if expressions else ""
    if query.without and not wanted and characters:
        wanted, characters = match.every(match.phrase((character,)) for character in characters), []
    if query.without and wanted:
        wanted = f"({wanted} NOT {match.either(map(expression, query.without))})"
    of_entries = _filtered(tables, query.filters)
    return Match(wanted, tuple((character, True) for character in characters), of_entries=of_entries)


def expression(word: Word) -> str:
    """What matches a word: any of its phrases."""
    matched = match.either(map(match.phrase, word.phrases))
    return match.in_title(matched) if word.in_title else matched


def with_one_wrong(phrase: Tokens) -> list[Tokens]:
    """What is left of a phrase of which one token is wrong."""
    return match.one_wrong(phrase)


def _filtered(tables: Tables, filters: Filters) -> tuple[str, tuple[object, ...]] | None:
    """The condition on entries that filters make."""
    told: list[str] = []
    values: list[object] = []
    if filters.sources:
        wanted = [_plain(source) for source in filters.sources]
        sources = [source for source in _sources(tables) if any(name in _plain(source) for name in wanted)]
        told.append("source in (select value from json_each(?))")
        values.append(json.dumps(sources))
    if filters.days:
        first, last = filters.days.first, filters.days.last
        told.append("issue_date between ? and ?")
        values += [first.isoformat(), date.isoformat(last)]
    for topic in filters.topics:
        told.append(
            "exists (select 1 from json_each(coalesce(summary, '{}'), '$.topics') as topic"
            " where instr(topic.value, ?))"
        )
        values.append(topic)
    return (" and ".join(told), tuple(values)) if told else None


def _sources(tables: Tables) -> list[str]:
    """The papers of the published entries, each once, by walking the index from one to the next."""
    found = tables.execute(
        """with recursive papers (name) as (
                select min(source) from entries where place is not null
                union all
                select (select min(source) from entries where place is not null and source > name)
                    from papers where name is not null)
            select name from papers where name is not null"""
    )
    return [row[0] for row in found]


def _plain(text: str) -> str:
    return folded(text).replace(" ", "")
