"""From words to what the index is asked to match, with as little work as the counts of the words allow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import chain

from sqlite_utils import Database as Tables

from bot.store.search import index as search_index
from bot.store.search import match
from bot.store.search.match import Match
from bot.text.query import Filters, Query, Word
from bot.text.search_form import Tokens, folded, is_latin
from bot.text.words import rarity

COUNTED = 1000
"""Matches are counted, ranked and paged through up to this many: nobody reads on, and the work is bounded."""

COMMON = 400
"""Words that stand in so many texts are not counted any further, and tell too little to be ranked by."""

TELLING = 12
"""Words of a long query that are counted: those that the dictionary knows to be the rarest."""


class Counts:
    """In how many texts words stand, up to COMMON, and which texts these are; each is looked up once."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._counted: dict[Tokens, int] = {}
        self._standing: dict[Tokens, bool] = {}
        self._places: dict[Word, set[int]] = {}

    def of_phrase(self, phrase: Tokens) -> int:
        """How many texts have this phrase."""
        if phrase not in self._counted:
            self._counted[phrase] = self._count(phrase, COMMON)
        return self._counted[phrase]

    def of_word(self, word: Word) -> int:
        """How many texts have the commonest of what the word may be."""
        return max(map(self.of_phrase, word.phrases))

    def places(self, word: Word) -> set[int]:
        """The texts that have the word: all of them where they are fewer than COMMON."""
        if word not in self._places:
            self._places[word] = set(chain.from_iterable(map(self._holding, word.phrases)))
        return self._places[word]

    def places_with(self, word: Word, others: Sequence[Word]) -> list[int]:
        """The texts that have the word and any of some others, which must be rare."""
        sought = match.every([expression(word), match.either(map(expression, others))])
        return search_index.newest(self._tables, Match(sought), COMMON * len(others))

    def never_together(self, words: Sequence[Word]) -> bool:
        """Whether it is known that no text has all of these words: their rarest need be looked up only."""
        telling = [word for word in telling_most(words) if not word.begins]
        if not all(map(self.stands, telling)):
            return True
        rare = sorted((word for word in telling if self.of_word(word) < COMMON), key=self.of_word)
        return bool(rare) and not set.intersection(*map(self.places, rare))

    def has(self, phrase: Tokens) -> bool:
        """Whether any text has this phrase."""
        if phrase in self._counted:
            return self._counted[phrase] > 0
        if phrase not in self._standing:
            self._standing[phrase] = self._count(phrase, 1) > 0
        return self._standing[phrase]

    def stands(self, word: Word) -> bool:
        """Whether the word stands anywhere."""
        return any(map(self.has, word.phrases))

    def _count(self, phrase: Tokens, most: int) -> int:
        if is_character(phrase):
            return search_index.holds_character(self._tables, phrase[0], most)
        return search_index.count(self._tables, Match(match.phrase(phrase)), most)

    def _holding(self, phrase: Tokens) -> list[int]:
        sought = Match(characters=(phrase[0],)) if is_character(phrase) else Match(match.phrase(phrase))
        return search_index.newest(self._tables, sought, COMMON)


def telling_most(words: Sequence[Word]) -> list[Word]:
    """Those that tell most by what the dictionary knows of them, so that not all need be counted."""
    return sorted(words, key=lambda word: rarity(word.text), reverse=True)[:TELLING]


def is_character(phrase: Tokens) -> bool:
    """Whether it is one character, for which the index of characters is there."""
    return len(phrase) == 1 and not is_latin(phrase[0])


def of(tables: Tables, ways: Sequence[tuple[Word, ...]], query: Query, counts: Counts) -> Match:
    """What must match for all words of one of the ways, none of the query's others, and its filters."""
    # Which texts have a single character is asked of its own index: very many pairs begin with it.
    singles = {word for word in ways[0] if _is_plain_character(word)} if len(ways) == 1 else set()
    parts = [[expression(word) for word in way if word not in singles] for way in ways]
    wanted = match.either(map(match.every, parts)) if any(parts) else ""
    # A single character is asked of its own index here too: very many pairs begin with 的.
    unwanted = [word for word in query.without if not _is_plain_character(word)]
    without = match.either(map(expression, unwanted)) if unwanted else ""
    return Match(
        f"({wanted} NOT {without})" if wanted and without else wanted,
        tuple(word.phrase[0] for word in singles),
        characters_first=any(counts.of_phrase(word.phrase) < COMMON for word in singles),
        title_expression=match.either(match.every(map(_phrases, way)) for way in ways) if all(ways) else "",
        without=without,
        without_characters=tuple(word.phrase[0] for word in query.without if _is_plain_character(word)),
        of_entries=_filtered(tables, query),
    )


def _is_plain_character(word: Word) -> bool:
    return is_character(word.phrase) and not word.others and not word.in_title


def expression(word: Word) -> str:
    """What matches a word: any of its phrases."""
    return match.in_title(_phrases(word)) if word.in_title else _phrases(word)


def _phrases(word: Word) -> str:
    return match.either(match.phrase(phrase, begins=word.begins) for phrase in word.phrases)


def with_one_wrong(phrase: Tokens) -> list[Tokens]:
    """What is left of a phrase of which one token is wrong."""
    return match.one_wrong(phrase)


def _filtered(tables: Tables, query: Query) -> tuple[str, tuple[object, ...]] | None:
    """The condition on entries that the filters of a query make."""
    conditions, values = _fitting(tables, query.filters)
    for filters in query.without_filters:
        unwanted, given = _fitting(tables, filters)
        # What is not known of an entry excludes nothing.
        conditions.append(f"not coalesce({' and '.join(unwanted)}, false)")
        values += given
    return (" and ".join(conditions), tuple(values)) if conditions else None


def _fitting(tables: Tables, filters: Filters) -> tuple[list[str], list[object]]:
    """The conditions under which an entry fits filters, with their values."""
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
    return told, values


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
