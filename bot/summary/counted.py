"""What a figure counts, as the words around it say: 1.72万亿元 is 项目总投资, 418个 are 优选项目.

A linear model says of each word near a figure how likely a person would name it; the likeliest that fit one
line are put together in the text's order. Its weights are in `bot.summary.counted_table`, fitted by
`tests/bench/fit_figures.py` on figures of which people wrote down what they measure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import NamedTuple, Self

from bot.summary.counted_table import WEIGHTS
from bot.summary.document import Document, Sentence
from bot.text.numbers import WrittenFigure
from bot.text.words import UNKNOWN

_WORDS_BEFORE, _WORDS_AFTER = 36, 9
"""Words on either side of a figure: what is farther off does not say what it counts."""

_SHORTEST, _LONGEST, _MOST = 7.0, 12.0, 14
"""Characters that such a line is expected to have at least and at most, and that none exceeds."""

_LEAST = 0.3
"""A word that is less likely than that is left out even of a short line."""

_TAGS = (
    "nz",
    "ns",
    "nr",
    "nt",
    "vn",
    "n",
    "v",
    "ad",
    "a",
    "b",
    "j",
    "l",
    "i",
    "m",
    "t",
    "f",
    "s",
    "d",
    "eng",
)
_CLAUSE_MARKS = frozenset("，；：。,;:")
_NOUNS = ("n", "vn", "b", "j", "l", "a", "eng", UNKNOWN)
_SUFFIX = frozenset("率量额价数值度者员比户区县市国村镇厂店园港站楼业品费税款线机车人")
_PREFIX = frozenset("总年月日省市区县全非副新老各")
_DATE = re.compile("[年月日]|季度")
_TELLING_AS_TEXT = """
增长 下降 提高 占 上涨 下跌 同比 环比 累计 达 达到 减少 增加 降低 缩短 总投资 投资 以上 超过 完成
实现 新增 比 较 上年 去年 今年 全市 全省 全国 我市 我省 目前 涨幅 跌幅 平均 每 人均 最大 最高
比重 比例 占比 共 其中 分别 排名 居 列 位居 企业 项目 人员 价格 死亡 受伤 获 被 用于 总
报告 记者 突破 约 近
"""
_TELLING = frozenset(_TELLING_AS_TEXT.split())
"""Words with a weight of their own."""

_LINKS_AS_TEXT = """
达 达到 达成 为 是 有 约 近 超 超过 突破 稳居 居 位居 位列 列 至 到 增至 升至 降至 降为 收于 报 共 共计
已 高达 长达 仅 仅为 将 均 就 了 越过 跨过 迈过 跃上 站上 跃居 升为 增为 接近 大约 也 还 又 都 则 才 只
只有 逾 为期 出 过 的 在
"""
_LINKS = frozenset(_LINKS_AS_TEXT.split())
"""Words before a figure that only link it with what it counts."""

_THRESHOLDS = frozenset(("关口", "大关", "左右", "以上", "以下", "上下", "之多", "不等"))
"""Words after a figure that tell no more than it does."""

_UNIT_KINDS = (
    ("share", re.compile(r"[%％‰倍成半]|分之|百分点|/\d")),
    ("rank", re.compile("前列|首|第|前|唯一")),
    ("money", re.compile("元|港币")),
    ("people", re.compile("[名人位户例]")),
    ("time", re.compile("[年天周月岁]|小时|分钟|秒")),
    ("count", re.compile("[个家项座所条处批种类件套台辆艘场次只部张起宗]")),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Some of what is seen of a word, with the weight of that in the table."""

    names: tuple[str, ...]
    weight: float

    @classmethod
    def of(cls, *names: str) -> Self:
        """With the weight in the table."""
        return cls(names, sum([WEIGHTS.get(name, 0.0) for name in names]))


