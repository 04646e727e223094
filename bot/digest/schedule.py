"""Local hours and zones, and the moments at which they come.

An hour comes once a day, also on the two nights on which clocks are changed: at the first moment at which the
local clock shows it or has passed it. So an hour that is skipped comes when the clock has jumped over it, and
an hour that is shown twice comes the first time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import ScheduleError
from bot.model import EVERY_DAY

_DAY = timedelta(days=1)
_NO_ZONES = frozenset({"localtime", "Factory"})
"""In the zone database, but no place's clock."""


def parse_zone(text: str) -> str:
    """The IANA name of a zone that someone typed, in whatever capitals.

    Raises ScheduleError where there is none of this name.
    """
    typed = text.strip()
    name = known_zones().get(typed.casefold())
    if name is None:
        raise ScheduleError(
            f"find the zone {typed[:40]!r}", "it is written like Asia/Shanghai", key="no_zone", value=typed
        )
    return name


def next_occurrence(
    at: time, zone: str, after: datetime, weekdays: Collection[int] = EVERY_DAY
) -> tuple[datetime, datetime]:
    """When the hour comes next, later than `after`: the moment in UTC, and the local date and hour it is for.

    The second is naive and has the hour as given, also where the clock skips it. `zone` is an IANA name;
    `weekdays`, of which there must be one, are those of `date.isoweekday`.
    """
    return _next(at, zone, after, frozenset(weekdays))


def last_occurrence(
    at: time, zone: str, until: datetime, weekdays: Collection[int] = EVERY_DAY
) -> tuple[datetime, datetime]:
    """When the hour came last, not later than `until`; otherwise as `next_occurrence`."""
    return _last(at, zone, until, frozenset(weekdays))


def next_times(
    hours: Iterable[time], zone: str, after: datetime, weekdays: Collection[int] = EVERY_DAY
) -> dict[time, datetime]:
    """For each hour, when it comes next, in UTC: what the store keeps beside a subscription."""
    return {hour: next_occurrence(hour, zone, after, weekdays)[0] for hour in hours}


def is_within(hours: tuple[time, time], at: time) -> bool:
    """Whether a local time lies in the hours from the first to before the second, be it over midnight."""
    begin, end = hours
    return begin <= at < end if begin <= end else at >= begin or at < end


def end_of(hours: tuple[time, time], zone: str, now: datetime) -> datetime | None:
    """When the hours end in which `now` lies, in UTC; None where it lies outside them."""
    if not is_within(hours, now.astimezone(ZoneInfo(zone)).time()):
        return None
    return next_occurrence(hours[1], zone, now)[0]


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """The first moment of a local day and that of the next one, in UTC."""
    clock = ZoneInfo(zone)
    start = datetime.combine(day, time())
    return _comes(start, clock), _comes(start + _DAY, clock)


# Remembered: at one tick a hundred thousand chats ask for the same few hours and zones.
@lru_cache(maxsize=4096)
def _next(at: time, zone: str, after: datetime, weekdays: frozenset[int]) -> tuple[datetime, datetime]:
    clock = ZoneInfo(zone)
    nominal = datetime.combine(after.astimezone(clock).date() - _DAY, at)
    while (moment := _comes(nominal, clock)) <= after or nominal.isoweekday() not in weekdays:
        nominal += _DAY
    return moment, nominal


@lru_cache(maxsize=4096)
def _last(at: time, zone: str, until: datetime, weekdays: frozenset[int]) -> tuple[datetime, datetime]:
    clock = ZoneInfo(zone)
    nominal = datetime.combine(until.astimezone(clock).date() + _DAY, at)
    while (moment := _comes(nominal, clock)) > until or nominal.isoweekday() not in weekdays:
        nominal -= _DAY
    return moment, nominal


def _comes(nominal: datetime, clock: ZoneInfo) -> datetime:
    """The first moment at which the local clock shows `nominal` or a later time."""
    aware = nominal.replace(tzinfo=clock)
    # PEP 495: fold 0 reckons with the offset before a change of the clock, fold 1 with the one after it.
    before, after = aware.utcoffset(), aware.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    moment = (nominal - before).replace(tzinfo=UTC)
    if before >= after:
        return moment
    # Skipped. The clock jumps somewhere between the two readings; to the second, in half a dozen steps.
    shown, hidden = moment, (nominal - after).replace(tzinfo=UTC)
    while shown - hidden > timedelta(seconds=1):
        middle = hidden + timedelta(seconds=(shown - hidden) // timedelta(seconds=2))
        if middle.astimezone(clock).replace(tzinfo=None) >= nominal:
            shown = middle
        else:
            hidden = middle
    return shown


@cache
def known_zones() -> dict[str, str]:
    """The IANA names of all zones, by themselves in small letters. A name is a path: no other is opened."""
    return {name.casefold(): name for name in available_timezones() - _NO_ZONES}
