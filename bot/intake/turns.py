"""A lock that is handed over in the order in which it was asked for."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Turns:
    """As `threading.Lock`, used by `with`; who asked first has it next.

    An ordinary lock is mostly taken again at once by the thread that has just let go of it, so that a loop of
    short turns keeps everyone else waiting until its end.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            gate = Lock()
            gate.acquire()
            self._waiting.append(gate)
        gate.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                # Still taken: by who waited longest.
                self._waiting.popleft().release()
            else:
                self._taken = False