class Candidate(NamedTuple):
    """A word that may say what is counted."""

    text: str
    place: int
    """In the order of the line; words of the headline come first."""
    seen: Sequence[Seen]
    """What is seen of it, by what belongs together."""

    @property
    def names(self) -> Iterator[str]:
        """All that is seen of it, each with its weight in the table."""
        for seen in self.seen:
            yield from seen.names


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts."""

    text: str
    sureness: float
    """How much of it a person would say too: from 0 to 1."""


_ALWAYS = WEIGHTS.get("always", 0.0)


def what_counts(document: Document, number: int, figures: Sequence[WrittenFigure]) -> list[Counted]:
    """What each of the figures of a sentence counts; an empty text where nothing near it says so."""
    return [line_of(words, weight) for words in candidates(document, number, figures)]


def weight(candidate: Candidate) -> float:
    """The likelihood that a person names the word, as logarithm of the odds."""
    return _ALWAYS + sum([each.weight for each in candidate.seen])


def line_of(words: Sequence[Candidate], weigh: Callable[[Candidate], float]) -> Counted:
    """The words whose line is expected to share most characters with that of a person."""
    likely = [(1 / (1 + exp(-weigh(word))), word) for word in words]
    expected = sum([share * len(word.text) for share, word in likely])
    length = min(max(expected, _SHORTEST), _LONGEST)
    chosen: list[Candidate] = []
    told, characters, best = 0.0, 0, 0.0
    for share, word in sorted(likely, key=lambda each: -each[0]):
        if share < _LEAST:
            break
        if characters + len(word.text) > _MOST or any(word.text in each.text for each in chosen):
            continue
        sureness = 2 * (told + share * len(word.text)) / (characters + len(word.text) + length)
        if sureness <= best:
            break
        chosen.append(word)
        told, characters, best = told + share * len(word.text), characters + len(word.text), sureness
    return Counted("".join(word.text for word in sorted(chosen, key=lambda each: each.place)), best)


def unit_kind(figure: str) -> str:
    """What kind of thing a figure's unit measures."""
    return next((kind for kind, pattern in _UNIT_KINDS if pattern.search(figure)), "measure")


def candidates(
    document: Document, number: int, figures: Sequence[WrittenFigure]
) -> Iterator[list[Candidate]]:
    """For each of the figures of a sentence the words near it, with what is seen of them."""
    sentence = document.sentences[number]
    words = _joined(sentence)
    starts = [word.start for word in words]
    spans = [
        range(bisect_right(starts, figure.start) - 1, bisect_left(starts, figure.end)) for figure in figures
    ]
    of_figure = {place: which for which, span in enumerate(spans) for place in span}
    titles = _title_words(document, sentence)
    for figure, span in zip(figures, spans, strict=True):
        unit = unit_kind(figure.written)
        first, end = span.start, span.stop
        before = range(first - 1, max(-1, first - 1 - _WORDS_BEFORE), -1)
        after = range(end, _end_of_clause(words, end))
        yield [
            *_on_side(document, words, before, of_figure, f"before {unit}"),
            *_on_side(document, words, after, of_figure, f"after {unit}"),
            *(_in_title(document, number, unit, place, *title) for place, title in enumerate(titles)),
        ]


class _Word:
    """A word of a sentence and where it begins."""

    __slots__ = ("as_neighbour", "is_word", "kind", "start", "tag", "text")

    def __init__(self, text: str, tag: str, start: int) -> None:
        self.text, self.tag, self.start = text, tag, start
        self.kind = _kind(tag)
        self.is_word = text[0].isalnum()
        if text == "的":
            self.as_neighbour = text
        elif not self.is_word:
            self.as_neighbour = "mark"
        else:
            self.as_neighbour = "number" if text[0].isdigit() else self.kind


def _joined(sentence: Sentence) -> list[_Word]:
    """The words of a sentence; dates, and single characters with the noun that they belong to, as one."""
    words: list[_Word] = []
    for start, (text, tag) in zip(sentence.starts, sentence.tagged, strict=True):
        last = words[-1] if words else None
        if last is not None and last.start + len(last.text) == start:
            is_date = last.text.isdigit() and _DATE.fullmatch(text)
            is_suffix = text in _SUFFIX and len(last.text) > 1 and last.tag.startswith(("n", "v", UNKNOWN))
            is_prefixed = last.text in _PREFIX and len(text) > 1 and tag.startswith(("n", "v"))
            if is_date or (last.text[0].isalpha() and is_suffix) or is_prefixed:
                words[-1] = _Word(last.text + text, "t" if is_date else "n", last.start)
                continue
        words.append(_Word(text, tag, start))
    return words


def _on_side(
    document: Document, words: Sequence[_Word], places: range, of_figure: Mapping[int, int], side: str
) -> Iterator[Candidate]:
    """The words on one side of a figure, from the nearest."""
    clauses = marks = links = 0
    figures: set[int] = set()
    is_run = True
    links_it = side.startswith("before")
    title, stop_words, counts = document.title, document.stop_words, document.counts
    for distance, place in enumerate(places):
        word = words[place]
        text, kind = word.text, word.kind
        links_it = links_it and text in _LINKS
        if links_it or text in _THRESHOLDS:
            continue
        if text in _CLAUSE_MARKS:
            clauses += 1
        elif not word.is_word:
            marks += 1
        elif place in of_figure:
            figures.add(of_figure[place])
        else:
            yield Candidate(
                text,
                place,
                (
                    _in_clause(side, kind, min(clauses, 4)),
                    _far(side, _DISTANCES[min(distance, len(_DISTANCES) - 1)]),
                    _beyond(side, min(marks, 3), min(links, 2), is_run),
                    _beyond_figures(side, kind, min(len(figures), 3)),
                    _of_length(kind, min(len(text), 5)),
                    _of_word(
                        text in stop_words,
                        len(text) > 1 and text in title,
                        min(counts[text], 4),
                        _DISTANCES[min(place, len(_DISTANCES) - 1)],
                    ),
                    _between(kind, _neighbour(words, place - 1), _neighbour(words, place + 1)),
                    _telling(side, text) if text in _TELLING else _NOTHING,
                ),
            )
        links += text == "的"
        is_run = is_run and word.is_word and word.tag.startswith(_NOUNS)


