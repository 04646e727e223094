"""Finding entries for what a reader typed.

Goes from the strictest reading of the words to looser ones, until enough is found: as typed; without what
only makes it a question; split into words; as pinyin; and where nothing fits, the nearest: what sounds the
same, with one character wrong, or with some of the words only. How an entry fits is said with it (`Why`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from itertools import combinations, zip_longest

from sqlite_utils import Database as Tables

from bot.model import Clock, Hit, SearchResult, Sort, Why
from bot.store import conditions, entry_rows, search_index
from bot.store.conditions import COUNTED, Counts
from bot.store.database import Database
from bot.store.ranking import ranked
from bot.store.spellings import Spellings
from bot.store.suggestions import suggestions
from bot.text.passages import passage
from bot.text.query import MOST_WORDS, Aliases, Query, Word, parse, without_question
from bot.text.search_form import Tokens, folded, is_latin, tokens
from bot.text.words import segment, tag_of

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
    """One way to take the words: of each of the ways all words must be there."""

    ways: tuple[tuple[Word, ...], ...]
    why: Why
    in_turn: bool = False
    """Whether the ways are words of their own, of which each gets its hits on the page."""
    instead: tuple[str, ...] = ()
    """What each of the ways looks for instead of what was typed."""


@dataclass(frozen=True, slots=True)
class _Found:
    place: int
    score: float
    words: tuple[Word, ...]
    why: Why
    instead: str


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
        today: date = self._clock().astimezone(self._zone).date()
        parsed = parse(query, today, self._aliases)

        def work(tables: Tables) -> SearchResult:
            found, exact = _found(tables, parsed, sort)
            hits = _hits(tables, found[max(offset, 0) : max(offset, 0) + max(limit, 0)])
            others = {} if found else suggestions(tables, parsed)
            return SearchResult(
                query, hits, len(found), exact, tuple(others), suggestion_counts=tuple(others.values())
            )

        result = self._database.read(work)
        return replace(result, took_ms=(time.perf_counter() - began) * 1000)


def _found(tables: Tables, query: Query, sort: Sort) -> tuple[list[_Found], bool]:
    """Everything found, in the order to show, and whether it is all there is."""
    found: dict[int, _Found] = {}
    counts = Counts(tables)
    for reading in _readings(tables, query, counts):
        if len(found) >= ENOUGH or (found and reading.why is Why.NEAR):
            break
        groups = [(way,) for way in reading.ways] if reading.in_turn else [reading.ways]
        lists: list[list[_Found]] = []
        for number, ways in enumerate(groups):
            places, exact = ranked(tables, conditions.of(tables, ways, query, counts), ways, counts, sort)
            words = tuple(dict.fromkeys(word for way in ways for word in way))
            instead = reading.instead[number] if number < len(reading.instead) else ""
            lists.append([_Found(place, score, words, reading.why, instead) for place, score in places])
            if not exact and not reading.in_turn:
                for one in lists[0]:
                    found.setdefault(one.place, one)
                return list(found.values())[:COUNTED], False
        for row in zip_longest(*lists):
            for one in row:
                if one is not None:
                    found.setdefault(one.place, one)
    everything = list(found.values())
    if sort is Sort.NEWEST:
        days = search_index.days(tables, list(found))
        everything.sort(key=lambda one: (days[one.place], one.place), reverse=True)
    return everything[:COUNTED], len(everything) <= COUNTED


def _readings(tables: Tables, query: Query, counts: Counts) -> Iterator[_Reading]:
    """The ways to take a query, strictest first."""
    if not query.words:
        if query.filters:
            yield _Reading(((),), Why.EXACT)
        return
    spellings = Spellings(tables)
    yield _Reading((query.words,), Why.EXACT)
    asked = without_question(query)
    if asked != query:
        yield _Reading((asked.words,), Why.EXACT)
    yield from _by_pinyin(spellings, query.words)
    words = _split(asked.words, counts)
    if words != asked.words:
        # 元 and 宇宙 apart are not 元宇宙: single characters hold a text together too loosely.
        single = [word for word in words if _is_single(word)]
        if len(single) < len(words):
            yield _Reading((words,), Why.NEAR if single else Why.EXACT)
        yield from _one_wrong(spellings, asked.words, counts)
    yield from _one_wrong(spellings, words, counts)
    yield from _some_of(words, counts)


def _by_pinyin(spellings: Spellings, words: tuple[Word, ...]) -> Iterator[_Reading]:
    """As the pinyin of words, with or without blanks between the syllables."""
    letters = [folded(word.text) for word in words]
    if not all(text.isascii() and text.isalpha() for text in letters) or any(word.quoted for word in words):
        return
    known, others = spellings.of_pinyin(letters)
    if known:
        yield _Reading(tuple((_word(name),) for name in known), Why.PINYIN, True, tuple(known))
    if others:
        yield _Reading(((_either(others),),), Why.PINYIN, False, tuple(others) if len(others) == 1 else ())
    if known or others or len(letters) < 2:
        return
    # Several words of several syllables each: weifang yuanyuzhou.
    each = [[*known, *others] for known, others in (spellings.of_pinyin([text]) for text in letters)]
    if all(each):
        yield _Reading((tuple(_either(names[:MOST_WORDS]) for names in each),), Why.PINYIN)


def _one_wrong(spellings: Spellings, words: tuple[Word, ...], counts: Counts) -> Iterator[_Reading]:
    """With one character wrong in each word that stands nowhere: first as it sounds, then whichever."""
    absent = {word for word in words if 1 < len(word.phrase) <= _LONGEST_WORD and not counts.stands(word)}
    if not absent:
        return
    heard = {word: spellings.of_homophones(word.phrase) for word in absent if not word.quoted}
    if heard and all(heard.values()) and len(heard) == len(absent):
        meant = tuple(_either(heard[word]) if word in heard else word for word in words)
        yield _Reading((meant,), Why.NEAR, False, (" ".join(names[0] for names in heard.values()),))
    meant = tuple(
        replace(word, phrase=pieces[0], others=pieces[1:], quoted=True)
        if word in absent and (pieces := tuple(conditions.with_one_wrong(word.phrase)))
        else word
        for word in words
    )
    if len(words) > 1 or not all(_is_single(word) for word in meant):
        yield _Reading((meant,), Why.NEAR)


def _some_of(words: tuple[Word, ...], counts: Counts) -> Iterator[_Reading]:
    """With as many of the words as stand together anywhere."""
    known = [word for word in words if counts.stands(word)]
    telling = [word for word in known if not _is_single(word)]
    known = sorted(telling or (known if len(known) == len(words) else []), key=counts.of_word)[
        :_NEAREST_WORDS
    ]
    for size in range(min(len(known), len(words) - 1), 0, -1):
        yield _Reading(tuple(combinations(known, size)), Why.NEAR)


def _split(words: tuple[Word, ...], counts: Counts) -> tuple[Word, ...]:
    """The words of which what was typed is made; function words only where there are no others."""
    found: list[Word] = []
    for word in words:
        whole = word.quoted or len(word.phrase) <= 2 or (word.others and counts.stands(word))
        found += (
            [word]
            if whole
            else [
                replace(word, text="".join(part), phrase=part, others=(), core=None)
                for part in _words_in(word, counts)
            ]
        )
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def _words_in(word: Word, counts: Counts) -> list[Tokens]:
    """jieba's words of a text; a single character stays with the word beside it where they stand so.

    So words that no dictionary has are kept whole: 元宇宙, not 元 and 宇宙.
    """
    words: list[Tokens] = []
    goes_on = False
    for part in segment(folded(word.text)):
        phrase = tokens(part)
        if not phrase or tag_of(part) in _FUNCTION_WORDS:
            goes_on = False
            continue
        together = (*words[-1], *phrase) if goes_on and 1 in (len(words[-1]), len(phrase)) else ()
        if together and counts.of_phrase(together):
            words[-1] = together
        else:
            words.append(phrase)
        goes_on = True
    return words or [word.phrase]


def _word(text: str) -> Word:
    return Word(text, tokens(text), quoted=True)


def _either(names: Sequence[str]) -> Word:
    return replace(_word(names[0]), others=tuple(tokens(name) for name in names[1:]))


def _is_single(word: Word) -> bool:
    return all(len(phrase) == 1 and not is_latin(phrase[0]) for phrase in word.phrases)


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
