"""Twice the text takes about twice the time, whatever it is full of: to read, to summarise, to compare."""

from __future__ import annotations

from contextlib import suppress
from itertools import count

import pytest
from growth.growing import assert_grows_little
from growth.made_texts import TEXTS

from bot.errors import ReadingError
from bot.reading.page import read_page
from bot.summary import Summariser, SummaryOptions
from bot.text import query, words
from bot.text.search_form import find, indexed, tokens
from bot.text.similarity import shingles, sketch

PAGE, ARTICLE = 3_000, 1_200
"""Characters of the shortest."""


def read(text: str) -> None:
    with suppress(ReadingError):
        read_page(text, "page.txt")


@pytest.mark.parametrize("kind", TEXTS)
def test_reading_a_page_grows_with_its_length(kind: str) -> None:
    assert_grows_little(TEXTS[kind], read, PAGE)


@pytest.mark.parametrize("kind", TEXTS)
def test_summarising_an_article_grows_with_its_length(kind: str) -> None:
    summariser = Summariser(SummaryOptions(), (), frozenset())
    # Words of what was read before are remembered: no text comes twice.
    left_out = count(1)
    assert_grows_little(
        TEXTS[kind], lambda text: summariser.summarise("老街修好石桥", text[: -next(left_out)]), ARTICLE
    )


@pytest.mark.parametrize("kind", ["pictures", "headings", "paragraphs", "a run of one character"])
def test_summarising_by_textrank_grows_with_the_length(kind: str) -> None:
    summariser = Summariser(SummaryOptions(engine="textrank4zh"), (), frozenset())
    assert_grows_little(TEXTS[kind], lambda text: summariser.summarise("老街修好石桥", text), 8 * ARTICLE)


@pytest.mark.parametrize("kind", TEXTS)
def test_what_is_stored_of_a_text_grows_with_its_length(kind: str) -> None:
    def forms(text: str) -> None:
        indexed(text)
        words.segment_for_search(text)
        sketch(shingles(text))
        find(text, tokens("石桥"))
        query.parse(text)

    assert_grows_little(TEXTS[kind], forms, ARTICLE)
