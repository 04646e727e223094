"""Runs of clauses that could be printed: as a gist, or as part of a summary.

A run is a subsequence of its sentence: an opening time, a connection or what stands in parentheses may be
left out; nothing is added but the full stop that ended the sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.summary.document import Document
from bot.summary.judge import Clause, Clauses
from bot.summary.openings import Standing, hangs, stands_within
from bot.summary.pieces import end_of

LONGEST_GIST = 48
"""Characters, as NFKC counts them."""

_LONGEST = 160
"""Characters. A run that is longer may as well be its whole sentence."""

_SHORTEST = 7
"""Characters. Shorter runs tell nothing alone."""

_MAY_GROW = re.compile("[^\u0000-\u007f\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e“”‘’—·]")
"""What may be longer by NFKC: … is, Chinese characters and their marks are not."""

_CLAUSE_MARKS = "，；：、,;: "
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("(", ")"), ("‘", "’"))
_PAIRED = frozenset(mark for pair in _PAIRS for mark in pair)
_PARENTHESIS = re.compile(r"[（(](?![\d一二三四五六七八九十]{1,3}[）)])[^（）()]{1,30}[）)]")
"""五（6）班 is not the same without its number."""

_CONNECTED = (
    "(?:其中|同时|此外|另外|目前|据悉|据了解|据介绍|事实上|其实|实际上|与此同时|今年以来|近年来|截至目前"
    "|日前|近日|如今|随后|当天|当日)[，,]?"
)
_HOUR = "(?:[上下]午|凌晨|早上|晚上?|傍晚)?"
_DATED = rf"(?:(?:.{{0,6}}\d+月)?\d+日{_HOUR}[，,]|[今昨][天日]{_HOUR}[，,]?)"
_OPENING = re.compile(f"^(?:{_CONNECTED}|{_DATED})+")
_OPENING_OF_SUMMARY = re.compile(f"^(?:{_CONNECTED})+")
"""When it was, and how it is joined to what came before: what a line of its own can do without. A summary,
which has more room, tells the day."""

_LEANS = re.compile(
    "“?[他她它这那其该此]|上述|同时|但|而|却|也|还|并|从而|使|让|以及|和|与|或|则|就|都|分别|对此"
    "|因此|所以|正因|比如|例如|譬如|于是|原来|首先|其次|然而|不过|可是"
    "|将(?!军|帅|领)|曾(?!经理|[\u4e00-\u9fff]{1,2}(?:说|表示))|仍|均|[较比][去上]|同比|环比|正如|[\u4e00-\u9fff]{1,2}了"
    "|(?:总?数量|总数|规模|占比|比重|比例|增速|增幅|涨幅|降幅|跌幅|节约额|金额)(?!的|化)"
)
"""Openings whose subject was told before: 数量居全省第二位, 产生了6家创业公司."""

_SPEAKERS = re.compile("[我你咱]")
"""Who they are, a line of its own does not tell."""

_NUMBER = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,2}[.．、]|[（(][\d一二三四五六七八九十]{1,2}[）)]"
    r"|[一二三四五六七八九]是)"
)
"""The number of an item in a list."""

_ACTS_FURTHER = re.compile(
    "带领|率领|携手|会同|陪同|联合|组织|按照|根据|通过|围绕|针对|依托|结合|利用|借助|抓住|乘坐|前往|来到|走进"
)
"""Verbs after which another may follow: then a clause with one of them tells only who and how."""

_LEADS_ON = re.compile(
    "带领|率领|会同|陪同|携手|按照|根据|围绕|针对|依托|借助|作为|身为|历经|面对|随着|谈[及到起]|说起|提[及到]|据梳理"
    "|不仅|不但|如果|为(?:加快|进一步|推进|了|做好|切实|贯彻)"
)
"""What is never all that a sentence tells."""

_RUMOUR = re.compile(
    "有(?:人|一?种?说法|传言|传闻|观点|网友|消息)|网传|传言|谣言|据传|[不很一许][少多些]人|误(?:以为|认为|区)|所谓"
)
"""What is told after it, the article may refute."""

_MEASURES = re.compile("总?产[量值]|销量|总?投资额?|面积|年产|其中")
"""What a clause within a sentence tells of its subject without naming it."""

_VERBLIKE = ("v", "d", "p", "c", "f")
"""Tags of words that a clause begins with when its subject stands before it."""


class Run(NamedTuple):
    """Clauses of a sentence that follow one another, as they would be printed."""

    sentence: Clauses
    first: int
    end: int
    text: str
    """Ends as its sentence does."""
    inside: str
    """The same with the mark that it has where more of the sentence follows."""
    leans: bool
    """Whether its subject stands in an earlier clause of its sentence."""
    length: int
    """Characters of its text, as NFKC counts them."""

    @property
    def is_whole(self) -> bool:
        """Whether it holds all clauses of its sentence."""
        return self.first == 0 and self.end == len(self.sentence.clauses)

    @property
    def begin(self) -> tuple[int, int]:
        """Where in the article it begins."""
        return self.sentence.place, self.first


class Runs:
    """All runs of an article."""

    def __init__(self, document: Document) -> None:
        self._all = list(map(_both, _spans(document)))
        """Each run, as it may stand in a summary and in a gist."""

    def within(self, longest: int) -> list[Run]:
        """The runs within a length that may stand in a summary, alone or after another of their sentence."""
        return [run for run, _ in self._all if run is not None and run.length <= longest]

    def lines(self) -> list[Run]:
        """The runs that may stand in a gist, likewise."""
        return [run for _, run in self._all if run is not None and run.length <= LONGEST_GIST]


def _spans(document: Document) -> Iterator[_Span]:
    for sentence in document.judge.sentences:
        whole = document.sentences[sentence.place]
        if whole.is_complete and not whole.is_headline and end_of(whole.text):
            never = document.standing[sentence.place] is Standing.NEVER
            yield from _spans_of(sentence, len(whole.text), may_begin=not never)


def _both(span: _Span) -> tuple[Run | None, Run | None]:
    if not span.opens:
        run = _run(span, span.text)
        return run, run
    text = _NUMBER.sub("", span.text)
    in_summary, in_gist = _OPENING_OF_SUMMARY.sub("", text), _OPENING.sub("", text)
    run = _run(span, in_summary)
    return run, run if in_gist == in_summary else _run(span, in_gist)


class _Told(NamedTuple):
    """What a clause has that decides of which runs it may be part."""

    text: str
    """Without parentheses."""
    bare: str
    """The same without the mark at its end."""
    leads: bool
    has_speaker: bool
    has_pairs: bool
    has_verb: bool
    has_number: bool
    has_noun: bool
    may_end: bool
    """Whether it says something by itself."""
    acts_further: bool
    leads_on: bool
    is_rumour: bool
    ends_with_name: bool
    awaits_subject: bool
    """Whether it begins so that its subject or its verb stands before it."""
    hangs: bool


def _told(clause: Clause) -> _Told:
    text = _PARENTHESIS.sub("", clause.text).lstrip()
    bare = text.rstrip(_CLAUSE_MARKS)
    words = [each for each in clause.tagged if each[0][0].isalnum()]
    tags = {tag for _, tag in clause.tagged}
    begins = clause.tagged[0][1] if clause.tagged else "x"
    return _Told(
        text,
        bare,
        clause.leads,
        _SPEAKERS.search(clause.text) is not None,
        not _PAIRED.isdisjoint(text),
        "v" in tags,
        "m" in tags,
        any(tag.startswith("n") for tag in tags),
        not tags.isdisjoint(("v", "m", "vn", "a")),
        _ACTS_FURTHER.search(clause.text) is not None,
        _LEADS_ON.search(clause.text) is not None,
        _RUMOUR.search(clause.text) is not None,
        bool(words) and words[-1][1] == "nr",
        begins.startswith(("v", "p", "d")),
        hangs(bare),
    )


class _Span(NamedTuple):
    """Clauses that follow one another and say something, as they are written but for parentheses."""

    sentence: Clauses
    first: int
    end: int
    text: str
    is_end: bool
    """Whether it ends as its sentence does."""
    opens: bool
    """Whether at most a time, a place or a speaker stands before it."""
    without_subject: bool
    has_pairs: bool
    last: _Told


def _spans_of(sentence: Clauses, length: int, *, may_begin: bool) -> Iterator[_Span]:
    """The spans of a sentence of a length; of some none may have its first clause."""
    told = [_told(clause) for clause in sentence.clauses]
    is_closed = sum([len(clause.text) for clause in sentence.clauses]) >= length
    opens = True
    for first, one in enumerate(told):
        if first or may_begin:
            yield from _spans_from(sentence, told, first, opens=opens, is_closed=is_closed)
        if one.is_rumour:
            return
        opens = opens and one.leads


def _spans_from(
    sentence: Clauses, told: Sequence[_Told], first: int, *, opens: bool, is_closed: bool
) -> Iterator[_Span]:
    """The spans that begin with one clause."""
    text = ""
    has_pairs = has_verb = has_number = has_noun = False
    without_subject = not opens and _is_without_subject(sentence.clauses[first])
    for end, last in enumerate(told[first:], first + 1):
        if last.has_speaker or len(text) > _LONGEST:
            break
        text += last.text
        has_pairs, has_verb = has_pairs or last.has_pairs, has_verb or last.has_verb
        has_number, has_noun = has_number or last.has_number, has_noun or last.has_noun
        if last.leads or not (has_verb or (has_number and has_noun)):
            continue
        following = told[end] if end < len(told) else None
        if following and not _may_end_before(last, following):
            continue
        is_end = following is None and is_closed
        yield _Span(sentence, first, end, text, is_end, opens, without_subject, has_pairs, last)


def _may_end_before(last: _Told, following: _Told) -> bool:
    """Whether a run may end with a clause though another follows."""
    if not last.may_end or last.leads_on:
        return False
    return not (following.awaits_subject and (last.acts_further or last.ends_with_name))


def _run(span: _Span, text: str) -> Run | None:
    """The run of a span, of which the opening may be left out in its text; None where it would be half."""
    bare = text.rstrip(_CLAUSE_MARKS)
    closed = text if span.is_end else f"{bare}。"
    if len(closed) < _SHORTEST or (span.has_pairs and not _is_paired(closed)):
        return None
    is_cut = span.end == span.first + 1 and text != span.text
    if not span.is_end and (hangs(bare) if is_cut else span.last.hangs):
        return None
    leans = _LEANS.match(closed) is not None
    if leans and span.opens:
        return None
    mark = text[-1] if text[-1] in "，；,;" else "，"
    inside = closed if span.is_end else f"{bare}{mark}"
    leans = leans or span.without_subject
    return Run(span.sentence, span.first, span.end, closed, inside, leans, length_of(closed))


def _is_paired(text: str) -> bool:
    """Whether no half of a pair of marks stands in it."""
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def _is_without_subject(clause: Clause) -> bool:
    """Whether a clause needs those before it in its sentence."""
    kind = clause.tagged[0][1] if clause.tagged else "x"
    return (
        kind.startswith(_VERBLIKE)
        or _MEASURES.match(clause.text) is not None
        or not stands_within(clause.text)
    )


def stands_alone(line: str) -> bool:
    """Whether a line can be read by itself: it leans on nothing before it and has no half of a pair."""
    return _LEANS.match(line) is None and _SPEAKERS.search(line) is None and _is_paired(line)


def length_of(text: str) -> int:
    """Characters, as NFKC counts them."""
    return len(unicodedata.normalize("NFKC", text) if _MAY_GROW.search(text) else text)
