"""Feeds: what is new comes once, to drafts or published; a site is asked no more often than it wants."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import web_samples
from feed_samples import atom, item, rss
from loopback import Server, answer, serving, to_loopback

from bot import feeding as feeding_module
from bot.defaults import CONFIG
from bot.errors import ConfigurationError, ReadingError, ReadingStopped
from bot.feeding import Feeding, load_feeds
from bot.fetching import Fetcher, LinkReader
from bot.intake import Intake
from bot.model import Feed, Page, Status
from bot.reading.formats.feed import read_feed
from bot.store import feed_items
from bot.store.feed_items import MOST_VERSIONS
from bot.store.store import Store
from bot.summary import Summariser, SummaryOptions
from bot.workshop import Workshop

NOW = datetime(2024, 4, 3, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as given:
        yield given


@dataclass
class Desk:
    """Everything that polling needs, and a clock to be turned."""

    store: Store
    server: Server
    feeding: Feeding
    now: datetime = NOW

    def add(self, **how: object) -> Feed:
        feed = self.store.feeds.add(Feed(self.server.address("/rss"), **how))
        assert feed is not None
        return feed

    @property
    def feed(self) -> Feed:
        return self.store.feeds.each()[0]

    def serve(self, *items: str, **headers: str) -> None:
        self.server.answers["/rss"] = answer(rss(*items), Content_Type="application/rss+xml", **headers)


@pytest.fixture
async def desk(tmp_path: Path, workshop: Workshop) -> AsyncIterator[Desk]:
    desk: Desk

    def clock() -> datetime:
        return desk.now

    with Store(tmp_path / "a.db", lambda: NOW) as store:
        store.feeds._clock = store.feed_items._clock = clock
        intake = Intake(store, Summariser(SummaryOptions(), (), frozenset()), clock, workshop=workshop)
        async with serving() as server, Fetcher(admits=lambda _: True, look_up=to_loopback) as fetcher:
            links = LinkReader(fetcher, workshop, pace=0)
            feeding = Feeding(store, intake, links, clock, "Asia/Shanghai")
            desk = Desk(store, server, feeding)
            yield desk


async def test_whole_items_are_taken_as_they_are_to_drafts(desk) -> None:
    desk.serve(item(1), item(2))
    desk.add()
    assert await desk.feeding.see_to() == 2
    first, second = desk.store.entries.drafts()
    assert [first.article.headline, second.article.headline] == ["夜校第2期开课", "夜校第1期开课"]
    assert first.article.issue_date == date(2024, 4, 3)
    assert first.article.source == "江城日报"
    assert desk.server.asked == ["/rss"]
    assert desk.feed.title == "江城日报 要闻"
    assert desk.feed.next_at == NOW + timedelta(minutes=30)


async def test_a_feed_may_publish_at_once_and_name_its_paper(desk) -> None:
    desk.serve(item(1))
    desk.add(publish=True, paper="山城日报")
    await desk.feeding.see_to()
    [entry] = desk.store.entries.latest(5)
    assert (entry.status, entry.article.source) == (Status.PUBLISHED, "山城日报")


async def test_what_only_teases_is_fetched_from_its_link(desk) -> None:
    desk.serve(item(1, link=desk.server.address("/a.htm"), whole=False))
    desk.server.answers["/a.htm"] = answer(web_samples.BY_META.encode())
    desk.add()
    await desk.feeding.see_to()
    assert desk.store.entries.drafts()[0].article.headline == "山乡电商走进直播间"
    assert "/robots.txt" in desk.server.asked


async def test_the_same_item_and_the_same_link_come_once(desk) -> None:
    link = desk.server.address("/a.htm")
    desk.serve(item(1), item(2, link=link))
    desk.server.answers["/atom"] = answer(atom(2, link), Content_Type="application/atom+xml")
    desk.add()
    desk.store.feeds.add(Feed(desk.server.address("/atom")))
    await desk.feeding.see_to()
    desk.now += timedelta(hours=1)
    desk.serve(item(3), item(1), item(2, link=link))
    assert await desk.feeding.see_to() == 1
    assert desk.store.entries.counts()["all"] == 3


async def again(desk: Desk, *items: str) -> None:
    """The next look, at other items."""
    desk.serve(*items)
    desk.now += timedelta(hours=1)
    await desk.feeding.see_to()


def corrected(given: str) -> str:
    return given.replace("</p>", "其中三百人是首次报名。</p>", 1)


async def test_an_item_that_is_not_changed_is_not_read_again_whatever_date_it_bears(desk) -> None:
    link = desk.server.address("/a.htm")
    desk.serve(item(1, link=link, whole=False))
    desk.server.answers["/a.htm"] = answer(web_samples.BY_META.encode())
    desk.add()
    await desk.feeding.see_to()
    await again(desk, item(1, link=link, whole=False).replace("22:30", "23:45"))
    assert desk.server.asked.count("/a.htm") == 1


@pytest.mark.parametrize("publish", [True, False])
async def test_an_item_that_is_corrected_changes_its_article_where_nobody_worked_on_it(desk, publish) -> None:
    desk.serve(item(1))
    desk.add(publish=publish)
    await desk.feeding.see_to()
    [before] = desk.store.entries.each()
    await again(desk, corrected(item(1)))
    [after] = desk.store.entries.each()
    assert "首次报名" in after.article.text
    assert (after.id, after.status, after.publication) == (before.id, before.status, before.publication)
    assert after.article.issue_date == before.article.issue_date
    assert after.version > before.version
    assert after.summary is not None
    await again(desk, item(1))
    [last] = desk.store.entries.each()
    assert last.article.text == before.article.text


async def test_the_work_of_an_editor_stays_and_a_correction_waits_beside_it(desk) -> None:
    desk.serve(item(1))
    desk.add(publish=True)
    await desk.feeding.see_to()
    [entry] = desk.store.entries.each()
    intake = desk.feeding._intake
    intake.revisions.change(entry, replace(entry.article, headline="夜校开课了"))
    await again(desk, corrected(item(1)))
    await again(desk, corrected(corrected(item(1))))
    [kept, draft] = desk.store.entries.each()
    assert (kept.article.headline, kept.article.text) == ("夜校开课了", entry.article.text)
    assert (draft.status, draft.push) == (Status.DRAFT, False)
    assert draft.article.text.count("首次报名") == 2
    assert intake.publish([draft.id]).merged == 1
    [whole] = desk.store.entries.each()
    assert (whole.id, whole.article.text) == (entry.id, draft.article.text)
    assert whole.publication == entry.publication
    await again(desk, item(1))
    assert [each.article.text for each in desk.store.entries.each()] == [entry.article.text]


async def test_of_a_feed_whose_articles_are_drafts_a_correction_of_a_published_one_is_a_draft(desk) -> None:
    desk.serve(item(1))
    desk.add()
    await desk.feeding.see_to()
    [entry] = desk.store.entries.drafts()
    desk.feeding._intake.publish([entry.id])
    await again(desk, corrected(item(1)))
    [kept, draft] = desk.store.entries.each()
    assert kept.article.text == entry.article.text
    assert desk.store.entries.corrected_by(draft.id) == kept


async def test_a_correction_of_what_was_retracted_brings_nothing_back(desk) -> None:
    desk.serve(item(1))
    desk.add(publish=True)
    await desk.feeding.see_to()
    [entry] = desk.store.entries.each()
    desk.store.entries.retract(entry.id)
    await again(desk, corrected(item(1)))
    [kept] = desk.store.entries.each()
    assert (kept.status, kept.article.text) == (Status.RETRACTED, entry.article.text)


async def test_an_item_that_says_something_else_at_every_look_is_not_read_for_ever(desk) -> None:
    link = desk.server.address("/a.htm")
    desk.server.answers["/a.htm"] = answer(web_samples.BY_META.encode())
    desk.add()
    for number in range(MOST_VERSIONS + 5):
        await again(desk, item(1, link=link, whole=False).replace("记者", f"{number}名记者"))
    assert desk.server.asked.count("/a.htm") == MOST_VERSIONS + 1


async def test_items_that_were_seen_to_before_they_were_kept_by_feed_do_not_come_again(desk) -> None:
    link = desk.server.address("/a.htm")
    marks = [feed_items._mark(known) for known in (link, "tag:2")]
    desk.store._database.write(
        lambda tables: tables.conn.executemany(
            "insert into feed_items (mark, seen_at, done) values (?, 1712100000, 1)",
            [(mark,) for mark in marks],
        )
    )
    desk.serve(item(1, link=link, whole=False), item(2), item(3))
    desk.add()
    assert await desk.feeding.see_to() == 1
    assert "/a.htm" not in desk.server.asked


async def test_a_day_that_is_still_to_come_is_none(desk) -> None:
    desk.serve(item(1).replace("2024", "2031"), item(2).replace("2024", "9999"))
    desk.add()
    await desk.feeding.see_to()
    assert [each.article.issue_date for each in desk.store.entries.drafts()] == [None, None]


async def test_a_feed_is_asked_only_for_what_has_changed_and_only_when_it_is_due(desk) -> None:
    desk.serve(item(1), ETag='"7"', Last_Modified="Wed, 03 Apr 2024 00:00:00 GMT")
    desk.add()
    await desk.feeding.see_to()
    await desk.feeding.see_to()
    assert len(desk.server.asked) == 1
    desk.now += timedelta(minutes=31)
    desk.server.answers["/rss"] = answer(status="304 Not Modified")
    await desk.feeding.see_to()
    assert desk.server.headers[-1]["if-none-match"] == '"7"'
    assert desk.feed.next_at == desk.now + timedelta(minutes=30)
    assert desk.feed.etag == '"7"'


@pytest.mark.parametrize(
    ("given", "pause"),
    [
        (answer(status="500 Oops"), timedelta(hours=1)),
        (answer(status="503 Later", Retry_After="7200"), timedelta(hours=2)),
        (answer(status="429 Slow down", Retry_After="Wed, 03 Apr 2024 05:30:00 GMT"), timedelta(hours=5)),
        (answer(status="503 Later", Retry_After="99999999"), timedelta(days=1)),
        (answer(b"<html>no feed</html>"), timedelta(hours=1)),
    ],
)
async def test_a_feed_that_fails_is_left_alone_for_longer_and_longer(desk, given, pause) -> None:
    desk.add()
    desk.server.answers["/rss"] = given
    await desk.feeding.see_to()
    assert desk.feed.next_at == NOW + pause
    assert desk.feed.problem
    desk.server.answers["/rss"] = answer(status="500 Oops")
    for _ in range(12):
        assert desk.feed.next_at is not None
        desk.now = desk.feed.next_at
        await desk.feeding.see_to()
    assert desk.feed.next_at == desk.now + timedelta(days=1)
    desk.serve(item(1))
    desk.now += timedelta(days=1)
    assert await desk.feeding.see_to() == 1
    assert (desk.feed.failures, desk.feed.problem) == (0, "")


async def test_a_feed_that_is_gone_for_good_is_not_asked_again(desk) -> None:
    desk.add()
    desk.server.answers["/rss"] = answer(status="410 Gone")
    await desk.feeding.see_to()
    desk.now += timedelta(days=400)
    await desk.feeding.see_to()
    assert (desk.feed.next_at, len(desk.server.asked)) == (None, 1)


async def test_a_link_that_cannot_be_had_is_tried_again_but_not_for_ever(desk) -> None:
    desk.serve(item(1, link=desk.server.address("/gone.htm"), whole=False), ETag='"1"')
    desk.add()
    for _ in range(6):
        await desk.feeding.see_to()
        desk.now += timedelta(hours=1)
    assert desk.server.asked.count("/gone.htm") == 3


async def test_what_robots_forbid_is_left_alone(desk) -> None:
    desk.serve(item(1, link=desk.server.address("/a.htm"), whole=False))
    desk.server.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a")
    desk.add()
    for _ in range(2):
        await desk.feeding.see_to()
        desk.now += timedelta(hours=1)
    assert "/a.htm" not in desk.server.asked


async def test_of_a_new_feed_only_the_newest_come_and_of_many_a_part_at_a_time(desk, monkeypatch) -> None:
    monkeypatch.setattr(feeding_module, "AT_FIRST", 2)
    monkeypatch.setattr(feeding_module, "ITEMS", 3)
    desk.serve(*map(item, range(5, 0, -1)), ETag='"1"')
    desk.add()
    assert await desk.feeding.see_to() == 2
    desk.now += timedelta(hours=1)
    desk.serve(*map(item, range(10, 0, -1)), ETag='"2"')
    assert await desk.feeding.see_to() == 3
    assert desk.feed.etag == '"1"'
    desk.now += timedelta(hours=1)
    assert await desk.feeding.see_to() == 2
    assert desk.feed.etag == '"2"'


async def test_a_feed_on_this_machine_is_not_asked(desk, workshop) -> None:
    desk.add()
    async with Fetcher(look_up=to_loopback) as fetcher:
        desk.feeding._links = LinkReader(fetcher, workshop)
        await desk.feeding.see_to()
    assert "not one of the public web" in desk.feed.problem
    assert not desk.server.asked


async def test_who_stops_the_bot_does_not_wait_for_a_feed(desk) -> None:
    desk.serve(item(1))
    desk.add()
    desk.feeding._goes_on = lambda: False
    assert await desk.feeding.see_to() == 0


async def test_an_item_that_the_stop_of_the_bot_kept_from_being_read_is_read_the_next_time(desk) -> None:
    desk.serve(item(1), item(2))
    desk.add()
    compose = desk.feeding._links.compose

    async def stopped(*given: object) -> Page:
        desk.feeding._goes_on = lambda: False
        raise ReadingStopped("read it", "the bot is about to stop", key="stopped_by_stop")

    desk.feeding._links.compose = stopped
    assert await desk.feeding.see_to() == 0
    desk.feeding._links.compose = compose
    desk.feeding._goes_on = lambda: True
    desk.now += timedelta(days=1)
    assert await desk.feeding.see_to() == 2


def test_how_seldom_a_feed_wants_to_be_asked_is_heeded() -> None:
    assert read_feed(rss(item(1), ttl="<ttl>180</ttl>"), "http://x/").minutes == 180


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"/etc/passwd",
        b"http://127.0.0.1/",
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><rss>&b;</rss>" * 3,
        b"\xff\xfe" * 500,
        b"<rss" * 1000,
        rss(item(1))[:300] + b"\x00\x01",
    ],
)
def test_what_is_no_feed_is_refused_or_read_as_far_as_it_goes(data) -> None:
    try:
        contents = read_feed(data, "http://paper.example/rss")
    except ReadingError as error:
        assert "could not read the feed" in str(error)
    else:
        assert len(contents.items) <= 1


def test_an_entity_of_a_file_is_not_opened() -> None:
    data = rss(item(1)).replace(b"<rss", b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss", 1)
    told = repr(read_feed(data.replace("夜校第1期".encode(), b"&x;"), "http://x/"))
    assert "root:" not in told


def test_a_link_that_is_none_is_dropped() -> None:
    feed = read_feed(rss(item(1, link="javascript:alert(1)"), item(2, link="http://[::1")), "http://x/")
    assert [each.link for each in feed.items] == [None, None]


def test_feeds_of_the_configuration_are_kept_as_it_says(desk, tmp_path) -> None:
    own = desk.add()
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[feed]]\naddress = "https://a.example/rss"\npublish = true\nevery = 5\n', encoding="utf-8"
    )
    feeds = desk.store.feeds
    feeds.configure(load_feeds(path))
    [_, configured] = feeds.each()
    assert (configured.publish, configured.every, configured.configured) == (True, 5, True)
    assert not feeds.remove(configured.id)
    assert feeds.add(Feed("https://a.example/rss")) is None
    feeds.configure(())
    assert [feed.id for feed in feeds.each()] == [own.id]
    assert feeds.remove(own.id)
    assert feeds.get(own.id) is None


def test_the_file_in_the_project_names_none_and_a_missing_one_is_none(tmp_path) -> None:
    assert load_feeds(CONFIG / "feeds.toml") == load_feeds(tmp_path / "none.toml") == ()


@pytest.mark.parametrize(
    "text",
    [
        "feed = [",
        "[[feed]]\n",
        '[[feed]]\naddress = "ftp://a/"',
        '[[feed]]\naddress = "http://a/"\nevery = 0',
        '[[feed]]\naddress = "http://a/"\npublish = "yes"',
        '[[feed]]\naddress = "http://a/"\nwhat = 1',
        "feed = [1]",
    ],
)
def test_a_wrong_file_of_feeds_is_named(tmp_path, text) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"feeds\.toml"):
        load_feeds(path)


async def test_a_clock_that_is_put_back_delays_no_look_at_a_feed(desk) -> None:
    desk.serve(item(1))
    desk.add()
    await desk.feeding.see_to()
    desk.now += timedelta(minutes=20)
    await desk.feeding.see_to()
    desk.now -= timedelta(hours=3)
    await desk.feeding.see_to()
    assert len(desk.server.asked) == 1
    desk.now += timedelta(minutes=11)
    await desk.feeding.see_to()
    assert len(desk.server.asked) == 2


async def test_a_look_that_a_clock_of_years_ahead_put_off_is_made_now(desk) -> None:
    desk.serve(item(1))
    desk.add()
    desk.now += timedelta(days=3000)
    await desk.feeding.see_to()
    desk.now = NOW
    desk.feeding._last_look = None
    await desk.feeding.see_to()
    assert len(desk.server.asked) == 2
