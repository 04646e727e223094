"""/feeds: editors see, add and remove feeds."""

from dataclasses import replace

import pytest

from bot.model import Deed, Feed

ADDRESS = "https://paper.example/rss.xml"


async def test_a_feed_is_added_shown_and_removed(house) -> None:
    editor = house.editor()
    [none] = await editor.say("/feeds")
    assert "还没有订阅源" in none.text
    [added] = await editor.say(f"/feeds {ADDRESS} 山城日报")
    assert "待审" in added.text
    [feed] = house.store.feeds.each()
    assert (feed.address, feed.paper, feed.publish) == (ADDRESS, "山城日报", False)
    house.store.feeds.settle(replace(feed, title="山城<b>要闻", problem="it is gone", next_at=None))
    [shown] = await editor.say("/feeds")
    assert "山城<b>要闻" in shown.text
    assert "已失效" in shown.text
    [twice] = await editor.say(f"/feeds {ADDRESS}")
    assert "已经在读" in twice.text
    [removed] = await editor.say(f"/feeds 删除 {feed.id}")
    assert "不再读取" in removed.text
    assert house.store.feeds.each() == []
    assert [record.deed for record in house.store.audit.latest(5)] == [Deed.FEED, Deed.FEED]


async def test_a_feed_may_be_published_at_once(house) -> None:
    await house.editor().say(f"/feeds {ADDRESS} 签发")
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
