"""The moments that feeds write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.feed_dates import own_zone, read_moment

BEIJING = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2024, 4, 2, 23, 10, tzinfo=UTC)
"""Ten past seven on 3 April in Beijing."""


@pytest.mark.parametrize(
    "written",
    [
        "2024年4月3日 07:10",
        "2024年04月03日7时10分",
        "2024年4月3日 星期三 上午7:10",
        "2024年4月3日（星期三）07:10:00",
        "2024/04/03 07:10:00",
        "2024/4/3 7:10",
        "2024.04.03 07:10",
        "2024-04-03 07:10:00",
        "2024-04-03T07:10:00",
        "2024-04-03T07:10:00+08:00",
        "2024-04-03T07:10:00.000+0800",
        "2024-04-02T23:10:00Z",
        "2024-04-03 07:10:00 +0800",
        "20240403071000",
        "20240402T231000Z",
        "1712099400",
        "1712099400000",
        "Wed, 03 Apr 2024 07:10:00 +0800",
        "Wed, 03 Apr 2024 07:10:00 CST",
        "Tue, 02 Apr 2024 23:10:00 GMT",
        "Tue, 2 Apr 24 23:10 UT",
        "Wed, 03 Apr 2024 07:10:00",
        "周三, 03 4月 2024 07:10:00 +0800",
        "Wed Apr 03 2024 07:10:00 GMT+0800 (CST)",
        "Wed Apr  3 07:10:00 CST 2024",
        "April 3, 2024 7:10 AM",
        "Tue, 02 Apr 2024 18:10:00 CDT",
        "2024-04-03 07:10 北京时间",
        "２０２４－０４－０３　０７：１０",
    ],
)
def test_a_moment_is_read_in_the_forms_that_are_met(written):
    assert read_moment(written, BEIJING) == MORNING


@pytest.mark.parametrize(
    "written", ["2024年4月3日", "2024/04/03", "2024-04-03", "20240403", "3 Apr 2024", "April 3rd, 2024"]
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/London", "America/New_York"])
def test_a_day_alone_is_that_day_in_its_zone(written, zone):
    moment = read_moment(written, ZoneInfo(zone))
    assert moment is not None
    assert moment.astimezone(ZoneInfo(zone)).date().isoformat() == "2024-04-03"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "昨天",
        "3小时前",
        "04/03/2024",
        "03-04-24",
        "4月3日 07:10",
        "2024年13月3日",
        "2024-02-30",
        "2024-04-03 25:00",
        "2024年4月",
        "1712",
        "0",
        "-1",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "9999999999",
        "2024-04-03 07:10 XYZ",
        "2024-04-03T07:10:00+99:00",
        "2024-04-03 and some words",
    ],
)
def test_what_is_not_sure_is_no_moment(written):
    assert read_moment(written, BEIJING) is None


def test_a_time_without_a_zone_is_one_of_the_zone_that_is_given():
    assert read_moment("2024-04-03 07:10", UTC) == datetime(2024, 4, 3, 7, 10, tzinfo=UTC)


def test_cst_is_of_china_in_a_chinese_feed_or_zone_and_else_of_america():
    written = "Wed, 03 Apr 2024 07:10:00 CST"
    assert read_moment(written, UTC, is_chinese=True) == MORNING
    assert read_moment(written, UTC) == datetime(2024, 4, 3, 13, 10, tzinfo=UTC)


def test_the_zone_of_a_feed_is_the_one_that_all_its_numbers_name():
    assert own_zone(["2024-04-03 07:10", "2024-04-03T07:10:00+09:00", "2024-04-03T07:10Z"]) == timezone(
        timedelta(hours=9)
    )
    assert own_zone(["2024-04-03T07:10:00+09:00", "2024-04-03T07:10:00+08:00"]) is None
    assert own_zone(["2024-04-03", "Tue, 02 Apr 2024 23:10:00 GMT"]) is None


@given(st.text(alphabet="0123456789-/年月日T:+ GMTZCSaprwed,.", max_size=90) | st.text(max_size=90))
def test_any_text_is_a_moment_or_none(written):
    own_zone([written])
    found = read_moment(written, BEIJING)
    assert found is None or 1989 < found.year < 2101
