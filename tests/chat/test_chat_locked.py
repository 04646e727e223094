"""What only reads is answered while nothing can be written; what must be stored is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator

import pytest

from bot.store import database

HEADLINE = "氢能公交上线"
REFUSED = "存不了"


@pytest.fixture
async def locked(house, monkeypatch) -> AsyncIterator[None]:
    """Another program holds the database, after a reader was met."""
    house.publish(HEADLINE, "正文在此。")
    await house.person(100).say("/start")
    for patience in ("LOCK_PATIENCE", "ASIDE_PATIENCE"):
        monkeypatch.setattr(database, patience, 0.02)
    other = sqlite3.connect(house.store.path, isolation_level=None)
    other.execute("begin immediate")
    yield
    other.close()


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("氢能", HEADLINE),
        ("/search 氢能", HEADLINE),
        ("没有的词", "没有"),
        ("/latest", HEADLINE),
        ("/today", HEADLINE),
        ("/help", "关键词"),
        ("/start", "报摘"),
        ("/settings", "订阅"),
        ("/saved", "收藏"),
        ("/watch", "提醒"),
        ("/mydata", "我的数据"),
    ],
)
async def test_what_only_reads_is_answered(house, locked, known, said, wanted):
    reader = house.person(100 if known else 4711)
    [answer, *_] = await reader.say(said)
    assert wanted in answer.text
    assert REFUSED not in answer.text


async def test_an_article_is_opened_from_its_hits_and_the_settings_from_their_buttons(house, locked):
    reader = house.person(100)
    await reader.say("氢能")
    [article, *_] = await reader.press("1")
    assert "正文在此" in article.text
    await reader.say("/settings")
    answers = await reader.press("语言")
    assert REFUSED not in "".join(answer.text for answer in answers)


@pytest.mark.parametrize("said", ["/watch 氢能", "/subscribe 07:30"])
async def test_what_must_be_stored_is_refused_in_those_words(house, locked, said):
    [answer] = await house.person(100).say(said)
    assert REFUSED in answer.text
