"""Deciding, for the articles of one page after the other, which entries they become or go into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.intake import merging
from bot.intake.plan import MOST_HALVES, Pending, Plan
from bot.intake.reports import Refusal
from bot.intake.review import NOTHING_TO_REVIEW, Review
from bot.intake.rules import pushed
from bot.model import Article, Entry, Page, Status
from bot.store.printings import Printing
from bot.store.store import Store
from bot.text.characters import bare
from bot.text.similarity import shingles, sketch


@dataclass(frozen=True, slots=True)
class Planner:
    """Looks articles up in the store and among those of the page that came before them.

    Drafts go into nothing that is published: that is decided when they are published themselves.
    """

    store: Store
    today: date
    draft: bool = False
    push: bool | None = None
    review: Review = NOTHING_TO_REVIEW

    def plan(self, page: Page) -> Plan:
        """What is to become of the articles of a page."""
        plan = Plan()
        # A story's name means something among pages that were linked together; here a story is an entry.
        for article in (replace(each, story_id=None) for each in page.articles):
            if not bare(article.text):
                plan.refusals.append(
                    Refusal(f"{page.name}: {article.headline or article.id}", "it has no text")
                )
            elif (met := self._met_again(plan, article)) is not None:
                self._meet(plan, met, article)
            elif found := self._other_half(plan, Entry(article)):
                self._join(plan, *found)
            elif (same := self._same_story(plan, article)) is not None:
                self._merge(plan, same, article)
            else:
                self._add(plan, article)
        return plan

    # ------------------------------------------------------------------------------- what is known

    def _met_again(self, plan: Plan, article: Article) -> Entry | None:
        """The entry that has this very printing of the text."""
        for entry in (pending.entry for pending in plan.of_text(article.text)):
            if any(_same_printing(article, each.article) for each in entry.editions):
                return entry
        for printing in self.store.entries.printings(article):
            if _agree(article, printing) and (stored := self.store.entries.get(printing.entry_id)):
                pending = plan.stored(stored.id)
                return pending.entry if pending else stored
        return None

    def _other_half(self, plan: Plan, entry: Entry) -> tuple[Entry, Article, Article] | None:
        article = entry.article
        if not (article.continues_from or article.continues_to):
            return None
        stored = self.store.entries.unjoined(article.source, article.issue_date, MOST_HALVES)
        candidates = self._candidates(plan, plan.halves(), stored)
        return merging.other_half(entry, (each for each in candidates if each is not entry))

    def _same_story(self, plan: Plan, article: Article) -> Entry | None:
        marks = sketch(shingles(article.text))
        stored = self.store.entries.alike(marks)
        return merging.same(article, self._candidates(plan, plan.alike(marks), stored))

    def _candidates(self, plan: Plan, of_page: Iterable[Pending], stored: Sequence[Entry]) -> Iterator[Entry]:
        """Entries that an article may go into: those of its page, then published ones, then drafts."""
        entries = (pending.entry for pending in of_page)
        yield from (entry for entry in entries if entry.status is Status.DRAFT or not self.draft)
        for status in (Status.DRAFT,) if self.draft else (Status.PUBLISHED, Status.DRAFT):
            yield from (entry for entry in stored if entry.status is status and not plan.stored(entry.id))

    # ------------------------------------------------------------------------- what is to be done

    def _meet(self, plan: Plan, entry: Entry, article: Article) -> None:
        """The article is stored; what it knows more of itself is kept."""
        pending = _pending(plan, entry)
        if merging.tells_more(article, pending.entry.article) and article.text == pending.entry.article.text:
            pending.entry = merging.completed(pending.entry, article)
            pending.changed = True
            plan.merged += 1
        else:
            plan.unchanged += 1
        _take(plan, pending, article)

    def _merge(self, plan: Plan, entry: Entry, article: Article) -> None:
        pending = _pending(plan, entry)
        pending.entry = merging.with_editions(entry, merging.edition(article))
        self._go_on(plan, pending, article)
        plan.merged += 1

    def _join(self, plan: Plan, entry: Entry, head: Article, tail: Article) -> None:
        pending = _pending(plan, entry)
        pending.entry = merging.joined(entry, head, tail)
        plan.merged += 1
        self._join_further(plan, pending)
        self._go_on(plan, pending, head if entry.article == tail else tail)

    def _join_further(self, plan: Plan, pending: Pending) -> None:
        """What was joined may be the middle of a story on three pages, whose end waits for it."""
        while found := self._other_half(plan, pending.entry):
            other, head, tail = found
            absorbed = _pending(plan, other)
            plan.remove(absorbed)
            pending.entry = merging.joined(pending.entry, head, tail, other.editions)
            for article in absorbed.articles:
                _take(plan, pending, article)
            pending.absorbed += absorbed.absorbed
            if other.id:
                pending.absorbed.append(other.id)
            else:
                plan.added -= 1
                plan.merged += 1

    def _go_on(self, plan: Plan, pending: Pending, article: Article) -> None:
        """An entry became more; a draft that is whole by it is published, unless drafts are asked for."""
        _take(plan, pending, article)
        pending.changed = True
        entry = pending.entry
        if entry.status is Status.DRAFT and not self.draft and not self._is_held(entry.article):
            pending.entry = replace(entry, push=pushed(entry.article, self.push, self.today))
            if entry.id:
                pending.publish = True
            else:
                pending.entry = replace(pending.entry, status=Status.PUBLISHED)

    def _add(self, plan: Plan, article: Article) -> None:
        held = self.draft or self._is_held(article)
        entry = Entry(
            article=article,
            status=Status.DRAFT if held else Status.PUBLISHED,
            # A draft's age is judged on the day on which it is published.
            push=self.push is not False if held else pushed(article, self.push, self.today),
            editions=(merging.edition(article),),
        )
        plan.add(entry, article)
        plan.added += 1

    def _is_held(self, article: Article) -> bool:
        """Whether an article is not to be published without an editor, or its other half."""
        return merging.is_half(article) or bool(self.review.found_in(article))


def _pending(plan: Plan, entry: Entry) -> Pending:
    """What is planned for this entry, which is stored where nothing is yet."""
    if entry.id:
        return plan.stored(entry.id) or plan.add(entry, changed=False)
    return next(pending for pending in plan.pending if pending.entry is entry)


def _take(plan: Plan, pending: Pending, article: Article) -> None:
    pending.articles.append(article)
    plan.know(pending, article)


def _same_printing(article: Article, other: Article) -> bool:
    return (article.headline, article.text) == (other.headline, other.text) and _agree(article, other)


def _agree(article: Article, other: Article | Printing) -> bool:
    """Whether nothing that is known of the two says that they were printed at different places."""
    return all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in (
            (article.source, other.source),
            (article.issue_date, other.issue_date),
            (article.page, other.page),
        )
    )
