"""A subscription and its chat as JSON, as `export --subscribers` writes them for `import`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from bot.model import EVERY_DAY, Chat, Length, Subscription, WhenEmpty

SUBSCRIPTION = "subscription"
"""The one field of such a line."""


def subscription_to_json(subscription: Subscription, chat: Chat) -> dict[str, Any]:
    """A line for `json.dumps`. What has been sent is left out: publications are counted anew there."""
    return {
        SUBSCRIPTION: {
            "chat_id": subscription.chat_id,
            "thread_id": subscription.thread_id,
            "times": [f"{hour:%H:%M}" for hour in subscription.times],
            "zone": subscription.zone,
            "topics": list(subscription.topics),
            "paused": subscription.paused,
            "weekdays": sorted(subscription.weekdays),
            "include_words": list(subscription.include_words),
            "exclude_words": list(subscription.exclude_words),
            "items": subscription.items,
            "when_empty": subscription.when_empty.value,
            "at_issue": subscription.at_issue,
            "quiet": subscription.quiet and [f"{hour:%H:%M}" for hour in subscription.quiet],
            "length": subscription.length.value,
            "silent": subscription.silent,
            "link_previews": subscription.link_previews,
            "chat": {"kind": chat.kind, "title": chat.title, "language": chat.language},
        }
    }


def subscription_from_json(line: Mapping[str, Any]) -> tuple[Subscription, Chat]:
    """What `subscription_to_json` wrote. Raises ValueError where a field is missing or malformed."""
    try:
        fields = line[SUBSCRIPTION]
        subscription = Subscription(
            chat_id=_number(fields["chat_id"]),
            thread_id=_number(fields["thread_id"]),
            times=_hours(fields["times"]),
            zone=ZoneInfo(fields["zone"]).key,
            topics=tuple(map(_text, fields["topics"])),
            paused=fields["paused"] is True,
            weekdays=_weekdays(fields["weekdays"]),
            include_words=tuple(map(_text, fields["include_words"])),
            exclude_words=tuple(map(_text, fields["exclude_words"])),
            items=None if fields["items"] is None else _number(fields["items"]),
            when_empty=WhenEmpty(fields["when_empty"]),
            at_issue=fields["at_issue"] is True,
            quiet=_quiet(fields["quiet"]),
            # An older export has none of these.
            length=Length(fields.get("length", Length.SHORT)),
            silent=fields.get("silent") is True,
            link_previews=fields.get("link_previews") is True,
        )
        language = fields["chat"]["language"]
        chat = Chat(
            id=subscription.chat_id,
            kind=_text(fields["chat"]["kind"]),
            title=_text(fields["chat"]["title"]),
            language=None if language is None else _text(language),
        )
    except (KeyError, TypeError, AttributeError, OSError) as error:
        raise ValueError(f"not a subscription: {error!r}") from error
    return subscription, chat


def _hours(written: Iterable[str]) -> tuple[time, ...]:
    return tuple(time.fromisoformat(hour).replace(tzinfo=None) for hour in written)


def _weekdays(written: Iterable[object]) -> frozenset[int]:
    days = frozenset(map(_number, written))
    if not days or not days <= EVERY_DAY:
        raise ValueError("weekdays are numbers from 1 to 7, one at least")
    return days


def _quiet(written: Sequence[str] | None) -> tuple[time, time] | None:
    if written is None:
        return None
    start, end = _hours(written)
    return start, end


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise TypeError("a number is needed")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value
