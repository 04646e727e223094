"""Measures the memory of a running bot with its dictionary loaded and 10,000 articles, in MB resident.

    python tests/bench/memory.py [--articles 10000] [--today 200]

Articles are made by recombining the sentences of the pages in seeds/. The bot runs on the in-process Bot API;
readers subscribe, are sent a digest each, watch for words, ask for today's digest all at once and turn its
pages, search, open articles and settle their zone; an editor sends pages, and the owner makes a backup.
Prints what is resident once it serves, after all this, and at the most.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import resource
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.app import assemble
from bot.chat.alerts import tell_watchers
from bot.chat.push import Push
from bot.commands.page_files import read_pages
from bot.commands.sources import find_sources
from bot.console import ConsoleApi, Conversation, running
from bot.defaults import SEEDS
from bot.model import Article, Entry, Kind, PageHints, Status, Subscription, Watch
from bot.rooms import Rooms, open_rooms
from bot.settings import Settings
from bot.text import words
from bot.text.sentences import split_sentences

NOW = datetime(2024, 4, 3, 0, 0, tzinfo=UTC)
READERS = 200
TALKERS = 12
WATCHERS = 50
OF_TODAY = 200
"""Articles that today brought: the thirty pages of an editor's morning."""
QUERIES = ("氢能", "跨境电商", "潍坊 绿色低碳", "weifang", "4月2日", "跨镜电商", "没有的词")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--today", type=int, default=OF_TODAY, help="of them, how many today brought")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(db=Path(folder) / "memory.db", admins=(1,), now=NOW)
        earlier = settings.model_copy(update={"now": NOW - timedelta(days=30)})
        for moment, number in ((earlier, options.articles - options.today), (settings, options.today)):
            filling = get_context("spawn").Process(target=fill, args=(moment, number))
            filling.start()
            filling.join()
        with open_rooms(settings) as rooms:
            asyncio.run(converse(rooms))
    print(f"at the most  {most_resident():.0f}")


def fill(settings: Settings, number: int) -> None:
    """Store articles made of the sentences of the seeds, published when the settings' clock says."""
    with open_rooms(settings) as rooms:
        pages, _ = read_pages(find_sources((SEEDS,)), PageHints())
        rooms.intake.add(pages, push=True)
        known = [entry.article for entry in rooms.store.entries.latest(50)]
        sentences = [one for article in known for part in article.paragraphs for one in split_sentences(part)]
        dice = random.Random(5)
        batch = []
        for place in range(number):
            article = Article(
                id=f"{settings.now} {place}",
                kind=Kind.NEWS,
                headline=f"{dice.choice(known).headline} {place}",
                paragraphs=tuple(dice.sample(sentences, 12)),
                source="潍坊日报",
                issue_date=date(2024, 4, 3) - timedelta(days=dice.randrange(3)),
                page=str(dice.randrange(1, 9)),
            )
            batch.append(replace(rooms.intake.summary_of(Entry(article)), status=Status.PUBLISHED))
            if len(batch) == 500:
                rooms.store.entries.add_many(batch)
                batch.clear()
        rooms.store.entries.add_many(batch)


async def converse(rooms: Rooms) -> None:
    """Let readers and an editor do what they do."""
    api = ConsoleApi(lambda: NOW)
    application = assemble(rooms, request=api)
    async with running(application):
        await asyncio.to_thread(words.load)
        print(f"serving      {resident():.0f}", flush=True)
        for reader in range(READERS):
            wanted = Subscription(
                5000 + reader, 0, (time(7, 30),), topics=("绿色低碳",) if reader % 2 else ()
            )
            await asyncio.to_thread(rooms.store.subscriptions.save, wanted, {time(7, 30): NOW})
        services = application.handlers[0][0].callback.__self__._services
        await Push(services).tick()
        for reader in range(WATCHERS):
            watch = Watch(5000 + reader, 0, QUERIES[reader % 2], covered=0)
            await asyncio.to_thread(rooms.store.watches.add, watch)
        await tell_watchers(services)
        talkers = [Conversation(application, api, user_id=100 + reader) for reader in range(TALKERS)]
        for person in talkers:
            await person.say("/subscribe 07:30")
            await person.say("/settings zone 旧金山")
        await asyncio.gather(*(person.say("/today") for person in talkers))
        for person in talkers:
            for label in ("更多", "下一页"):
                if person.last.button(label):
                    await person.press(label)
            for query in QUERIES:
                await person.say(query)
                if person.last.button("1"):
                    await person.press("1")
        editor = Conversation(application, api, user_id=1)
        for page in sorted(SEEDS.glob("*.txt")):
            await editor.send_file(page.name, page.read_bytes())
        await asyncio.sleep(5)
        await editor.say("/backup")
        print(f"after work   {resident():.0f}", flush=True)


def most_resident() -> float:
    """The peak of this program; that of getrusage begins with what the process had that started it."""
    told = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(encoding="ascii"), re.M)
    assert told
    return int(told[1]) / 1024


def resident() -> float:
    """MB of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
