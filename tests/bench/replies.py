"""Measures how long people wait for an answer while many write at once, with the bot on one core.

    python tests/bench/replies.py [--updates 1000] [--seconds 60] [--articles 2000]

Each update is of a person of their own: searches, a watch, views, settings. The time is from when Telegram
has an update until it has the answer. Needs the Bot API server for tests beside the project.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from statistics import quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from pushing import FIRST, SERVER, Bot, wait_until

from bot.model import Article, Entry, Kind, Status, Summary
from bot.store.store import Store

PLACES = ("码头", "渡口", "书市", "桥头", "公园", "车站", "茶馆", "戏台", "集市", "渔港")
WRITTEN = (
    "{place}",
    "{place}",
    "{place} 亮灯",
    "/watch {place}",
    "/latest",
    "/help",
    "/settings",
    "/watches",
)
PATIENCE = 120.0
MOST = 1_000_000
"""Messages that are asked for at once: all."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    sys.path.insert(0, str(SERVER))
    with (
        tempfile.TemporaryDirectory() as folder,
        import_module("tgctl").Tg.start(limits="strict", users=options.updates) as telegram,
    ):
        bot = Bot(Path(folder), telegram)
        publish(bot.database, options.articles)
        try:
            bot.start("")
            assert bot._process is not None
            for thread in Path(f"/proc/{bot._process.pid}/task").iterdir():
                os.sched_setaffinity(int(thread.name), {0})
            telegram.text(1, PLACES[0], lang="zh-hans")
            telegram.wait(1, chat_id=1, timeout=PATIENCE)
            wrote = write(telegram, options.updates, options.seconds)
            wait_until(lambda: len(answered(telegram)) == options.updates, PATIENCE)
        finally:
            bot.kill()
        waits = sorted(at - wrote[chat] for chat, at in answered(telegram).items())
        refused = telegram.metrics()["violations"]["total"]
    hundredths = quantiles(waits, n=100)
    print(f"{options.updates} updates in {options.seconds:.0f} s on one core: answered after", end=" ")
    print(
        f"{hundredths[49]:.3f} s (p50), {hundredths[94]:.3f} s (p95), {waits[-1]:.3f} s (slowest);", end=" "
    )
    print(f"{refused} flood answers")


def publish(database: Path, count: int) -> None:
    """Articles to find."""
    dice = random.Random(5)
    with Store(database, lambda: datetime.now(UTC)) as store:
        for number in range(count):
            headline = f"第{number}座{dice.choice(PLACES)}亮灯"
            article = Article(
                f"a{number}", Kind.NEWS, headline, (f"{headline}，游人{number}人次。",), "海陵晚报"
            )
            store.entries.add(Entry(article, Summary((headline,)), status=Status.PUBLISHED, push=False))


def write(telegram: Any, count: int, seconds: float) -> dict[int, float]:
    """Let each person write once, evenly over the time; says when each did."""
    dice, began, wrote = random.Random(5), time.time(), {}
    for number in range(count):
        time.sleep(max(0.0, began + number * seconds / count - time.time()))
        text = dice.choice(WRITTEN).format(place=dice.choice(PLACES))
        wrote[FIRST + number] = time.time()
        telegram.text(FIRST + number, text, lang="zh-hans")
    return wrote


def answered(telegram: Any) -> dict[int, float]:
    """When each person's first answer came."""
    first: dict[int, float] = {}
    for message in telegram.sent(brief=True, limit=MOST):
        if message["chat_id"] >= FIRST:
            first.setdefault(message["chat_id"], message["ts"])
    return first


if __name__ == "__main__":
    main()
