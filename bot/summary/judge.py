"""How much of the news a clause tells: a linear judge over what can be seen of it.

A run of clauses is worth the sum of what its clauses show (figures, results, talk, names, words that the
headline has not, where it stands) and of how it stands alone (where it begins, how it ends). The weights are
in `bot.summary.judge_table`, fitted by `tests/bench/fit_judge.py` on articles of which people wrote down what
one must know afterwards.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from math import log
from operator import mul

from bot.summary.document import Document, Tagged
from bot.summary.judge_table import TABLE
from bot.summary.openings import Standing
from bot.text.sentences import split_clauses
from bot.text.words import rarity

_RESULTS = re.compile(
    "签约|签署|签订|发布|出台|印发|公布|启动|开工|开建|建成|投产|投用|启用|荣获|获评|获批|获得|夺|通过|批准|决定|同意"
    "|推出|开通|成立|揭牌|挂牌|落户|落地|投资|突破|达到|达成|完成|死亡|身亡|遇难|受伤|抓获|被捕|判处|判决|处罚|罚款|起诉"
    "|施行|实施|执行|取消|暂停|调整|降至|升至|上市|收购|当选|任命|免去|举行|举办|开幕|闭幕|查处|缴获|逮捕|救出|发现|研发|研制"
)
_CHANGES = re.compile("增长|增加|提高|提升|上升|上涨|下降|下跌|减少|降低|缩短|扩大|超过|翻番|同比|环比|占")
_TALK = re.compile(
    "强调|指出|要求|高度重视|亲切|慰问|欣慰|深刻|积极|大力|切实|扎实|不断|进一步|全面|深入|着力|努力|奋力|携手|助力|赋能|谱写"
    "|新篇章|底色|抓手|为了|重要|添油|贡献|全力|坚持|牢固|树立|精神|引领|推动|加强|提供|保障|营造|氛围|认真|落实|贯彻|充分"
    "|有效|有力|良好|显著|明显|更好|越来越|共同|理念|初心|使命|担当|责任感|凝聚|合力|动力|活力|振奋|奠定|支撑|围绕|聚焦"
)
_SCENE = re.compile(
    "夜幕|清晨|傍晚|走进|走到|来到|映入|灯火|欢声|笑语|笑着|笑容|忙碌|热闹|阳光|春风|春日|雨后|鲜花|绿意|飘香|热情|掌声"
    "|音乐|眼前|只见|一派|景象|绚烂|璀璨|温暖|秋风|寒风|郁郁|葱葱|洋溢|如火如荼|熙熙攘攘|仿佛|好像"
)
_FEELING = re.compile(
    "高兴|开心|感动|自豪|激动|幸福|信心|满意|感谢|感慨|欣喜|喜悦|希望|相信|喜欢|难忘|热爱|梦想|骄傲"
)
_SPEECH = re.compile("表示|认为|介绍|坦言|说|告诉|称|看来|回忆|谈到|建议|呼吁|提出")
_FIRST_PERSON = re.compile("我们|咱|我(?![国市省县区州校军院党镇])|你|大家")
_FOREMOST = re.compile("首|第一|唯一|最|率先|全国|全省|全市|世界|全球|历史|纪录|新高")
_CAUSE = re.compile("因|由于|导致|造成|致|原因|引发|疑似")
_COMING = re.compile("将|预计|计划|拟|力争|到20|年底前|届时")
_NOTICE = re.compile(
    "报名|电话|地点|地址|时间|截至|截止|期限|起[，至]|免费|市民可|申请|对象|须|不得|禁止|可享|票价|符合"
)
_MONEY = re.compile("元")
_PEOPLE = re.compile(r"[\d余多]\s*(?:名|人|户|位)")
_SHARE = re.compile("%|百分之|倍|个百分点")
_UNITS = re.compile(
    r"\d[\d.,]*\s*(?:[万亿多余]|千)*(?:元|吨|公里|米|个|家|人|名|户|亩|平方|度|件|台|辆|项|次|万|亿|%|千瓦|条|所|岁)"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(r"\d+月\d+日|\d+日|近日|日前|昨日|昨天|今天|今日|本周")
_YEAR = re.compile(r"\d{4}年|今年|去年|目前|截至")
_DECIDED = re.compile(
    "会议(?:审议|通过|决定|听取|研究|原则)|审议通过|表决|任免|规划|方案|办法|条例|意见|措施|细则"
)
_CAUSED_TALK = re.compile(
    "以.{1,14}为(?:主题|契机|抓手|目标|核心|引领|主线)|旨在|是.{2,20}的(?:重要|关键|必然|基础)"
)
_CONNECTED = re.compile("但|而|却|也|还|更|其中|同时|此外|据|并|这|该|其|他|她|它|不过|然而|因此|对此|为此")
_LEADS = re.compile(
    r"(?:.{0,12}(?:年|月|日|时|近日|日前|上午|下午|晚|目前|今年以来|去年))[，,]$|(?:据|记者从).*[，,]$|.*(?:表示|介绍|说|称|获悉|了解到|认为)[，,：:]$"
)
_QUOTES = re.compile("[“”「」]")
_LIST = re.compile("、")
_QUESTION = re.compile("[？?！!…]")

_PATTERNS = {
    "results": _RESULTS,
    "changes": _CHANGES,
    "talk": _TALK,
    "scene": _SCENE,
    "feeling": _FEELING,
    "speech": _SPEECH,
    "first person": _FIRST_PERSON,
    "foremost": _FOREMOST,
    "cause": _CAUSE,
    "coming": _COMING,
    "notice": _NOTICE,
    "money": _MONEY,
    "people": _PEOPLE,
    "share": _SHARE,
    "units": _UNITS,
    "digits": _DIGITS,
    "date": _DATE,
    "year": _YEAR,
    "decided": _DECIDED,
    "purpose": _CAUSED_TALK,
    "quotes": _QUOTES,
    "list": _LIST,
    "question": _QUESTION,
}
_SEARCHES = tuple(_PATTERNS.values())
_TAGS = ("nr", "ns", "nt", "nz", "vn", "v", "a", "d", "m", "r", "eng")

CLAUSE = (
    "always",
    *_PATTERNS,
    *_TAGS,
    "characters / 10",
    "log characters",
    "long words",
    "new words",
    "words of the title",
    "new rare words",
    "frequency",
    "no title: frequency",
    "new frequent words",
    "share of all words",
    "talk share",
    "first sentence",
    "second sentence",
    "third sentence",
    "place",
    "last sentence",
    "no title: first sentence",
    "no title: second sentence",
    "no title: place",
    "leads",
    "after a lead",
    "clause within",
    "lists talk",
    "figures early",
    "results early",
    "sentence's units",
    "sentence's results",
    "sentence's talk",
    "sentence's scene",
    "sentence's speech",
    "sentence's first person",
    "sentence's length",
)
RUN = (
    "whole",
    "begins within",
    "begins with a connection",
    "leans",
    "room",
    "room squared",
    "has units",
    "has results",
    "has a name",
    "ends early",
    "starts with a noun",
    "starts with a verb",
    "titled: first sentence",
    "clauses",
    "place in the text",
    "place in the text, by length",
    "sentences",
    "sentences, by length",
    "place, by sentences",
    "first two, by sentences",
    "first two, by length",
    "last sentence, by length",
    "opens with a quotation",
    "holds a quotation",
    "after a heading",
)


_AT_TALK, _AT_LIST, _AT_FIGURES, _AT_FIRST_RESULT = (
    list(_PATTERNS).index(name) for name in ("talk", "list", "units", "results")
)
_EARLY = 4
"""Sentences: in a paper's news what matters stands in them."""

