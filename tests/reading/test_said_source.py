"""What a person says of a page in a caption or a reply."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import PageHints
from bot.reading.said_source import LONGEST, hints_from_words

DAY = date(2024, 4, 3)


@pytest.mark.parametrize(
    "words",
    [
        "潍州日报 2024-04-03 第7版",
        "潍州日报 2024/4/3 7版",
        "潍州日报2024年4月3日第7版",
        "《潍州日报》2024年4月3日 第七版",
        "报纸：潍州日报 日期：2024-04-03 版次：7",
        "第7版，潍州日报，20240403",
    ],
)
def test_paper_day_and_page_are_understood_in_any_form(words: str) -> None:
    assert hints_from_words(words) == PageHints("潍州日报", DAY, "7")


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("第7版", "7"),
        ("7版", "7"),
        ("a06版", "A06"),
        ("第 2-3 版", "2-3"),
        ("第十二版", "12"),
        ("第二十版", "20"),
        ("改为第5版", "5"),
        ("7", None),
        ("4月3日", None),
        ("看看这个", None),
        ("第2版和第3版", None),
        ("", None),
    ],
)
def test_a_number_that_is_called_a_page_is_one(words: str, page: str | None) -> None:
    assert hints_from_words(words) == PageHints(page=page)


def test_an_address_and_an_article_say_nothing() -> None:
    assert hints_from_words("https://paper.example/2024/04/03/7版.html") == PageHints()
    assert hints_from_words("2024-04-03 " + "字" * LONGEST) == PageHints()


@given(st.text(max_size=LONGEST))
def test_any_words_are_taken(words: str) -> None:
    hints_from_words(words)
