"""The order of what matches: by bm25 where matches are few, else those of the title first, the newest first.

bm25 looks at every text that has one of its words, so it is given only words that stand in few texts; common
ones tell next to nothing about relevance. Where many match, only as many are read as are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database as Tables

from bot.model import Sort
from bot.store.search import index as search_index
from bot.store.search import match, title_index
from bot.store.search.conditions import COMMON, COUNTED, Counts, expression
from bot.store.search.match import Match
from bot.text.query import Word

FEW = 40
"""Matches that are all looked at, to be put in the order of their scores."""

MANY_TITLED = 30
"""With more titles than that, of several pages, the rest of the matches need not be counted to be many."""

SORTED = 10_000
"""Matches of which all are sorted by their days; beyond, the days are walked until enough match."""

Ranked = list[tuple[int, float]]
"""Places with their scores."""


def ranked(
    tables: Tables,
    matching: Match,
    ways: Sequence[tuple[Word, ...]],
    counts: Counts,
    sort: Sort,
    wanted: int,
) -> tuple[Ranked, bool]:
    """The first places in order: all where they are few, else as many as wanted; and whether they are all."""
    if sort is Sort.NEWEST or not matching.title_expression:
        newest, exact = _newest(tables, matching, wanted)
        return [(place, 0.0) for place in newest], exact
    titled = title_index.newest(tables, matching, max(wanted, MANY_TITLED + 1))
    places: Sequence[int] = ()
    if len(titled) <= MANY_TITLED:
        places = search_index.newest(tables, matching, FEW + 1)
        if len(places) <= FEW:
            return _by_score(tables, places, ways, counts, bool(titled)), True
    if len(titled) < wanted:
        # As many again as stand before them, in case that they are the same.
        if len(places) < wanted + len(titled):
            places = search_index.newest(tables, matching, wanted + len(titled))
        in_title = set(titled)
        titled += [place for place in places if place not in in_title]
    return [(place, 0.0) for place in titled[:wanted]], False


def _newest(tables: Tables, matching: Match, wanted: int) -> tuple[list[int], bool]:
    places = search_index.newest(tables, matching, SORTED + 1)
    if len(places) > SORTED:
        return search_index.newest_days(tables, matching, wanted), False
    days = search_index.days(tables, places)
    places.sort(key=lambda place: (days[place], place), reverse=True)
    return places[:COUNTED], len(places) <= COUNTED


def _by_score(
    tables: Tables, places: Sequence[int], ways: Sequence[tuple[Word, ...]], counts: Counts, titled: bool
) -> Ranked:
    scores = _scores(tables, places, ways, counts, titled) if places else {}
    for place in search_index.asides(tables, places):
        scores[place] = scores.get(place, 0.0) * search_index.ASIDE_WEIGHT
    days = search_index.days(tables, places)
    scored = [(place, scores.get(place, 0.0)) for place in places]
    return sorted(scored, key=lambda pair: (pair[1], days[pair[0]], pair[0]), reverse=True)


def _scores(
    tables: Tables, places: Sequence[int], ways: Sequence[tuple[Word, ...]], counts: Counts, titled: bool
) -> dict[int, float]:
    words = tuple(dict.fromkeys(word for way in ways for word in way))
    if titled and len(words) > 1:
        # Where a title has all of several words, bm25 adds nothing but time.
        return _words_in_titles(tables, places, words)
    rare = [expression(word) for word in words if counts.of_word(word) < COMMON]
    if not rare:
        return _words_in_titles(tables, places, words)
    # Several ways share words: bm25 shall look at each once.
    return search_index.scores(tables, match.every(rare) if len(ways) == 1 else match.either(rare))


def _words_in_titles(tables: Tables, places: Sequence[int], words: Sequence[Word]) -> dict[int, float]:
    return {
        place: float(sum(any("".join(phrase) in title for phrase in word.phrases) for word in words))
        for place, title in search_index.folded_titles(tables, places).items()
    }