_OPENING = 2
"""Sentences that open a text."""

_MOST_CLAUSES = 16
"""Clauses of one sentence that are looked at: a table without a full stop is no sentence."""

_MOST_OF_A_KIND = 3
_MOST_WORDS_OF_A_KIND = 4
"""More of the same in one clause tell nothing new."""

_FULL_LINE = 48
"""Characters of a line, which is what lengths are measured in."""


@dataclass(frozen=True)
class Clause:
    """A clause of a sentence, with what the judge sees of it."""

    text: str
    tagged: Sequence[Tagged]
    seen: tuple[float, ...]
    worth: tuple[float, float]
    """What that weighs, for the gist and for the summary."""
    leads: bool
    """Whether it only says when, where or by whom it was told."""


@dataclass(frozen=True)
class Clauses:
    """The clauses of one sentence."""

    place: int
    clauses: tuple[Clause, ...]

    def span(self, text: str) -> tuple[int, int]:
        """Of which clauses a text of the sentence is made: the first, and the one after the last."""
        at = "".join(clause.text for clause in self.clauses).find(text[:-1])
        if at < 0:
            return 0, len(self.clauses)
        return self.span_of(at, at + len(text) - 1)

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """In which clauses the characters from `start` to before `end` stand, likewise."""
        ends = list(accumulate(len(clause.text) for clause in self.clauses))
        first = min(bisect_right(ends, start), len(ends) - 1)
        return first, min(max(first, bisect_left(ends, end)), len(ends) - 1) + 1


