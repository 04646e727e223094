"""Reading feeds while nobody looks: politely, each at its hour, to drafts or published at once."""

from __future__ import annotations

import asyncio
import logging
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.blocking import BACKGROUND, STORING
from bot.clock import CLOCK_SLACK
from bot.errors import (
    BaozhaiError,
    ConfigurationError,
    FetchError,
    ReadingError,
    ReadingStopped,
    RobotsRefused,
    StoreError,
)
from bot.fetching import Fetched, LinkReader
from bot.fetching.fetcher import status_key
from bot.fetching.robots import Robots
from bot.intake import Intake
from bot.model import Clock, Feed, ItemName, Page, PageHints, Taken
from bot.reading.feeds import FeedContents, FeedItem
from bot.reading.mastheads import paper_in
from bot.store.store import Store

log = logging.getLogger(__name__)

ITEMS = 30
"""Items of one feed that are read at a time; the others come at its next look."""

AT_FIRST = 10
"""The newest items of a feed that is new here; older ones are no news."""

LONGEST_PAUSE = timedelta(days=1)
"""Between two looks at a feed that fails, or asks for so much."""

_AHEAD = timedelta(days=1)
"""How far a clock may be wrong, or the morning's paper be sent the evening before."""

_GONE = 410
_UNCHANGED = 304
_FIELDS = {"address": str, "paper": str, "publish": bool, "every": int}


