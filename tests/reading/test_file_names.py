"""What file names say."""

from datetime import date

import pytest

from bot.model import PageHints
from bot.reading.file_name import hints_from_name


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("河山日报_2024-04-03_07.txt", PageHints("河山日报", date(2024, 4, 3), "07")),
        ("up/load/20240403A06.txt", PageHints(None, date(2024, 4, 3), "A06")),
        ("河山日报2024年4月3日第7版.txt", PageHints("河山日报", date(2024, 4, 3), "7")),
        ("临江晚报 2024.4.3 B02-03.txt", PageHints("临江晚报", date(2024, 4, 3), "B02-03")),
        ("000_59fa0d8cc339dfc0.txt", PageHints()),
        ("scan 17.txt", PageHints()),
        ("2024-13-45_07.txt", PageHints()),
        ("", PageHints()),
    ],
)
def test_paper_day_and_page_are_taken_where_they_stand(name, hints):
    assert hints_from_name(name) == hints
