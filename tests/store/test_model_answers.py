"""What a model answered is kept for a month, and questions are counted by day."""

from __future__ import annotations

from entry_samples import TurnedClock

from bot.store.store import Store


def test_an_answer_is_kept_for_a_month(whole_store: Store, turned_clock: TurnedClock) -> None:
    answers = whole_store.model_answers
    answers.put("a", "甲")
    turned_clock.turn(days=29)
    answers.put("b", "乙")
    assert (answers.get("a"), answers.get("b"), answers.get("c")) == ("甲", "乙", None)
    turned_clock.turn(days=2)
    answers.put("c", "丙")
    assert (answers.get("a"), answers.get("b")) == (None, "乙")


def test_questions_are_counted_by_day(whole_store: Store, turned_clock: TurnedClock) -> None:
    answers = whole_store.model_answers
    assert [answers.count(2) for _ in range(3)] == [True, True, False]
    turned_clock.turn(days=1)
    assert answers.count(2)
    assert not answers.count(0)
