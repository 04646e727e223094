"""Hours are understood as people say them."""

from __future__ import annotations

import contextlib
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ScheduleError
from bot.text.hours import hour_of, likely_hours, said_hours


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
        ("早8", "08:00"),
        ("晚上8", "20:00"),
        ("晚六", "18:00"),
        ("下午三點鐘", "15:00"),
        ("廿一点", "21:00"),
        ("7∶30", "07:30"),
        ("７。３０", "07:30"),
        ("8 点 半", "08:30"),
        ("8点 30分", "08:30"),
        ("7点3刻", "07:45"),
        ("差一刻八点", "07:45"),
        ("八点差五分", "07:55"),
        ("8点左右", "08:00"),
        ("午间一点", "13:00"),
        ("下半夜3点", "03:00"),
        ("下午11点", "23:00"),
        ("PM 8:00", "20:00"),
        ("am 8", "08:00"),
        ("6:30 a. m.", "06:30"),
        ("12 noon", "12:00"),
        ("12:00 midnight", "00:00"),
        ("7 in the evening", "19:00"),
        ("eight pm", "20:00"),
        ("half past seven", "07:30"),
        ("quarter to 8", "07:45"),
        ("19h30", "19:30"),
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
        "上午十二点",
        "上午8pm",
        "中午9点",
        "下午零点",
        "凌晨9点",
        "七点五",
        "晚一点",
        "早点",
        "8",
        "7-9点",
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
        ("8PM科技", ["20:00"], "科技"),
        ("早8晚8", ["08:00", "20:00"], ""),
        ("早晚八点", ["20:00"], "早"),
        ("晚上10点到早上7点", ["22:00", "07:00"], "到"),
        ("绿色低碳", [], "绿色低碳"),
        ("周一 8点", ["08:00"], "周一"),
    ],
)
def test_hours_are_found_among_other_words(text: str, hours: list[str], rest: str) -> None:
    said = said_hours(text)
    assert [f"{hour:%H:%M}" for hour in said.hours] == hours
    assert said.rest == rest


@pytest.mark.parametrize(
    ("said", "likely"),
    [
        ("8", ["08:00", "20:00"]),
        ("19", ["19:00"]),
        ("730", ["07:30", "19:30"]),
        ("7半", ["07:00", "19:00"]),
        ("上午十二点", ["00:00", "12:00"]),
        ("早上", ["07:00", "07:30", "08:00"]),
        ("7点到9点", ["07:00", "09:00"]),
        ("周一8点", ["08:00"]),
        ("5条", []),
        ("25:00", []),
        ("随便", []),
    ],
)
def test_what_may_be_meant_is_offered(said: str, likely: list[str]) -> None:
    assert [f"{hour:%H:%M}" for hour in likely_hours(said)] == likely


@given(st.text(max_size=20) | st.text(alphabet="0123456789:.点半早晚上中午十二 pam", max_size=20))
def test_any_text_is_an_hour_or_refused(said: str) -> None:
    with contextlib.suppress(ScheduleError):
        assert isinstance(hour_of(said), time)
    assert all(isinstance(hour, time) for hour in likely_hours(said))


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_the_day_is_read_as_it_is_shown(hour: int, minute: int) -> None:
    at = time(hour, minute)
    for said in (f"{hour}:{minute:02}", f"{hour}点{minute}分", f"{at:%H%M}", f"{at:%I:%M %p}"):
        assert hour_of(said) == at
