"""Which editors have an article before them just now, so that two of them know of each other."""

from __future__ import annotations

from datetime import datetime, timedelta

LOOKS_FOR = timedelta(minutes=10)
"""How long an editor who opened an article is taken to be at it."""


class Company:
    """Who opened which article last."""

    def __init__(self) -> None:
        self._looks: dict[int, dict[int, datetime]] = {}

    def open(self, entry_id: int, user_id: int, now: datetime) -> list[int]:
        """Note that somebody opened an article, and say who else did of late."""
        self._looks = {
            each: recent
            for each, looks in self._looks.items()
            if (recent := {who: at for who, at in looks.items() if now - at < LOOKS_FOR})
        }
        looks = self._looks.setdefault(entry_id, {})
        looks[user_id] = now
        return [who for who in looks if who != user_id]
