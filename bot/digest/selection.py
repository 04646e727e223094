"""What each of many readers wants of the same news: indexed once, so that a choice costs what it holds.

Articles are numbered from the best down, and a set of them is an integer with a bit for each: what has a
topic, what has a word, what stands in a paper. A reader's choice is then a few operations on integers, and
its items come out in the right order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, time
from itertools import compress
from operator import itemgetter
from typing import TypeVar

from bot.digest.arrangement import rank, reading_length, stands_alone, story_of, topics_of
from bot.digest.words import WordFinder
from bot.model import NO_TASTE, Digest, DigestGroup, Entry, Taste, is_old, without_text

Bits = int
"""A set of articles: bit `n` stands for the one with the number `n`."""

Item = TypeVar("Item")

_AS_NUMBERS = bytes(digit == ord("1") for digit in range(256))


class Selection:
    """News that readers choose from by topics and by words; of each story only the best article."""

    def __init__(
        self, entries: Iterable[Entry], words: Iterable[str] = (), shared: dict[int, Entry] | None = None
    ) -> None:
        """`words` are all that any reader may name: they are looked for in one pass over the texts.

        The entries are taken one at a time, and their texts are not kept. `shared` holds what is kept of the
        same entries by other selections.
        """
        kept = {} if shared is None else shared
        finder, ranked = WordFinder(words), []
        for entry in filter(stands_alone, entries):
            finder.look_in(entry)
            ranked.append((rank(entry), kept.setdefault(entry.id, without_text(entry))))
        ranked.sort(key=itemgetter(0))
        self._entries = tuple(_one_a_story(entry for _, entry in ranked))
        self._all = (1 << len(self._entries)) - 1
        self._lengths = [reading_length(entry) for entry in self._entries]
        self._numbers = {entry.id: number for number, entry in enumerate(self._entries)}
        self._by_strength = _by_strength(self._entries)
        self._topics = {topic for placed in self._by_strength for topic in placed}
        self._papers = _by_paper(self._entries)
        self._old: dict[date, Bits] = {}
        self._by_word = {word: self._set(ids) for word, ids in finder.found().items()}

    def digest(
        self,
        *,
        topics: Collection[str] = (),
        include: Collection[str] = (),
        exclude: Collection[str] = (),
        without: Collection[int] = (),
        order: Sequence[str] = (),
        taste: Taste = NO_TASTE,
        day: date,
        at: time | None = None,
    ) -> Digest:
        """What a reader gets on a day.

        What stands under one of the `topics` or has a word to `include`; with neither, everything. Nothing
        that has one of the words to `exclude`, and nothing whose id is in `without`.

        A group for each topic, in the `order` given, what fits none of them last; in each the best first. An
        entry stands once, under the strongest of its topics that the reader wants. The less the reader's
        `taste` wants an entry, the later it stands in its group; a group in which everything is wanted less
        stands behind the others.
        """
        by_words = self._with_any(include)
        chosen = by_words if topics or include else self._all
        for placed in self._by_strength:
            for topic in topics:
                chosen |= placed.get(topic, 0)
        chosen &= ~(self._with_any(exclude) | self._set(without))
        old = chosen & self._old_on(day)
        groups = self._groups(chosen & ~old, frozenset(topics), order)
        aged = sorted(self._listed(old), key=lambda entry: entry.article.date or date.min, reverse=True)
        return Digest(
            day,
            at,
            tuple(groups if taste is NO_TASTE else _by_taste(groups, taste)),
            tuple(aged if taste is NO_TASTE else _wanted_first(aged, taste)),
            papers=tuple(self._papers_of(chosen)),
            characters=sum(_each(chosen, self._lengths)),
        )

    def _groups(self, chosen: Bits, topics: frozenset[str], order: Sequence[str]) -> Iterator[DigestGroup]:
        placed: dict[str, Bits] = defaultdict(int)
        left = chosen
        # What came by a word stands under its own topics, where it has none that the reader named.
        for wanted in (topics, self._topics) if topics else (self._topics,):
            for placed_so in self._by_strength:
                here = left
                for topic in placed_so.keys() & wanted:
                    placed[topic] |= here & placed_so[topic]
                    left &= ~placed_so[topic]
        places = {topic: number for number, topic in enumerate(order)}
        shown = [topic for topic, those in placed.items() if those]
        for topic in sorted(shown, key=lambda topic: (places.get(topic, len(places)), topic)):
            yield DigestGroup(topic, self._listed(placed[topic]))
        if left:
            yield DigestGroup(None, self._listed(left))

    def _papers_of(self, chosen: Bits) -> list[str]:
        """The papers that brought what was chosen, those with most of it first."""
        counts = {paper: (chosen & those).bit_count() for paper, those in self._papers.items()}
        return sorted(filter(counts.get, counts), key=lambda paper: (-counts[paper], paper))

    def _old_on(self, day: date) -> Bits:
        if day not in self._old:
            self._old[day] = self._set(entry.id for entry in self._entries if is_old(entry.article, day))
        return self._old[day]

    def _with_any(self, words: Collection[str]) -> Bits:
        bits = 0
        for word in words:
            bits |= self._by_word.get(word, 0)
        return bits

    def _set(self, ids: Iterable[int]) -> Bits:
        bits = 0
        for key in ids:
            if key in self._numbers:
                bits |= 1 << self._numbers[key]
        return bits

    def _listed(self, bits: Bits) -> tuple[Entry, ...]:
        return tuple(_each(bits, self._entries))


def _by_taste(groups: Iterable[DigestGroup], taste: Taste) -> list[DigestGroup]:
    sorted_so = [DigestGroup(group.topic, tuple(_wanted_first(group.entries, taste))) for group in groups]
    return sorted(sorted_so, key=lambda group: _unwanted(group.entries[0], taste))


def _wanted_first(entries: Iterable[Entry], taste: Taste) -> list[Entry]:
    return sorted(entries, key=lambda entry: _unwanted(entry, taste))


def _unwanted(entry: Entry, taste: Taste) -> int:
    return taste.unwanted(topics_of(entry), entry)


def _one_a_story(ranked: Iterable[Entry]) -> Iterator[Entry]:
    stories: set[str | int] = set()
    for entry in ranked:
        story = story_of(entry)
        if story not in stories or not story:
            stories.add(story)
            yield entry


def _by_strength(entries: Sequence[Entry]) -> list[dict[str, Bits]]:
    """What has which topic as its strongest, what has it as its second, and so on."""
    placed: list[dict[str, Bits]] = []
    for number, entry in enumerate(entries):
        for strength, topic in enumerate(topics_of(entry)):
            if strength == len(placed):
                placed.append({})
            placed[strength][topic] = placed[strength].get(topic, 0) | 1 << number
    return placed


def _by_paper(entries: Sequence[Entry]) -> dict[str, Bits]:
    papers: dict[str, Bits] = {}
    for number, entry in enumerate(entries):
        if paper := entry.article.source:
            papers[paper] = papers.get(paper, 0) | 1 << number
    return papers


def _each(bits: Bits, of: Iterable[Item]) -> Iterator[Item]:
    """Of things that are numbered as the articles are, those of a set, in their order."""
    return compress(of, format(bits, "b").encode().translate(_AS_NUMBERS)[::-1])
