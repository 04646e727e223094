"""Moments as whole seconds since 1970 in UTC: the form in which they are stored where they are compared."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil


def to_seconds(moment: datetime) -> int:
    """The second of an aware moment; a part of a second counts as a whole, so that nothing is early."""
    return ceil(moment.timestamp())


def from_seconds(seconds: int) -> datetime:
    """The moment, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
