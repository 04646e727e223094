from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.delivery.lease import Lease
from bot.model import Message
from bot.store.database import Database
from bot.store.leases import LEASE_SECONDS, PUSH, Leases
from bot.store.store import Store

NOW = datetime(2024, 4, 3, tzinfo=UTC)


class Watch:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def leases(tmp_path: Path, watch: Watch) -> Leases:
    return Leases(Database(tmp_path / "test.db"), watch)


def test_a_lease_is_kept_by_who_asks_in_time(leases: Leases, watch: Watch) -> None:
    assert leases.take(PUSH, "a")
    watch.seconds += LEASE_SECONDS - 1
    assert not leases.take(PUSH, "b")
    assert leases.take(PUSH, "a")
    watch.seconds += LEASE_SECONDS - 1
    assert not leases.take(PUSH, "b")


def test_a_lease_is_free_within_fifteen_seconds_of_its_holders_death(leases: Leases, watch: Watch) -> None:
    assert leases.take(PUSH, "a")
    watch.seconds += 15
    assert leases.take(PUSH, "b")
    assert not leases.take(PUSH, "a")


def test_a_lease_is_free_at_once_where_its_holder_is_known_to_be_dead(leases: Leases) -> None:
    assert leases.take(PUSH, "a")
    assert leases.take(PUSH, "b", lambda holder: holder == "a")


def test_a_clock_that_is_put_back_does_not_lock_the_lease(leases: Leases, watch: Watch) -> None:
    assert leases.take(PUSH, "a")
    watch.seconds -= 3600
    assert leases.take(PUSH, "b")


def test_a_lease_that_is_given_back_is_free(leases: Leases) -> None:
    assert leases.take(PUSH, "a")
    leases.give_back(PUSH, "b")
    assert not leases.take(PUSH, "b")
    leases.give_back(PUSH, "a")
    assert leases.take(PUSH, "b")


def test_nothing_is_taken_by_who_has_lost_the_lease(tmp_path: Path) -> None:
    with Store(tmp_path / "test.db", lambda: NOW) as store:
        store.deliveries.promise_message(7, 0, "alert", Message("早"))
        store.leases.take(PUSH, "a")
        assert store.deliveries.take(9, holder="b") == []
        assert len(store.deliveries.take(9, holder="a")) == 1


def test_this_process_is_not_taken_for_dead(tmp_path: Path) -> None:
    with Store(tmp_path / "test.db", lambda: NOW) as store:
        assert Lease(store).renew()
        assert not Lease(store, holder="another").renew()


def test_a_process_that_has_ended_leaves_its_lease(tmp_path: Path) -> None:
    with Store(tmp_path / "test.db", lambda: NOW) as store:
        own = Lease(store)
        machine = own.holder.rpartition(" ")[0].rpartition(" ")[0]
        store.leases.take(PUSH, f"{machine} 999999999 12345")
        assert own.renew()
        assert not own.renew()
        assert own.held


def test_a_clock_that_is_put_forward_takes_the_lease_from_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "test.db", lambda: NOW) as store:
        assert store.leases.take(PUSH, "a")
        for jump in (3600.0, -3600.0):
            later = time.time() + jump
            monkeypatch.setattr(time, "time", lambda later=later: later)
            assert not store.leases.take(PUSH, "b")
            assert store.leases.holder(PUSH) == "a"
