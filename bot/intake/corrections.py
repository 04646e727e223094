"""Articles that their source sends again because something in them was wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.errors import EntryChanged
from bot.intake.correcting import corrected, mark_of, only_article
from bot.intake.merging import edition
from bot.intake.review import Review
from bot.model import Article, Entry, Page, Status, Taken
from bot.store.changes import Change
from bot.store.store import Store


class Corrections:
    """Knows what was taken from a source, and puts a correction in its place or beside it."""

    def __init__(self, store: Store, summarised: Callable[[Entry], Entry], review: Review) -> None:
        """`summarised` completes an entry by the summary of what it says now."""
        self._store = store
        self._summarised = summarised
        self._review = review

    def taken(self, pages: Sequence[Page]) -> Taken | None:
        """What was taken in of pages that held one article; None where they held several, or it is gone."""
        article = only_article(pages)
        entry = None if article is None else self._store.entries.by_fingerprint(article)
        return None if article is None or entry is None else Taken(entry.id, mark_of(article))

    def correct(self, page: Page, article: Article, taken: Taken, *, publish: bool) -> Taken:
        """Take in a correction; gives what is taken from the source from now on.

        The entry is changed where nobody has worked on it since. Where somebody has, and where it is
        published and `publish` is not set or a person must read it first, the correction is a draft beside
        it; publishing that puts it in the place of what it corrects. What was retracted or deleted stays so.
        """
        entry = self._store.entries.get(taken.entry_id)
        if entry is None or entry.status is Status.RETRACTED or mark_of(article) == taken.article:
            return taken
        changed = corrected(entry, taken.article, article)
        is_public = entry.status is Status.PUBLISHED
        is_held = is_public and (not publish or bool(self._review.found_in(article)))
        if changed is None or is_held or not self._is_stored(changed, article, page):
            entry = self._draft_beside(entry, article, page)
        return Taken(entry.id, mark_of(article))

    def _is_stored(self, changed: Entry, article: Article, page: Page) -> bool:
        """Store a corrected entry where nobody changed it meanwhile, and say whether that was so."""
        page_id = self._store.pages.add(page)
        try:
            self._store.entries.revise([Change(self._summarised(changed), (article,))], page_id)
        except EntryChanged:
            return False
        return True

    def _draft_beside(self, entry: Entry, article: Article, page: Page) -> Entry:
        draft = Entry(article, push=False, editions=(edition(article),))
        change = Change(self._summarised(draft), (article,), corrects=entry.id)
        _, [stored] = self._store.entries.take_in(page, [change])
        return stored
