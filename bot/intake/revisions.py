"""Editors' changes to stored entries, each made only where nobody else changed them meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.errors import IntakeError
from bot.intake import revising
from bot.intake.merging import edition
from bot.model import Article, Entry, NoiseLine, Status, Summary
from bot.store.changes import Change
from bot.store.store import Store

Then = Callable[[Sequence[Entry]], None]
"""What belongs to a change: it gets the entries as they are now, inside the same transaction."""


def _nothing(revised: Sequence[Entry]) -> None:
    """What belongs to a change where nothing else does."""


class Revisions:
    """Each change is all or nothing, and raises EntryChanged where an entry is not the one that was read.

    `by` is the editor who makes it.
    """

    def __init__(self, store: Store, summarised: Callable[[Entry], Entry]) -> None:
        """`summarised` completes an entry by the summary of what it says now."""
        self._store = store
        self._summarised = summarised

    def change(
        self, entry: Entry, article: Article, then: Then = _nothing, *, by: int | None = None
    ) -> Entry:
        """Store an entry with another article, and a summary of it."""
        [changed] = self._revise([self._change(entry, article)], then, by=by)
        return changed

    def set_gist(
        self, entry: Entry, gist: str | None, then: Then = _nothing, *, by: int | None = None
    ) -> Entry:
        """Store what an editor tells of an article in one line; None has it told by the article again."""
        summary = entry.summary or Summary()
        if gist is None:
            told = replace(summary, gist=None, gist_is_edited=False) if entry.summary else None
        else:
            told = replace(summary, gist=gist, gist_is_edited=True)
        [changed] = self._revise([Change(self._summarised(replace(entry, summary=told)))], then, by=by)
        return changed

    def split(
        self, entry: Entry, index: int, then: Then = _nothing, *, by: int | None = None
    ) -> tuple[Entry, Entry]:
        """Part a draft before a paragraph: the rest becomes a draft of its own, of the same page.

        Raises IntakeError.
        """
        _must_be_draft(entry, "split")
        first, second = revising.split_before(entry.article, index)
        rest = Entry(second, push=entry.push, editions=(edition(second),))
        kept, new = self._revise(
            [self._change(entry, first), Change(self._summarised(rest), (second,))],
            then,
            entry.page_id,
            by=by,
        )
        return kept, new

    def append(self, entry: Entry, other: Entry, then: Then = _nothing, *, by: int | None = None) -> Entry:
        """Put the text of a draft after another's: two pieces of one article. Raises IntakeError."""
        for each in (entry, other):
            _must_be_draft(each, "join")
        if entry.id == other.id:
            raise IntakeError("join two drafts", "they are one", key="join_same")
        whole = replace(
            self._change(entry, revising.appended(entry.article, other.article)), absorbed=(other.id,)
        )
        [joined] = self._revise([whole], then, seen=[other], by=by)
        return joined

    def move(
        self,
        entry: Entry,
        index: int,
        other: Entry,
        *,
        to_end: bool,
        then: Then = _nothing,
        by: int | None = None,
    ) -> tuple[Entry, Entry]:
        """Give a paragraph of a draft to another, at its end or its beginning. Raises IntakeError."""
        for each in (entry, other):
            _must_be_draft(each, "move a paragraph")
        rest, more = revising.moved(entry.article, index, other.article, to_end=to_end)
        left, taken = self._revise([self._change(entry, rest), self._change(other, more)], then, by=by)
        return left, taken

    def take_back(self, entry: Entry, number: int, then: Then = _nothing, *, by: int | None = None) -> Entry:
        """Make a line of its page that was taken for noise the last paragraph of a draft.

        `number` is the line's, from 1. Raises IntakeError.
        """
        _must_be_draft(entry, "take a line back")
        text = self._left_over(entry, number).text.strip()
        change = self._change(entry, revising.with_paragraph(entry.article, text, to_end=True))

        def take_off_the_page(changed: Sequence[Entry]) -> None:
            page_id, line = entry.page_id, self._left_over(entry, number)
            page = None if page_id is None else self._store.pages.get(page_id)
            if page_id is not None and page is not None:
                self._store.pages.keep_noise(page_id, [each for each in page.noise if each != line])
            then(changed)

        [changed] = self._revise([change], take_off_the_page, by=by)
        return changed

    def _left_over(self, entry: Entry, number: int) -> NoiseLine:
        page = None if entry.page_id is None else self._store.pages.get(entry.page_id)
        line = next((each for each in page.noise if each.number == number), None) if page else None
        if line is None or not line.text.strip():
            raise IntakeError(
                f"take line {number} back", "it is none of those left over", key="no_left_over", number=number
            )
        return line

    def _revise(
        self,
        changes: Sequence[Change],
        then: Then,
        page_id: int | None = None,
        seen: Sequence[Entry] = (),
        *,
        by: int | None,
    ) -> list[Entry]:
        def work() -> list[Entry]:
            revised = self._store.entries.revise([replace(each, by=by) for each in changes], page_id, seen)
            then(revised)
            return revised

        return self._store.together(work)

    def _change(self, entry: Entry, article: Article) -> Change:
        # A story of one printing is that printing, mended; of several, each stays as it was printed.
        alone = len(entry.editions) < 2 and not any(each.parts for each in entry.editions)
        editions = (edition(article),) if alone else entry.editions
        left = entry.summary and entry.summary.edited
        changed = replace(entry, article=article, editions=editions, summary=left)
        return Change(self._summarised(changed))


def _must_be_draft(entry: Entry, could_not: str) -> None:
    if entry.status is not Status.DRAFT:
        raise IntakeError(could_not, f"{entry.id} is {entry.status}", key="no_draft", id=entry.id)
