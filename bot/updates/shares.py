"""How many of the waiting updates belong to one person or one chat: a tenth of the places at most."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable

from bot.updates.queue import HELD

OF_ONE = HELD // 10
"""Updates of one person, and of one chat, that wait or are handled. Further ones stay in the database."""

_Owners = tuple[int, ...]
"""The person and the chat that an update comes from, each by its number; those that it names."""


class Shares:
    """Lets updates in as long as none of their owners has too many, those of a person in a chat in order."""

    def __init__(self, most: int = OF_ONE) -> None:
        self._most = most
        self._let_in: dict[int, _Owners] = {}
        self._held: Counter[int] = Counter()
        """How many were let in of each owner."""
        self._later: defaultdict[_Owners, deque[int]] = defaultdict(deque)
        self._waiting: defaultdict[int, dict[_Owners, None]] = defaultdict(dict)
        """Of each owner, whose updates come later."""

    def let_in(self, update_id: int, owners: Iterable[int]) -> bool:
        """Whether an update may wait with the others now; else `give_back` tells of it later."""
        key = tuple(dict.fromkeys(owners))
        if key not in self._later and self._have_room(key):
            self._take(update_id, key)
            return True
        self._later[key].append(update_id)
        for owner in key:
            self._waiting[owner][key] = None
        return False

    def give_back(self, update_id: int) -> list[int]:
        """An update is done; return those that may wait with the others from now on, in their order."""
        owners = self._let_in.pop(update_id, ())
        self._held -= Counter(owners)
        let_in: list[int] = []
        keys = {key for owner in owners for key in self._waiting.get(owner, ())}
        for key in sorted(keys, key=lambda each: self._later[each][0]):
            while key in self._later and self._have_room(key):
                let_in.append(self._next(key))
        return let_in

    def _next(self, key: _Owners) -> int:
        """Let in the first of those that come later."""
        update_id = self._later[key].popleft()
        self._take(update_id, key)
        if not self._later[key]:
            del self._later[key]
            for owner in key:
                del self._waiting[owner][key]
                if not self._waiting[owner]:
                    del self._waiting[owner]
        return update_id

    def _take(self, update_id: int, key: _Owners) -> None:
        self._let_in[update_id] = key
        self._held.update(key)

    def _have_room(self, key: _Owners) -> bool:
        return all(self._held[owner] < self._most for owner in key)
