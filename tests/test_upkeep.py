from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.heartbeat import STUCK_AFTER, beat, file_of, health, is_alive, last_beat
from bot.model import DeliveryState, Message
from bot.settings import Settings
from bot.store.deliveries import Outcome
from bot.store.store import Store
from bot.upkeep import KEPT_FOR, Upkeep

NIGHT = datetime(2024, 4, 2, 19, 30, tzinfo=UTC)  # 03:30 in Shanghai


class Turned:
    now = NIGHT

    def __call__(self) -> datetime:
        return self.now


def test_each_night_has_its_copy_and_the_oldest_go(tmp_path: Path) -> None:
    clock = Turned()
    with Store(tmp_path / "a.db", clock) as store:
        upkeep = Upkeep(store, clock, Settings(_env_file=None, db=tmp_path / "a.db", backups=2))
        clock.now = NIGHT - timedelta(hours=1)
        upkeep.see_to()
        assert not upkeep.folder.exists()
        for night in range(3):
            clock.now = NIGHT + timedelta(days=night)
            upkeep.see_to()
            upkeep.see_to()
    names = sorted(path.name for path in upkeep.folder.iterdir())
    assert names == ["baozhai-2024-04-04.db", "baozhai-2024-04-05.db"]


def test_what_was_settled_long_ago_is_thrown_away(tmp_path: Path) -> None:
    clock = Turned()
    with Store(tmp_path / "a.db", clock) as store:
        upkeep = Upkeep(store, clock, Settings(_env_file=None, db=tmp_path / "a.db", backups=0))
        for chat in (1, 2):
            store.deliveries.promise_message(chat, 0, "alert", Message("早"))
        [first, _] = store.deliveries.take(9)
        store.deliveries.take(0, [Outcome(first.id, DeliveryState.SENT)])
        clock.now += KEPT_FOR - timedelta(days=1)
        upkeep.see_to()
        assert store.deliveries.get(first.id)
        clock.now += timedelta(days=2)
        upkeep.see_to()
        assert store.deliveries.get(first.id) is None
        assert store.compositions.get(1, 1) is None
        assert store.deliveries.counts()["sending"] == 1


def test_a_copy_that_cannot_be_made_is_told_and_no_more(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Turned()
    (tmp_path / "backups").write_text("no folder")
    with Store(tmp_path / "a.db", clock) as store:
        Upkeep(store, clock, Settings(_env_file=None, db=tmp_path / "a.db")).see_to()
    assert "upkeep: could not keep house" in caplog.text


def test_the_bot_is_alive_as_long_as_it_says_so(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    assert not is_alive(database)
    beat(database)
    assert is_alive(database)
    long_ago = file_of(database).stat().st_mtime - STUCK_AFTER - 1
    os.utime(file_of(database), (long_ago, long_ago))
    assert not is_alive(database)


def test_the_health_check_says_since_when_no_call_for_updates_was_answered(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    assert health(database, 0.0) == (False, "no heartbeat: it has never run")
    beat(database, 1_712_102_400.0)
    os.utime(file_of(database), (1_712_102_470.0, 1_712_102_470.0))
    assert health(database, 1_712_102_410.0) == (
        True,
        "alive; the last call for updates was answered 10 s ago",
    )
    assert health(database, 1_712_102_470.0) == (
        False,
        "no call for updates has been answered since 2024-04-03 00:00:00 UTC (70 s)",
    )
    assert health(database, 1_712_102_600.0) == (
        False,
        "no heartbeat since 2024-04-03 00:01:10 UTC (130 s)",
    )


def test_a_bot_with_a_webhook_makes_no_calls_for_updates(tmp_path: Path) -> None:
    beat(tmp_path / "a.db")
    last = last_beat(tmp_path / "a.db")
    assert last is not None
    assert last.updates_at is None
    assert health(tmp_path / "a.db", last.at) == (True, "alive")


@pytest.mark.parametrize("written", ["", "[]", '{"updates_at": "soon"}', "{"])
def test_a_heartbeat_that_says_nothing_of_calls_is_a_heartbeat(tmp_path: Path, written: str) -> None:
    file_of(tmp_path / "a.db").write_text(written)
    assert is_alive(tmp_path / "a.db")


@pytest.mark.parametrize("jump", [-510.0, 3600.0])
def test_a_clock_that_is_turned_makes_no_beat_older_or_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    database = tmp_path / "a.db"
    beat(database, time.time() - 10)
    now = time.time() + jump
    monkeypatch.setattr(time, "time", lambda: now)
    assert is_alive(database)
    last = last_beat(database)
    assert last is not None
    assert abs(now - last.at) < 20
    assert last.updates_at is not None
    assert 5 < now - last.updates_at < 30
    steady = time.monotonic() + STUCK_AFTER + 1
    monkeypatch.setattr(time, "time", lambda: now + STUCK_AFTER + 1)
    monkeypatch.setattr(time, "monotonic", lambda: steady)
    assert not is_alive(database)


def test_a_copy_of_a_day_to_come_costs_none_of_the_days_before(tmp_path: Path) -> None:
    clock = Turned()
    database = tmp_path / "a.db"
    with Store(database, clock) as store:
        upkeep = Upkeep(store, clock, Settings(_env_file=None, db=database, backups=2))
        clock.now = NIGHT + timedelta(days=4000)
        upkeep.see_to()
        for day in range(3):
            clock.now = NIGHT + timedelta(days=day)
            upkeep.see_to()
    kept = sorted(copy.name for copy in upkeep.folder.iterdir())
    assert kept[:-1] == ["baozhai-2024-04-04.db", "baozhai-2024-04-05.db"]
