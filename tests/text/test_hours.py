"""Hours are understood as people say them."""

from __future__ import annotations

import contextlib
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ScheduleError
from bot.text.hours import hour_of, said_hours


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("7:30", "07:30"),
        ("07:30", "07:30"),
        ("0730", "07:30"),
        (" ７：３０ ", "07:30"),
        ("7.30", "07:30"),
        ("7点半", "07:30"),
        ("七点半", "07:30"),
        ("7点", "07:00"),
        ("7点钟", "07:00"),
        ("19点05分", "19:05"),
        ("19時30", "19:30"),
        ("19时30分", "19:30"),
        ("二十点三十分", "20:30"),
        ("十点零五分", "10:05"),
        ("8点一刻", "08:15"),
        ("8点三刻", "08:45"),
        ("8点整", "08:00"),
        ("00:00", "00:00"),
        ("24:00", "00:00"),
        ("24点", "00:00"),
        ("23:59", "23:59"),
        ("早上七点半", "07:30"),
        ("早上 七点半", "07:30"),
        ("每天早上7点", "07:00"),
        ("下午3点", "15:00"),
        ("下午15点", "15:00"),
        ("晚八点", "20:00"),
        ("晚上12点", "00:00"),
        ("晚上两点", "02:00"),
        ("半夜两点", "02:00"),
        ("夜里11点", "23:00"),
        ("凌晨5点", "05:00"),
        ("凌晨12点", "00:00"),
        ("傍晚六点", "18:00"),
        ("中午", "12:00"),
        ("中午十二点", "12:00"),
        ("中午1点", "13:00"),
        ("8:00 PM", "20:00"),
        ("8am", "08:00"),
        ("8 p.m.", "20:00"),
        ("12am", "00:00"),
        ("12 PM", "12:00"),
        ("6 o'clock", "06:00"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
    ],
)
def test_an_hour_is_read_in_the_ways_people_say_it(said: str, at: str) -> None:
    assert hour_of(said) == time.fromisoformat(at)


@pytest.mark.parametrize(
    "said",
    [
        "25:00",
        "24:01",
        "7:60",
        "7:3",
        "7",
        "730",
        "25点",
        "",
        "早上",
        "7:30:00",
        "-1:00",
        "早上13点",
        "13pm",
        "7点 8点",
    ],
)
def test_what_is_no_hour_is_refused_in_one_line(said: str) -> None:
    with pytest.raises(ScheduleError) as refused:
        hour_of(said)
    assert str(refused.value).startswith("schedule: could not read ")


@pytest.mark.parametrize(
    ("text", "hours", "rest"),
    [
        ("7:30 18:30 绿色低碳", ["07:30", "18:30"], "绿色低碳"),
        ("早上七点半绿色低碳", ["07:30"], "绿色低碳"),
        ("8 PM 科技，noon", ["20:00", "12:00"], "科技,"),
        ("绿色低碳", [], "绿色低碳"),
        ("周一 8点", ["08:00"], "周一"),
    ],
)
def test_hours_are_found_among_other_words(text: str, hours: list[str], rest: str) -> None:
    said = said_hours(text)
    assert [f"{hour:%H:%M}" for hour in said.hours] == hours
    assert said.rest == rest


@given(st.text(max_size=20) | st.text(alphabet="0123456789:.点半早晚上中午十二 pam", max_size=20))
def test_any_text_is_an_hour_or_refused(said: str) -> None:
    with contextlib.suppress(ScheduleError):
        assert isinstance(hour_of(said), time)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_the_day_is_read_as_it_is_shown(hour: int, minute: int) -> None:
    at = time(hour, minute)
    for said in (f"{hour}:{minute:02}", f"{hour}点{minute}分", f"{at:%H%M}", f"{at:%I:%M %p}"):
        assert hour_of(said) == at
