"""Firms whose names say nothing of a company, by what stands around them: 世界500强企业某某, 某某副总裁."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.summary.document import Tagged
from bot.summary.people import is_chinese_name, is_office
from bot.summary.places import is_place
from bot.text.words import UNKNOWN, remembered

_RANKS = frozenset(("强", "龙头", "领军", "知名", "上市", "头部", "骨干", "独角兽", "跨国"))
_KINDS = frozenset(("企业", "公司", "巨头", "集团"))
"""世界500强企业 and 行业龙头企业 introduce a name."""

_OFFICE_OF_A_FIRM = re.compile(r"副?(?:总裁|总经理|董事长|总工程师)|首席[\u4e00-\u9fff]{2,3}官|CEO|创始人")
_OF_A_NAME = ("n", "vn", "j", "b", "l", "eng", UNKNOWN)
_OWN = ("nz", "ns", "nr", "eng", UNKNOWN)
_BREAKS = frozenset("，。；：！？、,;:及和与“”")
_ENDS_AS_A_FIRM = re.compile(r"^.*(?:公司|集团|银行|大学|学院|研究院|协会|商会|部|局|中心|院|会|厅)")
_MOST_WORDS = 5
_LONGEST_NAME = 14
_WORDS_AFTER_A_LIST = 4
_IDIOM, _IDIOM_TAGS = 4, (UNKNOWN, "nr", "l", "i")
"""Characters. One unknown word of so many after 企业 is an idiom rather than a name: 知名企业齐聚一堂."""


def firms_in(tagged: Sequence[Tagged], named: Sequence[str]) -> Iterator[str]:
    """The firms of a sentence; `named` are organisations found in it by their own names."""
    for place, (word, _) in enumerate(tagged):
        if word in _KINDS and place and tagged[place - 1][0] in _RANKS:
            run = _run_after(tagged, place + 1)
            if not (len(run) == 1 and run[0][1] in _IDIOM_TAGS and len(run[0][0]) == _IDIOM):
                yield from _name(run)
        elif _is_office_of_a_firm(word):
            yield from _name(_run_before(tagged, place))
        elif word == "等" and any(
            kind in _KINDS for kind, _ in tagged[place + 1 : place + 1 + _WORDS_AFTER_A_LIST]
        ):
            yield from _listed(tagged, place, named)


@remembered
def _is_office_of_a_firm(word: str) -> bool:
    return _OFFICE_OF_A_FIRM.fullmatch(word) is not None


def _listed(tagged: Sequence[Tagged], end: int, named: Sequence[str]) -> Iterator[str]:
    """The names in a list of firms, where one of them at least is known to be one."""
    items: list[list[Tagged]] = []
    place = end
    while place > 0:
        run = _run_before(tagged, place)
        items.append(list(run))
        place -= len(run) + 1
        if place <= 0 or tagged[place][0] != "、":
            break
    known = [item for item in items if any(_text(item).endswith(name) for name in named)]
    if known:
        for item in items:
            if item not in known:
                yield from _name(item)


def _run_after(tagged: Sequence[Tagged], start: int) -> Sequence[Tagged]:
    end = start
    while end < len(tagged) and tagged[end][0][0] not in _BREAKS:
        end += 1
    return tagged[start:end]


def _run_before(tagged: Sequence[Tagged], end: int) -> Sequence[Tagged]:
    start = end
    while start > 0 and tagged[start - 1][0][0] not in _BREAKS:
        start -= 1
    return tagged[start:end]


def _name(run: Sequence[Tagged]) -> Iterator[str]:
    """The run, where it is a name and nothing more: short, of words of names, one of them nobody else's."""
    text = _text(run)
    if not run or len(run) > _MOST_WORDS or not 2 <= len(text) <= _LONGEST_NAME:
        return
    if not all(word[0].isalnum() and word_tag.startswith((*_OF_A_NAME, *_OWN)) for word, word_tag in run):
        return
    own = [
        word for word, word_tag in run if word_tag in _OWN and len(word) > 1 and not is_place(word, word_tag)
    ]
    if not own or any(is_office(word) for word, _ in run) or _ENDS_AS_A_FIRM.fullmatch(text):
        return
    if not any(word[0].isdigit() for word, _ in run) and not is_chinese_name(text):
        yield text


def _text(run: Sequence[Tagged]) -> str:
    return "".join(word for word, _ in run)
