"""The order of what matches: by bm25 where matches are few, else those of the title first, the newest first.

bm25 looks at every text that has one of its words, so it is given only words that stand in few texts; common
ones tell next to nothing about relevance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database as Tables

from bot.model import Sort
from bot.store import match, search_index
from bot.store.conditions import COMMON, COUNTED, Counts, expression
from bot.store.match import Match
from bot.text.query import Word
from bot.text.search_form import folded

Ranked = list[tuple[int, float]]
"""Places with their scores."""


def ranked(
    tables: Tables, matching: Match, ways: Sequence[tuple[Word, ...]], counts: Counts, sort: Sort
) -> tuple[Ranked, bool]:
    """The places that match, in their order, and whether these are all."""
    places = search_index.newest(tables, matching, COUNTED + 1)
    exact, places = len(places) <= COUNTED, places[:COUNTED]
    if sort is Sort.RELEVANCE and not exact:
        titled = _titled(tables, matching, places)
        days = search_index.days(tables, [*titled, *places])
        in_title = set(titled)
        return [
            (place, 0.0)
            for place in sorted(days, key=lambda place: (place in in_title, days[place], place), reverse=True)
        ], False
    days = search_index.days(tables, places)
    scores: dict[int, float] = {}
    if sort is Sort.RELEVANCE and places:
        scores = _scores(tables, places, ways, counts)
        for place in search_index.asides(tables, places):
            scores[place] = scores.get(place, 0.0) * search_index.ASIDE_WEIGHT
    scored = [(place, scores.get(place, 0.0)) for place in places]
    return sorted(scored, key=lambda pair: (pair[1], days[pair[0]], pair[0]), reverse=True), exact


def _titled(tables: Tables, matching: Match, newest: Sequence[int]) -> list[int]:
    """Those that have all of it in the title; for common characters, among the newest."""
    if matching.characters or not matching.expression:
        wanted = [character for character, _ in matching.characters]
        heads = search_index.headlines(tables, newest)
        return [
            place for place in newest if wanted and all(one in folded(heads.get(place, "")) for one in wanted)
        ]
    in_title = replace(matching, expression=match.in_title(matching.expression))
    return search_index.newest(tables, in_title, COUNTED)


def _scores(
    tables: Tables, places: Sequence[int], ways: Sequence[tuple[Word, ...]], counts: Counts
) -> dict[int, float]:
    rare = [
        expression(word)
        for word in dict.fromkeys(word for way in ways for word in way)
        if counts.of_word(word) < COMMON
    ]
    if rare:
        # Several ways share words: bm25 shall look at each once.
        return search_index.scores(tables, match.every(rare) if len(ways) == 1 else match.either(rare))
    found: dict[int, float] = {}
    among = (min(places), max(places))
    for word in {word for way in ways for word in way}:
        titled = Match(match.in_title(expression(word)), places=among)
        for place in search_index.newest(tables, titled, COUNTED):
            found[place] = found.get(place, 0.0) + 1.0
    return found
