"""/feeds: editors see, add and remove feeds."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from feed_samples import item, rss
from loopback import Server, answer, serving

from bot.model import Deed, Feed

ADDRESS = "https://paper.example/rss.xml"


@pytest.fixture
async def site() -> AsyncIterator[Server]:
    async with serving() as server:
        server.answers["/rss.xml"] = answer(rss(item(1)), Content_Type="application/json")
        yield server


async def test_a_feed_is_added_shown_and_removed(house, site) -> None:
    editor = house.editor()
    [none] = await editor.say("/feeds")
    assert "还没有订阅源" in none.text
    address = site.address("/rss.xml")
    [added] = await editor.say(f"/feeds {address} 山城日报")
    assert "待审" in added.text
    [feed] = house.store.feeds.each()
    assert (feed.address, feed.paper, feed.publish) == (address, "山城日报", False)
    house.store.feeds.settle(replace(feed, title="山城<b>要闻", problem="it is gone", next_at=None))
    [shown] = await editor.say("/feeds")
    assert "山城<b>要闻" in shown.text
    assert "已失效" in shown.text
    [twice] = await editor.say(f"/feeds {address}")
    assert "已经在读" in twice.text
    [removed] = await editor.say(f"/feeds 删除 {feed.id}")
    assert "不再读取" in removed.text
    assert house.store.feeds.each() == []
    assert [record.deed for record in house.store.audit.latest(5)] == [Deed.FEED, Deed.FEED]


async def test_a_homepage_brings_the_feed_that_it_names(house, site) -> None:
    site.answers["/"] = answer(
        b'<html><link rel="alternate" type="application/rss+xml" href="rss.xml"></html>'
    )
    [added] = await house.editor().say(f"/feeds {site.address()}")
    assert "/rss.xml" in added.text
    [feed] = house.store.feeds.each()
    assert feed.address == site.address("/rss.xml")


@pytest.mark.parametrize(
    ("path", "told"), [("/", "不是订阅源"), ("/none", "取不到"), ("/page.zip", "不是订阅源")]
)
async def test_why_there_is_no_feed_is_said_at_once(house, site, path, told) -> None:
    del site.answers["/rss.xml"]
    site.answers["/"] = answer(b"<html><p>no feed</p></html>")
    site.answers["/page.zip"] = answer(b"PK\x03\x04", Content_Type="application/zip")
    [said] = await house.editor().say(f"/feeds {site.address(path)}")
    assert told in said.text
    assert house.store.feeds.each() == []


async def test_no_feed_of_this_machine_is_looked_for(house) -> None:
    [said] = await house.editor().say("/feeds http://127.0.0.2:8080/rss")
    assert "公网" in said.text


async def test_a_feed_may_be_published_at_once(house, site) -> None:
    await house.editor().say(f"/feeds {site.address('/rss.xml')} 签发")
    [feed] = house.store.feeds.each()
    assert feed.publish
    assert feed.paper is None


@pytest.mark.parametrize(
    "words", ["ftp://x/", "remove", "remove x", "remove 99", "remove 99999999999999999999", "?"]
)
async def test_what_is_not_understood_is_answered(house, words) -> None:
    [shown] = await house.editor().say(f"/feeds {words}")
    assert "/feeds" in shown.text or "没有这个订阅源" in shown.text


async def test_a_feed_of_the_configuration_stays(house) -> None:
    house.store.feeds.configure([Feed(ADDRESS)])
    [shown] = await house.editor().say("/feeds remove 1")
    assert "config/feeds.toml" in shown.text


async def test_readers_have_no_business_with_feeds(house) -> None:
    await house.person().say(f"/feeds {ADDRESS}")
    assert house.store.feeds.each() == []
