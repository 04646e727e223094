"""Twice the articles take at most about twice the time to search, whatever is asked."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from growth.growing import assert_grows_little

from bot.intake.lines import import_lines
from bot.model import Sort
from bot.store.store import Store

COMMON = "的市在了新人大中年和"
CHARACTERS = COMMON * 40 + "".join(map(chr, range(0x4E00, 0x5000)))
QUERIES = {
    "common characters": "市 年",
    "a common character without another": "市 -的",
    "many exclusions": "市 " + " ".join(f"-{chr(place)}" for place in range(0x4E00, 0x4E16)),
    "a phrase of common characters": "市人大的",
    "either of two": "市 OR 年",
    "what nobody wrote": "龘靐齉",
    "a character with one wrong": "的的的的的的的的",
    "a pasted text": COMMON * 30,
    "pinyin": "shi nian",
    "quotation marks": '"市" "人" "大"',
}


def line(number: int) -> str:
    chance = random.Random(number)
    return json.dumps(
        {
            "headline": "".join(chance.choices(CHARACTERS, k=10)),
            "paragraphs": ["".join(chance.choices(CHARACTERS, k=200)) + "。"],
            "id": number,
            "kind": "news",
        }
    )


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Store]:
    folder: Path = tmp_path_factory.mktemp("stores")
    made: dict[int, Store] = {}

    def store(size: int) -> Store:
        if size not in made:
            made[size] = Store(folder / f"{size}.db", lambda: datetime(2024, 4, 3, tzinfo=UTC))
            assert import_lines(made[size], map(line, range(size))).added == size
        return made[size]

    return store


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("query", QUERIES)
def test_searching_grows_with_the_articles(query: str, sort: Sort, stores: Callable[[int], Store]) -> None:
    assert_grows_little(stores, lambda store: store.search(QUERIES[query], sort=sort), 400)
