"""What speaks for and against each reading of a token where headings stand apart, as costs that are set by
hand.

Of columns with headings between blank lines there are too few pages with a known truth to fit costs to. A
headline shares words with its own story. It stands over a byline or a lede more often than not; a subhead
is short, stands between paragraphs, and its words come in the paragraph below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.grammar import Reading
from bot.reading.habits import is_long
from bot.reading.heading_signs import DASHED, NOTICE, NUMBERED, opens_notice
from bot.reading.letters import is_salutation
from bot.reading.surroundings import bare_texts, is_signed_at_end, is_signed_below, text_above, text_below
from bot.reading.tokens import Sort, Token
from bot.reading.wording import LEAST_COMPARED, NEAR, in_common, pairs_of, share
from bot.text.characters import bare

_SAME_SUBJECT = 0.055
_OTHER_SUBJECT = 3.0
"""The share of pairs of characters from which two texts are on one subject, and what it costs to take those
that have none in common for one article."""


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
    texts = [token for token in tokens if is_long(token)]
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
    plain = bare_texts(tokens)
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
    if opens_notice(token.text):
        bare_cost -= 1.8
    return Evidence(bare=bare_cost)


def _weigh_heading(tokens: Sequence[Token], plain: Sequence[str], index: int) -> Evidence:
    token = tokens[index]
    words = pairs_of(bare(token.text))
    above_text, below_text = text_above(tokens, plain, index), text_below(tokens, plain, index)
    above = share(words, above_text)
    below = share(words, below_text)
    near = share(words, below_text[:NEAR])
    signed = is_signed_below(tokens, index)
    dashed = bool(DASHED.match(token.text))
    notice = bool(NOTICE.search(token.text))
    opens = 0.9 + 2.2 * max(0.0, above - below) - 0.8 * below
    opens += 0.0 if signed else 0.3 if notice else 0.6 if is_signed_at_end(tokens, index) else 1.2
    opens += 4.0 if dashed else 0.0
    opens += 1.0 if NUMBERED.match(token.text) else 0.0
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
    """What it costs to take the texts above and below a heading for one article: they share too few words."""
    if min(len(above), len(below)) < LEAST_COMPARED:
        return 0.0
    return _OTHER_SUBJECT * max(0.0, 1 - in_common(above, below) / _SAME_SUBJECT)


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
    if NUMBERED.match(token.text):
        cost -= 0.6
    if token.text.endswith("——") or DASHED.match(token.text):
        cost += 2.0
    return cost + (0.5 if below.lede and signed else 0.0)


def _merge(tokens: Sequence[Token], index: int) -> float:
    """The cost of taking the heading as one with the heading above."""
    token = tokens[index]
    above = tokens[index - 1] if index else None
    if above is None or above.sort is not Sort.HEADING:
        return 8.0
    dashed = bool(DASHED.match(token.text))
    if DASHED.match(above.text) and not dashed:
        return 3.0
    cost = 0.1 if token.gap == 0 else 0.4 if token.gap == 1 else 2.6
    if token.numbers[0] - above.numbers[-1] - 1 > token.gap:
        cost = 3.0  # something that stands apart is printed between them
    if token.text.endswith("——") and not above.text.endswith("——"):
        return cost + 2.5
    if dashed or above.text.endswith("——"):
        return min(cost, 0.2)
    return cost + (0.8 if token.bold != above.bold else 0.0)
