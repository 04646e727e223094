"""Finding entries for what a reader typed.

Goes from the strictest interpretation of the words to looser ones, until enough is found: as typed; without
what only makes it a question; split into words; as pinyin; and where nothing fits, the nearest: what sounds
the same, with one character wrong, or with some of the words only. How an entry fits is said with it (`Why`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from itertools import zip_longest

from sqlite_utils import Database as Tables

from bot.model import Clock, Headline, Hit, SearchResult, Sort, Why
from bot.store import entry_rows
from bot.store.database import Database
from bot.store.search import conditions
from bot.store.search import index as search_index
from bot.store.search.budget import Budget
from bot.store.search.conditions import COUNTED, Counts
from bot.store.search.interpretations import Interpretation, interpretations
from bot.store.search.match import Match
from bot.store.search.ranking import ranked
from bot.store.search.spellings import Spellings
from bot.store.search.suggestions import suggestions
from bot.text.passages import passage
from bot.text.query import Aliases, Query, Word, parse

ENOUGH = 10
"""With so many found, no looser interpretation is tried: a page of hits."""

LONG = 16
"""Characters and Latin words of several typed words of which it is first looked up whether they stand
together: looking for all of them in one go takes longer.
"""

SECONDS = 1.0
"""For one search: others wait. What was found by then is shown."""


@dataclass(frozen=True, slots=True)
class _Found:
    place: int
    score: float
    words: tuple[Word, ...]
    why: Why
    instead: str


@dataclass(frozen=True, slots=True)
class _Listing:
    found: list[_Found]
    """In the order to show."""
    more: Match | None = None
    """What else is found where that is not all of it."""


class Search:
    """Searches the published entries. Days are those of the zone."""

    def __init__(
        self, database: Database, clock: Clock, zone: tzinfo = UTC, aliases: Aliases = lambda word: ()
    ) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone
        self._aliases = aliases

    def search(
        self, query: str, *, limit: int = 10, offset: int = 0, sort: Sort = Sort.RELEVANCE
    ) -> SearchResult:
        """A page of hits. Any text is a query; one without letters and digits finds nothing.

        The total is exact up to 1,000, beyond which no hit is reached either.
        """
        began = time.perf_counter()
        parsed = self._parsed(query)
        first, last = max(offset, 0), max(offset, 0) + max(limit, 0)

        def work(tables: Tables) -> SearchResult:
            looking = _Looking(tables, parsed, self._aliases, sort, min(last, COUNTED))
            total, exact, others = 0, False, {}
            with Budget(tables.conn, SECONDS) as budget:
                listing = looking.listing()
                total, exact = _counted(tables, listing)
                others = {} if total else suggestions(tables, parsed)
            found = looking.so_far() if budget.spent else listing.found
            return SearchResult(
                query,
                _hits(tables, found[first : min(last, COUNTED)]),
                total or len(found),
                exact,
                tuple(others),
                suggestion_counts=tuple(others.values()),
                stopped=budget.spent,
            )

        result = self._database.read(work)
        return replace(result, took_ms=(time.perf_counter() - began) * 1000)

    def headlines(self, query: str, *, limit: int = 10, sort: Sort = Sort.RELEVANCE) -> list[Headline]:
        """The same entries as `search` finds first, by their headlines: neither counted nor quoted."""
        parsed = self._parsed(query)

        def work(tables: Tables) -> list[Headline]:
            looking = _Looking(tables, parsed, self._aliases, sort, min(limit, COUNTED))
            with Budget(tables.conn, SECONDS) as budget:
                listing = looking.listing()
            found = looking.so_far() if budget.spent else listing.found
            return entry_rows.headlines(tables, [one.place for one in found[:limit]])

        return self._database.read(work)

    def _parsed(self, query: str) -> Query:
        today: date = self._clock().astimezone(self._zone).date()
        return parse(query, today, self._aliases)


class _Looking:
    """One search under way: goes from interpretation to interpretation until enough is found."""

    def __init__(self, tables: Tables, query: Query, aliases: Aliases, sort: Sort, wanted: int) -> None:
        self._tables = tables
        self._query = query
        self._aliases = aliases
        self._sort = sort
        self._wanted = wanted
        self._counts = Counts(tables)
        self._found: dict[int, _Found] = {}

    def listing(self) -> _Listing:
        """What is found, in the order to show: all of it, or at least the first that are wanted."""
        spellings = Spellings(self._tables)
        for interpretation in interpretations(self._query, spellings, self._counts, self._aliases):
            if self._found and interpretation.why is Why.NEAR:
                break
            more = self._take(interpretation)
            if more is not None:
                return _Listing(list(self._found.values()), more)
            if len(self._found) >= ENOUGH:
                break
        everything = list(self._found.values())
        if self._sort is Sort.NEWEST:
            days = search_index.days(self._tables, list(self._found))
            everything.sort(key=lambda one: (days[one.place], one.place), reverse=True)
        return _Listing(everything)

    def so_far(self) -> list[_Found]:
        """What was found when the time was over."""
        return list(self._found.values())

    def _take(self, interpretation: Interpretation) -> Match | None:
        """Add what one finds to what was found before it; what else it finds, where that is not all."""
        lists: list[list[_Found]] = []
        more = None
        for number, ways in enumerate(
            [(way,) for way in interpretation.ways] if interpretation.in_turn else [interpretation.ways]
        ):
            if len(ways) == 1 and _is_long(ways[0]) and self._counts.never_together(ways[0]):
                lists.append([])
                continue
            matching = conditions.of(self._tables, ways, self._query, self._counts)
            wanted = COUNTED if interpretation.in_turn else self._wanted
            places, exact = ranked(self._tables, matching, ways, self._counts, self._sort, wanted)
            if not exact and not interpretation.in_turn:
                more = matching
            words = tuple(dict.fromkeys(word for way in ways for word in way))
            instead = interpretation.instead[number] if number < len(interpretation.instead) else ""
            lists.append(
                [_Found(place, score, words, interpretation.why, instead) for place, score in places]
            )
        for row in zip_longest(*lists):
            for one in row:
                if one is not None:
                    self._found.setdefault(one.place, one)
        return more


def _is_long(words: Sequence[Word]) -> bool:
    return len(words) > 1 and sum(len(word.phrase) for word in words) >= LONG


def _counted(tables: Tables, listing: _Listing) -> tuple[int, bool]:
    """How much is found, up to the bound, and whether that is all."""
    places = {one.place for one in listing.found}
    if listing.more is not None:
        places.update(search_index.newest(tables, listing.more, COUNTED + 1))
    return min(len(places), COUNTED), len(places) <= COUNTED


def _hits(tables: Tables, found: Sequence[_Found]) -> tuple[Hit, ...]:
    entries = {entry.id: entry for entry in entry_rows.get_many(tables, [one.place for one in found])}
    return tuple(
        Hit(
            entry=entry,
            snippet=passage(
                search_index.body_text(entry.article),
                [phrase for word in one.words for phrase in word.phrases],
            ),
            score=one.score,
            why=one.why,
            instead=one.instead,
        )
        for one in found
        if (entry := entries.get(one.place))
    )
