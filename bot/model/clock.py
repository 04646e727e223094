"""Time: passed in wherever it matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Says what time it is, in UTC. Passed in wherever time matters, so that tests can turn it."""
