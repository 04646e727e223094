"""What `doctor` finds, and how it says what to mend."""

from __future__ import annotations

import os
import time as seconds
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.commands.doctor import examine
from bot.commands.examination import examine_store
from bot.commands.findings import Finding
from bot.heartbeat import beat, file_of
from bot.model import Article, DeliveryState, Entry, Kind, Message, Status, Subscription
from bot.settings import Settings
from bot.store.deliveries import Outcome
from bot.store.leases import PUSH
from bot.store.store import Store

NOW = datetime(2024, 4, 3, tzinfo=UTC)


def found(store: Store, now: datetime = NOW) -> dict[str, list[Finding]]:
    by_name: dict[str, list[Finding]] = {}
    for finding in examine_store(store, now):
        by_name.setdefault(finding.what, []).append(finding)
    return by_name


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "baozhai.db", lambda: NOW)


def test_a_new_database_is_sound(store: Store) -> None:
    assert all(finding.sound for findings in found(store).values() for finding in findings)


def test_a_zone_without_data_is_named(store: Store) -> None:
    store.subscriptions.save(Subscription(7, 0, (time(7),), "Mars/Olympus"), {})
    [zones] = found(store)["zones"]
    assert (zones.sound, "Mars/Olympus" in zones.told) == (False, True)


def test_a_clock_that_is_behind_what_was_written_is_told(store: Store) -> None:
    store.deliveries.promise_message(7, 0, "alert", Message("词"))
    assert found(store, NOW - timedelta(minutes=1))["clock"][0].sound
    [clock] = found(store, NOW - timedelta(hours=1))["clock"]
    assert (clock.sound, "60 minutes behind" in clock.told) == (False, True)
    store.entries.add(Entry(Article("a", Kind.NEWS, "题", ("文。",)), status=Status.PUBLISHED))
    assert not found(store, NOW - timedelta(hours=1))["clock"][0].sound


def test_it_is_told_whether_a_process_pushes(store: Store) -> None:
    assert "no process" in found(store)["lease"][0].told
    store.leases.take(PUSH, "a process")
    assert "a process pushes" in found(store)["lease"][0].told


def test_what_waits_too_long_is_stuck_and_what_is_held_is_not(store: Store) -> None:
    store.deliveries.promise_message(7, 0, "alert", Message("词"))
    assert [one.sound for one in found(store, NOW + timedelta(hours=1))["deliveries"]] == [True]
    [stuck] = found(store, NOW + timedelta(hours=3))["deliveries"]
    assert (stuck.sound, "180 minutes" in stuck.told, "start it" in stuck.told) == (False, True, True)


def test_what_was_under_way_and_what_failed_is_told(store: Store) -> None:
    for chat_id in (7, 8):
        store.deliveries.promise_message(chat_id, 0, "alert", Message("词"))
    [failed, _] = store.deliveries.take(2)
    store.deliveries.take(0, [Outcome(failed.id, DeliveryState.FAILED, "refused")])
    waiting, under_way, failures = found(store, NOW + timedelta(hours=1))["deliveries"]
    assert (waiting.told, under_way.sound, failures.sound) == ("0 wait", True, False)
    assert under_way.told.startswith("1 were under way")
    assert failures.told.startswith("1 failed")
    assert len(found(store, NOW + timedelta(hours=30))["deliveries"]) == 2


def test_who_unsubscribed_is_no_failure(store: Store) -> None:
    store.subscriptions.save(Subscription(7, 0, (time(7),)), {})
    store.deliveries.promise_message(7, 0, "digest 2024-04-03T07:00", Message("报"))
    store.subscriptions.remove(7)
    assert [one.sound for one in found(store)["deliveries"]] == [True]


def test_a_pace_above_the_free_one_must_be_paid_for(tmp_path: Path) -> None:
    for paid, sound in ((False, False), (True, True)):
        settings = Settings(_env_file=None, db=tmp_path / "none.db", rate=100, paid_broadcast=paid)
        [pace] = [one for one in examine(settings, rebuild_index=False) if one.what == "pace"]
        assert pace.sound is sound


def test_a_clock_for_tests_is_told(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, db=tmp_path / "none.db", now=NOW)
    [clock] = [one for one in examine(settings, rebuild_index=False) if one.what == "clock"]
    assert "BAOZHAI_NOW" in clock.told


def heartbeat(database: Path) -> dict[str, Finding]:
    settings = Settings(_env_file=None, db=database)
    found = examine(settings, rebuild_index=False)
    return {one.what: one for one in found if one.what in {"heartbeat", "updates"}}


def test_it_is_told_since_when_no_call_for_updates_was_answered(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    assert "heartbeat" not in heartbeat(database)
    beat(database, seconds.time() - 5)
    assert heartbeat(database)["updates"].sound
    beat(database, 1_712_102_400.0)
    told = heartbeat(database)
    assert told["heartbeat"].sound
    assert not told["updates"].sound
    assert "since 2024-04-03 00:00:00 UTC" in told["updates"].told


def test_a_bot_that_does_not_run_has_no_calls_to_tell_of(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    beat(database, 1_712_102_400.0)
    os.utime(file_of(database), (1_712_102_400.0, 1_712_102_400.0))
    told = heartbeat(database)
    assert told["heartbeat"].sound
    assert "2024-04-03 00:00:00 UTC" in told["heartbeat"].told
    assert told["updates"].told == "by polling"


def test_chats_in_which_the_bot_may_not_write_are_no_failure(store: Store) -> None:
    store.deliveries.promise_message(7, 0, "alert", Message("词"))
    [taken] = store.deliveries.take(1)
    store.deliveries.take(0, [Outcome(taken.id, DeliveryState.MUTED, "CHAT_WRITE_FORBIDDEN")])
    told = found(store, NOW + timedelta(hours=1))["deliveries"]
    assert [one.sound for one in told] == [True, True]
    assert told[1].told.startswith("1 were not sent")


def test_a_pace_that_was_slowed_down_is_told(store: Store) -> None:
    assert "pace" not in found(store)
    store.pace.keep(26.1)
    [pace] = found(store)["pace"]
    assert (pace.sound, "26.1" in pace.told) == (True, True)
