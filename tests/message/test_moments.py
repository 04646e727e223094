from datetime import UTC, date, datetime

import pytest

from bot.message.languages import translator
from bot.message.moments import day, moment, weekday, zone_name

APRIL = date(2024, 4, 3)


def test_the_year_stands_only_where_it_is_not_this_year():
    t = translator("zh")
    assert day(t, APRIL, date(2024, 12, 31)) == "4月3日"
    assert day(t, APRIL, date(2025, 1, 1)) == "2024年4月3日"
    assert day(t, APRIL) == "2024年4月3日"
    assert weekday(t, APRIL, APRIL) == "4月3日 周三"
    assert weekday(t, APRIL, date(2023, 1, 1)) == "2024年4月3日 周三"


def test_days_in_the_other_languages():
    assert weekday(translator("en"), APRIL, APRIL) == "Wed 3 Apr"
    assert weekday(translator("zh-TW"), APRIL, APRIL) == "4月3日 週三"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Shanghai", "4月4日 周四 07:30（北京时间）"),
        ("Europe/Berlin", "4月4日 周四 01:30（柏林时间）"),
        ("Asia/Kathmandu", "4月4日 周四 05:15（Kathmandu时间）"),
        ("UTC", "4月3日 周三 23:30（世界时）"),
    ],
)
def test_a_moment_is_told_in_the_readers_zone(zone, words):
    assert moment(translator("zh"), datetime(2024, 4, 3, 23, 30, tzinfo=UTC), zone) == words


def test_a_moment_in_another_year_has_its_year():
    at = datetime(2024, 12, 31, 23, 0, tzinfo=UTC)
    assert moment(translator("zh"), at, "Asia/Shanghai", date(2024, 12, 31)).startswith("2025年1月1日")


def test_zones_in_the_other_languages():
    assert zone_name(translator("en"), "Asia/Shanghai") == "Beijing time"
    assert zone_name(translator("en"), "America/New_York") == "New York time"
    assert zone_name(translator("zh-TW"), "America/New_York") == "紐約時間"
