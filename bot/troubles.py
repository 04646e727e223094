"""What goes wrong again and again until somebody mends it: told once, and once more when it is over."""

from __future__ import annotations

import logging

from bot.errors import BaozhaiError


class Trouble:
    """One thing that may fail every few seconds, such as writing to a disk that is full."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        """`what` is the line that is logged, before the cause."""
        self._log = log
        self._what = what
        self._told: str | None = None

    def is_there(self, error: Exception) -> None:
        """It failed: logged where it has not been failing so; a mistake of ours with its place."""
        cause = str(error)
        if cause != self._told:
            self._log.error("%s", f"{self._what}: {cause}", exc_info=_mistake(error))
        self._told = cause

    def is_over(self) -> None:
        """It went well: logged where it has been failing."""
        if self._told is not None:
            self._log.warning("%s: no longer", self._what)
        self._told = None


def _mistake(error: Exception) -> Exception | None:
    return None if isinstance(error, BaozhaiError) else error
