"""A page cut into articles: of all ways to read its tokens as a row of articles, the likeliest.

No rule can tell from a heading alone whether it is a headline, and whose, or a subhead. So every reading of
every token has a cost, by what is seen of it (`features`) and by what it follows (`grammar`), and the row of
articles with the least total is taken (Viterbi, 1967): one pass, a handful of states, linear in the length of
the page. The costs are those of a linear-chain conditional random field (Lafferty et al., 2001).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from statistics import median

from bot.reading.captions import is_label
from bot.reading.confidence import SURE, Around, headline_of, probability, signs_of
from bot.reading.evidence import costs_by_hand, is_set_apart
from bot.reading.features import Seen, kinds_of, observe
from bot.reading.grammar import Place, Reading, State
from bot.reading.tokens import Sort, Token
from bot.reading.weights import BY_HAND, Move, Weights, load_weights

NARROW = 0.25
"""A reading whose costs were set by hand and that is cheaper by less than this is no sure one."""

_HOPELESS = 18.0
"""A reading of the page so far that is dearer by this is not followed."""

_MANY = 5_000
"""Tokens; a page has a few hundred. What has more is no page, and nothing of it is sure."""

_Beam = dict[State, float]
_Moves = dict[State, tuple[Move, ...]]
"""What a token may be, by the state that it is met in."""


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
    pictures: bool = False
    """Whether it is a block of pictures, whose captions stand for themselves."""
    labels: list[Token] = field(default_factory=list)
    """What says that the next caption is one, such as 图片新闻 over a block of pictures."""
    confidence: float = 1.0
    """How likely it is cut right."""
    uncertain: bool = False
    """Whether an editor should look at the cut."""


@dataclass(frozen=True, slots=True)
class Read:
    """A token with its reading on the likeliest path, and by how much every other one is dearer."""

    token: Token
    seen: Seen
    costs: Mapping[str, float]
    """What each of its readings costs by what is seen of it."""
    state: State
    reading: str
    opens: bool
    margin: float


def cut(tokens: Sequence[Token]) -> list[Cut]:
    """Cut the tokens of a page, captions, boxes and noise left out, into articles in the order of the
    page."""
    return cuts_of(read(tokens)) if tokens else []


def read(tokens: Sequence[Token], weights: Weights | None = None) -> list[Read]:
    """The likeliest reading of each token of a page."""
    if is_set_apart(tokens):
        weights, seen = BY_HAND, kinds_of(tokens)
        costs: Sequence[Mapping[str, float]] = costs_by_hand(tokens)
    else:
        weights, seen = weights or load_weights(), observe(tokens)
        costs = [weights.of(each) for each in seen]
    beams: list[_Beam] = [{State(Place.START): 0.0}]
    moves: list[_Moves] = []
    trail: list[dict[State, tuple[State, str, bool]]] = []
    for each, cost in zip(seen, costs, strict=True):
        moves.append({state: weights.moves(state, each.kind) for state in beams[-1]})
        beam, origin = _advance(beams[-1], moves[-1], cost)
        beams.append(beam)
        trail.append(origin)
    last = min(beams[-1], key=lambda state: beams[-1][state] + weights.closing(state))
    path = _path(trail, last)
    rest = {state: weights.closing(state) for state in beams[-1]}
    margins = _margins(costs, moves, beams, path, rest)
    return [
        Read(token, each, cost, state, reading, opens, margin)
        for token, each, cost, (state, reading, opens), margin in zip(
            tokens, seen, costs, path, margins, strict=True
        )
    ]


def _advance(
    beam: _Beam, moves: _Moves, costs: Mapping[str, float]
) -> tuple[_Beam, dict[State, tuple[State, str, bool]]]:
    grown: _Beam = {}
    origin: dict[State, tuple[State, str, bool]] = {}
    for state, so_far in beam.items():
        for after, reading, cost, opens in moves[state]:
            total = so_far + cost + costs[reading]
            if total < grown.get(after, inf):
                grown[after] = total
                origin[after] = (state, reading, opens)
    least = min(grown.values()) + _HOPELESS
    return {state: cost for state, cost in grown.items() if cost <= least}, origin


def _path(
    trail: Sequence[Mapping[State, tuple[State, str, bool]]], state: State
) -> list[tuple[State, str, bool]]:
    """The state after each token, its reading, and whether the token opened an article."""
    path: list[tuple[State, str, bool]] = []
    for origin in reversed(trail):
        above, reading, opens = origin[state]
        path.append((state, reading, opens))
        state = above
    return path[::-1]


def _margins(
    costs: Sequence[Mapping[str, float]],
    moves: Sequence[_Moves],
    beams: Sequence[_Beam],
    path: Sequence[tuple[State, str, bool]],
    rest: _Beam,
) -> list[float]:
    """By how much every other reading of a token is dearer.

    The cost of the rest of the page after each state, found from the end backwards, gives the cost of the
    best reading of the page in which one token is read otherwise (min-marginals).
    """
    if len(path) > _MANY:
        return [0.0] * len(path)
    margins = [inf] * len(path)
    for index in range(len(path) - 1, -1, -1):
        chosen = path[index][1]
        best, other = inf, inf
        before: _Beam = {}
        for state, so_far in beams[index].items():
            least = inf
            for after, reading, cost, _ in moves[index][state]:
                ahead = rest.get(after)
                if ahead is None:
                    continue
                ahead += cost + costs[index][reading]
                least = min(least, ahead)
                if reading == chosen:
                    best = min(best, so_far + ahead)
                else:
                    other = min(other, so_far + ahead)
            before[state] = least
        margins[index] = max(0.0, other - best)
        rest = before
    return margins


def cuts_of(readings: Sequence[Read]) -> list[Cut]:
    """The articles of a page whose tokens are read."""
    articles = articles_of(readings)
    if is_set_apart([each.token for each in readings]):
        return [_with_margin(_cut_of(article), article) for article in articles]
    found = []
    for article, signs in zip(articles, signs_of_page(articles), strict=True):
        likely = round(probability(signs), 2)
        found.append(replace(_cut_of(article), confidence=likely, uncertain=likely < SURE))
    return found


def _with_margin(cut: Cut, article: Sequence[Read]) -> Cut:
    """Of costs set by hand, what is known is by how much the next best cut is dearer."""
    told = [each.margin for each in article if each.opens or each.token.sort is Sort.HEADING]
    margin = min(told, default=inf)
    confidence = 1.0 if margin == inf else round(margin / (margin + NARROW), 2)
    return replace(cut, confidence=confidence, uncertain=margin < NARROW)


def articles_of(readings: Sequence[Read]) -> list[list[Read]]:
    """The tokens of each article."""
    articles: list[list[Read]] = []
    for each in readings:
        if each.opens or not articles:
            articles.append([])
        articles[-1].append(each)
    return articles


def signs_of_page(articles: Sequence[Sequence[Read]]) -> list[tuple[str, ...]]:
    """What speaks for and against each article of a page."""
    middle = median(min(article[0].margin, _HOPELESS) for article in articles) if articles else inf
    below = [*(article[0] for article in articles[1:]), None]
    headlines = Counter(map(headline_of, articles))
    set_apart = is_set_apart([each.token for article in articles for each in article])
    return [
        signs_of(article, Around(after, middle, headlines, set_apart))
        for article, after in zip(articles, below, strict=True)
    ]


def _cut_of(article: Sequence[Read]) -> Cut:
    cut = Cut(pictures=article[0].reading == Reading.PICTURES)
    for each in article:
        _place(cut, each)
    return cut


def _set_caption(article: Cut, token: Token) -> None:
    """Make a token a caption, headed by the label above it; or the label of the caption below it."""
    if is_label(token.text):
        article.labels.append(token)
        return
    token.sort = Sort.CAPTION
    token.headings += [label.text for label in article.labels]
    token.heading_numbers += [number for label in article.labels for number in label.numbers]
    article.labels = []


def _place(article: Cut, read: Read) -> None:
    token, reading = read.token, read.reading
    if reading == Reading.PICTURES:
        article.labels.append(token)
    elif reading in (Reading.HEADLINE, Reading.HEADLINE_MORE, Reading.AFTER):
        article.head.append(token)
        article.after = read.state.place is Place.AFTER
    elif reading in (Reading.SUBHEAD, Reading.SUBHEAD_MORE):
        token.sort = Sort.HEADING
        article.body.append(token)
    elif reading in (Reading.BODY, Reading.BARE):
        token.sort = Sort.PARAGRAPH
        article.body.append(token)
    elif reading == Reading.CAPTION:
        _set_caption(article, token)
    elif reading in (Reading.BYLINE, Reading.BYLINE_OPENS, Reading.BYLINE_ENDS):
        article.bylines.append(token)
    elif token.sort is Sort.FROM:
        article.mark_from = token
    elif token.sort is Sort.TO:
        article.mark_to = token
    elif token.sort is Sort.SIGNATURE:
        article.signature.append(token)
