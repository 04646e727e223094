"""The zone of a place by the name that a reader types: a city or country, in Chinese or English, or a zone.

Cities come from the CLDR, which names one for each zone, and from a table, `config/cities.tsv`;
countries from the CLDR.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from bot.defaults import CONFIG
from bot.digest import regions
from bot.digest.schedule import known_zones
from bot.text.search_form import folded

_table = [CONFIG / "cities.tsv"]
"""The table in use."""

CHOICES = 6
"""Offered where a name could mean several places, or is none: what a thumb can tell apart."""

BY_FAR = 10
"""So many times as many people make one of several cities of a name the one that is meant."""

ALIKE = 0.5
"""How alike a name must be to be offered instead: one of two Chinese characters, half of the letters."""

_NAMED_IN_CLDR = 10**6
"""People, in thousands, of a zone's own city: beside it no other of its name is meant."""

_LOCALES = ("zh_Hans", "en")
_ENDINGS = (
    *(
        "标准时间",
        "夏令时间",
        "夏令时",
        "夏时制",
        "时间",
        "时区",
        "维吾尔自治区",
        "壮族自治区",
        "回族自治区",
        "自治区",
    ),
    *(
        "特别行政区",
        "地区",
        "省",
        "市",
        "县",
        "standardtime",
        "daylighttime",
        "time",
        "city",
        "province",
        "state",
    ),
)
_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*+)[)\]】〕]")
_MARKS = re.compile(r"[\s,.，。、·/_-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A city or country under one of its names, and the zone of its clocks."""

    name: str
    zone: str
    people: int
    """In thousands; only for comparing."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a name means: a zone, or, where that is not clear, the places that it might mean."""

    zone: str | None
    choices: tuple[Place, ...] = ()
    """Each in another zone or under another name, the likeliest first."""


def use(table: Path) -> None:
    """Take the cities from this table from now on."""
    if table != _table[0]:
        _table[0] = table
        for kept in (_places, _of_countries, _in_use):
            kept.cache_clear()


def find_zone(typed: str, home: str | None = None, now: datetime | None = None) -> Found:
    """Which zone the name of a place, of the zone itself or an offset from UTC means.

    An offset means the zone `home` where that has it at the moment `now`; many zones have each. Of several
    zones with one name `home` is offered first. Reads the
    table once; blocks.
    """
    typed = unicodedata.normalize("NFKC", typed).strip()
    for name in (typed, _BRACKETS.sub("", typed), *_BRACKETS.findall(typed)):
        found = _find(name.strip(), home, now or datetime.now(UTC))
        if found.zone is not None or found.choices:
            return found
    # An offset that no clock shows is no misspelt city.
    return Found(None, () if regions.offset_of(_key(typed)) is not None else _near(_key(typed)))


def _find(typed: str, home: str | None, now: datetime) -> Found:
    key = _key(typed)
    names = [_MARKS.sub("", name) for name in (folded(typed), key)]
    named = next((regions.REGIONS[name] for name in names if name in regions.REGIONS), ())
    if len(named) == 1:
        return Found(named[0])
    if named:
        first = sorted(named, key=lambda zone: zone != home)
        return Found(None, tuple(Place(typed, zone, 0) for zone in first))
    zone = known_zones().get(typed.casefold().replace(" ", "_"))
    if zone is not None:
        return Found(_in_use().get(_one_name(zone), zone))
    for name in (typed, key):
        offset = regions.offset_of(name)
        if offset is not None:
            return _of_offset(offset, home, now)
    places = _one_a_zone(_places().get(key, ()) or _in_country(key))
    if places and (len(places) == 1 or places[0].people >= BY_FAR * places[1].people):
        return Found(places[0].zone)
    return Found(None, tuple(places[:CHOICES]))


def _in_country(key: str) -> tuple[Place, ...]:
    """The places of a name that stands beside its country's: 英国伦敦, 山东潍坊, London, UK."""
    plain = _MARKS.sub("", key)
    found: list[Place] = []
    for at in range(2, len(plain) - 1):
        for country, city in ((plain[:at], plain[at:]), (plain[at:], plain[:at])):
            zones = _zones_of(country)
            found += [place for place in _places().get(city, ()) if place.zone in zones]
    return tuple(sorted(found, key=lambda place: -place.people))


def _zones_of(country: str) -> frozenset[str]:
    return frozenset(regions.REGIONS.get(country, ())) or _of_countries().get(country, frozenset())


@cache
def _of_countries() -> Mapping[str, frozenset[str]]:
    """The zones of each country, by the keys of its names."""
    found: dict[str, set[str]] = {}
    for place in _countries():
        found.setdefault(_key(place.name), set()).add(place.zone)
    return {name: frozenset(zones) for name, zones in found.items()}


@cache
def _in_use() -> Mapping[str, str]:
    """By its one name the name of each zone that is in use today, such as Asia/Kolkata."""
    return {_one_name(place.zone): place.zone for place in _of_table()}


def _one_name(zone: str) -> str:
    return str(get_global("zone_aliases").get(zone, zone))


def _of_offset(offset: timedelta, home: str | None, now: datetime) -> Found:
    if home is not None and regions.has_offset(home, offset, now):
        return Found(home)
    largest = _one_a_zone(sorted(_of_table(), key=lambda one: (-one.people, one.name.isascii())))
    there = [place for place in largest if regions.has_offset(place.zone, offset, now)]
    return Found(None, tuple(there[:CHOICES]))


def _near(key: str) -> tuple[Place, ...]:
    """The places whose names hold what was typed, or are like it; the best first, each zone once."""
    if not key:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    found: dict[str, tuple[float, Place]] = {}
    for name, places in _places().items():
        likeness = _likeness(matcher, key, name)
        if likeness >= ALIKE:
            found.setdefault(places[0].name, (likeness, places[0]))
    best = sorted(found.values(), key=lambda one: (-one[0], -one[1].people, one[1].name))
    return tuple(_one_a_zone(place for _, place in best)[:CHOICES])


def _likeness(matcher: SequenceMatcher[str], key: str, name: str) -> float:
    if name.startswith(key):
        return 1.0
    if len(name) > 2 * len(key) + 1 or len(key) > 2 * len(name) + 1:
        return 0.0
    matcher.set_seq1(name)
    # The first two are bounds above the third, and much sooner reckoned.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _one_a_zone(places: Iterable[Place]) -> list[Place]:
    """The first place of each zone, whichever of its names the zone goes by."""
    kept: dict[str, Place] = {}
    for place in places:
        kept.setdefault(_one_name(place.zone), place)
    return list(kept.values())


@cache
def _places() -> Mapping[str, tuple[Place, ...]]:
    """The places of each name, those with most people first."""
    found: dict[str, list[Place]] = {}
    for place in (*_of_cldr(), *_of_table(), *_countries()):
        if key := _key(place.name):
            found.setdefault(key, []).append(place)
    return {key: tuple(sorted(places, key=lambda place: -place.people)) for key, places in found.items()}


def _of_cldr() -> Iterator[Place]:
    zones = known_zones()
    for locale in _LOCALES:
        for zone, names in Locale.parse(locale).time_zones.items():
            if "city" in names and zone.casefold() in zones:
                yield Place(names["city"], zone, _NAMED_IN_CLDR)
    for zone in zones.values():
        area, _, city = zone.rpartition("/")
        if area and area != "Etc":
            yield Place(city.replace("_", " "), zone, _NAMED_IN_CLDR)


def _of_table() -> Iterator[Place]:
    zones = known_zones()
    for line in _table[0].read_text(encoding="utf-8", errors="replace").splitlines():
        zone, people, names = [*line.split("\t"), "", "", ""][:3]
        if zone.casefold() in zones and people.isdecimal():
            yield from (Place(name, zone, int(people)) for name in names.split("|"))


def _countries() -> Iterator[Place]:
    """Each country with its zones; the largest of the cities in a zone says how likely the zone is meant."""
    zones = known_zones()
    people: dict[str, int] = {}
    for place in _of_table():
        people[place.zone] = max(people.get(place.zone, 0), place.people)
    for locale in _LOCALES:
        names = Locale.parse(locale).territories
        for territory, its_zones in get_global("territory_zones").items():
            if territory in names:
                for zone in its_zones:
                    if zone.casefold() in zones:
                        yield Place(names[territory], zone, people.get(zone, 0))


def _key(name: str) -> str:
    key = "".join(folded(name).split())
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key.removesuffix(ending)
    return key
