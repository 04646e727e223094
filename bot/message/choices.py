"""What can be chosen of a subscription by one tap: the fields, and what a button carries for each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from bot.model import Length, WhenEmpty

SWITCH: Mapping[str, Any] = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of a Subscription, and its values by what their buttons carry."""

    field: str
    options: Mapping[str, Any]


def hours(text: str) -> tuple[time, time]:
    """From when to when, of eight digits such as 22000700. Raises ValueError where no clock shows them."""
    return time(int(text[:2]), int(text[2:4])), time(int(text[4:6]), int(text[6:]))


def as_hours(quiet: tuple[time, time]) -> str:
    """The eight digits of `hours`."""
    return "".join(f"{at:%H%M}" for at in quiet)


CHOICES: Mapping[str, Choice] = {
    "items": Choice("items", {"auto": None, **{str(count): count for count in (3, 5, 8, 10, 15, 20)}}),
    "length": Choice("length", {length.value: length for length in Length}),
    "empty": Choice("when_empty", {when.value: when for when in WhenEmpty}),
    "silent": Choice("silent", SWITCH),
    "preview": Choice("link_previews", SWITCH),
    "issue": Choice("at_issue", SWITCH),
    "quiet": Choice(
        "quiet", {"off": None, **{text: hours(text) for text in ("21000600", "22000700", "23000800")}}
    ),
}
"""By the word of the settings' buttons."""
