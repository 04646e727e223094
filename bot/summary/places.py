"""Places in a sentence: regions, countries and venues."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from babel import Locale

from bot.summary.document import Sentence, Tagged
from bot.text.words import UNKNOWN, is_word, remembered

_REGION = re.compile(r"^[\u4e00-\u9fff]{2,}(?:省|市|县|区|镇|乡|村|旗|街道|州|岛|湾|半岛|港)")
_NO_REGION = re.compile(
    r"^.*(?:(?:核心|山|地|城|园|小|社|市|郊|校|厂|景|库|灾|片|街|辖|牧|林|矿|住宅|办公|商业|生活|功能"
    r"|试验|先行|示范|集聚|承载"
    r"|自治|亚太|中国|全|各|老)区|(?:城|都|超|股|楼|上|门|夜|菜|单列|全|各)市|(?:农|乡|山|渔|全|各)村"
    r"|(?:城|乡|集|重|全|各)镇"
    r"|[全各][省县])"
)
"""Words that end like a region's name and are none."""

_REGION_ENDS = ("市", "省", "区", "自治区", "自治州")
_LEVELS_OF_HOME = ("省", "市", "区", "县", "州")
_AUTONOMOUS = {"内蒙古": "", "广西": "壮族", "宁夏": "回族", "新疆": "维吾尔", "西藏": ""}
"""Provinces whose level is a 区, with the peoples in their names."""

_PAPER = re.compile(r"(?:《)?([\u4e00-\u9fff]{2,8})")
_HOME = re.compile("(?:我|本)([省市区县州])")

_PLACE_TAGS = ("ns", "n", "nr", "nrt", "nz", UNKNOWN)

_VENUE = re.compile(
    r"^.*(?:会展中心|会议中心|大酒店|酒店|宾馆|体育馆|体育场|剧院|剧场|展览馆|博物馆|图书馆|美术馆|文化馆"
    r"|广场|公园|机场|火车站|高铁站"
    r"|软件园|产业园|工业园|科技园|创业园|化工园|园区|码头|大厦|礼堂|会堂|水库|大桥|景区|遗址|故居|古城"
    r"|古镇)"
)
_HOUSE = re.compile(r"大酒店|宾馆|大厦")
"""Whatever word stands before one of these is its name."""

_NAME_TAGS = ("n", "ns", "nz", "nr", "nt", "nrt", "j", "eng", "vn", "b", "s", "f", UNKNOWN)
_MOST_WORDS = 5


def places_in(sentence: Sentence) -> list[str]:
    """The places of a sentence, venues with their whole names, in its order."""
    found = []
    for place, (word, word_tag) in enumerate(sentence.tagged):
        if not _names_place(word, word_tag):
            continue
        name = _venue(sentence.tagged, place) if _VENUE.fullmatch(word) else word
        if name:
            found.append(name)
    return found


def homes_in(sentence: Sentence, homes: Mapping[str, str]) -> list[str]:
    """What 我市 and 我省 mean in a sentence, for a paper at home there: see `homes_of`."""
    return [homes[level] for level in _HOME.findall(sentence.text) if level in homes]


@lru_cache(maxsize=1_000)
def homes_of(paper: str | None) -> Mapping[str, str]:
    """The place that a paper's name begins with, by its level: 潍坊日报 is at home in 市: 潍坊市.

    Of several levels the place itself says which it has; none where the name begins with no place.
    """
    match = _PAPER.match(paper or "")
    if match is None:
        return {}
    name = match[1]
    for length in range(min(4, len(name)), 1, -1):
        begin = name[:length]
        if begin[-1] in _LEVELS_OF_HOME and len(begin) > 2 and is_word(begin):
            return {begin[-1]: begin}
        found = {level: begin + level for level in _LEVELS_OF_HOME if is_word(begin + level)}
        if begin in _AUTONOMOUS:
            found = {"区": begin + _AUTONOMOUS[begin] + "自治区"}
        if found:
            return found
    return {}


@remembered
def is_place(word: str, word_tag: str) -> bool:
    """Whether a word is the name of a region, a city or a country.

    The dictionary's tag alone will not do (it takes 嘉宾 and 深度 for places): a name counts that ends like a
    region's, that does so when 市, 省 or 区 is added, or that a country bears.
    """
    if len(word) < 2 or not word_tag.startswith(_PLACE_TAGS):
        return False
    if _REGION.fullmatch(word) and not word_tag.startswith(("nz", "nrt")):
        return not _NO_REGION.fullmatch(word)
    if word_tag == "ns" and any(is_word(word + end) for end in _REGION_ENDS):
        return True
    return is_word(f"{word}市") or word in _countries()


@cache
def _countries() -> frozenset[str]:
    names = frozenset(Locale("zh").territories.values()) - {"世界"}
    return names | {name.removesuffix("阿拉伯") for name in names}


@remembered
def _names_place(word: str, word_tag: str) -> bool:
    """Whether a word is a place's name, or ends a venue's."""
    return _VENUE.fullmatch(word) is not None or is_place(word, word_tag)


def _venue(tagged: Sequence[Tagged], place: int) -> str:
    """The venue with the words of its name before it; empty where it has no name of its own."""
    first, named = place, False
    for before in range(place - 1, max(-1, place - 1 - _MOST_WORDS), -1):
        word, word_tag = tagged[before]
        if not (word_tag.startswith(_NAME_TAGS) and word[0].isalnum()):
            break
        if is_proper(word, word_tag) or (before == place - 1 and _HOUSE.fullmatch(tagged[place][0])):
            first, named = before, True
    return "".join(word for word, _ in tagged[first : place + 1]) if named else ""


@remembered
def is_proper(word: str, word_tag: str) -> bool:
    """Whether a word is a name or makes one of what follows: 国家, 中国, a place, a word in no dictionary."""
    if word in _LEVELS or is_place(word, word_tag) or word_tag in ("nz", "eng", "nt"):
        return True
    return word_tag == UNKNOWN and len(word) > 1 and word.isalpha() and not _FUNCTION.intersection(word)


_FUNCTION = frozenset("是的了在不和与等将及有")
"""Unknown words with one of these are pieces of sentences."""

_LEVELS = frozenset(("国家", "全国", "中国", "中华", "中共", "世界", "亚洲", "市", "省", "区", "县"))
