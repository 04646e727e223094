"""Addresses of the web in an article: neither keywords nor figures."""

from __future__ import annotations

import pytest

LINKS = (
    "https://www.a.example/%E6%B5%85%E6%BB%A9/247520/%E9%97%A8%E6%B8%AF",
    "https://www.a.example/浅滩/247520/2024-04-03/门港",
)


@pytest.mark.parametrize("link", LINKS)
def test_an_address_gives_no_keywords_figures_or_dates(make, link):
    text = (
        f"浅滩港昨天到船二十艘，码头工人分四班作业。\n公告见 {link} 一页。\n{link}\n"
        "浅滩港提醒渔船错峰进港，闸口开放到夜里十二点。"
    )
    summary = make().summarise("浅滩港一日到船二十艘", text)
    assert [figure.figure for figure in summary.facts.figures] == ["二十艘"]
    assert [date.name for date in summary.facts.dates] == ["昨天"]
    assert not [word for word in summary.keywords if word.isascii() or "/" in word or "门港" in word]
