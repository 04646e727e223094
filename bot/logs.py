"""The log: one line an event on standard error, in which no secret ever stands."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable
from urllib.parse import quote

QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    # It warns every two seconds while a tick plans for a hundred thousand chats.
    "apscheduler": logging.ERROR,
    "jieba": logging.WARNING,
    "tornado.access": logging.WARNING,
}
"""Libraries whose everyday lines are of no use here; httpx's would hold the token, inside a URL."""


class OneLine(logging.Formatter):
    """Formats a record as one line. Of an exception it says what and where, without a traceback."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._secrets = sorted(
            {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))},
            key=len,
            reverse=True,
        )

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "…")
        return " ".join(line.split())

    def formatException(self, ei: object) -> str:  # noqa: N802
        error = ei[1] if isinstance(ei, tuple) else None
        if not isinstance(error, BaseException):
            return ""
        frames = traceback.extract_tb(error.__traceback__)
        where = f" ({frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno})" if frames else ""
        return f": {type(error).__name__}: {error}{where}"

    def formatStack(self, stack_info: str) -> str:  # noqa: N802
        return ""


def configure_logging(secrets: Iterable[str] = (), level: int = logging.INFO) -> None:
    """Log to standard error from `level` on, with every one of `secrets` blotted out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, lowest in QUIET.items():
        logging.getLogger(name).setLevel(lowest)
