"""Feeds: which items there are, when they were written, and whether they say something else than before."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from feed_samples import item, rss

from bot.errors import UnreadableFile
from bot.reading.formats.feed import read_feed

HOME = "http://paper.example/"
BODY = "<p>" + "临江渡口第一次点灯，候船厅里摆进了六千册图书。" * 10 + "</p>"


def entry(
    *, guid: str = "", link: str = "", title: str = "书房开放", body: str = BODY, date: str = ""
) -> str:
    fields = {"guid": guid, "link": link, "title": title, "pubDate": date}
    written = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items() if value)
    return f"<item>{written}<description><![CDATA[{body}]]></description></item>"


def read(*entries: str, **channel: str):
    more = "".join(f"<{name}>{value}</{name}>" for name, value in channel.items())
    return read_feed(rss(*entries, ttl=more), HOME).items


def test_items_with_ids_of_their_own_are_several_whatever_they_link_to():
    items = read(*(entry(guid=f"id-{number}", link=HOME) for number in range(3)))
    assert len({each.key for each in items}) == 3
    assert not any(each.is_linked for each in items)


def test_items_without_ids_are_told_apart_by_their_links_then_by_what_they_say():
    assert len(read(entry(link=f"{HOME}a"), entry(link=f"{HOME}b"))) == 2
    assert len(read(entry(link=HOME, title="甲"), entry(link=HOME, title="乙"))) == 2
    assert len(read(entry(link=HOME, title="甲"), entry(link=HOME, title="甲"))) == 1


def test_an_id_that_all_items_bear_is_none_of_theirs():
    assert len(read(entry(guid="0", link=f"{HOME}a"), entry(guid="0", link=f"{HOME}b"))) == 2
    assert len(read(entry(guid="0", title="甲"), entry(guid="0", title="乙"))) == 2


def test_an_item_keeps_its_key_and_changes_its_mark_when_it_is_corrected():
    [first] = read(entry(guid="7", link=f"{HOME}a", date="2024-04-03 07:10"))
    [again] = read(entry(guid="7", link=f"{HOME}a?from=rss", date="2024-04-03 09:00"))
    [other] = read(entry(guid="7", link=f"{HOME}a", body=BODY.replace("六千", "七千")))
    assert first.key == again.key == other.key
    assert first.mark == again.mark != other.mark


def test_a_time_without_a_zone_is_of_the_zone_that_the_feed_names_elsewhere():
    bare, named = read(
        entry(guid="1", date="2024-04-03 07:10"), entry(guid="2", date="2024-04-03T07:10:00+09:00")
    )
    assert bare.published_at == named.published_at == datetime(2024, 4, 2, 22, 10, tzinfo=UTC)
    [of_feed] = read(
        entry(guid="1", date="2024-04-03 07:10"), lastBuildDate="Wed, 03 Apr 2024 08:00:00 +0900"
    )
    assert of_feed.published_at == bare.published_at


def test_cst_in_a_chinese_feed_is_the_time_of_china_whatever_the_zone():
    data = rss(entry(guid="1", date="Wed, 03 Apr 2024 07:10:00 CST"))
    [found] = read_feed(data, HOME, "Europe/London").items
    assert found.published_at == datetime(2024, 4, 2, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("written", ["9999-12-31", "1712", "昨天", "04/03/2024"])
def test_a_date_that_is_not_sure_is_none(written):
    [found] = read(entry(guid="1", date=written))
    assert found.published_at is None


def test_json_feeds_are_read():
    items = [
        {
            "id": 7,
            "url": f"{HOME}a",
            "title": "书房《开放》",
            "content_html": BODY,
            "date_published": "2024-04-03T07:10:00+08:00",
        },
        {"id": "8", "content_text": "次日免费。\n" * 60, "authors": [{"name": "林秋实"}]},
        "no item",
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "临江晚报", "items": items}
    read = read_feed(json.dumps(feed).encode(), HOME)
    first, second = read.items
    assert (read.title, first.title, first.link) == ("临江晚报", "书房《开放》", f"{HOME}a")
    assert first.published_at is not None
    assert first.published_at.date() == date(2024, 4, 2)
    assert first.piece is not None
    assert second.piece is not None
    assert second.piece.authors == "林秋实"


@pytest.mark.parametrize(
    "data", [b"{}", b'{"items": []}', b"{" * 5000, b'{"version": "https://jsonfeed.org/version/1"}']
)
def test_json_that_is_no_feed_is_refused(data):
    with pytest.raises(UnreadableFile, match="neither RSS nor Atom nor JSON Feed"):
        read_feed(data, HOME)


@pytest.mark.parametrize("said", ["gb2312", "GBK", "iso-8859-1"])
def test_a_feed_in_utf_8_is_read_as_that_whatever_it_declares(said):
    data = rss(item(1)).replace(b'version="1.0"?', f'version="1.0" encoding="{said}"?'.encode())
    assert read_feed(data, HOME).items[0].title == "夜校第1期开课"
    other = data.decode().replace(said, "gb2312").encode("gb18030")
    assert read_feed(other, HOME).items[0].title == "夜校第1期开课"


def test_an_article_in_a_feed_is_without_notices_and_what_stands_behind_it():
    tail = (
        "<p>（责任编辑：周小满）</p><p>未经授权，不得转载。</p><h3>相关阅读</h3>"
        "<ul><li><a href='/a'>公交加开夜班</a></li></ul>"
    )
    [whole] = read(entry(guid="1", body=f"<p>来源：临江晚报</p>{BODY}{BODY}{tail}"))
    assert whole.piece is not None
    assert {block.text for block in whole.piece.blocks} == {BODY[3:-4]}


def test_a_feed_with_a_character_that_does_not_exist_is_read_or_refused() -> None:
    for place in (
        "<title>江城&#x110000;日报</title>",
        "<title>江城&#0;日报</title>",
        "<title>&#xd800;</title>",
    ):
        with suppress(UnreadableFile):
            read_feed(
                f'<?xml version="1.0"?><rss version="2.0"><channel>{place}</channel></rss>'.encode(), "x"
            )
