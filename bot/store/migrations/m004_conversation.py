"""Searches that buttons page through, saved entries, watched words, the record of what editors did."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the tables."""
