"""One thing is found however it is written, in the query and in the text."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from entry_samples import make_entry, make_store

from bot.model import Why

FORMS = (
    ("COVID19", "COVID-19", "COVID 19"),
    ("GPT4", "GPT-4", "GPT 4", "ＧＰＴ－４"),
    ("PM2.5", "PM 2.5", "PM-2.5"),
    ("H7N9", "H7-N9"),
    ("A380", "A-380", "A 380"),
    ("WiFi", "Wi-Fi"),
    ("5000平方米", "5000㎡", "5,000平方米", "5000 ㎡", "5000m²"),
    ("100公里", "100千米", "100km", "100㎞"),
    ("10公斤", "十公斤", "10kg", "10千克"),
    ("30℃", "30摄氏度", "30 ℃"),
    ("32所", "三十二所", "32 所", "３２所"),
    ("第3届", "第三届"),
    ("2000户", "两千户", "二千户"),
    ("1.5万亩", "15000亩", "一万五千亩"),
    ("1280元", "¥1280", "￥1,280", "RMB1280", "1280 元", "人民币1280元"),
    ("500美元", "$500", "US$500"),
    ("300欧元", "€300"),
    ("5%", "5％", "百分之五", "5 %"),
    ("二〇二四年", "2024年"),
)


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms[0])
def test_each_form_finds_every_other(tmp_path: Path, forms: tuple[str, ...]) -> None:
    with make_store(tmp_path) as store:
        store.entries.add_many(
            make_entry(f"消息{number}", f"当地介绍，{form}的情况如此。") for number, form in enumerate(forms)
        )
        store.entries.add(make_entry("别的", "当地介绍，情况如此，另有7处和19名、4 年、2.5里、280个。"))
        for asked, written in product(forms, forms):
            found = {hit.entry.headline for hit in store.search(asked).hits if hit.why is Why.EXACT}
            assert f"消息{forms.index(written)}" in found, (asked, written)
            assert "别的" not in found
