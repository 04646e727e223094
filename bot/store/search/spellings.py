"""Words that stand in the stored texts, found by how they sound: for pinyin, and for what was mistyped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sqlite_utils import Database as Tables

from bot.store.search import index as search_index
from bot.store.search import match
from bot.store.search.match import Match
from bot.text import pinyin
from bot.text.search_form import Tokens, is_latin
from bot.text.words import is_word, rarity, segment

MOST_WORDS = 8
"""Words that one spelling may stand for: as many as can be told apart on a page of hits."""

_MOST_LOOKS = 700
"""Pairs of characters that are looked up at one step, which bounds the work to some tens of ms."""

_MOST_PATHS = 300

_MOST_CANDIDATES = 60
"""Words of one spelling that are looked at in texts, those of the dictionary first."""

_MOST_IN_TURN = 10
"""Words that each get their hits: a page has as many."""

_LONGEST_WORD = 4
"""Characters: few words of the dictionary have more."""

_SAMPLE = 5
"""Texts in which a word is looked at."""

_AROUND = 12
"""Characters on each side by which the segmenter decides."""


class Spellings:
    """Looks pairs of characters up, each once, as long as the bound allows."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[str, bool] = {}
        self._left = _MOST_LOOKS

    def of_pinyin(self, letters: Sequence[str]) -> tuple[list[str], list[str]]:
        """The words that letters may be the pinyin of: those that are words where they stand, and others.

        Letters with blanks are syllables; a run of them is taken apart, into as few as lead anywhere.
        """
        ways = [tuple(letters)] if len(letters) > 1 else pinyin.splits(letters[0])
        others: list[str] = []
        for way in ways:
            if 1 < len(way) <= pinyin.MOST_SYLLABLES:
                found = self._standing([pinyin.characters(syllable) for syllable in way])
                likely = sorted(found, key=lambda word: not is_word(word))[:_MOST_CANDIDATES]
                known = [word for word in likely if self._is_word_in_texts(word)][:_MOST_IN_TURN]
                if known:
                    return known, [word for word in likely if word not in known]
                others = others or likely
        return [], others

    def _is_word_in_texts(self, word: str) -> bool:
        """Whether the segmenter sees the word, and not parts of its neighbours, where it stands.

        A few texts are looked at. What is a word in a third of them is one: 下工 in 线下工作 is none, though
        dictionaries have it.
        """
        places = search_index.newest(self._tables, Match(match.phrase(tuple(word))), _SAMPLE)
        texts = search_index.texts(self._tables, places)
        return 3 * sum(_is_segment(word, text) for text in texts) > len(texts)

    def of_homophones(self, phrase: Tokens) -> list[str]:
        """The words that sound as this one with one character wrong."""
        if any(map(is_latin, phrase)):
            return []
        sound = [self._stands(left + right) for left, right in pairwise(phrase)]
        found = []
        self._left = _MOST_LOOKS
        for place, character in enumerate(phrase):
            if all(good for at, good in enumerate(sound) if at not in (place - 1, place)):
                for other in pinyin.homophones(character):
                    changed = (*phrase[:place], other, *phrase[place + 1 :])
                    beside = changed[max(0, place - 1) : place + 2]
                    if all(self._stands(left + right) for left, right in pairwise(beside)):
                        found.append("".join(changed))
        return _best(self._whole(found))

    def _standing(self, options: Sequence[Sequence[str]]) -> list[str]:
        """Words of one character of each of the options, grown to both sides from the two that are fewest."""
        options = [
            [one for one in some if search_index.holds_character(self._tables, one, 1)] for some in options
        ]
        if not all(options):
            return []
        start = min(range(len(options) - 1), key=lambda at: len(options[at]) * len(options[at + 1]))
        paths = self._grown(list(options[start]), options[start + 1])
        for following in options[start + 2 :]:
            paths = self._grown(paths, following)
        for before in reversed(options[:start]):
            paths = self._grown(paths, before, backwards=True)
        return self._whole(paths)

    def _grown(self, paths: Sequence[str], options: Sequence[str], backwards: bool = False) -> list[str]:
        """The paths with one character more. The commonest are looked up first, while looks are left."""
        self._left = _MOST_LOOKS
        edge = 0 if backwards else -1
        pairs = [
            other + end if backwards else end + other
            for end in {path[edge] for path in paths}
            for other in options
        ]
        stand = set(filter(self._stands, sorted(pairs, key=_rareness)))
        grown = (
            [other + path for path in paths for other in options if other + path[0] in stand]
            if backwards
            else [path + other for path in paths for other in options if path[-1] + other in stand]
        )
        return sorted(grown, key=_rareness)[:_MOST_PATHS]

    def _whole(self, words: Sequence[str]) -> list[str]:
        """Those of the words that stand anywhere as they are."""
        return [
            word
            for word in words[:_MOST_PATHS]
            if len(word) == 2 or search_index.count(self._tables, Match(match.phrase(tuple(word))), 1)
        ]

    def _stands(self, pair: str) -> bool:
        if pair not in self._known:
            if not self._left:
                return False
            self._left -= 1
            self._known[pair] = search_index.count(self._tables, Match(f'"{pair}"'), 1) > 0
        return self._known[pair]


def _is_segment(word: str, text: str) -> bool:
    at = text.find(word)
    if at < 0:
        return False
    begin = max(0, at - _AROUND)
    borders = {begin}
    for part in segment(text[begin : at + len(word) + _AROUND]):
        borders.add(max(borders) + len(part))
    return at in borders and at + len(word) in borders


def _best(words: Sequence[str]) -> list[str]:
    return sorted(dict.fromkeys(words), key=lambda word: (not is_word(word), _rareness(word)))[:MOST_WORDS]


@lru_cache(maxsize=20_000)
def _rareness(characters: str) -> float:
    """How rare characters in a row are, taken as the words of the dictionary that they likeliest are."""
    least = [0.0]
    for end in range(1, len(characters) + 1):
        ways = [least[-1] + rarity(characters[end - 1])]
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            if is_word(part := characters[start:end]):
                ways.append(least[start] + rarity(part))
        least.append(min(ways))
    return least[-1]
