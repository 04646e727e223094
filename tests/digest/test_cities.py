from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.cities import CHOICES, find_zone

WINTER, SUMMER = datetime(2024, 1, 5, tzinfo=UTC), datetime(2024, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("asia/tokyo", "Asia/Tokyo"),
        ("北京", "Asia/Shanghai"),
        ("北京时间", "Asia/Shanghai"),
        ("潍坊市", "Asia/Shanghai"),
        ("廣州", "Asia/Shanghai"),
        ("旧金山", "America/Los_Angeles"),
        ("New York", "America/New_York"),
        ("ＬＯＮＤＯＮ", "Europe/London"),
        ("圣保罗", "America/Sao_Paulo"),
        ("Zurich", "Europe/Zurich"),
        ("日本", "Asia/Tokyo"),
        ("Germany", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("西藏", "Asia/Shanghai"),
        ("山东", "Asia/Shanghai"),
        ("美东", "America/New_York"),
        ("美东时间", "America/New_York"),
        ("美西", "America/Los_Angeles"),
        ("英国", "Europe/London"),
        ("英國時間", "Europe/London"),
        ("英国伦敦", "Europe/London"),
        ("London, UK", "Europe/London"),
        ("U.K.", "Europe/London"),
        ("山东潍坊", "Asia/Shanghai"),
        ("山东省", "Asia/Shanghai"),
        ("西藏自治区", "Asia/Shanghai"),
        ("中国标准时间", "Asia/Shanghai"),
        ("北京时间（东八区）", "Asia/Shanghai"),
        ("新疆时间", "Asia/Urumqi"),
        ("美国西海岸", "America/Los_Angeles"),
        ("US Eastern", "America/New_York"),
        ("EST", "America/New_York"),
        ("PST", "America/Los_Angeles"),
        # Other names of a zone.
        ("PRC", "Asia/Shanghai"),
        ("Asia/Chongqing", "Asia/Shanghai"),
        ("asia/hong kong", "Asia/Hong_Kong"),
        ("Asia/Calcutta", "Asia/Kolkata"),
    ],
)
def test_a_city_or_country_names_its_zone_in_either_language(typed, zone):
    assert find_zone(typed).zone == zone


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("伯明翰", {"Europe/London", "America/Chicago"}),
        ("San Jose", {"America/Los_Angeles", "America/Costa_Rica"}),
        ("美国", {"America/New_York", "America/Los_Angeles", "America/Chicago"}),
    ],
)
def test_a_name_of_several_places_offers_them(typed, zones):
    found = find_zone(typed)
    assert found.zone is None
    assert zones <= {place.zone for place in found.choices}


@pytest.mark.parametrize(
    ("typed", "meant"), [("Beijng", "Asia/Shanghai"), ("天京", "Asia/Tokyo"), ("洛杉", "America/Los_Angeles")]
)
def test_a_name_that_is_none_offers_what_is_like_it(typed, meant):
    found = find_zone(typed)
    assert found.zone is None
    assert meant in {place.zone for place in found.choices}


@given(st.text(max_size=40))
def test_whatever_is_typed_finds_a_zone_that_there_is_or_choices_or_nothing(typed):
    found = find_zone(typed)
    assert found.zone is None or found.zone in available_timezones()
    assert len(found.choices) <= CHOICES
    assert all(place.zone in available_timezones() and place.name for place in found.choices)


@pytest.mark.parametrize(
    "typed",
    [
        *("UTC+8", "utc+08:00", "GMT+8", "＋8", "东八区", "东8区", "UTC＋８", "UTC8", "GMT 8"),
        *("东八", "东八区时间", "UTC+8时间", "gmt+0800"),
    ],
)
def test_an_offset_means_the_own_zone_where_that_has_it(typed):
    assert find_zone(typed, "Asia/Shanghai", WINTER).zone == "Asia/Shanghai"
    assert find_zone(typed, "Asia/Singapore", WINTER).zone == "Asia/Singapore"


def test_another_offset_offers_the_largest_cities_that_have_it_now():
    names = {
        moment: [place.zone for place in find_zone("UTC-5", "Asia/Shanghai", moment).choices]
        for moment in (WINTER, SUMMER)
    }
    assert "America/New_York" in names[WINTER]
    assert "America/New_York" not in names[SUMMER]
    assert "America/Chicago" in names[SUMMER]


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("新疆", ["Asia/Shanghai", "Asia/Urumqi"]),
        ("新疆维吾尔自治区", ["Asia/Shanghai", "Asia/Urumqi"]),
        ("CST", ["Asia/Shanghai", "America/Chicago"]),
    ],
)
def test_a_name_with_two_zones_offers_both(typed, zones):
    assert [place.zone for place in find_zone(typed).choices] == zones


@pytest.mark.parametrize("typed", ["UTC−5", "GMT–5", "西五区", "-5"])
def test_an_offset_is_negative_with_any_dash(typed):
    assert find_zone(typed, "America/New_York", WINTER).zone == "America/New_York"


@pytest.mark.parametrize("typed", ["UTC+15", "东20区", "UTC+99:30"])
def test_an_offset_that_no_clock_shows_is_no_city(typed):
    found = find_zone(typed, "Asia/Shanghai", WINTER)
    assert (found.zone, found.choices) == (None, ())


def test_of_two_zones_that_of_the_configuration_comes_first():
    places = find_zone("CST", "America/Chicago", WINTER).choices
    assert [place.zone for place in places] == ["America/Chicago", "Asia/Shanghai"]


@pytest.mark.parametrize("typed", ["伯明罕", "上诲", "美国", "San Jose", "UTC-5", "沈阳州"])
def test_two_names_of_one_zone_are_one_choice(typed):
    zones = [place.zone for place in find_zone(typed, "Asia/Shanghai", WINTER).choices]
    assert len(zones) == len(set(zones))
