"""Pages in traditional characters are read by the same rules and given back as printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.page import read_page
from bot.reading.traditional import Printed, is_traditional, simplified

PAGE = """雲州日報 要聞
2024年4月3日 星期三 第2版

後山里的老圖書館重新開放

雲州日報記者 葉知秋

　　本報訊 四月二日上午，關閉多年的後山圖書館重新開門，館裡添了三萬冊新書，頭一天來了
兩千名讀者。館長蕭乾說，兒童閱覽室將開到晚上九點。
　　圖書館還在每週六舉辦講座，發放借書證的窗口改在一樓，隊伍一直排到門外。

　　讀者在新閱覽室裡看書。周正 攝
"""


def test_a_traditional_page_is_read_by_its_bylines_and_mastheads() -> None:
    page = read_page(PAGE, "a.txt")
    article = page.articles[0]
    assert (page.source, page.page) == ("雲州日報", "2")
    assert article.headline == "後山里的老圖書館重新開放"
    assert article.authors == ("葉知秋",)
    assert article.text.startswith(
        "四月二日上午，關閉多年的後山圖書館重新開門，館裡添了三萬冊新書，頭一天來了兩千名"
    )
    assert page.original == PAGE


def test_characters_with_two_traditional_forms_come_back_as_they_stood() -> None:
    text = "".join(each.text for each in read_page(PAGE, "a.txt").articles)
    assert "館裡" in text
    assert "蕭乾說" in text
    assert "發放借書證" in text


def test_a_simplified_page_with_a_rare_traditional_character_is_no_traditional_page() -> None:
    text = "萧乾先生的旧居昨天开放，来了许多读者，书桌和信件都按原来的样子摆着。"
    assert not is_traditional(text)
    assert is_traditional(PAGE)


@given(st.text(alphabet="後后里裡發髮发 \n，雲云a1"), st.data())
def test_any_part_of_a_page_comes_back_as_it_stood(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert len(simplified(text)) == len(text)
    restored = Printed(text).text(simplified(text[start:end]))
    assert len(restored) == end - start
    assert simplified(restored) == simplified(text[start:end])


@given(st.text())
def test_the_whole_page_comes_back_as_it_stood(text: str) -> None:
    assert Printed(text).text(simplified(text)) == text
