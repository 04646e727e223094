"""What speaks for and against each reading of a token where headings stand apart, as costs that are set by
hand.

Of columns with headings between blank lines there are too few pages with a known truth to fit costs to. A
headline shares words with its own story. It stands over a byline or a lede more often than not; a subhead
is short, stands between paragraphs, and its words come in the paragraph below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from bot.reading.grammar import Reading
from bot.reading.letters import is_salutation
from bot.reading.tokens import Sort, Token
from bot.text.characters import bare

_WINDOW = 1200
"""Characters of text above and below that a heading is compared with."""

_COMPARED = 400
_LEAST_COMPARED = 40
"""Characters above and below a heading by which a change of subject is seen."""

_SAME_SUBJECT = 0.055
_OTHER_SUBJECT = 3.0
"""The share of pairs of characters from which two texts are on one subject, and what it costs to take those
that have none in common for one article."""

_LONG = 45
"""Characters of a paragraph that is wider than any column."""

_NEAR = 220
"""Characters of the paragraph below that a subhead is compared with."""

_NOTICE = re.compile(
    r"公告|启事|通知|声明|预告|通告|公示|讣告|招标|拍卖|遗失|通报|提示|海报|征集|招聘|预报|简讯|快讯|短讯"
)
_NOTICE_OPENING = re.compile(
    r"(?:为|按照|根据|经|因|兹|现将|定于|遵照|依据|受|依照|我[公司市县区局院校]|本[公司院校单位])"
)
_NOTICE_WORDS = re.compile(
    r"公告|通知|如下|停电|停水|停气|检修|拍卖|招标|请[有相各广]|特此|公示|事项|转让|遗失|作废|招聘|竞买"
)
_DASHED = re.compile(r"^[—―─-]{2,}")
_NUMBERED = re.compile(
    r"^(?:[A-H]|[①-⑩]|[一二三四五六七八九十]{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）]|第[一二三四五六七八九十]+[章节条])\s*\S"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The costs of the readings of one token; those that cannot apply to it stay at 0."""

    opens: float = 0.0
    """A heading as the first line of a headline above its body."""
    follows: float = 0.0
    """A heading as the first line of a headline below its body."""
    merges: float = 0.0
    """A heading as a further line of the headline above it."""
    subhead: float = 0.0
    merges_subhead: float = 0.0
    bare: float = 0.0
    """A paragraph that opens an article without headline or byline; a byline below the body that it ends."""


def is_set_apart(tokens: Sequence[Token]) -> bool:
    """Whether headings stand apart by blank lines on a page that is set in columns.

    Long paragraphs go over several lines there, and hardly a heading stands right beside a paragraph.
    """
    texts = [token for token in tokens if token.sort is Sort.PARAGRAPH and len(token.text) >= _LONG]
    single = sum(len(token.numbers) == 1 for token in texts)
    if 2 * single > len(texts):
        return False
    beside = [
        token.gap
        for above, token in pairwise(tokens)
        if {above.sort, token.sort} == {Sort.HEADING, Sort.PARAGRAPH}
    ]
    return 4 * sum(gap == 0 for gap in beside) <= len(beside)


def costs_by_hand(tokens: Sequence[Token]) -> list[dict[str, float]]:
    """The costs of the readings of every token."""
    return [_costs(token, seen) for token, seen in zip(tokens, gather(tokens), strict=True)]


def _costs(token: Token, seen: Evidence) -> dict[str, float]:
    costs: dict[str, float] = dict.fromkeys(Reading, 0.0)
    costs[Reading.BYLINE_ENDS] = seen.bare
    if token.sort is Sort.CAPTION:
        return costs
    for reading in _NEVER_BY_HAND:
        costs[reading] = NEVER
    if token.sort is Sort.HEADING:
        costs |= {
            Reading.HEADLINE: seen.opens,
            Reading.HEADLINE_MORE: seen.merges,
            Reading.AFTER: seen.follows,
            Reading.SUBHEAD: seen.subhead,
            Reading.SUBHEAD_MORE: seen.merges_subhead,
        }
        costs |= dict.fromkeys((Reading.BARE, Reading.BODY, *_BYLINES), NEVER)
        return costs
    costs |= dict.fromkeys(_HEADINGS, NEVER)
    if token.sort is Sort.PARAGRAPH:
        costs |= dict.fromkeys(_BYLINES, NEVER)
        costs[Reading.BARE] = seen.bare
    return costs


NEVER = 30.0
"""What is not so by the rules that tell headings, paragraphs and bylines of columns apart."""

_NEVER_BY_HAND = (Reading.CAPTION, Reading.PICTURES, Reading.NOISE)
_BYLINES = (Reading.BYLINE, Reading.BYLINE_OPENS, Reading.BYLINE_ENDS)
_HEADINGS = (
    Reading.HEADLINE,
    Reading.HEADLINE_MORE,
    Reading.AFTER,
    Reading.SUBHEAD,
    Reading.SUBHEAD_MORE,
)

