"""The feed that an address means."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from feed_samples import item, rss
from loopback import answer

from bot.errors import FetchError, NoFeed
from bot.fetching import LinkReader
from bot.fetching.feed_finder import find_feed
from bot.reading.formats.feed_links import feed_links
from bot.workshop import Workshop

AT = "http://paper.example/a/"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as given:
        yield given


@pytest.fixture
def links(fetcher, workshop) -> LinkReader:
    return LinkReader(fetcher, workshop, pace=0)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', ["/rss"]),
        ("<link rel='Alternate nofollow' type='APPLICATION/ATOM+XML' href='atom.php'>", ["/a/atom.php"]),
        ('<link rel=alternate type=application/feed+json href="/x">', ["/x"]),
        ('<link rel="feed" href="/x">', ["/x"]),
        ('<base href="/b/"><link rel="alternate" type="text/xml" href="x">', ["/b/x"]),
        ('<link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" href="/rss.css">', []),
        ('<a href="/news/rss.xml">要闻</a>', ["/news/rss.xml"]),
        ('<a href="/subscribe">RSS订阅</a><a href="/feedback">留言</a>', ["/subscribe"]),
        ('<a href="feed://paper.example/all">all</a>', ["/all"]),
        ('<a href="javascript:rss()">RSS</a><a href="mailto:rss@x">RSS</a>', []),
        (
            '<link rel="alternate" type="application/rss+xml" title="评论" href="/comments/feed">'
            '<link rel="alternate" type="application/rss+xml" title="要闻" href="/feed">',
            ["/feed", "/comments/feed"],
        ),
    ],
)
def test_the_feeds_that_a_page_names(page, found):
    told = feed_links(f"<html><head>{page}</head></html>".encode(), AT)
    assert [address.removeprefix("http://paper.example") for address in told] == found


async def test_the_address_of_a_feed_is_that_feed(server, links):
    server.answers["/x"] = answer(rss(item(1)))
    assert await find_feed(links, server.address("/x"), "UTC") == server.address("/x")


async def test_of_what_a_page_names_the_first_that_is_a_feed_is_taken(server, links):
    server.answers["/"] = answer(b'<html><a href="/rss/help.htm">RSS</a><a href="/rss/all">RSS</a></html>')
    server.answers["/rss/help.htm"] = answer(b"<html>what is RSS?</html>")
    server.answers["/rss/all"] = answer(rss(item(1)), Content_Type="binary/octet-stream")
    assert await find_feed(links, server.address(), "UTC") == server.address("/rss/all")


async def test_a_feed_at_a_usual_place_is_found_where_the_page_names_none(server, links):
    server.answers["/news/"] = answer(b"<html><p>news</p></html>")
    server.answers["/atom.xml"] = answer(rss(item(1)))
    assert await find_feed(links, server.address("/news/"), "UTC") == server.address("/atom.xml")


async def test_where_there_is_none_that_is_said(server, links):
    server.answers["/"] = answer(b"<html><p>news</p></html>")
    with pytest.raises(NoFeed, match=r"could not find the feed of http://\S+: there is none"):
        await find_feed(links, server.address(), "UTC")
    with pytest.raises(FetchError, match="404"):
        await find_feed(links, server.address("/gone"), "UTC")