class Judge:
    """Sees and weighs the clauses of one article."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._titled = bool(document.title)
        self._title = document.title

    @cached_property
    def _all_words(self) -> float:
        return sum([log(1 + count) for count in self._document.counts.values()]) or 1.0

    @cached_property
    def sentences(self) -> tuple[Clauses, ...]:
        """All sentences with their clauses."""
        return tuple(self._clauses(place) for place in range(len(self._document.sentences)))

    def _clauses(self, place: int) -> Clauses:
        sentence = self._document.sentences[place]
        texts = split_clauses(sentence.text)[:_MOST_CLAUSES]
        ends = list(accumulate(map(len, texts)))
        groups: list[list[Tagged]] = [[] for _ in texts]
        number = 0
        for start, word in zip(sentence.starts, sentence.tagged, strict=True):
            while number < len(texts) - 1 and start >= ends[number]:
                number += 1
            groups[number].append(word)
        whole = tuple(
            float(min(len(pattern.findall(sentence.text)), _MOST_OF_A_KIND))
            for pattern in (_UNITS, _RESULTS, _TALK, _SCENE, _SPEECH, _FIRST_PERSON)
        )
        clauses: list[Clause] = []
        for number, (text, tagged) in enumerate(zip(texts, groups, strict=True)):
            after_lead = number > 0 and clauses[-1].leads
            leads = _LEADS.match(text) is not None
            seen = self._see(place, number, text, tagged, whole, leads=leads, after_lead=after_lead)
            for_gist, for_summary = (sum(map(mul, seen, weights)) for weights in _OF_CLAUSE)
            clauses.append(Clause(text, tagged, seen, (for_gist, for_summary), leads))
        return Clauses(place, tuple(clauses))

    def _see(
        self,
        place: int,
        number: int,
        text: str,
        tagged: Sequence[Tagged],
        whole: tuple[float, ...],
        *,
        leads: bool,
        after_lead: bool,
    ) -> tuple[float, ...]:
        document, total = self._document, len(self._document.sentences)
        counts = document.counts
        content = {w for w, _ in tagged if len(w) > 1 and w in counts}
        new = [w for w in content if w not in self._title]
        found = [float(min(len(pattern.findall(text)), _MOST_OF_A_KIND)) for pattern in _SEARCHES]
        kinds = Counter(kind for _, tag in tagged for kind in _kinds(tag))
        tags = [float(min(kinds[kind], _MOST_WORDS_OF_A_KIND)) for kind in _TAGS]
        frequency = sum(log(1 + counts[w]) for w in content)
        fresh = sum(log(1 + counts[w]) for w in new)
        first, second, third = place == 0, place == 1, place == 2
        untitled = not self._titled
        relative = log(1 + place)
        return (
            1.0,
            *found,
            *tags,
            len(text) / 10,
            log(1 + len(text)),
            sum(len(w) > 2 for w in content),
            len(new),
            len(content) - len(new),
            sum(rarity(w) for w in new) / 10,
            frequency,
            untitled * frequency,
            fresh,
            frequency / self._all_words,
            found[_AT_TALK] * 10 / (len(text) + 5),
            first,
            second,
            third,
            relative,
            total > 3 and place == total - 1,
            untitled and first,
            untitled and second,
            untitled * relative,
            leads,
            after_lead,
            number > 0,
            found[_AT_TALK] * found[_AT_LIST],
            found[_AT_FIGURES] * (place < _EARLY),
            found[_AT_FIRST_RESULT] * (place < _EARLY),
            *whole,
            log(1 + len(document.sentences[place].text)),
        )

    def observe(self, sentence: Clauses, first: int, end: int) -> tuple[float, ...]:
        """What is seen of the clauses from `first` to before `end`, in the order of `FEATURES`."""
        total = [
            sum(column) for column in zip(*(each.seen for each in sentence.clauses[first:end]), strict=True)
        ]
        return (*total, *self._stands(sentence, first, end))

    def for_gist(self, sentence: Clauses, first: int, end: int) -> float:
        """What these clauses tell that the headline does not: about the share of all such news."""
        return self._weighed(sentence, first, end, 0)

    def for_summary(self, sentence: Clauses, first: int, end: int) -> float:
        """What share of all that one must know of the article these clauses tell."""
        return self._weighed(sentence, first, end, 1)

    def _weighed(self, sentence: Clauses, first: int, end: int, column: int) -> float:
        total: float = _ALWAYS[column] + sum(map(mul, self._stands(sentence, first, end), _OF_RUN[column]))
        for clause in sentence.clauses[first:end]:
            total += clause.worth[column]
        return total

    def _stands(self, sentence: Clauses, first: int, end: int) -> tuple[float, ...]:
        chosen = sentence.clauses[first:end]
        length = sum(len(each.text) for each in chosen)
        inner = first > 0 and not sentence.clauses[first - 1].leads
        head = chosen[0].tagged[0][1] if chosen[0].tagged else "x"
        place, total = sentence.place, len(self._document.sentences)
        relative, many, lines = place / total, log(1 + total), length / _FULL_LINE
        opening = place < _OPENING
        whole = self._document.sentences[place].text
        text = "".join([each.text for each in chosen])
        return (
            float(first == 0 and end == len(sentence.clauses)),
            float(inner),
            float(_CONNECTED.match(chosen[0].text) is not None),
            float(self._document.standing[sentence.place] is not Standing.ALONE),
            lines,
            lines**2,
            float(any(each.seen[_AT_UNITS] > 0 for each in chosen)),
            float(any(each.seen[_AT_RESULTS] > 0 for each in chosen)),
            float(any(sum(each.seen[_AT_NAMES : _AT_NAMES + 4]) > 0 for each in chosen)),
            float(end < len(sentence.clauses)),
            float(head.startswith("n")),
            float(head == "v"),
            float(self._titled and place == 0),
            float(len(chosen)),
            relative,
            relative * lines,
            many,
            many * lines,
            many * log(1 + place),
            many * opening,
            lines * opening,
            lines * (place == total - 1),
            float(whole.startswith(("“", "‘"))),
            float("“" in text and "”" in text),
            float(place > 0 and not self._document.sentences[place - 1].is_complete),
        )


@cache
def _kinds(tag: str) -> tuple[str, ...]:
    """The tags of `_TAGS` that a tag counts as."""
    return tuple(kind for kind in _TAGS if (tag == kind if kind == "v" else tag.startswith(kind)))


_AT_UNITS = CLAUSE.index("units")
_AT_RESULTS = CLAUSE.index("results")
_AT_NAMES = CLAUSE.index("nr")
FEATURES = (*CLAUSE, *RUN)
_ALWAYS = TABLE["a run"]
_OF_CLAUSE = tuple(zip(*(TABLE.get(name, (0.0, 0.0)) for name in CLAUSE), strict=True))
_OF_RUN = tuple(zip(*(TABLE.get(name, (0.0, 0.0)) for name in RUN), strict=True))
