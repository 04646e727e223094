"""What `doctor` says of one thing that it looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `told` says what was seen, or how to mend it."""

    what: str
    sound: bool
    told: str
