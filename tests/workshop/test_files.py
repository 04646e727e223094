"""Files of every format are read in a process apart from the bot, within limits that name the page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot.errors import ReadingStopped
from bot.fetching import LinkReader
from bot.fetching.fetcher import Fetcher
from bot.model import PageHints
from bot.reading.pieces import Block, Piece, Role
from bot.workshop import Workshop
from bot.workshop.files import read_safely
from bot.workshop.limits import Limits

_UNSAID = PageHints()
_TEXT = "新桥通车方便两岸居民\n\n　　本报讯 记者从交通部门获悉，跨河新桥昨日通车，两岸居民过河只需五分钟。\n"


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    with Workshop() as given:
        yield given


def _not_here(*given: object) -> None:
    raise AssertionError("read in the process of the bot")


def test_plain_text_is_read_in_the_workshop(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading.documents.read_page", _not_here)

    document = read_safely(workshop, _TEXT.encode(), "page.txt", _UNSAID, _UNSAID)

    assert [article.headline for article in document.pages[0].articles] == ["新桥通车方便两岸居民"]


def test_pieces_of_feeds_and_web_pages_are_composed_in_the_workshop(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reading.pieces._page", _not_here)
    piece = Piece((Block(Role.PARAGRAPH, "跨河新桥昨日通车，两岸居民过河只需五分钟。"),), headline="新桥通车")
    links = LinkReader(Fetcher(), workshop)

    page = asyncio.run(links.compose([piece], "https://paper.example/1", _UNSAID))

    assert [article.headline for article in page.articles] == ["新桥通车"]


def test_plain_text_that_takes_too_long_is_refused_by_its_name(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The process has not even started by then.
    at_once = Limits(seconds=0.001, memory=1_200_000_000)
    monkeypatch.setattr("bot.workshop.files.limits_for", lambda *given: at_once)

    with pytest.raises(ReadingStopped, match=r"page\.txt") as stopped:
        read_safely(workshop, _TEXT.encode(), "page.txt", _UNSAID, _UNSAID)

    assert stopped.value.key == "stopped_late"
