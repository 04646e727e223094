"""Dates in text, told by the day that the text was written for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates import find_dates

DAY = date(2024, 4, 3)


def names(text, day=DAY):
    return [found.name for found in find_dates(text, day)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年4月2日开工", "2024-04-02"),
        ("二〇二四年四月二日开工", "2024-04-02"),
        ("2024-04-02开工", "2024-04-02"),
        ("4月2日，大会开幕", "2024-04-02"),
        ("四月二十一日", "2024-04-21"),
        ("今年4月2日", "2024-04-02"),
        ("昨日下午", "2024-04-02"),
        ("前天", "2024-04-01"),
        ("2日，记者来到码头", "2024-04-02"),
        ("30日，记者来到码头", "2024-03-30"),
        ("去年", "2023"),
        ("2023年，出口增长", "2023"),
        ("2023年8月", "2023-08"),
        ("上个月", "2024-03"),
        ("上月28日", "2024-03-28"),
        ("3月份", "2024-03"),
    ],
)
def test_a_date_is_told_as_iso(text, iso):
    assert names(text) == [iso]


def test_without_the_day_nothing_is_guessed():
    found = find_dates("4月2日，今年、昨日和去年12月。", None)
    assert [(each.written, each.iso) for each in found] == [
        ("4月2日", None),
        ("今年", None),
        ("昨日", None),
        ("去年12月", None),
    ]
    assert names("4月2日开幕", None) == ["4月2日"]


def test_a_written_year_needs_no_day():
    assert names("2024年4月2日", None) == ["2024-04-02"]


def test_around_the_new_year_the_nearer_year_is_meant():
    assert names("12月30日", date(2024, 1, 3)) == ["2023-12-30"]
    assert names("1月5日", date(2023, 12, 28)) == ["2024-01-05"]


def test_a_range_gives_both_ends():
    assert names("4月2日至5日举行") == ["2024-04-02", "2024-04-05"]


def test_a_day_that_does_not_exist_has_no_iso():
    found = find_dates("2月30日", DAY)
    assert found[0].iso is None
    assert found[0].day is None


def test_only_a_whole_day_has_a_day():
    assert find_dates("2023年8月", DAY)[0].day is None
    assert find_dates("昨天", DAY)[0].day == date(2024, 4, 2)


@pytest.mark.parametrize("text", ["历时3个月", "5日内办结", "明日·方舟", "1.5月均", "第3版", "12345年"])
def test_what_only_looks_like_a_date_is_none(text):
    assert names(text) == []


@given(st.text(alphabet="0123456789年月日号至-今昨一十〇二.", max_size=40))
def test_whatever_is_written_is_told_or_left_open(text):
    for found in find_dates(text, DAY):
        assert found.iso is None or date.fromisoformat((found.iso + "-01-01")[:10])
