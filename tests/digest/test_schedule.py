from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.schedule import (
    day_bounds,
    end_of,
    last_occurrence,
    next_occurrence,
    next_times,
    parse_zone,
)
from bot.errors import ScheduleError

ZONES = (
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",  # its clock changes by half an hour
    "Pacific/Chatham",
    "Africa/Casablanca",
    "UTC",
)
CHANGES = (date(2024, 3, 10), date(2024, 3, 31), date(2024, 4, 7), date(2024, 10, 6), date(2024, 10, 27))
MINUTE = timedelta(minutes=1)

hours = st.times(max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))
days = st.one_of(st.dates(date(2024, 1, 2), date(2027, 12, 30)), st.sampled_from(CHANGES))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def watched(at: time, zone: str, after: datetime, minutes: int) -> list[tuple[datetime, datetime]]:
    """Somebody looks at the local clock every minute, and crosses off each day's hour once it is reached."""
    clock = ZoneInfo(zone)
    shown = after.astimezone(clock).replace(tzinfo=None)
    latest, seen = shown, []
    for minute in range(1, minutes + 1):
        moment = after + minute * MINUTE
        shown = moment.astimezone(clock).replace(tzinfo=None)
        for offset in (-1, 0):
            target = datetime.combine(shown.date() + timedelta(days=offset), at)
            if latest < target <= shown:
                seen.append((moment, target))
        latest = max(latest, shown)
    return seen


@given(at=hours, zone=st.sampled_from(ZONES), day=days, minute=st.integers(0, 1439))
@settings(max_examples=60, deadline=None)
def test_an_hour_comes_when_someone_who_watches_the_clock_sees_it(
    at: time, zone: str, day: date, minute: int
) -> None:
    after = datetime.combine(day, time(), UTC) + minute * MINUTE - timedelta(days=1)
    # A clock that was put back before the watching began shows an hour for the second time.
    day_before = after - timedelta(days=1)
    expected = [
        found
        for found in watched(at, zone, day_before, 4 * 1440)
        if after < found[0] <= after + 3 * 1440 * MINUTE
    ]
    reckoned = []
    moment = after
    while True:
        moment, local = next_occurrence(at, zone, moment)
        if moment > after + 3 * 1440 * MINUTE:
            break
        reckoned.append((moment, local))
    assert reckoned == expected


@given(at=hours, zone=st.sampled_from(ZONES), day=days, minute=st.integers(0, 1439))
def test_the_last_occurrence_is_the_one_before_the_next(at: time, zone: str, day: date, minute: int) -> None:
    now = datetime.combine(day, time(), UTC) + minute * MINUTE
    last, local = last_occurrence(at, zone, now)
    following, next_local = next_occurrence(at, zone, now)
    assert last <= now < following
    assert next_occurrence(at, zone, last) == (following, next_local)
    assert local.date() + timedelta(days=1) == next_local.date()


@pytest.mark.parametrize(
    ("at", "zone", "after", "moment", "local"),
    [
        ("07:30", "Asia/Shanghai", "2024-04-02T23:29", "2024-04-02T23:30", "2024-04-03T07:30"),
        ("07:30", "Asia/Shanghai", "2024-04-02T23:30", "2024-04-03T23:30", "2024-04-04T07:30"),
        ("07:30", "Asia/Kathmandu", "2024-04-03T00:00", "2024-04-03T01:45", "2024-04-03T07:30"),
        ("02:30", "Europe/Berlin", "2024-03-30T12:00", "2024-03-31T01:00", "2024-03-31T02:30"),
        ("02:30", "Europe/Berlin", "2024-10-26T12:00", "2024-10-27T00:30", "2024-10-27T02:30"),
        ("02:30", "Europe/Berlin", "2024-10-27T00:30", "2024-10-28T01:30", "2024-10-28T02:30"),
        ("02:30", "America/New_York", "2024-03-10T00:00", "2024-03-10T07:00", "2024-03-10T02:30"),
        ("01:30", "America/New_York", "2024-11-03T00:00", "2024-11-03T05:30", "2024-11-03T01:30"),
        ("01:30", "America/New_York", "2024-11-03T05:30", "2024-11-04T06:30", "2024-11-04T01:30"),
        ("02:15", "Australia/Lord_Howe", "2024-10-05T12:00", "2024-10-05T15:30", "2024-10-06T02:15"),
    ],
)
def test_nights_of_a_changing_clock(at: str, zone: str, after: str, moment: str, local: str) -> None:
    assert next_occurrence(time.fromisoformat(at), zone, utc(after)) == (
        utc(moment),
        datetime.fromisoformat(local),
    )


def test_every_hour_of_a_subscription_is_reckoned_on_its_own() -> None:
    times = next_times((time(7, 30), time(18)), "Asia/Shanghai", utc("2024-04-03T00:00"))
    assert times == {time(7, 30): utc("2024-04-03T23:30"), time(18): utc("2024-04-03T10:00")}


def test_the_day_on_which_the_clock_is_put_forward_has_23_hours() -> None:
    start, end = day_bounds(date(2024, 3, 31), "Europe/Berlin")
    assert start == utc("2024-03-30T23:00")
    assert end - start == timedelta(hours=23)


@pytest.mark.parametrize("typed", ["Asia/Shanghai", "asia/shanghai", " ASIA/SHANGHAI "])
def test_zones_are_known_in_any_capitals(typed: str) -> None:
    assert parse_zone(typed) == "Asia/Shanghai"


@pytest.mark.parametrize(
    "typed",
    ["", "Mars/Base", "../../etc/passwd", "/etc/localtime", "Asia/../Asia/Shanghai", "a\0b", "localtime"],
)
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(ScheduleError, match="could not find the zone"):
        parse_zone(typed)


def test_hours_end_where_the_local_clock_shows_it_be_it_tomorrow() -> None:
    night = (time(22), time(6, 30))
    assert end_of(night, "Asia/Shanghai", datetime(2024, 4, 3, 13, 59, tzinfo=UTC)) is None
    ends = datetime(2024, 4, 3, 22, 30, tzinfo=UTC)
    assert end_of(night, "Asia/Shanghai", datetime(2024, 4, 3, 14, 0, tzinfo=UTC)) == ends
    assert end_of(night, "Asia/Shanghai", ends - timedelta(seconds=1)) == ends
    assert end_of(night, "Asia/Shanghai", ends) is None
    noon = (time(12), time(14))
    assert end_of(noon, "UTC", datetime(2024, 4, 3, 13, tzinfo=UTC)) == datetime(2024, 4, 3, 14, tzinfo=UTC)
    assert end_of((time(9), time(9)), "UTC", datetime(2024, 4, 3, 9, tzinfo=UTC)) is None
