"""What a figure counts, as the sentence around it says: 1.72万亿元 counts 总投资, 418个 counts 项目."""

from __future__ import annotations

import re

from bot.text.numbers import WrittenFigure

_CLAUSE_BREAK = re.compile(r"[，。；：！？,;:（）()\n]")
_LINK = re.compile(
    r"(?:累计|共|已|分别|同比|环比|合计|总计|均|将|稳|也|就|约|大约|近|超过|超|突破|达到|达|为|是|有|至|到|了|"
    r"增长|增|下降|降低|降|占|居|位居|位列|列|排名|的|在|全部|高达|不少于|不低于|仅|接近|预计|吸引)+$"
)
_COUNTED_NOUN = re.compile(r"(?:的)?([\u4e00-\u9fffA-Za-z“”]{2,12})")
_TRAILING_VERB = re.compile(
    r"(?:签约|落地|投产|推介|参会|参加|出席|开工|获得|获评|入选|来自|和|与|及|等|在|将|为|是|被|已|分别).*$"
)
_LONGEST = 16


def what_counts(sentence: str, figure: WrittenFigure) -> str:
    """The words that say what the figure counts; empty where the sentence says nothing.

    An amount is told by the words before it in its clause, a count by the noun after it as well.
    """
    before = _last_clause(sentence[: figure.start])
    after = _next_noun(sentence[figure.end :])
    subject = _LINK.sub("", before)
    if not subject and not after:
        subject = _LINK.sub("", _last_clause(sentence[: figure.start - len(before) - 1]))
    if not subject:
        return after
    if after and len(subject) + len(after) <= _LONGEST:
        return f"{subject[-_LONGEST:]}{after}"
    return (after or subject)[-_LONGEST:]


def _last_clause(text: str) -> str:
    return _CLAUSE_BREAK.split(text)[-1].strip(" “”、")


def _next_noun(text: str) -> str:
    match = _COUNTED_NOUN.match(text)
    return "" if match is None else _TRAILING_VERB.sub("", match[1])
