"""Organisations in a sentence: companies, schools, institutes and offices, with their whole names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bot.summary.document import Sentence, Tagged
from bot.summary.firms import firms_in
from bot.summary.people import is_office
from bot.summary.places import is_place, is_proper
from bot.text.words import UNKNOWN, remembered

_END = re.compile(
    r"^(?:.*(?:公司|集团|大学|学院|中学|小学|学校|幼儿园|研究院|研究所|研究会|研究中心|实验室|委员会"
    r"|管委会|协会|商会|学会"
    r"|联合会|联谊会|促进会|基金会|联盟|合作社|银行|医院|法院|检察院|政府|报社|出版社|电视台|俱乐部|支队"
    r"|科学院|工程院|总工会|工商联|事务所"
    r"|海关|软件园|(?<!会议)(?<!会展)中心|党委|市委|省委|区委|县委|党中央|国务院))"
)
_END_WITH_OFFICE = re.compile(r"^(.*(?:[商协学]会|联合会|委员会|公司|学院))(?:副?会长|院长|主任|经理)")
"""Words that the dictionary has in one: 商会会长."""

_SHORTEST_CENTRE = 6
"""Characters: 市中心 is no organisation."""

_PART = re.compile(r"^.*(?:有限公司|集团|大学|部|科学院)")
_NO_END = re.compile(r"(?:跨国|上市|分|子|总|母|外资|国有|民营|大|小|本|该)(?:公司|集团)|大学|政府|法院|医院")
"""What is no name by itself."""

_GENERAL = re.compile(
    "^(?:.*(?:一流|国际化|高水平|正规|知名|重点|相关|有关|[两三四五六]大(?:商业)?|党和国家)|(?:中国)?党和|地方|人民"
    "|各级|外资|国有|集团股份|全国)(?:大学|学校|政府|法院|银行|医院|(?:有限)?公司|委员会|集团|中心)"
)
"""What is a kind of organisations, or the end of a name."""

_FUNCTION_FIRST = frozenset("据由从到在对与和向经被给让把")
"""Characters that unknown words are read together with: 据市电子商务协会 says who says so."""

_BRAND_END_AS_TEXT = """
啤酒 重工 电声 药业 石化 控股 炼化 化学 电器 股份 动力 科技 电子 软件 光电 智能
"""
_BRAND_END = frozenset(_BRAND_END_AS_TEXT.split())
_BRANDLIKE_AFTER_PLACE = frozenset(("啤酒", "重工", "药业", "石化", "控股", "炼化", "化学", "银行"))

_FIELDS_AS_TEXT = """
发展和改革 发展改革 发改 教育 科技 科学技术 工信 工业和信息化 公安 民政 司法 财政
人社 人力资源和社会保障 人力资源社会保障 自然资源 生态环境 住建 住房和城乡建设
住房城乡建设 交通 交通运输 水利 农业农村 商务 文旅 文化和旅游 卫健 卫生健康
退役军人事务 应急 应急管理 审计 外事 国资 市场监管 市场监督管理 体育 统计 医保
医疗保障 信访 金融 金融监管 行政审批服务 城管 城市管理 综合行政执法 气象 税务 海事
邮政 邮政管理 林业 海洋 海洋发展 渔业 园林 组织 宣传 统战 投资促进 大数据 外汇管理
知识产权 人防 消防救援 外交 国防 文物 能源
"""
_FIELDS = tuple(_FIELDS_AS_TEXT.split())
_DEPARTMENT = re.compile(
    f"(?=[国{''.join(sorted({field[0] for field in _FIELDS}))}])(?:国家)?(?:{'|'.join(_FIELDS)})"
    "(?:委员会|总局|管理局|局(?![面部势])|厅|部(?![门队])|委(?![员托])|署|总队|支队|总会)(?![\u4e00-\u9fff]?[署分])"
)
_NAME_TAGS = ("n", "ns", "nz", "nr", "nt", "nrt", "vn", "j", "b", "a", "l", "an", "eng", UNKNOWN)
_MOST_WORDS = 10


def organisations_in(sentence: Sentence) -> list[str]:
    """The organisations of a sentence, in no special order, each once."""
    named = list(_by_ending(sentence.tagged))
    brands = list(_brands(sentence.tagged))
    firms = firms_in(sentence.tagged, [*named, *brands])
    shorter = [*brands, *firms, *_departments(sentence)]
    return list(
        dict.fromkeys([*named, *(name for name in shorter if not any(name in other for other in named))])
    )


def _by_ending(tagged: Sequence[Tagged]) -> Iterator[str]:
    """Names that end with a word such as 公司; where one goes on to a branch of it, the longer one."""
    for place, (word, word_tag) in enumerate(tagged):
        last = _as_end(word)
        if not last or _goes_on(tagged, place):
            continue
        first = _first_word(tagged, place)
        name = "".join([part for part, _ in tagged[first:place]]) + last
        if first < place:
            name = name[_function_before(tagged, first) :]
        if _GENERAL.fullmatch(name):
            continue
        if first < place and not (name.endswith("中心") and len(name) < _SHORTEST_CENTRE):
            yield name
        elif first == place and len(word) > 3 and word_tag in ("nt", UNKNOWN) and not _NO_END.fullmatch(word):
            yield word


@remembered
def _is_end(word: str) -> bool:
    return _END.fullmatch(word) is not None


@remembered
def _as_end(word: str) -> str:
    """The word as the end of a name, without an office; empty where no name ends so."""
    with_office = _END_WITH_OFFICE.fullmatch(word)
    last = with_office[1] if with_office else word
    return last if _is_end(last) else ""


def _first_word(tagged: Sequence[Tagged], place: int) -> int:
    """Where the name begins: the farthest proper word before it that only words of names part from it.

    A company is registered under a name: where no word of it is proper, all of them are the name.
    """
    first, before, farthest = place, place - 1, place
    while before >= max(0, place - _MOST_WORDS):
        word, word_tag = tagged[before]
        if word in "）)":
            before = _opening_bracket(tagged, before)
            continue
        if is_office(word) or not (_is_of_a_name(word, word_tag) or _joins(tagged, before, first == place)):
            break
        if is_proper(word, word_tag):
            first = before
        farthest = before
        before -= 1
    return farthest if first == place and tagged[place][0].endswith("有限公司") else first


def _function_before(tagged: Sequence[Tagged], first: int) -> int:
    """How many characters of the first word of a name are none of it: 据 before 市, 日 after a number."""
    word, tag = tagged[first]
    if tag != UNKNOWN or len(word) < 2:
        return 0
    is_day = word[0] == "日" and first > 0 and tagged[first - 1][0].isdigit()
    return int(is_day or word[0] in _FUNCTION_FIRST)


def _is_of_a_name(word: str, word_tag: str) -> bool:
    return word_tag.startswith(_NAME_TAGS) and word[0].isalnum()


def _joins(tagged: Sequence[Tagged], place: int, nothing_proper: bool) -> bool:
    """Whether 和 stands within a name: what follows it has no name of its own (电力和水务公司)."""
    return tagged[place][0] in "和与" and nothing_proper and place > 0 and not _is_end(tagged[place - 1][0])


def _opening_bracket(tagged: Sequence[Tagged], place: int) -> int:
    """The word before a bracketed part of a name such as （上海）, or -1 where it is no such part."""
    for before in range(place - 1, max(-1, place - 4), -1):
        word, word_tag = tagged[before]
        if word in "（(":
            return before - 1
        if not is_place(word, word_tag) and word != "集团":
            return -1
    return -1


def _goes_on(tagged: Sequence[Tagged], place: int) -> bool:
    """Whether the name goes on to a part of the organisation: a branch, an institute of a university."""
    if not _PART.fullmatch(tagged[place][0]):
        return False
    for word, word_tag in tagged[place + 1 : place + 1 + _MOST_WORDS]:
        if _is_end(word):
            return True
        if is_office(word) or not _is_of_a_name(word, word_tag):
            return False
    return False


def _brands(tagged: Sequence[Tagged]) -> Iterator[str]:
    """Firms by their short names: a name with its trade, such as 某某科技."""
    for place in range(1, len(tagged)):
        (before, before_tag), (word, _) = tagged[place - 1], tagged[place]
        if word not in _BRAND_END:
            continue
        if is_place(before, before_tag):
            if word in _BRANDLIKE_AFTER_PLACE:
                yield before + word
        elif before_tag in ("nz", "ns", UNKNOWN) and len(before) > 1 and before.isalpha():
            yield before + word


def _departments(sentence: Sentence) -> Iterator[str]:
    """Offices of government, with the place or the level before them: 市教育局."""
    for match in _DEPARTMENT.finditer(sentence.text):
        place = bisect_left(sentence.starts, match.start())
        prefix = ""
        if 0 < place < len(sentence.starts) and sentence.starts[place] == match.start():
            word, word_tag = sentence.tagged[place - 1]
            if is_place(word, word_tag):
                prefix = word
            elif word[-1] in "省市区县州" and (len(word) == 1 or word_tag == UNKNOWN):
                # Read together with the word before: 由市, 据省.
                prefix = word[-1]
        yield prefix + match.group()
