"""A story is news once: merged or joined, it is not news again, and half a story is none."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
from entry_samples import TurnedClock, make_article, make_entry, make_store

from bot.model import Kind, Message, Slot, Status, Subscription
from bot.store.changes import Change
from bot.store.deliveries import Promise
from bot.store.store import Store


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def store(tmp_path: Path, clock: TurnedClock) -> Store:
    return make_store(tmp_path, clock)


def news(store: Store, covered: int) -> list[str | None]:
    return [entry.article.headline for entry in store.entries.published(after=covered)]


def test_what_takes_in_an_older_entry_is_as_old(store: Store, clock: TurnedClock) -> None:
    older = store.entries.add(make_entry("旧版"))
    covered = store.entries.last_publication()
    clock.turn(hours=24)
    newer = store.entries.add(make_entry("新版"))
    assert news(store, covered) == ["新版"]
    [merged] = store.entries.change([Change(newer, absorbed=(older.id,))])
    assert news(store, covered) == []
    assert news(store, 0) == ["新版"]
    assert merged.published_at == older.published_at


def test_what_takes_in_an_entry_that_nobody_was_sent_stays_news(store: Store) -> None:
    stored = store.entries.add(make_entry("只入库", push=False))
    draft = store.entries.add(make_entry("草稿", status=Status.DRAFT))
    covered = store.entries.last_publication()
    pushed = store.entries.add(make_entry("要推送"))
    store.entries.change([Change(pushed, absorbed=(stored.id, draft.id))])
    assert news(store, covered) == ["要推送"]


def test_a_public_half_is_news_once_it_is_whole(store: Store, clock: TurnedClock) -> None:
    half = make_entry(None, article=make_article(None, "下半篇。", kind=Kind.FRAGMENT))
    stored = store.entries.add(half)
    covered = store.entries.last_publication()
    clock.turn(hours=24)
    whole = make_entry("全文", "上半篇。\n下半篇。", id=stored.id)
    [joined] = store.entries.change([Change(whole)])
    assert news(store, covered) == ["全文"]
    assert joined.published_at == clock.now
    covered = store.entries.last_publication()
    store.entries.change([Change(joined)])
    assert news(store, covered) == []


def test_who_was_told_an_entry_was_told_what_it_went_into(store: Store) -> None:
    told = store.entries.add(make_entry("旧版"))
    kept = store.entries.add(make_entry("新版"))
    composition = store.compositions.add([told.id], lambda _: Message("报"))
    hour = time(7, 30)
    store.subscriptions.save(Subscription(7, 0, (hour,)), {hour: datetime.fromisoformat("2024-04-03T00:00Z")})
    slot = Slot(7, 0, datetime(2024, 4, 3, 7, 30))
    clock = datetime.fromisoformat("2024-04-03T01:00Z")
    store.deliveries.promise([Promise(slot, composition.id, 2, {hour: clock})], clock)
    assert store.deliveries.told(7, 0) == {told.id}
    store.entries.change([Change(kept, absorbed=(told.id,))])
    assert store.deliveries.told(7, 0) == {told.id, kept.id}
