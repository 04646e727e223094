"""Days as readers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.asked_days import asked_days, written_forms

TODAY = date(2024, 4, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-04", "2024-04-01", "2024-04-30"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-04-02", "2024-04-02", "2024-04-02"),
        ("2024-04-01..2024-04-30", "2024-04-01", "2024-04-30"),
        ("4月1日至4月2日", "2024-04-01", "2024-04-02"),
        ("2024-04-30..2024-03", "2024-03-01", "2024-04-30"),
        ("4.2", "2024-04-02", "2024-04-02"),
        ("12月30日", "2023-12-30", "2023-12-30"),
        ("昨天", "2024-04-02", "2024-04-02"),
        ("上周", "2024-03-25", "2024-03-31"),
        ("上月", "2024-03-01", "2024-03-31"),
        ("去年", "2023-01-01", "2023-12-31"),
    ],
)
def test_days_months_and_ranges_are_understood(text: str, first: str, last: str) -> None:
    days = asked_days(text, TODAY)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "氢能", "2024-13", "2024-04-31", "..", "4", "书店..2024"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert asked_days(text, TODAY) is None


@given(st.text(), st.dates())
def test_no_text_is_an_error(text: str, today: date) -> None:
    asked_days(text, today)
    written_forms(text, today)


def test_days_are_looked_for_as_papers_write_them() -> None:
    assert "4月2日" in written_forms("昨天", TODAY)
    assert "4月2日" in written_forms("4.2", TODAY)
    assert "2024年4月2日" in written_forms("2024-04-02", TODAY)
    assert len(written_forms("上周", TODAY)) == 7
    assert written_forms("2024", TODAY) == written_forms("书店", TODAY) == ()
