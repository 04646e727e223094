"""A page cut into articles: of all ways to read its tokens as a row of articles, the cheapest.

Headlines stand before or after their bodies, also both on one page, and a heading between two paragraphs may
be the headline of the article above, that of the one below, or a subhead. No rule can tell from the heading
alone, so every reading is given a cost and the row of articles with the least total is taken (Viterbi,
1967): one pass, a handful of states, linear in the length of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from bot.reading.evidence import Evidence, gather
from bot.reading.tokens import Sort, Token

# States, after a token has been read.
_START = "start"  # between articles: the last one is whole
_HEAD = "head"  # in a headline that stands before its body
_HEAD_BYLINE = "head+byline"
_BYLINE = "byline"  # a byline without a headline above
_SUBHEAD = "subhead"  # in a subhead
_BODY = "body"
_FROM = "from"  # after 上接
_ENDED = "ended"  # the body is whole, its headline may follow
_AFTER = "after"  # in a headline that stands after its body


class _State(NamedTuple):
    """Where a reading stands: the place, and what the open article has already."""

    place: str
    headed: bool = False
    signed: bool = False
    fragment: bool = False


@dataclass(slots=True)
class Cut:
    """An article as its tokens, by what each is in it."""

    head: list[Token] = field(default_factory=list)
    body: list[Token] = field(default_factory=list)
    """Paragraphs and subheads, in order."""
    bylines: list[Token] = field(default_factory=list)
    signature: list[Token] = field(default_factory=list)
    mark_from: Token | None = None
    mark_to: Token | None = None
    after: bool = False
    """Whether the headline stands after the body."""
    margin: float = inf
    """By how much the next best cut is dearer."""

    @property
    def confidence(self) -> float:
        """The margin on a scale from 0 to 1, with 0.5 where it is NARROW."""
        return 1.0 if self.margin == inf else round(self.margin / (self.margin + NARROW), 2)

    @property
    def uncertain(self) -> bool:
        """Whether another cut was nearly as good."""
        return self.margin < NARROW


class _Step(NamedTuple):
    """One reading of a token: what it does to the state, and what that costs."""

    state: _State
    cost: float
    opens: bool = False


_Moves = dict[_State, list[_Step]]
"""What a token may be, by the state that it is met in."""

MISSING_HEADLINE = 2.6
LONE_HEADLINE = 4.5
NARROW = 0.25
"""A reading that is cheaper by less than this is no sure one."""

_MANY = 5_000
"""Tokens; a page has a few hundred. What has more is no page, and nothing of it is sure."""


def cut(tokens: Sequence[Token]) -> list[Cut]:
    """Cut the tokens of a page, captions, boxes and noise left out, into articles in the order of the
    page."""
    if not tokens:
        return []
    evidence = gather(tokens)
    beams: list[dict[_State, float]] = [{_State(_START): 0.0}]
    moves: list[_Moves] = []
    trail: list[dict[_State, tuple[_State, bool]]] = []
    for token, seen in zip(tokens, evidence, strict=True):
        grown: dict[_State, float] = {}
        origin: dict[_State, tuple[_State, bool]] = {}
        moves.append({state: _steps(state, token, seen) for state in beams[-1]})
        for state, cost in beams[-1].items():
            for step in moves[-1][state]:
                total = cost + step.cost
                if total < grown.get(step.state, inf):
                    grown[step.state] = total
                    origin[step.state] = (state, step.opens)
        beams.append(grown)
        trail.append(origin)
    last = min(beams[-1], key=lambda state: beams[-1][state] + _closing(state))
    path = _path(trail, last)
    return _rebuild(tokens, path, _margins(tokens, moves, beams, path))


def _path(trail: Sequence[dict[_State, tuple[_State, bool]]], state: _State) -> list[tuple[_State, bool]]:
    """The states after each token, and whether the token opened an article."""
    path: list[tuple[_State, bool]] = []
    for origin in reversed(trail):
        above, opens = origin[state]
        path.append((state, opens))
        state = above
    return path[::-1]


def _margins(
    tokens: Sequence[Token],
    moves: Sequence[_Moves],
    beams: Sequence[dict[_State, float]],
    path: Sequence[tuple[_State, bool]],
) -> list[float]:
    """By how much every other reading of a heading, or of a token that opens an article, is dearer.

    The cost of the rest of the page after each state, found from the end backwards, gives the cost of the
    best reading of the page in which one token is read otherwise (min-marginals).
    """
    if len(tokens) > _MANY:
        return [0.0] * len(tokens)
    margins = [inf] * len(tokens)
    rest = {state: _closing(state) for state in beams[-1]}
    for index in range(len(tokens) - 1, -1, -1):
        state, opens = path[index]
        if opens or tokens[index].sort is Sort.HEADING:
            best = _by_reading(beams[index], moves[index], rest)
            chosen = best.pop((opens, state.place), inf)
            margins[index] = max(0.0, min(best.values(), default=inf) - chosen)
        rest = {
            state: min(step.cost + rest.get(step.state, inf) for step in steps)
            for state, steps in moves[index].items()
        }
    return margins


def _by_reading(
    beam: dict[_State, float], moves: _Moves, rest: dict[_State, float]
) -> dict[tuple[bool, str], float]:
    """The cost of the whole page by how one token is read."""
    best: dict[tuple[bool, str], float] = {}
    for state, cost in beam.items():
        for step in moves[state]:
            reading = (step.opens, step.state.place)
            total = cost + step.cost + rest.get(step.state, inf)
            best[reading] = min(best.get(reading, inf), total)
    return best


def _rebuild(
    tokens: Sequence[Token], path: Sequence[tuple[_State, bool]], margins: Sequence[float]
) -> list[Cut]:
    cuts: list[Cut] = []
    for token, (state, opens), margin in zip(tokens, path, margins, strict=True):
        if opens or not cuts:
            cuts.append(Cut())
        _place(cuts[-1], token, state)
        cuts[-1].margin = min(cuts[-1].margin, margin)
    return cuts


def _place(article: Cut, token: Token, state: _State) -> None:
    if token.sort is Sort.HEADING:
        if state.place == _SUBHEAD:
            article.body.append(token)
        else:
            article.head.append(token)
            article.after = state.place == _AFTER
    elif token.sort is Sort.PARAGRAPH:
        article.body.append(token)
    elif token.sort is Sort.BYLINE:
        article.bylines.append(token)
    elif token.sort is Sort.FROM:
        article.mark_from = token
    elif token.sort is Sort.TO:
        article.mark_to = token
    elif token.sort is Sort.SIGNATURE:
        article.signature.append(token)


def _closing(state: _State) -> float:
    """What it costs that the open article ends here."""
    place, headed, _, fragment = state
    if place in (_START, _AFTER):
        return 0.0
    if place in (_HEAD, _HEAD_BYLINE, _BYLINE, _FROM):
        return LONE_HEADLINE
    missing = 0.0 if headed or fragment else MISSING_HEADLINE
    return missing + (0.6 if place == _SUBHEAD else 0.0)


def _steps(state: _State, token: Token, seen: Evidence) -> list[_Step]:
    if token.sort is Sort.HEADING:
        return _heading_steps(state, seen)
    if token.sort is Sort.PARAGRAPH:
        return _paragraph_steps(state, seen)
    if token.sort is Sort.BYLINE:
        return _byline_steps(state, seen)
    if token.sort is Sort.FROM:
        return _from_steps(state)
    return _end_steps(state, token)


def _heading_steps(state: _State, seen: Evidence) -> list[_Step]:
    place, headed, signed, fragment = state
    steps = [_Step(_State(_HEAD, True), _closing(state) + seen.opens, opens=True)]
    if place == _HEAD:
        steps.append(_Step(state, seen.merges))
        steps.append(_Step(_State(_SUBHEAD, True, signed, fragment), seen.subhead + 0.4))
    elif place in (_HEAD_BYLINE, _BYLINE, _FROM):
        steps.append(_Step(_State(_SUBHEAD, headed, signed, fragment), seen.subhead))
    elif place == _SUBHEAD:
        steps.append(_Step(state, seen.merges_subhead))
    elif place in (_BODY, _ENDED):
        if place == _BODY:
            steps.append(_Step(_State(_SUBHEAD, headed, signed, fragment), seen.subhead + seen.leap))
        if not headed:
            steps.append(
                _Step(_State(_AFTER, True, signed, fragment), seen.follows + (1.2 if fragment else 0.0))
            )
    elif place == _AFTER:
        steps.append(_Step(state, seen.merges))
    return steps


def _paragraph_steps(state: _State, seen: Evidence) -> list[_Step]:
    place, headed, signed, fragment = state
    then = _ENDED if seen.ends else _BODY
    bare = seen.bare * (0.5 if place == _ENDED else 1.0)
    steps = [_Step(_State(then, False, seen.lede or seen.ends), _closing(state) + bare, opens=True)]
    named = signed or seen.lede or seen.ends
    if place in (_HEAD, _HEAD_BYLINE, _BYLINE, _SUBHEAD, _FROM):
        cost = (seen.first if place == _HEAD else 0.0) + (2.0 if signed and seen.lede else 0.0)
        steps.append(_Step(_State(then, headed, named, fragment), cost))
    elif place in (_BODY, _ENDED):
        steps.append(
            _Step(_State(then, headed, named, fragment), seen.again + (2.0 if place == _ENDED else 0.0))
        )
    return steps


def _byline_steps(state: _State, seen: Evidence) -> list[_Step]:
    place, headed, signed, fragment = state
    steps = [_Step(_State(_BYLINE, False, True), _closing(state), opens=True)]
    if place == _HEAD:
        steps.append(_Step(_State(_HEAD_BYLINE, True, True), 0.0))
    elif place in (_HEAD_BYLINE, _BYLINE):
        steps.append(_Step(state, 0.8))
    elif place == _BODY:
        steps.append(
            _Step(_State(_ENDED, headed, True, fragment), 0.4 + (1.8 if signed else 0.0) + seen.bare)
        )
    elif place == _AFTER and not signed:
        steps.append(_Step(_State(_ENDED, True, True), 1.0))
    return steps


def _from_steps(state: _State) -> list[_Step]:
    steps = [_Step(_State(_FROM, False, False, True), _closing(state), opens=True)]
    if state.place in (_HEAD, _HEAD_BYLINE, _BYLINE):
        steps.append(_Step(_State(_FROM, state.headed, state.signed, True), 0.0))
    return steps


def _end_steps(state: _State, token: Token) -> list[_Step]:
    """The signature of a notice, which has no byline, or the mark that the story goes on elsewhere."""
    place, headed, signed, fragment = state
    if place in (_BODY, _ENDED, _SUBHEAD, _BYLINE, _HEAD_BYLINE):
        cost = 2.5 if token.sort is Sort.SIGNATURE and signed and token.byline is None else 0.0
        return [_Step(_State(_ENDED, headed, signed, fragment), cost)]
    return [_Step(_State(_ENDED, headed, signed, fragment), 2.0, opens=place == _START)]
