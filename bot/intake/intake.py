"""The one way in: pages to stored entries, drafts to published ones, and entries together and apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, tzinfo
from functools import partial
from typing import TypeVar

from bot.errors import DatabaseUnusable, EntryChanged, IntakeError, NoSuchEntry
from bot.intake import merging
from bot.intake.correcting import only_article, replaced
from bot.intake.corrections import Corrections
from bot.intake.deciding import Decision, Summarise, carry_out
from bot.intake.lines import import_lines
from bot.intake.parting import parted
from bot.intake.plan import MOST_HALVES
from bot.intake.planning import Planner
from bot.intake.reports import AddReport, ImportReport, PublishReport, Refusal
from bot.intake.review import NOTHING_TO_REVIEW, Review
from bot.intake.revisions import Revisions
from bot.intake.rules import pushed_when_published, pushing
from bot.intake.turns import Turns
from bot.model import CardItem, Clock, Entry, Page, PageCard, PageHints, Status, Taken
from bot.reading.documents import Document
from bot.store.changes import Change
from bot.store.store import Store
from bot.summary import Summariser
from bot.text.similarity import shingles, sketch
from bot.workshop import Workshop
from bot.workshop.files import read_safely

Result = TypeVar("Result")

_UNSAID = PageHints()


def _nothing(result: object) -> None:
    """What belongs to a transaction where nothing else does."""


class Intake:
    """Takes in pages and publishes drafts. Blocks until it is done; one at a time, from whatever thread."""

    def __init__(
        self,
        store: Store,
        summariser: Summariser,
        clock: Clock,
        review: Review = NOTHING_TO_REVIEW,
        workshop: Workshop | None = None,
        *,
        zone: tzinfo = UTC,
    ) -> None:
        """`review` knows what a person must read first: it is held back until an editor signs it.

        Files are taken apart in the `workshop`; without one, in one of its own. Articles are old or new by
        the day that it is in the `zone`.
        """
        self._store = store
        self._review = review
        self._summariser = summariser
        self._clock = clock
        self._zone = zone
        self.workshop = workshop or Workshop()
        self.revisions = Revisions(store, self._summarised)
        """What editors change by hand."""
        self.corrections = Corrections(store, review)
        """What sources change in what they sent."""
        # What goes into what is decided by what is stored: `carry_out` sees to it that this is so still when
        # it is done. Of two pages at once in this process one would be decided in vain. An editor's button
        # waits for the page at hand, not for a whole issue.
        self._one_at_a_time = Turns()

    def read_file(
        self, data: bytes, name: str, hints: PageHints = _UNSAID, otherwise: PageHints = _UNSAID
    ) -> Document:
        """Read a file of any format: see `bot.reading.documents.read_document`.

        Paper, day and number are those of `hints`, else those that a page prints, else those of the file's
        name, else those of `otherwise`. Raises ReadingError, which names it and says why.
        """
        return read_safely(self.workshop, data, name, hints, otherwise)

    def add(
        self,
        pages: Sequence[Page],
        *,
        draft: bool = False,
        push: bool | None = None,
        then: Callable[[AddReport], None] = _nothing,
    ) -> AddReport:
        """Store the articles of pages, each page in one transaction; adding a page again changes nothing.

        Editions of a story become one entry, halves are joined. Published at once, except as a `draft`, and
        except a half whose head is not there: it is held back as a draft until that comes; and except what
        a person must read first. `push` says whether digests bring them; None: unless an article is over a
        week old by its own date. `then` is told of each page, inside the transaction that stores it.
        """
        report = AddReport()
        for page in pages:
            planner = Planner(self._store, self._today, draft, push, self._review)
            report += self._decided(partial(self._addition, planner, page), then)
        return report

    def correct(self, pages: Sequence[Page], taken: Taken, *, publish: bool) -> Taken | None:
        """Take in what a source sends anew of an article: see `bot.intake.corrections`.

        None where the pages hold several articles: they were added as others are.
        """
        article = only_article(pages)
        if article is None:
            self.add(pages, draft=not publish)
            return None
        return self._decided(partial(self.corrections.correction, pages[0], article, taken, publish=publish))

    def publish(
        self,
        entry_ids: Sequence[int],
        *,
        push: bool | None = None,
        then: Callable[[PublishReport], None] = _nothing,
        by: int | None = None,
    ) -> PublishReport:
        """Publish drafts. One whose story is published already goes into that entry.

        `then` is told of each, inside the transaction that publishes or refuses it. `by` is the editor who
        does so, here and below; None where nobody does.
        """
        report = PublishReport()
        for entry_id in entry_ids:
            report += self._decided(partial(self._publication, entry_id, push, by), then)
        return report

    def merge(
        self,
        entry_id: int,
        other_id: int,
        then: Callable[[Entry], None] = _nothing,
        *,
        by: int | None = None,
    ) -> Entry:
        """Put the second entry into the first, which keeps its number, and give that back.

        As its other half where it is one, else as an edition. `then` belongs to the same transaction.
        Raises IntakeError, NoSuchEntry.
        """
        could_not = f"merge {entry_id} and {other_id}"

        def decide() -> Decision[Entry]:
            kept, other = self._stored(entry_id), self._stored(other_id)
            if kept.id == other.id:
                raise IntakeError(could_not, "they are one entry", key="merge_same")
            for entry in (kept, other):
                if entry.status is Status.RETRACTED:
                    raise IntakeError(
                        could_not, f"{entry.id} is retracted", key="merge_retracted", id=entry.id
                    )
            return self._putting_into(kept, other, by)

        return self._decided(decide, then)

    def unmerge(
        self,
        entry_id: int,
        then: Callable[[list[Entry]], None] = _nothing,
        *,
        version: int | None = None,
        by: int | None = None,
    ) -> list[Entry]:
        """Take an entry apart again: its printings, or the parts that were joined, each become an entry.

        Gives the entries back as they are now. The first is the one that came apart, which keeps its number,
        status and publication; the others are public where it was, but pushed to nobody again. No rule puts
        them together again, only `merge` does. `then` belongs to the same transaction. Raises IntakeError,
        NoSuchEntry; EntryChanged where the entry is not in the `version` that is given.
        """
        could_not = f"take entry {entry_id} apart"

        def decide() -> Decision[list[Entry]]:
            entry = self._stored(entry_id)
            if version not in (None, entry.version):
                raise EntryChanged(could_not, "it was changed meanwhile")
            if entry.status is Status.RETRACTED:
                raise IntakeError(could_not, "it is retracted", key="unmerge_retracted")
            pieces = parted(entry)
            if pieces is None:
                raise IntakeError(could_not, "it is one printing of one article", key="unmerge_single")
            kept, others = pieces
            return Decision(
                lambda summarised: self._store.entries.separate(
                    summarised(kept), [replace(each, entry=summarised(each.entry)) for each in others], by
                ),
                (kept, *(each.entry for each in others)),
            )

        return self._decided(decide, then)

    def preview(self, page_id: int) -> PageCard:
        """A stored page for its editor, with what publishing it would do. Raises IntakeError."""
        page = self._store.pages.get(page_id)
        if page is None:
            raise IntakeError(f"show page {page_id}", "there is none with this number", key="no_page")
        return PageCard(
            page_id=page_id,
            name=page.name,
            items=tuple(map(self._card_item, self._store.entries.of_page(page_id))),
            source=page.source,
            issue_date=page.issue_date,
            page=page.page,
            noise=len(page.noise),
            repairs=len(page.repairs),
            batch=self._store.batches.around(page_id),
        )

    def stamp(
        self,
        page_id: int,
        hints: PageHints,
        *,
        where_unknown: bool = False,
        then: Callable[[], None] = lambda: None,
        by: int | None = None,
    ) -> None:
        """Set what is said of paper, day and number on a stored page and on its drafts.

        `where_unknown`: only where the page does not say it. `then` belongs to the same transaction. Raises
        IntakeError.
        """

        def work() -> None:
            page = self._store.pages.get(page_id)
            if page is None:
                raise IntakeError(
                    f"set the paper of page {page_id}", "there is none with this number", key="no_page_to_set"
                )
            drafts = [entry for entry in self._store.entries.of_page(page_id) if entry.status is Status.DRAFT]
            self._store.pages.stamp(page_id, merging.stamped(page, hints, where_unknown))
            self._store.entries.change(
                [
                    Change(
                        replace(draft, article=merging.stamped(draft.article, hints, where_unknown)), by=by
                    )
                    for draft in drafts
                ]
            )
            then()

        with self._one_at_a_time:
            self._store.together(work)

    def summary_of(self, entry: Entry) -> Entry:
        """The entry with summary and gist, made now where it had none, and stored if possible."""
        if entry.summary is not None and entry.summary.gist is not None:
            return entry
        made = self._summarised(entry)
        if made.id and made.summary is not None:
            with suppress(DatabaseUnusable):
                self._store.entries.keep_summary(made)
        return made

    def make_gists(self, most: int) -> int:
        """Make the gists that published entries lack, of at most so many; say of how many.

        Keywords, facts and summary are made anew where an earlier version made them, and stay where they
        came with the article.

        Raises DatabaseUnusable.
        """
        entries = self._store.entries.without_gist(most)
        for entry in entries:
            self._store.entries.keep_summary(self._summarised(entry))
        return len(entries)

    def import_lines(
        self,
        lines: Iterable[str | bytes],
        *,
        push: bool = False,
        summarise: bool = False,
    ) -> ImportReport:
        """Store ready-made articles, a JSON object a line: see `bot.intake.lines`."""
        return import_lines(
            self._store,
            lines,
            prepare=self._summarised if summarise else lambda entry: entry,
            push=push,
        )

    @property
    def _today(self) -> date:
        return self._clock().astimezone(self._zone).date()

    def _decided(
        self, decide: Callable[[], Decision[Result]], then: Callable[[Result], None] = _nothing
    ) -> Result:
        with self._one_at_a_time:
            return carry_out(self._store, self._summarised, decide, then)

    def _addition(self, planner: Planner, page: Page) -> Decision[AddReport]:
        plan = planner.plan(page)

        def store(summarised: Summarise) -> AddReport:
            for pending in plan.pending:
                if pending.changed:
                    pending.entry = summarised(pending.entry)
            changes = [each.as_change() for each in plan.pending]
            page_id, stored = self._store.entries.take_in(page, changes)
            touched = (entry for pending, entry in zip(plan.pending, stored, strict=True) if pending.changed)
            return AddReport(
                plan.added,
                plan.merged,
                plan.unchanged,
                tuple(plan.refusals),
                tuple({entry.id: entry for entry in touched}.values()),
                (page_id,),
            )

        return Decision(store, tuple(each.entry for each in plan.pending if each.changed))

    def _publication(self, entry_id: int, push: bool | None, by: int | None) -> Decision[PublishReport]:
        draft = self._store.entries.get(entry_id)
        if draft is None or draft.status is not Status.DRAFT:
            reason = "there is none with this number" if draft is None else f"it is {draft.status}"
            refusal = Refusal(f"entry {entry_id}", reason)
            return Decision(lambda _: PublishReport(refusals=(refusal,)))
        into = self._published_story(draft)
        if into is None:
            pushes = pushed_when_published(draft, push, self._today)
            return Decision(
                lambda _: PublishReport(
                    1,
                    pushed=int(pushes),
                    entries=(self._store.entries.publish(draft.id, push=pushes, by=by),),
                )
            )
        if into == self._store.entries.corrected_by(draft.id):
            merged = self._making(Change(replaced(into, draft), absorbed=(draft.id,), by=by))
        else:
            merged = self._putting_into(into, draft, by)
        return Decision(
            lambda summarised: PublishReport(merged=1, entries=(merged.store(summarised),)), merged.entries
        )

    def _summarised(self, entry: Entry) -> Entry:
        kept = entry.summary
        if kept is not None and kept.gist is not None and kept != kept.edited:
            return entry
        article = entry.article
        heads = "\n".join(filter(None, (article.headline, article.subheadline or article.kicker)))
        made = self._summariser.summarise(heads, article.text, day=article.date, paper=article.source)
        if kept is not None and kept.gist_is_edited:
            return replace(entry, summary=replace(made, gist=kept.gist, gist_is_edited=True))
        if kept is None or entry.page_id is not None:
            # What was read from a page came without a summary: an older version made this one.
            return replace(entry, summary=made)
        return replace(entry, summary=replace(kept, gist=made.gist))

    def _putting_into(self, kept: Entry, other: Entry, by: int | None) -> Decision[Entry]:
        """Storing one entry as part of another."""
        if halves := merging.other_half(other, [kept]):
            whole = merging.joined(*halves, other.editions)
        else:
            whole = merging.with_editions(kept, *other.editions)
        publish = other.status is Status.PUBLISHED and kept.status is Status.DRAFT
        if publish:
            # Its readers had the other already.
            whole = replace(whole, push=False)
        return self._making(Change(whole, publish=publish, absorbed=(other.id,), by=by))

    def _making(self, change: Change) -> Decision[Entry]:
        def store(summarised: Summarise) -> Entry:
            [stored] = self._store.entries.change([replace(change, entry=summarised(change.entry))])
            return stored

        return Decision(store, (change.entry,))

    def _published_story(self, draft: Entry) -> Entry | None:
        """The published entry that a draft goes into."""
        entries = self._store.entries
        if (wrong := entries.corrected_by(draft.id)) and wrong.status is Status.PUBLISHED:
            return wrong
        apart = entries.apart_from(draft.id)

        def open_to_it(found: Sequence[Entry]) -> list[Entry]:
            return [each for each in found if each.status is Status.PUBLISHED and each.id not in apart]

        alike = entries.alike(sketch(shingles(draft.article.text)))
        if same := merging.same(draft.article, open_to_it(alike)):
            return same
        halves = open_to_it(entries.unjoined(draft.article.source, draft.article.issue_date, MOST_HALVES))
        found = merging.other_half(draft, halves)
        return found[0] if found else None

    def _card_item(self, entry: Entry) -> CardItem:
        if entry.status is not Status.DRAFT:
            return CardItem(entry, sure=False)
        review = self._review.found_in(entry.article)
        sure = not (entry.article.doubts or merging.is_half(entry.article) or review)
        merges_into = self._published_story(entry)
        return CardItem(entry, sure, merges_into, review, pushing(entry, self._today))

    def _stored(self, entry_id: int) -> Entry:
        entry = self._store.entries.get(entry_id)
        if entry is None:
            raise NoSuchEntry(f"find entry {entry_id}", "there is none with this number")
        return entry
