"""What a person was asked and has not answered yet: the next text is the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

PATIENCE = timedelta(minutes=10)
"""Who says nothing for so long has gone on to something else: the next text is looked up as ever."""

MOST = 10_000
"""Questions that are kept; the oldest give way."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and of which chat's settings where that is another one."""

    what: str
    place: int | None = None


class Questions:
    """Open questions by chat and person, forgotten with the process: a question is quickly asked again."""

    def __init__(self) -> None:
        self._open: dict[tuple[int, int], tuple[Question, datetime]] = {}

    def ask(self, chat_id: int, user_id: int, question: Question, now: datetime) -> None:
        """Expect the answer from now on."""
        self.drop(chat_id, user_id)
        self._open[chat_id, user_id] = question, now + PATIENCE
        if len(self._open) > MOST:
            del self._open[next(iter(self._open))]

    def drop(self, chat_id: int, user_id: int) -> None:
        """Expect none any more."""
        self._open.pop((chat_id, user_id), None)

    def take(self, chat_id: int, user_id: int, now: datetime) -> Question | None:
        """The open question, which this answers; None where there is none or it is too long ago."""
        question, until = self._open.pop((chat_id, user_id), (None, now))
        return question if now < until else None
