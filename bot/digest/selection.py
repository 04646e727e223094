"""What each of many readers wants of the same news: indexed once, so that a choice costs what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.digest.arrangement import rank, stands_alone, topics_of
from bot.model import Entry
from bot.text.search_form import folded


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader wants, in the order of publication."""

    entries: tuple[Entry, ...]
    by_words: frozenset[int]
    """The ids of those that have one of the reader's words."""


class Selection:
    """News that readers choose from by topics and by words."""

    def __init__(self, entries: Iterable[Entry], words: Iterable[str]) -> None:
        """`words` are all that any reader may name: they are looked for in one pass over the texts."""
        self._entries = {entry.id: entry for entry in entries if stands_alone(entry)}
        self._places = {key: place for place, key in enumerate(self._entries)}
        self.ranks = {entry.id: rank(entry) for entry in self._entries.values()}
        self._by_topic: Mapping[str, set[int]] = defaultdict(set)
        for entry in self._entries.values():
            for topic in topics_of(entry):
                self._by_topic[topic].add(entry.id)
        self._by_word = find_words(tuple(self._entries.values()), words)

    def choose(
        self,
        topics: Collection[str],
        *,
        include: Collection[str] = (),
        exclude: Collection[str] = (),
        without: Collection[int] = (),
    ) -> Chosen:
        """What stands under one of the `topics` or has a word to `include`; with neither, everything.

        Nothing that has one of the words to `exclude`, and nothing of `without`.
        """
        by_words = self._with_any(include)
        if topics or include:
            wanted = by_words.union(*(self._by_topic.get(topic, ()) for topic in topics))
        else:
            wanted = set(self._entries)
        wanted -= self._with_any(exclude)
        wanted.difference_update(without)
        ordered = sorted(wanted, key=self._places.__getitem__)
        return Chosen(tuple(self._entries[key] for key in ordered), frozenset(by_words & wanted))

    def _with_any(self, words: Collection[str]) -> set[int]:
        return set().union(*(self._by_word.get(word, ()) for word in words))


def find_words(entries: Sequence[Entry], words: Iterable[str]) -> dict[str, set[int]]:
    """For each word the ids of the entries in whose headings or text it stands, however it is written.

    One pass over the texts, however many words there are: at each place every length that a word has is
    looked up. A word of Latin letters or digits is found only as a whole word.
    """
    as_written: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if form := " ".join(folded(word).split()):
            as_written[form].append(word)
    lengths = sorted({len(form) for form in as_written})
    firsts = {form[0] for form in as_written}
    found: dict[str, set[int]] = {}
    for entry in entries:
        text = f" {' '.join(folded(_searched(entry)).split())} "
        seen = set()
        for place, first in enumerate(text):
            if first in firsts:
                for length in lengths:
                    piece = text[place : place + length]
                    if piece in as_written and piece not in seen and _is_whole(text, place, length):
                        seen.add(piece)
        for form in seen:
            for word in as_written[form]:
                found.setdefault(word, set()).add(entry.id)
    return found


def _searched(entry: Entry) -> str:
    article = entry.article
    return "\n".join([*filter(None, (article.kicker, article.headline, article.subheadline)), article.text])


def _is_whole(text: str, place: int, length: int) -> bool:
    end = place + length
    return not (_is_latin(text[place - 1 : place + 1]) or _is_latin(text[end - 1 : end + 1]))


def _is_latin(two: str) -> bool:
    """Whether two neighbours belong to one word that is written in letters or digits."""
    return len(two) == 2 and two.isascii() and two.isalnum()
