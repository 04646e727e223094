"""Twice the articles, words and watches take about twice the time to compose a digest and to match alerts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from growth.growing import assert_grows_little
from growth.made_texts import TEXTS

from bot.chat.alerts import matching
from bot.digest.selection import Selection
from bot.model import Article, Entry, Kind, Status, Summary, Watch

CHARACTERS = "".join(map(chr, range(0x4E00, 0x5000)))
DAY = date(2024, 4, 3)


def word(number: int) -> str:
    return "".join(random.Random(f"word {number}").choices(CHARACTERS, k=2))


def entry(number: int, text: str | None = None) -> Entry:
    text = text or "".join(random.Random(number).choices(CHARACTERS, k=200))
    article = Article(
        f"p-{number}", Kind.NEWS, text[:12], (text,), source=f"第{number % 9}日报", issue_date=DAY
    )
    return Entry(
        article,
        id=number + 1,
        status=Status.PUBLISHED,
        published_at=datetime(2024, 4, 3, tzinfo=UTC),
        summary=Summary((text[:50],), keywords=(text[3:6],), topics=(f"话题{number % 20}",), gist=text[:40]),
    )


def test_a_digest_grows_with_the_articles_of_the_day() -> None:
    def compose(entries: Sequence[Entry]) -> None:
        words = [word(number) for number in range(20)]
        chosen = Selection(entries, words)
        chosen.digest(topics=("话题1", "话题2"), include=words[:10], exclude=words[10:], day=DAY)
        chosen.digest(day=DAY)

    assert_grows_little(lambda size: list(map(entry, range(size))), compose, 300)


def test_a_digest_grows_with_the_words_that_readers_name() -> None:
    entries = list(map(entry, range(50)))
    assert_grows_little(
        lambda size: list(map(word, range(size))),
        lambda words: Selection(entries, words).digest(include=words, day=DAY),
        500,
    )


@pytest.mark.parametrize(
    "kind", ["a run of one character", "names", "figures", "latin", "paragraphs", "digits"]
)
def test_matching_grows_with_the_length_of_an_article(kind: str) -> None:
    watches = [Watch(number, word(number)) for number in range(200)]
    assert_grows_little(
        lambda size: [entry(1, TEXTS[kind](size))], lambda entries: matching(watches, entries), 5_000
    )


def test_matching_grows_with_the_watches() -> None:
    entries = list(map(entry, range(20)))
    assert_grows_little(
        lambda size: [Watch(number, word(number)) for number in range(size)],
        lambda watches: matching(watches, entries),
        500,
    )
