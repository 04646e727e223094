"""Whether the bot is alive: a file beside the database that is written as long as all goes round.

`python -m bot.heartbeat` says so, and exits with 1 where it has not been written lately, be the process there
or not, and where no call for updates has been answered lately.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import CLOCK_SLACK
from bot.processes import machine
from bot.settings import load_settings

STUCK_AFTER = 60.0
"""Seconds without a beat, or without an answered call for updates: far above any pause that is meant."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What a beat says. Moments are seconds of the machine's clock, as it goes now."""

    at: float
    updates_at: float | None
    """When a call for updates was answered last; None where none are made, as with a webhook."""


def file_of(database: Path) -> Path:
    """The file whose age tells."""
    return database.with_name(database.name + ".alive")


def beat(database: Path, updates_at: float | None = None) -> None:
    """Say that all goes round. A disk that takes nothing is told by the age of the file."""
    file = file_of(database)
    with suppress(OSError):
        new = file.with_name(file.name + ".new")
        told = {"updates_at": updates_at, "apart": _apart(), "machine": machine()}
        new.write_text(json.dumps(told), "utf-8")
        new.replace(file)


def last_beat(database: Path) -> Beat | None:
    """The last beat; None where there was none."""
    file = file_of(database)
    try:
        at = file.stat().st_mtime
        told = json.loads(file.read_text("utf-8"))
    except OSError:
        return None
    except ValueError:
        # Of a version that only touched the file.
        return Beat(at, None)
    if not isinstance(told, dict):
        return Beat(at, None)
    turned = _turned_since(told)
    updates_at = told.get("updates_at")
    return Beat(at + turned, updates_at + turned if isinstance(updates_at, int | float) else None)


def _apart() -> float:
    """How far the machine's clock is from its steady one: the same until somebody turns it."""
    return time.time() - time.monotonic()


def _turned_since(told: dict[str, Any]) -> float:
    """By how many seconds the clock was put forward since a beat; 0 where the machine was started anew."""
    apart = told.get("apart")
    if not isinstance(apart, int | float) or told.get("machine") != machine():
        return 0.0
    turned = _apart() - apart
    return turned if abs(turned) > CLOCK_SLACK else 0.0


def health(database: Path, now: float) -> tuple[bool, str]:
    """Whether the bot is well, and a line that says why, or why not."""
    last = last_beat(database)
    if last is None:
        return False, "no heartbeat: it has never run"
    if now - last.at >= STUCK_AFTER:
        return False, f"no heartbeat since {_moment(last.at, now)}"
    if last.updates_at is None:
        return True, "alive"
    told = f"the last call for updates was answered {max(0.0, now - last.updates_at):.0f} s ago"
    if now - last.updates_at >= STUCK_AFTER:
        return False, f"no call for updates has been answered since {_moment(last.updates_at, now)}"
    return True, f"alive; {told}"


def is_alive(database: Path) -> bool:
    """Whether the bot is well now."""
    return health(database, time.time())[0]


def _moment(seconds: float, now: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC ({now - seconds:.0f} s)"


if __name__ == "__main__":
    alive, line = health(load_settings().db, time.time())
    print(line)  # noqa: T201
    sys.exit(0 if alive else 1)
