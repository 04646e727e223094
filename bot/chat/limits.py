"""How often one person may search and send pages: plenty for people, too little to wear the bot out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `times` within `span`, counted for each person; `refusal` is the key of what is said then."""

    times: int
    span: timedelta
    refusal: str
    named: bool = False
    """Whether each message that is refused is named to its sender, and counted by when it was sent: what
    waited while the bot was down comes all at once."""


SEARCHES = Allowance(40, timedelta(minutes=1), "problem.too_many_searches")
"""Words that are looked up, and pages of hits: nobody reads faster."""

INLINE = Allowance(120, timedelta(minutes=1), "problem.too_many_searches")
"""Telegram asks anew while words are being typed."""

REQUESTS = Allowance(200, timedelta(minutes=1), "problem.too_many_requests")
"""All else that readers ask for and press, also what is refused them: no person does three a second."""

REFUSED_PRESSES = Allowance(1, timedelta(minutes=1), "")
"""Alerts that say so to who goes on pressing; the other presses are answered with nothing."""

UPLOADS = Allowance(300, timedelta(minutes=10), "problem.too_many_uploads", named=True)
"""Files and pasted messages: an editor's morning is thirty pages, a week's back numbers two hundred."""

MOST = 20_000
"""People who are kept in mind; those who were quiet longest are forgotten first, and may begin anew."""


class Verdict(Enum):
    """Whether something is within an allowance."""

    ADMITTED = auto()
    REFUSED = auto()
    STILL_REFUSED = auto()
    """As it was the last time: the person has been told."""


@dataclass(slots=True)
class _Done:
    moments: deque[datetime] = field(default_factory=deque)
    refusing: bool = False


class Limiter:
    """Counts what people do. Kept in memory: after a restart everyone begins anew."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._done: dict[tuple[Allowance, int], _Done] = {}

    def judge(self, user_id: int, allowance: Allowance, at: datetime | None = None) -> Verdict:
        """Count one more time, and say whether it is within the allowance; what is refused is not counted.

        `at` is when it was, where that is not now.
        """
        now = at or self._clock()
        done = self._done.pop((allowance, user_id), None) or _Done()
        # The last to have done something stand last.
        self._done[allowance, user_id] = done
        if len(self._done) > MOST:
            del self._done[next(iter(self._done))]
        # Those that are yet to come are of a clock that was ahead: nobody waits until it is as late again.
        while done.moments and not now - allowance.span < done.moments[0] <= now + allowance.span:
            done.moments.popleft()
        if len(done.moments) < allowance.times:
            done.moments.append(now)
            done.refusing = False
            return Verdict.ADMITTED
        told, done.refusing = done.refusing, True
        return Verdict.STILL_REFUSED if told else Verdict.REFUSED
