"""Words to be corrected, kept until their editor confirms: a button's data has no room for them."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import count

MOST = 200
"""Corrections that are kept; of more, the oldest go, and their buttons are stale."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A wrong word of an article, and the right one."""

    entry_id: int
    version: int
    user_id: int
    wrong: str
    right: str


class Corrections:
    """By number; each is taken once, by the editor who asked for it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Correction] = OrderedDict()
        self._numbers = count(1)

    def keep(self, correction: Correction) -> int:
        """Keep one, and give its number."""
        number = next(self._numbers)
        self._kept[number] = correction
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return number

    def take(self, number: int, user_id: int) -> Correction | None:
        """The correction; None where it was taken, is another's, or is not kept any more."""
        kept = self._kept.get(number)
        if kept is None or kept.user_id != user_id:
            return None
        return self._kept.pop(number)
