"""How long it takes to plan and compose for very many chats, each with its own topics and words.

    python tests/bench/digest.py [chats] [articles]

Prints the seconds, the most memory used, and the 95th percentile of searches made meanwhile.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sys
import tempfile
import threading
import time as seconds
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from bot.app import SWITCH_SECONDS
from bot.chat.push import Push
from bot.model import Article, Entry, Kind, Summary
from bot.settings import Settings
from bot.store.store import Store
from bot.summary.topics import Topic

NOW = datetime(2024, 4, 2, 23, 0, tzinfo=UTC)
DUE = NOW + timedelta(minutes=30)
HOUR = time(7, 30)
SYLLABLES = "山水书城港桥灯河塔园春秋风云金石松竹海陵江岸北南东西明光新安和平兴华"
TOPICS = tuple(f"话题{number}" for number in range(20))


@dataclass
class Bureau:
    store: Store
    now: datetime
    settings: Settings
    outbox: Any = None
    intake: Any = None

    @property
    def topic_names(self) -> tuple[str, ...]:
        return TOPICS

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(Topic(name, ()) for name in TOPICS)

    def clock(self) -> datetime:
        return self.now

    def wake(self) -> None:
        """Nothing is sent."""

    def summary_of(self, entry: Entry) -> Entry:
        return entry


def main(chats: int = 100_000, articles: int = 500) -> None:
    """Make them, promise to all of them, and print what it cost."""
    chance = random.Random(6)
    sys.setswitchinterval(SWITCH_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        bureau = Bureau(None, NOW, Settings(_env_file=None))  # type: ignore[arg-type]
        with Store(Path(folder) / "bench.db", bureau.clock) as store:
            bureau.store, bureau.outbox, bureau.intake = store, bureau, bureau
            fill(store, chance, chats, articles)
            bureau.now = DUE
            ended, took = threading.Event(), []
            searching = threading.Thread(target=search, args=(store, ended, took))
            searching.start()
            processor, began = seconds.process_time(), seconds.perf_counter()
            promised = asyncio.run(Push(bureau).tick())  # type: ignore[arg-type]
            spent, elapsed = seconds.process_time() - processor, seconds.perf_counter() - began
            ended.set()
            searching.join()
            made = store._database.read(
                lambda tables: tables.execute("select count(*) from compositions").fetchone()[0]
            )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    slow = sorted(took)[int(len(took) * 0.95)] if took else 0.0
    print(f"{promised} chats, {articles} articles, {made} different digests: {elapsed:.1f} s")
    print(f"{spent:.1f} s of processor; {memory:.0f} MB; {len(took)} searches, p95 {slow * 1000:.0f} ms")


def fill(store: Store, chance: random.Random, chats: int, articles: int) -> None:
    """Articles of made-up words, and chats that each want one to three topics and two words of their own."""
    for number in range(articles):
        text = "".join(chance.choices(SYLLABLES, k=600))
        article = Article(str(number), Kind.NEWS, text[:14], (text,), "海陵晚报", page=str(number % 16))
        summary = Summary((text[:60] + "。",), topics=tuple(chance.sample(TOPICS, 2)))
        store.entries.publish(store.entries.add(Entry(article, summary)).id, push=True)

    def work(tables: Any) -> None:
        import json  # noqa: PLC0415

        for chat in range(1, chats + 1):
            topics = json.dumps(chance.sample(TOPICS, chance.randint(1, 3)))
            words = json.dumps(["".join(chance.choices(SYLLABLES, k=3)) for _ in range(2)])
            tables.execute("insert into chats values (?, 'private', '', null, 'active', 0)", [chat])
            tables.execute(
                "insert into subscriptions (id, chat_id, thread_id, zone, topics, paused, covered,"
                " include_words) values (?, ?, 0, 'Asia/Shanghai', ?, 0, 0, ?)",
                [chat, chat, topics, words],
            )
            tables.execute("insert into schedules values (?, '07:30', ?)", [chat, int(DUE.timestamp())])

    store._database.write(work)


def search(store: Store, ended: threading.Event, took: list[float]) -> None:
    """As readers do meanwhile."""
    while not ended.is_set():
        began = seconds.perf_counter()
        store.search("山水书城")
        took.append(seconds.perf_counter() - began)
        ended.wait(0.2)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