_CLOSES_UNHEADED, _CLOSES_HEAD, _CLOSES_SUBHEAD = 2.6, 4.5, 0.6
_OF_STEPS = {
    "head > subhead": 0.4,
    "body > byline_ends": 0.4,
    "ended > byline_ends": 4.0,
    "head_byline > byline": 0.8,
    "byline > byline": 0.8,
    "after > byline_ends": 1.0,
    "ended > body": 2.0,
    "ended > bare": -1.5,
    "ended > subhead": NEVER,
    "start > mark_opens": 2.0,
}


def step_by_hand(name: str) -> float:
    """What a step of the grammar costs where headings stand apart."""
    if name.startswith("closes "):
        _, place, headed = name.split()
        if place in ("head", "head_byline", "byline", "from"):
            return _CLOSES_HEAD
        is_open = place not in ("start", "after", "pictures")
        missing = _CLOSES_UNHEADED if headed == "bare" and is_open else 0.0
        return missing + (_CLOSES_SUBHEAD if place == "subhead" else 0.0)
    flags, _, reading = name.partition(" > ")
    words = flags.split()
    if "lede" in words and reading == Reading.BODY:
        return 4.0 if "within" in words else 2.0 if "signed" in words else 0.0
    if reading == Reading.BYLINE_ENDS and "signed" in words:
        return 1.8
    if reading == Reading.AFTER and "fragment" in words:
        return 1.2
    return 2.5 if {"unsigned", "signed"} <= set(words) else _OF_STEPS.get(name, 0.0)


def gather(tokens: Sequence[Token]) -> list[Evidence]:
    """Weigh every token of a page."""
    plain = [bare(token.text[:_WINDOW]) if token.sort is Sort.PARAGRAPH else "" for token in tokens]
    return [_weigh(tokens, plain, index) for index in range(len(tokens))]


def _weigh(tokens: Sequence[Token], plain: Sequence[str], index: int) -> Evidence:
    token = tokens[index]
    if token.sort is Sort.HEADING:
        return _weigh_heading(tokens, plain, index)
    if token.sort is Sort.PARAGRAPH:
        return _weigh_paragraph(tokens, index)
    if token.sort is Sort.BYLINE:
        below = tokens[index + 1].sort if index + 1 < len(tokens) else Sort.HEADING
        return Evidence(bare=1.6 if below is Sort.PARAGRAPH else 0.0)
    return Evidence()


def _weigh_paragraph(tokens: Sequence[Token], index: int) -> Evidence:
    token = tokens[index]
    if token.lede:
        return Evidence()
    if is_salutation(token.text):
        return Evidence(bare=1.0)
    bare_cost = 3.0 - (0.4 if token.gap >= 2 else 0.0)
    if _NOTICE_OPENING.match(token.text) and _NOTICE_WORDS.search(token.text[:120]):
        bare_cost -= 1.8
    return Evidence(bare=bare_cost)


def _weigh_heading(tokens: Sequence[Token], plain: Sequence[str], index: int) -> Evidence:
    token = tokens[index]
    words = _pairs(token.text)
    above_text = "".join([*_texts_above(tokens, plain, index)][::-1])
    below_text = "".join(_texts_below(tokens, plain, index))
    above = _share(words, above_text)
    below = _share(words, below_text)
    near = _share(words, below_text[:_NEAR])
    signed = _is_signed_below(tokens, index)
    dashed = bool(_DASHED.match(token.text))
    notice = bool(_NOTICE.search(token.text))
    opens = 0.9 + 2.2 * max(0.0, above - below) - 0.8 * below
    opens += 0.0 if signed else 0.3 if notice else 0.6 if _is_signed_at_end(tokens, index) else 1.2
    opens += 4.0 if dashed else 0.0
    opens += 1.0 if _NUMBERED.match(token.text) else 0.0
    follows = 1.0 + 2.2 * max(0.0, below - above) - 0.8 * above + (3.0 if dashed else 0.0)
    return Evidence(
        opens=opens,
        follows=follows,
        merges=_merge(tokens, index),
        subhead=_subhead(tokens, index, near, signed)
        + (_change_of_subject(above_text, below_text) if _stands_within(tokens, index) else 0.0),
        merges_subhead=_merge(tokens, index) + 0.5,
    )


