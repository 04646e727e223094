"""Radicals that stand for characters are those characters, whichever way they come in."""

from __future__ import annotations

import pytest

RADICALS = str.maketrans("日月长车民马青龙人水", "⽇⽉⻓⻋⺠⻢⻘⻰⼈⽔")

PAGE = """潍州晚报 2024年4月3日 星期三 3版

长龙河畔开出民俗专列

□潍州晚报记者 马青

　　本报讯 4月2日，长龙河民俗专列开行首日，八节车厢载客一千二百人次，沿河水岸的青石码头添了六处停靠点。

　　民俗专列每周开四班，车上有剪纸和年画，马年新印的画样卖出三百多张。
"""


@pytest.fixture
async def published(house):
    editor = house.editor()
    name = "潍州晚报_2024-04-03_03.txt"
    card = await house.soon(editor, await editor.send_file(name, PAGE.translate(RADICALS).encode()))
    assert "长龙河畔开出民俗专列" in card.text
    await editor.press("签发")
    [entry] = house.store.entries.published()
    return entry


async def test_a_page_in_radicals_is_stored_in_characters(house, published):
    assert (published.article.headline, published.article.authors) == ("长龙河畔开出民俗专列", ("马青",))
    assert published.article.source == "潍州晚报"
    assert str(published.article.issue_date) == "2024-04-03"
    assert "沿河水岸的青石码头" in published.article.text


async def test_a_query_and_a_watch_in_radicals_find_it(house, published):
    reader = house.person()
    [hits] = await reader.say("长龙河".translate(RADICALS))
    assert "长龙河畔开出民俗专列" in hits.text
    [told] = await reader.say("/watch " + "民俗专列".translate(RADICALS))
    assert "民俗专列" in told.text


async def test_a_page_pasted_in_radicals_is_the_same_page(house, published):
    editor = house.editor()
    await house.soon(
        editor, await editor.say(PAGE.translate(RADICALS)), lambda sent: "1篇已入库" in sent.text
    )
    assert len(house.store.entries.published()) == 1
