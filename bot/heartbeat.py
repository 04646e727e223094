"""Whether the bot is alive: a file beside the database that is touched as long as all goes round.

`python -m bot.heartbeat` exits with 1 where it has not been touched lately, be the process there or not.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path

from bot.settings import load_settings

STUCK_AFTER = 60.0
"""Seconds without a beat: far above any pause that is meant."""


def file_of(database: Path) -> Path:
    """The file whose age tells."""
    return database.with_name(database.name + ".alive")


def beat(database: Path) -> None:
    """Say that all goes round. A disk that takes nothing is told by the age of the file."""
    with suppress(OSError):
        file_of(database).touch()


def is_alive(database: Path) -> bool:
    """Whether it was said lately."""
    try:
        return time.time() - file_of(database).stat().st_mtime < STUCK_AFTER
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_alive(load_settings().db) else 1)
