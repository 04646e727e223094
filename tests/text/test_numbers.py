"""Figures with their units."""

import pytest

from bot.text.numbers import find_figures


def written(text):
    return [figure.written for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("总投资1.72万亿元", "1.72万亿元"),
        ("优选418个项目", "418个"),
        ("增长48.1%", "48.1%"),
        ("增长48.1％", "48.1％"),
        ("160余家企业", "160余家"),
        ("500多人到会", "500多人"),
        ("居全省首位", "全省首位"),
        ("居全国第3位", "全国第3位"),
        ("全市第二", "全市第二"),
        ("追加2.5亿美元", "2.5亿美元"),
        ("突破1000万千瓦", "1000万千瓦"),
        ("达60.18自然箱每小时", "60.18自然箱每小时"),
        ("每年60亿度以上", "60亿度以上"),
        ("约140位嘉宾", "约140位"),
        ("提高3个百分点", "3个百分点"),
        ("五位专家", "五位"),
        ("1,234.5元/吨", "1,234.5元/吨"),
        ("6—8个月", "6—8个月"),
        ("10万吨级", "10万吨级"),
    ],
)
def test_a_figure_is_found_whole(text, figure):
    assert written(text) == [figure]


@pytest.mark.parametrize(
    "text", ["2024年4月2日", "第5条规定", "国信1号", "上午9时", "前三位", "全国第一个", "A06版", "一个"]
)
def test_dates_ordinals_and_names_are_no_figures(text):
    assert written(text) == []


def test_a_figure_knows_where_it_stands():
    (figure,) = find_figures("新增就业3万人。")
    assert "新增就业3万人。"[figure.start : figure.end] == "3万人"
