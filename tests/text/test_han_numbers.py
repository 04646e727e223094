"""Numbers in Chinese characters, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.han_numbers import in_han, of_han, year_in_han


@pytest.mark.parametrize(
    ("characters", "value"),
    [
        ("十", 10),
        ("三十二", 32),
        ("一百零五", 105),
        ("两千", 2000),
        ("一万五千", 15_000),
        ("三十万", 300_000),
        ("一亿零三百万", 103_000_000),
        ("一万零五", 10_005),
        ("十亿零一", 1_000_000_001),
        ("八点五", "8.5"),
        ("二〇二四", 2024),
        ("零", 0),
    ],
)
def test_a_number_in_characters_has_its_value(characters: str, value: int | str) -> None:
    assert of_han(characters) == Decimal(value)


@pytest.mark.parametrize("characters", ["", "三四", "一百二", "一万五", "十百", "万", "百三千"])
def test_what_is_no_number_or_means_more_than_it_says_has_none(characters: str) -> None:
    assert of_han(characters) is None


@given(st.integers(1, 10**12 - 1))
def test_each_whole_number_comes_back(number: int) -> None:
    forms = in_han(Decimal(number))
    assert forms
    assert {of_han(form) for form in forms} <= {Decimal(number)}


@given(st.decimals(0, 9999, places=2))
def test_each_decimal_comes_back(number: Decimal) -> None:
    for form in in_han(number):
        assert of_han(form) == number


def test_a_year_is_written_with_both_noughts() -> None:
    assert year_in_han(2024) == ["二〇二四", "二零二四"]


@given(st.text(alphabet="〇零一二两三九十百千万亿点"))
def test_no_text_is_an_error(text: str) -> None:
    of_han(text)
