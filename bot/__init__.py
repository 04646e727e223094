"""Baozhai: from a Chinese newspaper page to a reader's phone."""

import os

__version__ = "0.1.0"

# python-telegram-bot then gives spans of time as its next major version will, and warns of nothing.
os.environ.setdefault("PTB_TIMEDELTA", "true")
