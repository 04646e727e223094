"""A subscription and its chat as JSON, as `export --subscribers` writes them for `import`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from bot.model import Chat, Subscription

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
            times=tuple(time.fromisoformat(hour).replace(tzinfo=None) for hour in fields["times"]),
            zone=ZoneInfo(fields["zone"]).key,
            topics=tuple(map(_text, fields["topics"])),
            paused=fields["paused"] is True,
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


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise TypeError("a number is needed")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value
