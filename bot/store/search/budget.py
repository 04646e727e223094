"""A bound on the time of statements: SQLite asks now and then whether to go on."""

from __future__ import annotations

import sqlite3
import time
from types import TracebackType
from typing import Self

_STEPS = 2_000
"""Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond."""


class Budget:
    """Within the block, statements of a connection end once the seconds are over, and so does the block."""

    def __init__(self, connection: sqlite3.Connection, seconds: float) -> None:
        self.spent = False
        self._connection = connection
        self._seconds = seconds
        self._until = 0.0

    def __enter__(self) -> Self:
        self._until = time.monotonic() + self._seconds
        self._connection.set_progress_handler(self._look, _STEPS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._connection.set_progress_handler(None, 0)
        # Only what this budget has ended is taken for that.
        return self.spent and isinstance(error, sqlite3.OperationalError)

    def _look(self) -> int:
        self.spent = time.monotonic() >= self._until
        return int(self.spent)