def load_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds of a TOML file, each in a `[[feed]]`; none where the file is not there.

    Raises ConfigurationError.
    """
    could_not = f"read the feeds {path}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("feed", [])
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(could_not, error) from error
    feeds = []
    for table in tables if isinstance(tables, list) else [tables]:
        if not isinstance(table, dict) or not str(table.get("address", "")).startswith(
            ("http://", "https://")
        ):
            raise ConfigurationError(could_not, "each [[feed]] has an address, http or https")
        for name, value in table.items():
            kind = _FIELDS.get(name)
            if kind is None or type(value) is not kind:
                raise ConfigurationError(could_not, f"{name} of {table['address']} is not understood")
        if table.get("every", 1) < 1:
            raise ConfigurationError(could_not, f"every of {table['address']} is in minutes, from 1 on")
        feeds.append(Feed(**table, configured=True))
    return tuple(feeds)


class Feeding:
    """Looks at the feeds that are due. One call at a time."""

    def __init__(
        self,
        store: Store,
        intake: Intake,
        links: LinkReader,
        clock: Clock,
        zone: str,
        goes_on: Callable[[], bool] = lambda: True,
    ) -> None:
        self._store = store
        self._intake = intake
        self._links = links
        self._clock = clock
        self._zone = ZoneInfo(zone)
        self._goes_on = goes_on
        self._last_look: datetime | None = None

    async def see_to(self) -> int:
        """Look at every feed that is due, and say how many articles came. Never raises our errors."""
        came = 0
        try:
            now, last = self._clock(), self._last_look
            if last is not None and now < last - timedelta(seconds=CLOCK_SLACK):
                await BACKGROUND.run(self._store.feeds.bring_back, now, last - now)
            self._last_look = now
            for feed in await BACKGROUND.run(self._store.feeds.due, now, LONGEST_PAUSE):
                if self._goes_on():
                    came += await self.look_at(feed)
        except StoreError as error:
            log.error("feeds: could not go on: %s", error)
        return came

    async def look_at(self, feed: Feed) -> int:
        """Look at one feed, due or not, and say how many articles came. Raises StoreError."""
        fetched: Fetched | None = None
        try:
            fetched = await self._links.fetcher.fetch(
                feed.address, etag=feed.etag, last_modified=feed.last_modified, any_status=True
            )
            if fetched.status == _GONE:
                await self._settle(replace(feed, next_at=None, problem="it is gone for good"))
                return 0
            if fetched.status == _UNCHANGED:
                await self._settle(self._sound(feed))
                return 0
            if not 200 <= fetched.status < 300:
                raise FetchError(
                    f"fetch {feed.address}",
                    f"it answers {fetched.status}",
                    key=status_key(fetched.status),
                    status=fetched.status,
                )
            contents = await self._links.feed(fetched, self._zone.key)
            known = replace(feed, title=contents.title or feed.address)
            came, all_read = await self._read_new(known, contents, is_new=not feed.title)
        except (FetchError, ReadingError) as error:
            wanted = _wait(fetched, self._clock()) if fetched else timedelta()
            await self._settle(self._failed(feed, error, wanted))
            return 0
        if all_read:
            # With more to read it is asked for whole again.
            known = replace(known, etag=fetched.etag, last_modified=fetched.last_modified)
        await self._settle(self._sound(known, contents.minutes))
        return came

    # ----------------------------------------------------------------------------------- the items

    async def _read_new(self, feed: Feed, contents: FeedContents, *, is_new: bool) -> tuple[int, bool]:
        """Read what is new; say how many articles came, and whether all that is new was read."""
        items = {item.key: item for item in contents.items}
        names = {key: _name(item) for key, item in items.items()}
        wanted = await BACKGROUND.run(self._store.feed_items.to_read, feed.id, list(names.values()))
        keys = list(wanted)
        if is_new and len(keys) > AT_FIRST:
            keys, old = keys[:AT_FIRST], keys[AT_FIRST:]
            await self._note(feed, [names[key] for key in old], done=True)
        robots = Robots(self._links.fetcher)
        came, whole = 0, len(keys) <= ITEMS
        # The oldest first: they are published in the order in which they were written.
        for key in reversed(keys[:ITEMS]):
            if not self._goes_on():
                return came, False
            taken = wanted[key]
            try:
                added, taken = await self._read(feed, items[key], robots, taken)
                came, done = came + added, True
            except (FetchError, ReadingError) as error:
                if isinstance(error, ReadingStopped) and not self._goes_on():
                    # Nothing is wrong with the item: it is read when the bot is back.
                    return came, False
                log.info("feeds: %s", error)
                # What robots or its kind forbid will not be otherwise the next time.
                done = isinstance(error, RobotsRefused | ReadingError)
                whole = whole and done
            await self._note(feed, [names[key]], done=done, taken=taken)
        return came, whole

    async def _note(
        self, feed: Feed, names: Sequence[ItemName], *, done: bool, taken: Taken | None = None
    ) -> None:
        await BACKGROUND.run(self._store.feed_items.note, feed.id, names, done=done, taken=taken)

    async def _read(
        self, feed: Feed, item: FeedItem, robots: Robots, taken: Taken | None
    ) -> tuple[int, Taken | None]:
        """Take in an item; say how many articles came of it, and what is kept of it for its corrections."""
        otherwise = PageHints(feed.paper or paper_in(feed.title), self._day_of(item))
        if item.piece is not None:
            pages = [await self._links.compose([item.piece], item.link or item.key, otherwise)]
        elif item.link is not None:
            pages = await self._fetched(item.link, otherwise, robots)
        else:
            return 0, taken
        if taken is not None:
            return 0, await STORING.run(self._intake.correct, pages, taken, publish=feed.publish)
        report = await STORING.run(self._intake.add, pages, draft=not feed.publish)
        return report.added, await STORING.run(self._intake.corrections.taken, pages)

    def _day_of(self, item: FeedItem) -> date | None:
        """The day of an item; none where it is said to be written in days to come."""
        if item.published_at is None or item.published_at > self._clock() + _AHEAD:
            return None
        return item.published_at.astimezone(self._zone).date()

    async def _fetched(self, link: str, otherwise: PageHints, robots: Robots) -> list[Page]:
        await asyncio.sleep(max(self._links.pace, await robots.check(link)))
        return list((await self._links.read(link, otherwise=otherwise, issues=False)).pages)

    # ----------------------------------------------------------------------------------- the hours

    async def _settle(self, feed: Feed) -> None:
        await BACKGROUND.run(self._store.feeds.settle, feed)

    def _sound(self, feed: Feed, minutes: int = 0) -> Feed:
        pause = min(timedelta(minutes=max(feed.every, minutes)), LONGEST_PAUSE)
        return replace(feed, failures=0, problem="", next_at=self._clock() + pause)

    def _failed(self, feed: Feed, error: BaozhaiError, wanted: timedelta) -> Feed:
        log.warning("feeds: %s", error)
        failures = feed.failures + 1
        pause = timedelta(minutes=feed.every) * 2 ** min(failures, 10)
        pause = min(max(pause, wanted), LONGEST_PAUSE)
        return replace(feed, failures=failures, problem=error.cause, next_at=self._clock() + pause)


def _name(item: FeedItem) -> ItemName:
    # The title of an item without a link, or its id, is what items were known by before.
    known_as = item.link or item.key.removeprefix("id ")
    return ItemName(item.key, item.mark, known_as, item.is_linked)


def _wait(fetched: Fetched, now: datetime) -> timedelta:
    """How long a site says that it is to be left alone: seconds, or until a moment."""
    said = (fetched.retry_after or "").strip()
    if said.isascii() and said.isdigit() and len(said) < 9:
        return timedelta(seconds=int(said))
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return timedelta()
    return (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
