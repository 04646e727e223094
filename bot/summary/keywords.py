"""Keywords: the words that a person would type to find an article again.

Candidates are the article's words and compounds (`bot.summary.phrases`); a linear model ranks them by where
and how often they stand there, how rare they are in the language and what they are. Its weights are in
`bot.summary.keyword_table`, fitted by `tests/bench/fit_keywords.py` on articles of which people wrote down
what they would search for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from operator import mul
from typing import NamedTuple

from bot.model import Facts
from bot.summary.document import Document
from bot.summary.keyword_table import TABLE
from bot.summary.phrases import phrases_of
from bot.text.words import UNKNOWN, is_word, rarity, remembered

MOST_KEYWORDS = 10

_ALMOST_ALL = 0.6
"""Of two keywords that share so much of the shorter, one is enough."""

_KINDS = ("nz", "ns", "nr", "nt", "vn", "n", "v", "a", "j", "l", "i", "eng", "b", "s", UNKNOWN)
"""Tags by their beginnings, `o` for all others."""

_NAME_ENDS = frozenset(
    "会法节奖村镇县街路桥馆寺庙塔港湾岛河湖山江所院校厂社团队病药酒茶剧片站园店赛杯号币券费税率权案罪债股"
)
_GENERAL_AS_TEXT = """
发展 建设 工作 情况 活动 问题 部门 人员 群众 企业 经济 项目 领导 干部 作用 水平
能力 服务 生活 社会 居民 市民 精神 讲话 会议 地区 城市 农村 时代 国家 人民 市场
行业 机构 措施 成果 成绩 基础 条件 环境 力量 思想 意识 要求 任务 目标 重点 方案
模式 单位 公司 集团 代表 员工 学生 老师 孩子 游客 消费者 用户 客户 价格 信息 数据
影响 效果 质量 管理 技术
"""
_GENERAL = frozenset(_GENERAL_AS_TEXT.split())
"""What compounds often end with that name nothing special."""

_ALONE = tuple(f"alone {kind}" for kind in (*_KINDS, "o"))
_LAST = tuple(f"last {kind}" for kind in (*_KINDS, "o"))
_FIRST = tuple(f"first {kind}" for kind in (*_KINDS, "o"))
_LENGTHS = tuple(f"{length} characters" for length in range(2, 9))
_WORDS = tuple(f"{number} words" for number in range(1, 5))

VALUES = (
    "log count",
    "log count, by log sentences",
    "share of the commonest",
    "log characters of all mentions",
    "in the subheadline",
    "headline: rarity",
    "headline: named once",
    "quoted",
    "quoted: log count",
    "quoted: characters",
    "commonest word",
    "mean rarity",
    "mean rarity, by log count",
    "mean rarity, by log first sentence",
    "compound: sum of rarities",
    "could be longer to the right",
    "left neighbours",
    "right neighbours",
    "organisation",
    "place",
    "person: log count",
    "person: log first sentence",
    "part of a name",
    "ends like a name",
    "ends in general",
    "has digits",
    "single characters",
    "unknown: log count",
    "in the dictionary: log count",
)
SHAPES = (*_LENGTHS, *_WORDS, *_ALONE, *_FIRST, *_LAST)
"""What holds or does not, beside what has a value."""

FEATURES = (*VALUES, *SHAPES)
_WEIGHTS = tuple(TABLE.get(name, 0.0) for name in VALUES)


class Seen(NamedTuple):
    """What is seen of a candidate."""

    values: tuple[float, ...]
    """In the order of `VALUES`."""
    shape: tuple[str, ...]
    """Which of `SHAPES` it has."""


def keywords_of(document: Document, facts: Facts) -> tuple[str, ...]:
    """At most ten keywords, the likeliest first, none of them part or abbreviation of another.

    `facts` are the article's, for its names.
    """
    weights = {
        text: sum(map(mul, seen.values, _WEIGHTS)) + _weight_of_shape(seen.shape)
        for text, seen in observe(document, facts).items()
    }
    return best_keywords(sorted(weights, key=lambda text: (-weights[text], text)))


def best_keywords(ranked: Sequence[str]) -> tuple[str, ...]:
    """The first that say different things."""
    kept: list[str] = []
    for text in ranked:
        if len(kept) == MOST_KEYWORDS:
            break
        if not any(_same(text, other) for other in kept):
            kept.append(text)
    return tuple(kept)


def observe(document: Document, facts: Facts) -> Mapping[str, Seen]:
    """What is seen of each candidate."""
    people = {fact.name for fact in facts.people}
    organisations = {fact.name for fact in facts.organisations}
    places = {fact.name for fact in facts.places}
    names = people | organisations | places
    all_names = "\n".join(names)
    headline, _, subheadline = document.title.partition("\n")
    log_total = log(max(3, len(document.sentences)))
    phrases = phrases_of(document, names)
    most = max((phrase.count for phrase in phrases), default=1)
    seen: dict[str, Seen] = {}
    for phrase in phrases:
        text, count, words = phrase.text, phrase.count, phrase.words
        alone = len(words) == 1
        rarities = [rarity(word) / 10 for word, _ in words]
        mean = sum(rarities) / len(rarities)
        log_count, log_first = log(count), log(2 + phrase.first)
        in_headline, quoted, person = text in headline, phrase.quoted > 0, text in people
        values = (
            log_count,
            log_count * log_total,
            count / most,
            log(count * len(text)),
            text in subheadline,
            in_headline * mean,
            in_headline and count == 1,
            quoted,
            quoted * log_count,
            quoted * len(text) / 4,
            min(rarities),
            mean,
            mean * log_count,
            mean * log_first,
            0.0 if alone else sum(rarities),
            phrase.open_right / count,
            log(1 + len(phrase.lefts)),
            log(1 + len(phrase.rights)),
            text in organisations,
            text in places,
            person * log_count,
            person * log_first,
            text not in names and text in all_names,
            text[-1] in _NAME_ENDS,
            not alone and words[-1][0] in _GENERAL,
            not text.isalpha(),
            sum([len(word) == 1 for word, _ in words]),
            (alone and words[0][1] == UNKNOWN) * log_count,
            is_word(text) * log_count,
        )
        seen[text] = Seen(values, _shape(len(text), len(words), words[0][1], words[-1][1]))
    return seen


@remembered
def _shape(characters: int, words: int, first_tag: str, last_tag: str) -> tuple[str, ...]:
    """Of the shapes those of a candidate of so many characters and words, by its first and its last."""
    sizes = _at(characters - 2, _LENGTHS), _at(words - 1, _WORDS)
    first = _kind(first_tag)
    if words == 1:
        return (*sizes, f"alone {first}")
    return (*sizes, f"first {first}", f"last {_kind(last_tag)}")


@remembered
def _weight_of_shape(shape: tuple[str, ...]) -> float:
    return sum([TABLE.get(name, 0.0) for name in shape])


def _at(place: int, names: Sequence[str]) -> str:
    """The name at a place; the last stands for all beyond."""
    return names[min(place, len(names) - 1)]


def _kind(word_tag: str) -> str:
    return next((kind for kind in _KINDS if word_tag.startswith(kind)), "o")


def _same(text: str, other: str) -> bool:
    """Whether one is part of the other, mostly made of it, or its abbreviation."""
    shorter, longer = sorted((text, other), key=len)
    if shorter in longer or _abbreviates(shorter, longer):
        return True
    pairs = {shorter[at : at + 2] for at in range(len(shorter) - 1)}
    return sum([pair in longer for pair in pairs]) > _ALMOST_ALL * len(pairs)


def _abbreviates(short: str, long: str) -> bool:
    """Whether a name is short for another: 跨境电商 for 跨境电子商务."""
    if len(short) < 3 or short[:2] != long[:2]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)
