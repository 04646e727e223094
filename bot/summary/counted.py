"""What a figure counts, as the sentence around it says: 1.72万亿元 counts 总投资, 418个 counts 项目."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bot.summary.document import Sentence, Tagged
from bot.text.numbers import WrittenFigure
from bot.text.words import UNKNOWN

_LINKS_AS_TEXT = """
累计 共 共计 已 已经 分别 同比 环比 合计 总计 均 将 稳 也 就 约 大约 近 超过 超 突破 达到 达 为 是
有 至 到 了 增长 增 下降 降低 降 占 居 位居 位列 列 排名 的 在 全部 高达 不少于 不低于 仅 接近 预计
吸引 其中 包括 谋划 优选 优选出 出 集聚 完成 实现 目前 较 比 每年 年 上年 上年同期 同期 去年同期
去年 以上 每 稳居 位于 率 来自 等 及 和 与 还 共有 拥有 建成 新增 增加 减少 签约 落地 推介 稳定 则 要 可
高 低 多 少 快 越过 跨过 迈过 跃上 站上 跨越 关口 大关 左右 上下
"""
_LINKS = frozenset(_LINKS_AS_TEXT.split())
_SUBJECT_TAGS = ("n", "vn", "v", "b", "j", "l", "a", "i", "s", "f", "t", "m", "q", "eng", "uj", "zg", UNKNOWN)
_NOUN_TAGS = ("n", "vn", "b", "j", "l", "an", "eng", UNKNOWN)
_BREAKS = "，。；：！？,;:（）()、“”《》… \n"
_LONGEST_SUBJECT = 16
_LONGEST_NOUN = 10
_MOST_WORDS = 40
"""Words on either side of a figure: what is farther off does not say what it counts."""

_NUMERALS = "一二两三四五六七八九十几"
_SMALL_COUNT = 3
"""Characters: up to 十二个."""

_COUNTED_IN_PASSING = ("小时", "字", "月", "方面", "问题", "词")
"""What is counted for the sentence's sake, not the story's."""

_RESULTATIVE = tuple("出到了得着")
"""A verb that ends so has its object after it: of 给出建议 the 建议 are counted."""

_SHORT_SUBJECT = 4
"""A subject such as 总投资 wants to know of what: the clause before says it."""


def what_counts(sentence: Sentence, figure: WrittenFigure) -> str:
    """The words that say what the figure counts; empty where the sentence says nothing.

    A count is told by the noun after it, an amount or a share by the words before it in its clause.
    """
    before, after = _around(sentence, figure)
    noun = _noun(after)
    subject = _subject(before)
    if not noun and len(subject) <= _SHORT_SUBJECT:
        whose = _subject_before(before)
        subject = subject if subject.startswith(whose) else whose + subject
    if noun and len(subject) + len(noun) > _LONGEST_SUBJECT + _LONGEST_NOUN // 2:
        return noun
    return subject + noun


def is_turn_of_speech(sentence: Sentence, figure: WrittenFigure) -> bool:
    """Whether it is a small count in words of nothing that could be checked: 用四个“有”来概括, 两个小时."""
    if not (
        figure.written.endswith("个")
        and figure.written[0] in _NUMERALS
        and len(figure.written) <= _SMALL_COUNT
    ):
        return False
    noun = _noun(_around(sentence, figure)[1])
    return not noun or noun.startswith(_COUNTED_IN_PASSING)


def _around(sentence: Sentence, figure: WrittenFigure) -> tuple[Sequence[Tagged], Sequence[Tagged]]:
    """The words before and after a figure, as many as can matter."""
    start = bisect_right(sentence.starts, figure.start) - 1
    end = bisect_left(sentence.starts, figure.end)
    return sentence.tagged[max(0, start - _MOST_WORDS) : start], sentence.tagged[end : end + _MOST_WORDS]


def _noun(after: Sequence[Tagged]) -> str:
    """The noun after a figure; 的 between them is passed over."""
    noun = ""
    for place, (word, _) in enumerate(after):
        if place == 0 and word == "的":
            continue
        if word[0] in _BREAKS or word[0].isdigit() or not _is_of_noun(after, place):
            break
        if len(noun + word) > _LONGEST_NOUN:
            break
        noun += word
    return noun


def _is_of_noun(words: Sequence[Tagged], place: int) -> bool:
    """Whether a word belongs to a noun phrase: a noun, or a verb that stands right before one (签约项目)."""
    word, word_tag = words[place]
    if word_tag.startswith(_NOUN_TAGS) and word not in _LINKS:
        return True
    following = words[place + 1][1] if place + 1 < len(words) else ""
    return (
        word_tag.startswith("v")
        and len(word) > 1
        and following.startswith("n")
        and not following.startswith("nr")
    )


def _subject(before: Sequence[Tagged]) -> str:
    """The last words of the clause before a figure, without the verb that links them to it.

    Empty where no noun is among them.
    """
    words: list[str] = []
    has_noun = False
    for word, word_tag in reversed(before):
        if word[0].isdigit() and not (words and words[-1] in ("年", "月")):
            del words[-1:]  # the unit of another figure
            break
        if words and word_tag.startswith("v") and word.endswith(_RESULTATIVE):
            break
        if word[0] in _BREAKS or not word_tag.startswith(_SUBJECT_TAGS):
            if words or word[0] in _BREAKS or word not in _LINKS:
                break
            continue
        if not words and word in _LINKS:
            continue
        if sum(map(len, words)) + len(word) > _LONGEST_SUBJECT:
            break
        words.append(word)
        has_noun = has_noun or word_tag.startswith(_NOUN_TAGS)
    while words and words[-1] in _LINKS:
        words.pop()
    return "".join(reversed(words)) if has_noun else ""


def _subject_before(before: Sequence[Tagged]) -> str:
    """What the clause before the figure's own counts: in 418个项目，总投资…… it is 项目."""
    breaks = [place for place, (word, _) in enumerate(before) if word[0] in "，,；;"]
    if not breaks:
        return ""
    return _last_noun(before[: breaks[-1]])


def _last_noun(words: Sequence[Tagged]) -> str:
    """The noun that the words end with, links aside; empty where they end with something else."""
    while words and words[-1][0] in _LINKS:
        words = words[:-1]
    noun: list[str] = []
    for word, word_tag in reversed(words):
        if (
            not word_tag.startswith(_NOUN_TAGS)
            or word[0].isdigit()
            or word in _LINKS
            or word[0] in _BREAKS
            or len("".join(noun)) + len(word) > _LONGEST_NOUN
        ):
            break
        noun.append(word)
    return "".join(reversed(noun))
