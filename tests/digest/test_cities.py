from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.cities import CHOICES, find_zone


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
