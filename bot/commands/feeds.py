"""`feeds`: which RSS and Atom feeds are read; one more, one fewer, a look at them now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Any

import click

from bot.commands.options import as_json, print_json, say, with_settings, write
from bot.errors import IntakeError
from bot.feeding import Feeding, load_feeds
from bot.fetching import Fetcher, LinkReader
from bot.fetching.feed_finder import find_feed
from bot.model import Feed
from bot.model.feeds import EVERY
from bot.rooms import Rooms, open_rooms
from bot.settings import Settings
from bot.text.characters import unified

SOME_FAILED = 1


@click.group()
def feeds() -> None:
    """RSS and Atom feeds that are read by themselves while the bot serves."""


@feeds.command("list")
@as_json
@with_settings
def list_(as_json: bool, settings: Settings) -> None:
    """All feeds, with how they stand."""
    with _opened(settings) as rooms:
        known = rooms.store.feeds.each()
    if as_json:
        print_json([_to_json(feed) for feed in known])
    else:
        write("".join(map(_in_words, known)))


@feeds.command()
@click.argument("address")
@click.option("--paper", help="The paper, where the articles do not say it.")
@click.option("--publish", is_flag=True, help="Publish at once, without an editor.")
@click.option("--every", type=click.IntRange(1, 24 * 60), default=EVERY, help="Minutes between two looks.")
@with_settings
def add(address: str, paper: str | None, publish: bool, every: int, settings: Settings) -> None:
    """Read another feed from now on; of a page, the feed that it names."""
    if not address.casefold().startswith(("http://", "https://")):
        raise click.UsageError("a feed has an address, http or https")
    with _opened(settings) as rooms:
        found = asyncio.run(_find(rooms, settings, address))
        if rooms.store.feeds.add(Feed(found, paper and unified(paper), publish, every)) is None:
            raise IntakeError(f"add {found}", "it is read already")
    say(f"{found} is read from now on")


async def _find(rooms: Rooms, settings: Settings, address: str) -> str:
    async with Fetcher(proxy=settings.proxy_address) as fetcher:
        return await find_feed(LinkReader(fetcher, rooms.workshop), address, settings.zone)


@feeds.command()
@click.argument("number", type=int)
@with_settings
def remove(number: int, settings: Settings) -> None:
    """Read a feed no longer; what came from it stays."""
    with _opened(settings) as rooms:
        if not rooms.store.feeds.remove(number):
            raise IntakeError(f"remove feed {number}", "there is none, or it stands in config/feeds.toml")


@feeds.command()
@click.option("--all", "everything", is_flag=True, help="Also those that are not due.")
@with_settings
def poll(everything: bool, settings: Settings) -> int:
    """Look at the feeds that are due, now."""
    with _opened(settings) as rooms:
        came = asyncio.run(_poll(rooms, settings, everything))
        failed = [feed for feed in rooms.store.feeds.each() if feed.problem]
    for feed in failed:
        say(f"feeds: could not read {feed.address}: {feed.problem}")
    say(f"{came} added")
    return SOME_FAILED if failed else 0


async def _poll(rooms: Rooms, settings: Settings, everything: bool) -> int:
    async with Fetcher(proxy=settings.proxy_address) as fetcher:
        links = LinkReader(fetcher, rooms.workshop)
        feeding = Feeding(rooms.store, rooms.intake, links, rooms.clock, settings.zone)
        if everything:
            return sum([await feeding.look_at(feed) for feed in rooms.store.feeds.each()])
        return await feeding.see_to()


@contextmanager
def _opened(settings: Settings) -> Iterator[Rooms]:
    """The rooms, with the feeds of the configuration as they are now."""
    configured = load_feeds(settings.files.path("feeds.toml"))
    with open_rooms(settings) as rooms:
        rooms.store.feeds.configure(configured)
        yield rooms


def _to_json(feed: Feed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "address": feed.address,
        "title": feed.title,
        "paper": feed.paper,
        "publish": feed.publish,
        "every": feed.every,
        "configured": feed.configured,
        "next_at": feed.next_at and feed.next_at.astimezone(UTC).isoformat(),
        "failures": feed.failures,
        "problem": feed.problem,
    }


def _in_words(feed: Feed) -> str:
    kind = "published at once" if feed.publish else "drafts"
    problem = f"; failed {feed.failures} times: {feed.problem}" if feed.problem else ""
    return f"{feed.id}  {feed.address}  {kind}, every {feed.every} minutes{problem}\n"
