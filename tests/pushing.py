"""A bot with very many subscribers, as a process of its own against the Bot API server on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time as seconds
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.digest.schedule import next_times
from bot.model import Article, Entry, Kind, Message, Subscription, Summary
from bot.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT.parent / "shared" / "telegram"
FIRST = 1_000_000
"""The number of the first subscriber; the server makes people from here on."""
HOUR = time(7, 30)
EVE = datetime(2024, 4, 2, 23, 0, tzinfo=UTC)
"""Half an hour before the slot, in Shanghai."""
START_PATIENCE = 120.0
LOOK_EVERY = 0.1
LOOKS_UNTIL_THE_END = 100
"""Ten seconds, within which SIGTERM ends the bot whatever hangs."""
HEADLINE = "老码头改成夜间书市"


class Bot:
    """`serve` on one database; it can be killed and started again."""

    def __init__(self, folder: Path, telegram: Any, name: str = "log") -> None:
        self.database = folder / "baozhai.db"
        self.telegram = telegram
        self.log = folder / name
        self._process: subprocess.Popen[str] | None = None

    def start(self, now: str, **environment: str) -> None:
        """Start, and wait until it takes updates; with an empty `now`, on the machine's own clock."""
        begin = len(self.log.read_text()) if self.log.exists() else 0
        with self.log.open("a") as lines:
            self._process = subprocess.Popen(
                [sys.executable, "run_bot.py", "serve"],
                cwd=ROOT,
                stderr=lines,
                text=True,
                env={
                    **{name: value for name, value in os.environ.items() if not name.startswith("BAOZHAI_")},
                    "BAOZHAI_TOKEN": self.telegram.token,
                    "BAOZHAI_API_BASE_URL": self.telegram.base_url,
                    "BAOZHAI_API_BASE_FILE_URL": self.telegram.base_file_url,
                    "BAOZHAI_DB": str(self.database),
                    **({"BAOZHAI_NOW": now} if now else {}),
                    "BAOZHAI_BACKUPS": "0",
                    **environment,
                },
            )
        wait_until(lambda: "ready" in self.log.read_text()[begin:].splitlines(), START_PATIENCE)

    def kill(self) -> None:
        """As a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def terminate(self) -> int:
        """As an operator would; says the exit code. Fails where it takes the bot longer than is promised."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        # Counted in looks, not by the clock: on a machine that is busy elsewhere both get slower alike.
        for _ in range(LOOKS_UNTIL_THE_END):
            if (code := self._process.poll()) is not None:
                return code
            seconds.sleep(LOOK_EVERY)
        raise AssertionError("SIGTERM did not end it in time")

    def health(self) -> tuple[int, str]:
        """The exit code of the health check, and what it says."""
        done = self._run("-m", "bot.heartbeat")
        return done.returncode, done.stdout

    def doctor(self) -> str:
        """What `doctor` says, from a shell beside the bot."""
        return self._run("run_bot.py", "doctor").stdout

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "BAOZHAI_DB": str(self.database)}
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    def received(self, count: int) -> dict[str, Any]:
        """How often the digest arrived, at the first `count` subscribers."""
        found = self.telegram.deliveries(f"({HEADLINE})", expect=(FIRST, count))
        return dict(found.get(HEADLINE) or {"chats": 0, "total": 0, "missing_count": count, "multi_count": 0})

    def settled(self, **counts: int) -> Callable[[], bool]:
        """Whether the ledger says so."""
        return lambda: counts.items() <= self.ledger().items()

    def ledger(self) -> dict[str, int]:
        with Store(self.database, lambda: EVE) as store:
            return store.deliveries.counts()


@contextmanager
def telegram_with(people: int, latency: float = 0.0, **more: Any) -> Iterator[Any]:
    """A server that holds to Telegram's limits in every second, and answers after `latency` seconds."""
    with import_module("tgctl").Tg.start(limits="strict", users=people, **more) as telegram:
        if latency:
            telegram.fault("delay_after", method="sendMessage", times=-1, seconds=latency)
        yield telegram


def subscribe(database: Path, people: Iterable[int], hour: time = HOUR) -> None:
    """Readers of everything at one hour, and one article to read."""
    with Store(database, lambda: EVE) as store:
        article = Article("a", Kind.NEWS, HEADLINE, ("四月二日傍晚，停用多年的老码头亮起了灯。",), "海陵晚报")
        store.entries.publish(store.entries.add(Entry(article, Summary(("老码头亮起了灯。",)))).id, push=True)
        for person in people:
            made = Subscription(person, 0, (hour,))
            store.subscriptions.save(made, next_times(made.times, made.zone, EVE))


def promise_to_all(database: Path, people: Sequence[int]) -> None:
    """Readers without a subscription to whom a message waits to be sent, and one article to find."""
    subscribe(database, ())
    with Store(database, lambda: EVE) as store:
        rows = [(person,) for person in people]
        store._database.write(
            lambda tables: tables.conn.executemany(
                "insert into chats (id, kind, title, state, met_at) values (?, 'private', '', 'active', 0)",
                rows,
            )
        )
        assert store.deliveries.announce("notice", Message("明日停机半小时。")) == len(people)


def wait_until(holds: Callable[[], bool], within: float) -> None:
    """Look ten times a second."""
    end = seconds.monotonic() + within
    while not holds():
        assert seconds.monotonic() < end, "it did not come about in time"
        seconds.sleep(LOOK_EVERY)
