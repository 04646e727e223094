"""Finding entries for what a reader typed.

Goes from the strictest reading of the words to looser ones, until enough is found: as typed; without what
only makes it a question; split into words; and where nothing fits, the nearest: with one character wrong, or
with some of the words only. How an entry fits is said with it (`Why`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sqlite_utils import Database as Tables

from bot.model import Hit, SearchResult, Sort, Why
from bot.store import entry_rows, match, search_index
from bot.store.database import Database
from bot.store.suggestions import suggestions
from bot.text.passages import passage
from bot.text.query import MOST_WORDS, Query, parse, without_question
from bot.text.search_form import Tokens, folded, tokens
from bot.text.words import segment, tag_of

COUNTED = 1000
"""Matches are counted, ranked and paged through up to this many: nobody reads on, and the work is bounded."""

ENOUGH = 10
"""With so many found, no looser reading is tried: a page of hits."""

_NEAREST_WORDS = 6
"""Words of which some may be missing; of more, only the rarest."""


_LONGEST_WORD = 12
"""Tokens in which a wrong one is looked for: longer ones are sentences, of which the words are looked for."""

_FUNCTION_WORDS = frozenset({"c", "p", "u", "uj", "ul", "uz", "ug", "ud", "uv", "y", "e", "o", "r", "zg"})
"""jieba's tags of words that join others: conjunctions, prepositions, particles, pronouns."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take the words: what to match, what to mark, and how it fits."""

    expression: str
    phrases: tuple[Tokens, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class _Found:
    place: int
    score: float
    reading: _Reading


class Search:
    """Searches the published entries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(
        self, query: str, *, limit: int = 10, offset: int = 0, sort: Sort = Sort.RELEVANCE
    ) -> SearchResult:
        """A page of hits. Any text is a query; one without letters and digits finds nothing.

        The total is exact up to 1,000, beyond which no hit is reached either.
        """
        began = time.perf_counter()
        parsed = parse(query)

        def work(tables: Tables) -> SearchResult:
            found, exact = _found(tables, parsed, sort)
            hits = _hits(tables, found[max(offset, 0) : max(offset, 0) + max(limit, 0)])
            others = () if found else suggestions(tables, parsed)
            return SearchResult(query, hits, len(found), exact, others)

        result = self._database.read(work)
        return replace(result, took_ms=(time.perf_counter() - began) * 1000)


def _found(tables: Tables, query: Query, sort: Sort) -> tuple[list[_Found], bool]:
    """Everything found, in the order to show, and whether it is all there is."""
    found: dict[int, _Found] = {}
    for reading in _readings(tables, query):
        if len(found) >= ENOUGH or (found and reading.why is Why.NEAR):
            break
        places, exact = _matches(tables, match.without(reading.expression, query.without), sort)
        for place, score in places:
            found.setdefault(place, _Found(place, score, reading))
        if not exact:
            return list(found.values())[:COUNTED], False
    return list(found.values())[:COUNTED], len(found) <= COUNTED


def _matches(tables: Tables, expression: str, sort: Sort) -> tuple[list[tuple[int, float]], bool]:
    """The places that match with their scores, and whether these are all."""
    exact = search_index.count(tables, expression, COUNTED + 1) <= COUNTED
    if sort is Sort.NEWEST:
        return [(place, 0.0) for place in search_index.newest(tables, expression, COUNTED)], exact
    if exact:
        return search_index.ranked(tables, expression), True
    # bm25 would look at all matches; those of the title are the better ones, and newer better than older.
    titled = search_index.newest(tables, match.in_title(expression), COUNTED)
    others = search_index.newest(tables, expression, COUNTED)
    return [(place, 0.0) for place in dict.fromkeys([*titled, *others])], False


def _readings(tables: Tables, query: Query) -> Iterator[_Reading]:
    """The ways to take a query, strictest first."""
    if not query.words:
        return
    yield _all_of([word.phrase for word in query.words])
    asked = without_question(query)
    if asked != query:
        yield _all_of([word.phrase for word in asked.words])
    typed, words = [word.phrase for word in asked.words], _split(tables, asked)
    if words != typed:
        # 元 and 宇宙 apart are not 元宇宙: single characters hold a text together too loosely.
        loose = any(len(word) == 1 and not word[0].isascii() for word in words)
        yield replace(_all_of(words), why=Why.NEAR if loose else Why.EXACT)
        yield from _one_wrong(tables, typed)
    yield from _one_wrong(tables, words)
    yield from _some_of(tables, words)


def _all_of(phrases: Sequence[Tokens]) -> _Reading:
    return _Reading(match.every(map(match.phrase, phrases)), tuple(phrases), Why.EXACT)


def _one_wrong(tables: Tables, phrases: Sequence[Tokens]) -> Iterator[_Reading]:
    """With one character wrong in each phrase that stands nowhere."""
    absent = {phrase for phrase in phrases if 1 < len(phrase) <= _LONGEST_WORD and not _count(tables, phrase)}
    if absent:
        yield _Reading(
            match.every(
                match.one_wrong(phrase) if phrase in absent else match.phrase(phrase) for phrase in phrases
            ),
            tuple(
                piece for phrase in phrases for piece in (_pieces(phrase) if phrase in absent else [phrase])
            ),
            Why.NEAR,
        )


def _some_of(tables: Tables, phrases: Sequence[Tokens]) -> Iterator[_Reading]:
    """With as many of the phrases as stand together anywhere."""
    counts = {phrase: _count(tables, phrase) for phrase in phrases}
    known = sorted((phrase for phrase in counts if counts[phrase]), key=lambda phrase: counts[phrase])
    known = known[:_NEAREST_WORDS]
    for size in range(min(len(known), len(counts) - 1), 0, -1):
        together = [match.every(map(match.phrase, some)) for some in combinations(known, size)]
        yield _Reading(match.either(together), tuple(known), Why.NEAR)


def _count(tables: Tables, phrase: Tokens) -> int:
    return search_index.count(tables, match.phrase(phrase), COUNTED)


def _pieces(phrase: Tokens) -> list[Tokens]:
    """What may be marked of a phrase of which one token is wrong."""
    halves = [half for place in range(1, len(phrase)) for half in (phrase[:place], phrase[place:])]
    return [half for half in halves if len(half) > 1] or halves


def _split(tables: Tables, query: Query) -> list[Tokens]:
    """The words of which what was typed is made; function words only where there are no others."""
    found: list[Tokens] = []
    for word in query.words:
        whole = word.quoted or len(word.phrase) <= 2
        found += [word.phrase] if whole else _words_in(tables, word.text)
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _words_in(tables: Tables, text: str) -> list[Tokens]:
    """jieba's words of a text; a single character stays with the word beside it where they stand so.

    So words that no dictionary has are kept whole: 元宇宙, not 元 and 宇宙.
    """
    words: list[Tokens] = []
    goes_on = False
    for part in segment(folded(text)):
        phrase = tokens(part)
        if not phrase or tag_of(part) in _FUNCTION_WORDS:
            goes_on = False
            continue
        together = (*words[-1], *phrase) if goes_on and 1 in (len(words[-1]), len(phrase)) else ()
        if together and _count(tables, together):
            words[-1] = together
        else:
            words.append(phrase)
        goes_on = True
    return words or [tokens(text)]


def _hits(tables: Tables, found: Sequence[_Found]) -> tuple[Hit, ...]:
    entries = {
        entry.id: entry
        for entry in entry_rows.get_many(tables, [search_index.entry_at(one.place) for one in found])
    }
    return tuple(
        Hit(
            entry=entry,
            snippet=passage(search_index.body_text(entry.article), one.reading.phrases),
            score=one.score,
            why=one.reading.why,
        )
        for one in found
        if (entry := entries.get(search_index.entry_at(one.place)))
    )
