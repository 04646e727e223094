"""The pace of sending that flood answers have taught."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the table."""
    # One row, or none where the configured rate is good.
    tables.execute("create table pace (rate real not null)")
