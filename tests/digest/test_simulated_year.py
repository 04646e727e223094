"""A whole year of minutes for many schedules, against a reckoning that looks at nothing but local clocks.

python -m pytest -m slow tests/digest/test_simulated_year.py
"""

from __future__ import annotations

import random
from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.digest.schedule import next_occurrence

pytestmark = pytest.mark.slow

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Asia/Shanghai",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Santiago",
    "Pacific/Chatham",
)
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MINUTES = 366 * 24 * 60
SCHEDULES = 500


def high_tides(zone: str) -> list[datetime]:
    """For each minute of the year, the latest that the local clock has shown by then."""
    clock, latest, tides = ZoneInfo(zone), datetime.min, []
    for number in range(MINUTES):
        latest = max(latest, (BEGIN + number * MINUTE).astimezone(clock).replace(tzinfo=None))
        tides.append(latest)
    return tides


def reckoned(tides: list[datetime], at: time, weekdays: frozenset[int]) -> list[datetime]:
    """The first minute of each wanted local day at which the clock shows the hour or has passed it."""
    moments = []
    for day in range(1, 365):
        nominal = datetime.combine(date(2024, 1, 1) + timedelta(days=day), at)
        if nominal.isoweekday() in weekdays:
            moments.append(BEGIN + bisect_left(tides, nominal) * MINUTE)
    return moments


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_minutes_is_as_reckoned(zone: str) -> None:
    tides, chance = high_tides(zone), random.Random(zone)
    for _ in range(SCHEDULES // len(ZONES) + 1):
        # Half of them in the hours in which clocks are changed.
        hour = chance.choice((chance.randrange(24), chance.randrange(4)))
        at = time(hour, chance.randrange(60))
        weekdays = frozenset(chance.sample(range(1, 8), chance.randint(1, 7)))
        expected = reckoned(tides, at, weekdays)
        moment, found = expected[0] - MINUTE, []
        while len(found) < len(expected):
            moment, local = next_occurrence(at, zone, moment, weekdays)
            assert local.time() == at
            found.append(moment)
        assert found == expected
