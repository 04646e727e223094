"""One amount in many forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.amounts import amount_forms


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1.72万亿", "17200亿"),
        ("17200亿元", "1.72万亿元"),
        ("17,200亿元", "17200亿元"),
        ("12000吨", "1.2万吨"),
        ("3千万元", "3000万元"),
        ("32所", "三十二所"),
        ("三十二所", "32所"),
        ("两百人", "200人"),
        ("200人", "两百人"),
        ("一百零五家", "105家"),
        ("5000平方米", "5000㎡"),
        ("5000㎡", "5000平方米"),
        ("3公里", "3千米"),
        ("25摄氏度", "25℃"),
        ("¥1280", "1280元"),
        ("￥1,280", "1280元"),
        ("1280元", "¥1280"),
        ("$20亿", "20亿美元"),
        ("5%", "百分之五"),
        ("百分之十二", "12%"),
        ("百分之2.5", "2.5%"),
    ],
)
def test_an_amount_is_known_in_its_other_forms(typed: str, printed: str) -> None:
    assert printed in amount_forms(typed)


@pytest.mark.parametrize(
    "text", ["", "氢能", "2024", "1.72", "4.2.1", "万亿", "三农", "百姓", "三十二", "十", "%"]
)
def test_what_is_no_amount_has_no_forms(text: str) -> None:
    assert amount_forms(text) == ()


@given(st.text(alphabet="0123456789.,万亿千百十一二两〇零元吨所¥%百分之㎡ "))
def test_no_text_is_an_error(text: str) -> None:
    assert text not in amount_forms(text)
