"""Articles that their source sends again because something in them was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.intake.correcting import corrected, mark_of, only_article
from bot.intake.deciding import Decision, Summarise
from bot.intake.merging import edition
from bot.intake.review import Review
from bot.model import Article, Entry, Page, Status, Taken
from bot.store.changes import Change
from bot.store.store import Store


class Corrections:
    """Knows what was taken from a source, and puts a correction in its place or beside it."""

    def __init__(self, store: Store, review: Review) -> None:
        self._store = store
        self._review = review

    def taken(self, pages: Sequence[Page]) -> Taken | None:
        """What was taken in of pages that held one article; None where they held several, or it is gone."""
        article = only_article(pages)
        entry = None if article is None else self._store.entries.by_fingerprint(article)
        return None if article is None or entry is None else Taken(entry.id, mark_of(article))

    def correction(self, page: Page, article: Article, taken: Taken, *, publish: bool) -> Decision[Taken]:
        """Taking in a correction; gives what is taken from the source from now on.

        The entry is changed where nobody has worked on it since. Where somebody has, and where it is
        published and `publish` is not set or a person must read it first, the correction is a draft beside
        it; publishing that puts it in the place of what it corrects. What was retracted or deleted stays so.
        """
        entry = self._store.entries.get(taken.entry_id)
        if entry is None or entry.status is Status.RETRACTED or mark_of(article) == taken.article:
            return Decision(lambda _: taken)
        changed = corrected(entry, taken.article, article)
        is_public = entry.status is Status.PUBLISHED
        is_held = is_public and (not publish or bool(self._review.found_in(article)))
        if changed is None or is_held:
            draft = Entry(article, push=False, editions=(edition(article),))
            change = Change(draft, (article,), corrects=entry.id)
        else:
            change = Change(changed, (article,))

        def store(summarised: Summarise) -> Taken:
            made = replace(change, entry=summarised(change.entry))
            _, [stored] = self._store.entries.take_in(page, [made])
            return Taken(stored.id, mark_of(article))

        return Decision(store, (change.entry,))
