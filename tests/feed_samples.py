"""Feeds, written for the tests."""

from __future__ import annotations

import random

_WORDS = (
    "社区",
    "夜校",
    "书法",
    "木工",
    "江边",
    "老街",
    "渡口",
    "菜场",
    "雨后",
    "清晨",
    "师傅",
    "灯会",
    "山道",
)


def _text(number: int) -> str:
    """The text of an article, of which no two are alike."""
    chance = random.Random(number)
    sentences = ["".join(chance.choices(_WORDS, k=14)) + "。" for _ in range(12)]
    return "".join(f"<p>　　{''.join(sentences[place : place + 3])}</p>" for place in range(0, 12, 3))


def rss(*items: str, ttl: str = "") -> bytes:
    """An RSS feed of these items."""
    head = f"<title>江城日报 要闻</title><link>http://paper.example/</link>{ttl}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def item(number: int, *, link: str = "", whole: bool = True) -> str:
    """An item, whole or only a teaser with a link."""
    body = _text(number) if whole else "全城夜校昨晚同时开课，记者走访了其中几处……"
    linked = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>夜校第{number}期开课</title>{linked}<guid>tag:{number}</guid>"
        "<pubDate>Tue, 02 Apr 2024 22:30:00 GMT</pubDate>"
        f"<description><![CDATA[{body}]]></description></item>"
    )


def atom(number: int, link: str) -> bytes:
    """An Atom feed with one whole item."""
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>江城日报</title>
    <id>urn:1</id><updated>2024-04-03T00:00:00Z</updated><entry><title>夜校第{number}期开课</title>
    <id>urn:{number}</id><link href="{link}"/><updated>2024-04-02T22:30:00Z</updated>
    <author><name>林秋实</name></author>
    <content type="html"><![CDATA[{_text(number)}]]></content></entry></feed>""".encode()
