"""The one way in: pages to stored entries, drafts to published ones, and entries together and apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.errors import DatabaseUnusable, IntakeError, NoSuchEntry
from bot.intake import merging
from bot.intake.correcting import only_article, replaced
from bot.intake.corrections import Corrections
from bot.intake.lines import import_lines
from bot.intake.parting import parted
from bot.intake.planning import Plan, Planner
from bot.intake.reports import AddReport, ImportReport, PublishReport, Refusal
from bot.intake.review import NOTHING_TO_REVIEW, Review
from bot.intake.revisions import Revisions
from bot.intake.rules import pushed
from bot.intake.turns import Turns
from bot.model import CardItem, Clock, Entry, Page, PageCard, PageHints, Status, Taken
from bot.reading.documents import Document
from bot.store.changes import Change
from bot.store.store import Store
from bot.summary import Summariser
from bot.text.similarity import shingles, sketch
from bot.workshop import Workshop
from bot.workshop.files import read_safely

_UNSAID = PageHints()


class Intake:
    """Takes in pages and publishes drafts. Blocks until it is done; one at a time, from whatever thread."""

    def __init__(
        self,
        store: Store,
        summariser: Summariser,
        clock: Clock,
        review: Review = NOTHING_TO_REVIEW,
        workshop: Workshop | None = None,
    ) -> None:
        """`review` knows what a person must read first: it is held back until an editor signs it.

        Files are taken apart in the `workshop`; without one, in one of its own.
        """
        self._store = store
        self._review = review
        self._summariser = summariser
        self._clock = clock
        self.workshop = workshop or Workshop()
        self.revisions = Revisions(store, self._summarised)
        """What editors change by hand."""
        self.corrections = Corrections(store, self._summarised, review)
        """What sources change in what they sent."""
        # What goes into what is decided by what is stored: two pages at once would not see each other. An
        # editor's button waits for the page at hand, not for a whole issue.
        self._one_at_a_time = Turns()

    def read_file(
        self, data: bytes, name: str, hints: PageHints = _UNSAID, otherwise: PageHints = _UNSAID
    ) -> Document:
        """Read a file of any format: see `bot.reading.documents.read_document`.

        Paper, day and number are those of `hints`, else those that a page prints, else those of the file's
        name, else those of `otherwise`. Raises ReadingError, which names it and says why.
        """
        return read_safely(self.workshop, data, name, hints, otherwise)

    def add(self, pages: Sequence[Page], *, draft: bool = False, push: bool | None = None) -> AddReport:
        """Store the articles of pages, each page in one transaction; adding a page again changes nothing.

        Editions of a story become one entry, halves are joined. Published at once, except as a `draft`, and
        except a half whose head is not there: it is held back as a draft until that comes; and except what
        a person must read first. `push` says whether digests bring them; None: unless an article is over a
        week old by its own date.
        """
        report = AddReport()
        for page in pages:
            with self._one_at_a_time:
                planner = Planner(self._store, self._clock(), draft, push, self._review)
                report = self._carry_out(planner.plan(page), page, report)
        return report

    def correct(self, pages: Sequence[Page], taken: Taken, *, publish: bool) -> Taken | None:
        """Take in what a source sends anew of an article: see `bot.intake.corrections`.

        None where the pages hold several articles: they were added as others are.
        """
        article = only_article(pages)
        if article is None:
            self.add(pages, draft=not publish)
            return None
        with self._one_at_a_time:
            return self.corrections.correct(pages[0], article, taken, publish=publish)

    def publish(self, entry_ids: Sequence[int], *, push: bool | None = None) -> PublishReport:
        """Publish drafts. One whose story is published already goes into that entry."""
        published = merged = 0
        refusals: list[Refusal] = []
        entries: dict[int, Entry] = {}
        for entry_id in entry_ids:
            with self._one_at_a_time:
                draft = self._store.entries.get(entry_id)
                if draft is None or draft.status is not Status.DRAFT:
                    reason = "there is none with this number" if draft is None else f"it is {draft.status}"
                    refusals.append(Refusal(f"entry {entry_id}", reason))
                    continue
                if into := self._merged_into_published(draft):
                    entry, merged = into, merged + 1
                else:
                    pushes = pushed(draft.article, push, self._clock()) and (draft.push or push is True)
                    entry, published = self._store.entries.publish(draft.id, push=pushes), published + 1
                entries[entry.id] = entry
        return PublishReport(published, merged, tuple(refusals), tuple(entries.values()))

    def merge(self, entry_id: int, other_id: int) -> Entry:
        """Put the second entry into the first, which keeps its number, and give that back.

        As its other half where it is one, else as an edition. Raises IntakeError, NoSuchEntry.
        """
        could_not = f"merge {entry_id} and {other_id}"
        with self._one_at_a_time:
            kept, other = self._stored(entry_id), self._stored(other_id)
            if kept.id == other.id:
                raise IntakeError(could_not, "they are one entry")
            for entry in (kept, other):
                if entry.status is Status.RETRACTED:
                    raise IntakeError(could_not, f"{entry.id} is retracted")
            return self._put_into(kept, other)

    def unmerge(self, entry_id: int) -> list[Entry]:
        """Take an entry apart again: its printings, or the parts that were joined, each become an entry.

        Gives the entries back as they are now. The first is the one that came apart, which keeps its number,
        status and publication; the others are public where it was, but pushed to nobody again. No rule puts
        them together again, only `merge` does. Raises IntakeError, NoSuchEntry.
        """
        could_not = f"take entry {entry_id} apart"
        with self._one_at_a_time:
            entry = self._stored(entry_id)
            if entry.status is Status.RETRACTED:
                raise IntakeError(could_not, "it is retracted")
            pieces = parted(entry)
            if pieces is None:
                raise IntakeError(could_not, "it is one printing of one article")
            kept, others = pieces
            return self._store.entries.separate(
                self._summarised(kept),
                [replace(each, entry=self._summarised(each.entry)) for each in others],
            )

    def preview(self, page_id: int) -> PageCard:
        """A stored page for its editor, with what publishing it would do. Raises IntakeError."""
        page = self._store.pages.get(page_id)
        if page is None:
            raise IntakeError(f"show page {page_id}", "there is none with this number")
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

    def stamp(self, page_id: int, hints: PageHints, *, where_unknown: bool = False) -> None:
        """Set what is said of paper, day and number on a stored page and on its drafts.

        `where_unknown`: only where the page does not say it. Raises IntakeError.
        """
        with self._one_at_a_time:
            page = self._store.pages.get(page_id)
            if page is None:
                raise IntakeError(f"set the paper of page {page_id}", "there is none with this number")
            drafts = [entry for entry in self._store.entries.of_page(page_id) if entry.status is Status.DRAFT]
            self._store.pages.stamp(page_id, merging.stamped(page, hints, where_unknown))
            self._store.entries.change(
                [
                    Change(replace(draft, article=merging.stamped(draft.article, hints, where_unknown)))
                    for draft in drafts
                ]
            )

    def summary_of(self, entry: Entry) -> Entry:
        """The entry with its summary, made now where it had none, and stored where that can be done."""
        if entry.summary is not None:
            return entry
        made = self._summarised(entry)
        if made.id and made.summary is not None:
            with suppress(DatabaseUnusable):
                self._store.entries.keep_summary(made)
        return made

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

    def _carry_out(self, plan: Plan, page: Page, report: AddReport) -> AddReport:
        for pending in plan.pending:
            if pending.changed:
                pending.entry = self._summarised(pending.entry)
        page_id, stored = self._store.entries.take_in(page, [each.as_change() for each in plan.pending])
        touched = {entry.id: entry for entry in report.entries}
        for pending, entry in zip(plan.pending, stored, strict=True):
            if pending.changed:
                touched[entry.id] = entry
        return AddReport(
            added=report.added + plan.added,
            merged=report.merged + plan.merged,
            unchanged=report.unchanged + plan.unchanged,
            refusals=(*report.refusals, *plan.refusals),
            entries=tuple(touched.values()),
            page_ids=(*report.page_ids, page_id),
        )

    def _summarised(self, entry: Entry) -> Entry:
        if entry.summary is not None:
            return entry
        article = entry.article
        return replace(
            entry,
            summary=self._summariser.summarise(
                article.headline, article.text, day=article.date, paper=article.source
            ),
        )

    def _merged_into_published(self, draft: Entry) -> Entry | None:
        into = self._published_story(draft)
        if into is None:
            return None
        if into == self._store.entries.corrected_by(draft.id):
            change = Change(self._summarised(replaced(into, draft)), absorbed=(draft.id,))
            return self._store.entries.change([change])[0]
        return self._put_into(into, draft)

    def _put_into(self, kept: Entry, other: Entry) -> Entry:
        """Store one entry as part of another."""
        if halves := merging.other_half(other, [kept]):
            whole = merging.joined(*halves, other.editions)
        else:
            whole = merging.with_editions(kept, *other.editions)
        publish = other.status is Status.PUBLISHED and kept.status is Status.DRAFT
        if publish:
            # Its readers had the other already.
            whole = replace(whole, push=False)
        change = Change(self._summarised(whole), publish=publish, absorbed=(other.id,))
        [stored] = self._store.entries.change([change])
        return stored

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
        halves = open_to_it(entries.unjoined(draft.article.source))
        found = merging.other_half(draft, halves)
        return found[0] if found else None

    def _card_item(self, entry: Entry) -> CardItem:
        if entry.status is not Status.DRAFT:
            return CardItem(entry, sure=False)
        review = self._review.found_in(entry.article)
        sure = not (entry.article.doubts or merging.is_half(entry.article) or review)
        return CardItem(entry, sure, self._published_story(entry), review)

    def _stored(self, entry_id: int) -> Entry:
        entry = self._store.entries.get(entry_id)
        if entry is None:
            raise NoSuchEntry(f"find entry {entry_id}", "there is none with this number")
        return entry