def _change_of_subject(above: str, below: str) -> float:
    """What it costs to take the texts above and below a heading for one article: they share too few words.

    After Hearst's TextTiling (1997). Of a hundred places inside articles, 98 have texts above and below that
    share 0.07 of their pairs of characters or more; of two articles, the half share less than 0.025.
    """
    if min(len(above), len(below)) < _LEAST_COMPARED:
        return 0.0
    last, first = _pairs_of(above[-_COMPARED:]), _pairs_of(below[:_COMPARED])
    shared = max(
        _overlap(last, first),
        _overlap(_pairs_of(above[-_COMPARED // 3 :]), first),
        _overlap(last, _pairs_of(below[: _COMPARED // 3])),
    )
    return _OTHER_SUBJECT * max(0.0, 1 - shared / _SAME_SUBJECT)


def _overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    return len(mine & other) / max(1, min(len(mine), len(other)))


def _stands_within(tokens: Sequence[Token], index: int) -> bool:
    """Whether a heading stands between two paragraphs, where it may be a subhead."""
    below = next((each for each in tokens[index + 1 : index + 5] if each.sort is not Sort.HEADING), None)
    above = next(
        (each for each in tokens[max(0, index - 4) : index][::-1] if each.sort is not Sort.HEADING), None
    )
    return all(each is not None and each.sort is Sort.PARAGRAPH for each in (above, below))


def _subhead(tokens: Sequence[Token], index: int, near: float, signed: bool) -> float:
    token = tokens[index]
    cost = 1.5 - 1.2 * near + 0.06 * max(0, len(token.text) - 14)
    below = next((each for each in tokens[index + 1 : index + 5] if each.sort is not Sort.HEADING), None)
    if below is None or below.sort is not Sort.PARAGRAPH:
        return cost + 6.0
    if _NUMBERED.match(token.text):
        cost -= 0.6
    if token.text.endswith("——") or _DASHED.match(token.text):
        cost += 2.0
    return cost + (0.5 if below.lede and signed else 0.0)


def _merge(tokens: Sequence[Token], index: int) -> float:
    """The cost of taking the heading as one with the heading above."""
    token = tokens[index]
    above = tokens[index - 1] if index else None
    if above is None or above.sort is not Sort.HEADING:
        return 8.0
    dashed = bool(_DASHED.match(token.text))
    if _DASHED.match(above.text) and not dashed:
        return 3.0
    cost = 0.1 if token.gap == 0 else 0.4 if token.gap == 1 else 2.6
    if token.numbers[0] - above.numbers[-1] - 1 > token.gap:
        cost = 3.0  # something that stands apart is printed between them
    if token.text.endswith("——") and not above.text.endswith("——"):
        return cost + 2.5
    if dashed or above.text.endswith("——"):
        return min(cost, 0.2)
    return cost + (0.8 if token.bold != above.bold else 0.0)


def _is_signed_below(tokens: Sequence[Token], index: int) -> bool:
    """Whether a byline, a lede or a continuation mark comes right below the headline."""
    for token in tokens[index + 1 : index + 7]:
        if token.sort is Sort.HEADING:
            continue
        return (
            token.sort in (Sort.BYLINE, Sort.FROM)
            or token.lede is not None
            or (token.sort is Sort.PARAGRAPH and is_salutation(token.text))
        )
    return False


def _is_signed_at_end(tokens: Sequence[Token], index: int) -> bool:
    """Whether the text below a heading ends with a byline in brackets before the next heading."""
    for token in tokens[index + 1 : index + 30]:
        if token.ending is not None:
            return True
        if token.sort is not Sort.PARAGRAPH:
            return False
    return False


def _texts_above(tokens: Sequence[Token], plain: Sequence[str], index: int) -> Iterator[str]:
    left = _WINDOW
    for at in range(index - 1, max(-1, index - 40), -1):
        token = tokens[at]
        if token.sort is Sort.PARAGRAPH:
            yield plain[at][-left:]
            left -= len(plain[at])
            if token.lede:
                return
        elif token.sort in (Sort.BYLINE, Sort.FROM) and left < _WINDOW:
            return
        if left <= 0:
            return


def _texts_below(tokens: Sequence[Token], plain: Sequence[str], index: int) -> Iterator[str]:
    left = _WINDOW
    for at in range(index + 1, min(len(tokens), index + 40)):
        token = tokens[at]
        if token.sort is Sort.PARAGRAPH:
            if token.lede and left < _WINDOW:
                return
            yield plain[at][:left]
            left -= len(plain[at])
        elif token.sort in (Sort.BYLINE, Sort.FROM, Sort.TO) and left < _WINDOW:
            return
        if left <= 0:
            return


def _pairs(text: str) -> frozenset[str]:
    return _pairs_of(bare(text))


def _pairs_of(plain: str) -> frozenset[str]:
    return frozenset(map(add, plain, plain[1:]))


def _share(pairs: frozenset[str], plain: str) -> float:
    """How much of a heading's pairs of characters stand in a bare text."""
    if not pairs or not plain:
        return 0.0
    return sum(pair in plain for pair in pairs) / len(pairs)
