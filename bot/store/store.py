"""The store: everything that Baozhai remembers, in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from bot.errors import DatabaseUnreadable, IndexDamaged
from bot.model import Clock, Headline, SearchResult, Sort
from bot.store import backups
from bot.store.audit import Audit
from bot.store.batches import Batches
from bot.store.chats import Chats
from bot.store.compositions import Compositions
from bot.store.daily import Daily
from bot.store.database import Database
from bot.store.deliveries import Deliveries
from bot.store.entries import Entries
from bot.store.feed_items import FeedItems
from bot.store.feeds import Feeds
from bot.store.inbox import Inbox
from bot.store.index_damage import FULL_TEXT_TABLES, damaged
from bot.store.leases import Leases
from bot.store.lessened import Lessened
from bot.store.marks import Marks
from bot.store.model_answers import ModelAnswers
from bot.store.pace import GroupSends, LearnedPace, Rests
from bot.store.pages import Pages
from bot.store.people import People
from bot.store.publish_jobs import PublishJobs
from bot.store.saved import Saved
from bot.store.search import index as search_index
from bot.store.search import segments
from bot.store.search.search import Search
from bot.store.searches import Searches
from bot.store.stewards import Stewards
from bot.store.subscriptions import Subscriptions
from bot.store.watches import Watches
from bot.text.query import Aliases

Result = TypeVar("Result")


class Store:
    """The tables by their names. May be used from any thread; calls block until they are done."""

    def __init__(
        self, path: Path, clock: Clock, *, zone: tzinfo = UTC, aliases: Aliases = lambda word: ()
    ) -> None:
        """Open a database, made where it is not there. Raises DatabaseUnusable.

        The zone and the other names of things are for understanding what is searched for.
        """
        self.path = path
        self._database = Database(path)
        self.entries = Entries(self._database, clock)
        self.pages = Pages(self._database, clock)
        self.batches = Batches(self._database, clock)
        self.publish_jobs = PublishJobs(self._database, clock)
        self.chats = Chats(self._database, clock)
        self.people = People(self._database, clock)
        self.subscriptions = Subscriptions(self._database, clock)
        self.compositions = Compositions(self._database, clock)
        self.deliveries = Deliveries(self._database, clock)
        self.leases = Leases(self._database)
        self.inbox = Inbox(self._database, clock, self.leases)
        self.pace = LearnedPace(self._database)
        self.group_sends = GroupSends(self._database)
        self.rests = Rests(self._database)
        self.feeds = Feeds(self._database, clock)
        self.feed_items = FeedItems(self._database, clock)
        self.searches = Searches(self._database, clock)
        self.saved = Saved(self._database, clock)
        self.watches = Watches(self._database)
        self.lessened = Lessened(self._database, clock)
        self.stewards = Stewards(self._database)
        self.marks = Marks(self._database)
        self.daily = Daily(self._database)
        self.model_answers = ModelAnswers(self._database, clock, zone)
        self.audit = Audit(self._database, clock)
        self._search = Search(self._database, clock, zone, aliases)
        if not self._database.read(search_index.made_by_these_rules):
            self.rebuild_index()

    def search(
        self, query: str, *, limit: int = 10, offset: int = 0, sort: Sort = Sort.RELEVANCE
    ) -> SearchResult:
        """Published entries for what a reader typed: see `bot.store.search.search`."""
        return self._search.search(query, limit=limit, offset=offset, sort=sort)

    def headlines(self, query: str, *, limit: int = 10, sort: Sort = Sort.RELEVANCE) -> list[Headline]:
        """The headlines of the entries that `search` finds first."""
        return self._search.headlines(query, limit=limit, sort=sort)

    def together(self, work: Callable[[], Result]) -> Result:
        """Run `work` as one transaction: what it reads is true until what it writes is committed.

        All that it calls of this store belongs to it, and is undone where it raises. All other writing waits
        for it, so it must be quick. Raises DatabaseUnusable, with nothing written, and what `work` raises.
        """
        return self._database.write(lambda _: work())

    def erase(self, work: Callable[[], Result]) -> Result:
        """As `together`, and nothing of what `work` deletes stays in the file. Raises DatabaseUnusable."""
        return self._database.erase(lambda _: work())

    @contextmanager
    def in_bulk(self) -> Iterator[None]:
        """While very many entries are stored: the search index is put in order once, at the end.

        That is left undone where they turn out to be few beside those that were there.
        """
        before = self._database.read(search_index.size)
        self._database.write(segments.gather)
        try:
            yield
        finally:
            self._database.write(segments.release)
        grown = self._database.read(search_index.size) - before
        for index in FULL_TEXT_TABLES if grown > before // 10 else ():
            begin = True
            while self._database.write(partial(segments.merge, index=index, begin=begin)):
                begin = False

    def check(self) -> list[str]:
        """What is wrong with the database, a line each; nothing where it is sound."""
        return self.check_file() + self.check_index()

    def check_file(self) -> list[str]:
        """What is wrong with the file and its rows, a line each."""
        try:
            return self._database.read(backups.problems)
        except DatabaseUnreadable as error:
            return [f"the file is damaged: {error.cause}"]

    def check_index(self) -> list[str]:
        """What is wrong with the search index, a line each: all of it can be made anew."""
        try:
            if not self._database.write(damaged):
                return self._database.read(search_index.problems)
        except IndexDamaged:
            # FTS5's check misses that a table of its own is not there.
            pass
        return ["the search index is damaged"]

    def rebuild_index(self) -> int:
        """Make the search index anew, and say how many entries stand in it."""
        return self._database.write(search_index.rebuild)

    def backup(self, target: Path) -> bool:
        """Copy the database while it is in use, check the copy, and say whether its search index is sound.

        Raises DatabaseUnusable.
        """
        return backups.copy(self.path, target)

    def close(self) -> None:
        """Close the file, after the writes that are queued."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
