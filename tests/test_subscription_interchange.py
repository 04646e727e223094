"""Subscriptions as JSON: what is exported comes back, what is broken is refused."""

from __future__ import annotations

import json
from datetime import time

import pytest

from bot.interchange.subscriptions import subscription_from_json, subscription_to_json
from bot.model import Chat, Length, Subscription, WhenEmpty

SUBSCRIPTION = Subscription(
    chat_id=-100,
    thread_id=7,
    times=(time(7, 30), time(18, 0)),
    zone="Asia/Kathmandu",
    topics=("科技",),
    paused=True,
    weekdays=frozenset({1, 5}),
    include_words=("氢能",),
    exclude_words=("广告",),
    items=4,
    when_empty=WhenEmpty.SILENT,
    at_issue=True,
    quiet=(time(22, 0), time(6, 30)),
    length=Length.FULL,
    silent=True,
    link_previews=True,
)
CHAT = Chat(-100, "supergroup", "读报群", "en")


def test_a_subscription_comes_back_as_it_was() -> None:
    line = json.loads(json.dumps(subscription_to_json(SUBSCRIPTION, CHAT)))
    assert subscription_from_json(line) == (SUBSCRIPTION, CHAT)


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("chat_id", "7"),
        ("times", ["soon"]),
        ("zone", "Mars/Olympus"),
        ("topics", [5]),
        ("weekdays", []),
        ("weekdays", [8]),
        ("when_empty", "loud"),
        ("quiet", ["22:00"]),
        ("items", "many"),
        ("length", "endless"),
    ],
)
def test_a_broken_field_is_refused(field: str, broken: object) -> None:
    line = subscription_to_json(SUBSCRIPTION, CHAT)
    line["subscription"][field] = broken
    with pytest.raises(ValueError, match=r".+"):
        subscription_from_json(line)


def test_an_older_export_without_length_and_sound_is_read() -> None:
    line = subscription_to_json(SUBSCRIPTION, CHAT)
    for field in ("length", "silent", "link_previews"):
        del line["subscription"][field]
    read, _ = subscription_from_json(line)
    assert (read.length, read.silent, read.link_previews) == (Length.SHORT, False, False)
