"""Twice the articles of a page take about twice the time to take in, however much they are alike."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from growth.growing import assert_grows_little
from growth.made_texts import SENTENCE

from bot.intake import Intake
from bot.model import Article, Kind, Page
from bot.store.store import Store
from bot.summary import Summariser, SummaryOptions

CHARACTERS = [chr(place) for place in range(0x4E00, 0x5200)]


def text(number: int) -> str:
    """A text like no other."""
    return "".join(random.Random(number).choices(CHARACTERS, k=60)) + "。"


def article(number: int, body: str, **fields: str) -> Article:
    return Article(
        f"p-{number}", Kind.NEWS, f"第{number}座石桥", (body,), issue_date=date(2024, 4, 3), **fields
    )


KINDS: dict[str, Callable[[int], Article]] = {
    "different articles": lambda number: article(number, text(number)),
    "articles that share a sentence": lambda number: article(number, SENTENCE * 3 + text(number) * 3),
    "editions of a story": lambda number: article(number, SENTENCE * 3 + text(0) + f"第{number}版。"),
    "the same text on many pages": lambda number: article(number, text(0), page=str(number)),
    "heads": lambda number: article(number, text(number), continues_to="8"),
    "tails": lambda number: article(number, text(number), continues_from="1"),
    "captions": lambda number: article(number, text(number)[:12]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_taking_in_a_page_grows_with_its_articles(kind: str, tmp_path: Path) -> None:
    numbers = count()

    def page(size: int) -> Page:
        return Page("page.txt", "", tuple(map(KINDS[kind], range(size))))

    def take_in(page: Page) -> None:
        with Store(tmp_path / f"{next(numbers)}.db", lambda: datetime(2024, 4, 3, tzinfo=UTC)) as store:
            summariser = Summariser(SummaryOptions(), (), frozenset())
            Intake(store, summariser, lambda: datetime(2024, 4, 3, tzinfo=UTC)).add([page])

    assert_grows_little(page, take_in, 60)
