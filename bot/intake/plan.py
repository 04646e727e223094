"""What is to become of a page, as far as its articles have been looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.intake.reports import Refusal
from bot.model import Article, Entry
from bot.store.changes import Change
from bot.text.similarity import shingles, sketch

MOST_HALVES = 60
"""Halves of stories that are looked at for the other one. An issue has some ten."""

_MOST_ALIKE = 20
"""Articles whose wording is compared with that of another."""

_MOST_OF_A_MARK = 60
"""Articles that are found by one shingle; more share a phrase, and no page prints a story so often."""


@dataclass(slots=True, eq=False)
class Pending:
    """An entry that the page makes or changes."""

    entry: Entry
    articles: list[Article] = field(default_factory=list)
    publish: bool = False
    absorbed: list[int] = field(default_factory=list)
    changed: bool = True
    """Whether more happens to the entry than that one of its printings is met again."""

    def as_change(self) -> Change:
        """What the store is to do."""
        return Change(self.entry, tuple(self.articles), self.publish, tuple(self.absorbed))


class Plan:
    """The entries that a page makes or changes, found by what they tell; and how many of which kind."""

    def __init__(self) -> None:
        self.added = 0
        self.merged = 0
        self.unchanged = 0
        self.refusals: list[Refusal] = []
        self._pending: dict[Pending, None] = {}
        self._stored: dict[int, Pending] = {}
        self._of_text: defaultdict[str, list[Pending]] = defaultdict(list)
        self._of_mark: defaultdict[int, list[Pending]] = defaultdict(list)
        self._halves: list[Pending] = []

    @property
    def pending(self) -> Sequence[Pending]:
        """The entries, in the order in which they were met."""
        return tuple(self._pending)

    def add(self, entry: Entry, *articles: Article, changed: bool = True) -> Pending:
        """Plan for an entry, a new one of the page's or a stored one."""
        pending = Pending(entry, [*articles], changed=changed)
        self._pending[pending] = None
        if entry.id:
            self._stored[entry.id] = pending
        for article in {entry.article, *(each.article for each in entry.editions)}:
            self.know(pending, article)
        return pending

    def remove(self, pending: Pending) -> None:
        """Forget what another one took in."""
        del self._pending[pending]
        self._stored.pop(pending.entry.id, None)

    def know(self, pending: Pending, article: Article) -> None:
        """Find what is pending by a further article that went into it."""
        self._of_text[article.text].append(pending)
        for mark in sketch(shingles(article.text)):
            if len(self._of_mark[mark]) < _MOST_OF_A_MARK:
                self._of_mark[mark].append(pending)
        if article.continues_from or article.continues_to:
            self._halves.append(pending)

    def stored(self, entry_id: int) -> Pending | None:
        """What is planned for a stored entry."""
        return self._stored.get(entry_id)

    def of_text(self, text: str) -> Iterator[Pending]:
        """What has an article of this very text."""
        return self._left(self._of_text.get(text, ()))

    def alike(self, marks: Iterable[int]) -> Iterator[Pending]:
        """What may tell the same story as a text of this sketch, the likeliest first."""
        shared = Counter(each for mark in marks for each in self._of_mark.get(mark, ()))
        return self._left(each for each, _ in shared.most_common(_MOST_ALIKE))

    def halves(self) -> Iterator[Pending]:
        """What may be half of a story: the last ones of the page."""
        return self._left(self._halves[-MOST_HALVES:])

    def _left(self, found: Iterable[Pending]) -> Iterator[Pending]:
        """Those of what was found that no other one took in, each once."""
        return (each for each in dict.fromkeys(found) if each in self._pending)
