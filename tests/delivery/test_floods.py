from __future__ import annotations

from bot.delivery.floods import TOGETHER, FloodAnswers
from bot.delivery.limits import ChatLimits


def test_one_chat_shows_nothing_about_the_others() -> None:
    floods = FloodAnswers()
    assert not any(floods.note(7, moment, moment + 24) for moment in (0.0, 0.2, 0.4))
    assert floods.halted_until < 0


def test_several_chats_within_a_second_show_that_the_bot_is_meant() -> None:
    floods = FloodAnswers()
    assert not floods.note(7, 0.0, 3.0)
    assert not floods.note(8, 0.1 + TOGETHER, 4.0)
    assert floods.note(9, 0.5 + TOGETHER, 5.0)
    assert floods.halted_until == 5.0


def test_a_chat_that_is_refused_for_hours_keeps_nobody_else_for_hours() -> None:
    floods = FloodAnswers()
    floods.note(7, 0.0, 43_837.0)
    floods.note(8, 0.1, 3.0)
    assert floods.halted_until == 3.0
    floods.note(9, 0.2, 3.2)
    assert floods.halted_until == 3.2


def test_a_chat_rests_until_its_time_is_over_and_is_not_forgotten_before() -> None:
    limits = ChatLimits()
    limits.rest(7, now=0.0, until=10_000.0)
    limits.rest(7, now=1.0, until=5.0)
    for chat in range(100, 5000):
        limits.take(chat, now=float(chat))
    assert limits.ready_at(7, burst=True) == 10_000.0
    assert 7 in limits.resting(9_999.0)
    assert 7 not in limits.resting(10_000.0)