_NOTHING = Seen((), 0.0)


@cache
def _in_clause(side: str, kind: str, clauses: int) -> Seen:
    """On which side of a figure of which unit, and how many clauses off."""
    where, _, unit = side.partition(" ")
    return Seen.of(
        where,
        side,
        f"{where} {kind}",
        f"{unit} {kind}",
        f"{where} clauses {clauses}",
        f"{side} clauses {min(clauses, 2)}",
        f"{where} clauses {min(clauses, 1)} {kind}",
    )


@cache
def _far(side: str, distance: int) -> Seen:
    return Seen.of(f"{side.partition(' ')[0]} distance {distance}", f"{side} distance {distance}")


@cache
def _beyond(side: str, marks: int, links: int, is_run: bool) -> Seen:
    """What parts the word from the figure."""
    where = side.partition(" ")[0]
    return Seen.of(
        f"{where} marks {marks}",
        f"{where} 的 {links}",
        f"{side} run" if is_run else f"{where} no run",
    )


@cache
def _beyond_figures(side: str, kind: str, figures: int) -> Seen:
    """How many other figures part the word from its own."""
    where = side.partition(" ")[0]
    return Seen.of(f"{where} figures {figures}", f"{where} figures {min(figures, 2)} {kind}")


@cache
def _of_length(kind: str, length: int) -> Seen:
    return Seen.of(f"length {length}", f"{kind} length {min(length, 4)}")


@cache
def _of_word(is_stop_word: bool, in_title: bool, count: int, place: int) -> Seen:
    return Seen.of(
        "stop word" if is_stop_word else "telling",
        "in the title" if in_title else "not in the title",
        f"count {count}",
        f"of its sentence {place}",
    )


@cache
def _between(kind: str, previous: str, following: str) -> Seen:
    return Seen.of(
        f"before {following}", f"after {previous}", f"{kind} before {following}", f"{kind} after {previous}"
    )


@cache
def _telling(side: str, word: str) -> Seen:
    return Seen.of(word, f"{side.partition(' ')[2]} {word}")


def _end_of_clause(words: Sequence[_Word], start: int) -> int:
    """Where the clause after a figure ends, or its next figure begins: at most some words on."""
    last = min(len(words), start + _WORDS_AFTER)
    return next(
        (place for place in range(start, last) if not words[place].text[0].isalpha()),
        last,
    )


def _title_words(document: Document, sentence: Sentence) -> list[tuple[str, str]]:
    """The nouns of the title that the sentence has not."""
    return [
        (word, tag)
        for word, tag in document.title_tagged
        if len(word) > 1
        and tag.startswith(("n", "j", "eng", "vn", UNKNOWN))
        and word[0].isalnum()
        and word not in document.stop_words
        and word not in sentence.text
    ]


def _in_title(document: Document, number: int, unit: str, place: int, word: str, tag: str) -> Candidate:
    return Candidate(
        word,
        place - 100,
        (
            _title(unit, _kind(tag), min(place, 5)),
            _of_title_word(
                min(document.counts[word], 4),
                _DISTANCES[min(number, len(_DISTANCES) - 1)],
                min(len(word), 5),
            ),
        ),
    )


@cache
def _title(unit: str, kind: str, place: int) -> Seen:
    return Seen.of("title", f"title {unit}", f"title {kind}", f"title {place}")


@cache
def _of_title_word(count: int, sentence: int, length: int) -> Seen:
    return Seen.of(f"title count {count}", f"title sentence {sentence}", f"length {length}")


_DISTANCES = (0, 1, 2, 3, 3, 5, 5, 5, 5, *[9] * 8, *[17] * 12, 29)
"""What distances count as: near ones exactly, far ones roughly."""


def _neighbour(words: Sequence[_Word], place: int) -> str:
    """What stands beside a word: a mark, a number, 的, or a word of some kind."""
    return words[place].as_neighbour if 0 <= place < len(words) else "end"


@cache
def _kind(word_tag: str) -> str:
    return next((kind for kind in _TAGS if word_tag.startswith(kind)), "other")
