"""No person and no chat has more than its share of the updates that wait; none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from updates.test_inbox import PATIENCE, Life, sent

from bot.clock import system_clock
from bot.store.store import Store
from bot.updates import inbox as inbox_module
from bot.updates.queue import HELD
from bot.updates.shares import OF_ONE, Shares

ALICE, BOB, GROUP = 1, 2, -10


def test_a_share_is_a_tenth() -> None:
    assert OF_ONE * 10 <= HELD


def test_who_has_a_share_waiting_waits_with_the_rest() -> None:
    shares = Shares(2)
    assert [shares.let_in(number, [ALICE]) for number in range(4)] == [True, True, False, False]
    assert shares.let_in(4, [BOB])
    assert shares.give_back(0) == [2]
    assert shares.give_back(4) == []
    assert shares.give_back(1) == [3]


def test_a_person_in_many_groups_has_one_share_and_a_group_of_many_people_too() -> None:
    shares = Shares(2)
    assert [shares.let_in(number, [ALICE, -number]) for number in range(1, 4)] == [True, True, False]
    shares = Shares(2)
    assert [shares.let_in(number, [number, GROUP]) for number in range(1, 4)] == [True, True, False]
    assert not shares.let_in(4, [ALICE, GROUP])
    assert shares.let_in(5, [ALICE])
    assert shares.give_back(1) == [3]
    assert shares.give_back(2) == [4]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(-3, -1)), max_size=40), st.data())
def test_every_update_gets_its_turn_and_those_of_a_person_in_a_chat_in_order(
    owners: list[tuple[int, int]], data: st.DataObject
) -> None:
    shares = Shares(2)
    waiting = [number for number, each in enumerate(owners) if shares.let_in(number, each)]
    let_in = list(waiting)
    while waiting:
        for each in {owner for pair in owners for owner in pair}:
            assert sum(each in owners[number] for number in waiting) <= 2
        following = shares.give_back(waiting.pop(data.draw(st.integers(0, len(waiting) - 1))))
        waiting += following
        let_in += following
    assert sorted(let_in) == list(range(len(owners)))
    for pair in set(owners):
        in_turn = [number for number in let_in if owners[number] == pair]
        assert in_turn == sorted(in_turn)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "test.db", system_clock)


async def test_a_flood_of_one_chat_leaves_the_places_to_others_and_is_handled_in_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "Shares", lambda: Shares(5))
    with store:
        life = Life(store)
        await life.inbox.accept([sent(number) for number in range(1, 31)])
        await life.inbox.accept([sent(31, chat=200)])
        assert life.queue.qsize() == 6
        while len(life.handled) < 31:
            await life.work()
        assert [number for number in life.handled if number != 31] == list(range(1, 31))
        assert life.handled.index(31) < 6


async def test_what_waits_in_the_database_alone_is_handled_after_a_death(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "Shares", lambda: Shares(5))
    with store:
        await Life(store).inbox.accept([sent(number) for number in range(1, 13)])
        life = Life(store)
        await life.inbox.resume()
        while len(life.handled) < 12:
            await life.work()
        await life.inbox.finish(PATIENCE)
        assert life.handled == list(range(1, 13))
