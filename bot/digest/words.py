"""The words of very many readers, looked for in one pass over the news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bot.model import Entry
from bot.text.search_form import folded


class WordFinder:
    """Words, and the entries in which they were found.

    One pass over each text, however many words there are: at each place every length is looked up that a
    word has which begins with the character there. A word of Latin letters or digits is found only as a whole
    word.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._named = set(words)
        self._forms = {form for word in self._named if (form := _form(word))}
        self._lengths = _lengths_by_first(self._forms)
        self._found: dict[str, set[int]] = defaultdict(set)

    def look_in(self, entry: Entry) -> None:
        """Look for all words in the headings and the text of an entry."""
        if not self._forms:
            return
        text = f" {_form(_searched(entry))} "
        for place, first in enumerate(text):
            for length in self._lengths.get(first, ()):
                piece = text[place : place + length]
                if piece in self._forms and _is_whole(text, place, length):
                    self._found[piece].add(entry.id)

    def found(self) -> dict[str, set[int]]:
        """For each word the ids of the entries in which it stands, however it is written there.

        Words that were found nowhere are left out.
        """
        # Folded once more rather than kept: of a hundred thousand words most are found nowhere.
        return {word: self._found[form] for word in self._named if (form := _form(word)) in self._found}


def find_words(entries: Iterable[Entry], words: Iterable[str]) -> dict[str, set[int]]:
    """For each word the ids of the entries in whose headings or text it stands: see `WordFinder`."""
    finder = WordFinder(words)
    for entry in entries:
        finder.look_in(entry)
    return finder.found()


def _form(text: str) -> str:
    return " ".join(folded(text).split())


def _lengths_by_first(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        lengths[form[0]].add(len(form))
    return {first: tuple(sorted(some)) for first, some in lengths.items()}


def _searched(entry: Entry) -> str:
    article = entry.article
    return "\n".join([*filter(None, (article.kicker, article.headline, article.subheadline)), article.text])


def _is_whole(text: str, place: int, length: int) -> bool:
    end = place + length
    return not (_is_latin(text[place - 1 : place + 1]) or _is_latin(text[end - 1 : end + 1]))


def _is_latin(two: str) -> bool:
    """Whether two neighbours belong to one word that is written in letters or digits."""
    return len(two) == 2 and two.isascii() and two.isalnum()
