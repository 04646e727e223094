"""How sure it is that an article is whole, holds nothing foreign and has its own headline.

What speaks for and against it are signs with names; what each weighs is fitted (`confidence.tsv`) to pages of
which the truth is known, by `tests/bench/fit_cutting.py`, so that the sum is a probability.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf
from pathlib import Path
from typing import TYPE_CHECKING

from bot.reading.credits import read_credit
from bot.reading.features import Seen
from bot.reading.grammar import Reading
from bot.reading.joining import ends_anyhow
from bot.reading.signers import how_signed
from bot.reading.tokens import Sort
from bot.reading.wording import pairs_of, share_of_words
from bot.text.characters import bare

if TYPE_CHECKING:
    from bot.reading.cutting import Read

SURE = 0.96
"""The probability from which an article needs no second look: of those above it, 4 in 100 are wrong on pages
that the weights do not know."""

_FILE = Path(__file__).with_name("confidence.tsv")
_SIZES = (70, 150, 300, 700, 1500, 3000)
"""Characters of a text."""

_OF_HEADLINE = (
    "length",
    "ends",
    "unsigned",
    "signed",
    "no page",
    "words below",
    "other subject",
    "below",
    "flush",
)
"""What is seen of the last line of a headline that counts."""

_OPENING = 120
"""Characters of a paragraph that are compared with the rest of its article."""

_HEADLINES = (4, 7, 12, 20, 28, 36, 50)
"""Characters of a headline."""

_PICTURE = re.compile(r"^图片|[（(](?:图片|附图).{0,6}[）)]$")
_LIKENESS = (0.04, 0.08, 0.12, 0.18, 0.26)
_WIDE = ("gap wider", "gap widest")
_STEPS = (0.5, 1.0, 1.6, 2.4, 3.4, 5.0)
"""Margins, in the unit of the weights of readings, between which signs are told apart."""

_HEADS = (Reading.HEADLINE, Reading.HEADLINE_MORE, Reading.AFTER)
_SUBHEADS = (Reading.SUBHEAD, Reading.SUBHEAD_MORE)


@dataclass(frozen=True, slots=True)
class Around:
    """What is around an article."""

    below: Read | None
    """The token that opens the next one."""
    margin: float
    """The middle margin of the openings of its page."""
    headlines: Mapping[str, int]
    """How often each headline stands on its page."""
    set_apart: bool
    """Whether headings stand apart on the page, so that its costs are set by hand."""


def headline_of(article: Sequence[Read]) -> str:
    """What is printed as headline of an article."""
    return "".join(each.token.text for each in article if each.reading in _HEADS)


def signs_of(article: Sequence[Read], around: Around) -> tuple[str, ...]:
    """What speaks for and against an article, by its tokens as they are read and by what is around it."""
    below, page = around.below, around.margin
    heads = [each for each in article if each.reading in _HEADS]
    body = [each for each in article if each.reading in (Reading.BODY, Reading.BARE)]
    text = "".join(each.token.text for each in body)
    found = [
        f"least {_step(min(each.margin for each in article))}",
        f"opening {_step(article[0].margin)}",
        f"next opening {_step(below.margin if below else inf)}",
        f"opened by {article[0].reading}",
        f"page {_step(page)}",
        "set apart" if around.set_apart else "fitted",
        f"headline lines {min(len(heads), 3)}",
        f"paragraphs {min(len(body), 4)}",
        f"headings read as text {min(2, sum(each.seen.kind.heading for each in body))}",
        f"dispatches {min(2, sum(each.seen.kind.lede for each in body[1:]))}",
    ]
    found += _gaps(article, below)
    found += _aliens(heads, body)
    if any(each.seen.kind.ends for each in body[:-1]):
        found.append("names within")
    if heads:
        found += _of_headline(headline_of(article), text, around.headlines)
        if signed := how_signed(heads[-1].token.text):
            found.append(f"headline with {signed}")
        found.append(f"least of headline {_step(min(each.margin for each in heads))}")
        share = share_of_words("".join(each.token.text for each in heads), text)
        found.append(f"headline told {min(4, int(5 * share))}")
    subheads = [each.margin for each in article if each.reading in _SUBHEADS]
    if subheads:
        found += [f"least of subheads {_step(min(subheads))}", f"subheads {min(4, len(subheads))}"]
    if body:
        found.append(f"least of text {_step(min(each.margin for each in body))}")
        if not ends_anyhow(body[-1].token.text):
            found.append("open end")
    found.append(f"length {next((step for step in _SIZES if len(text) < step), 'long')}")
    if body and read_credit(body[-1].token.text):
        found.append("credit last")
    if heads:
        features = heads[-1].seen.features
        found += [f"headline {name}" for name in features if name.startswith(_OF_HEADLINE)]
    if _is_signed([each.seen for each in article], article):
        found.append("signed")
    if any(each.reading == Reading.CAPTION for each in article):
        found.append("captions")
    return tuple(found)


def _of_headline(headline: str, text: str, headlines: Mapping[str, int]) -> Iterator[str]:
    if len(headlines) > 1 and bare(headline) in bare(text):
        yield "headline stands in text"
    if headlines.get(headline, 0) > 1:
        yield "headline of several"
    if _PICTURE.search(headline):
        yield "headline of a picture"
    yield f"headline size {next((size for size in _HEADLINES if len(headline) < size), 'long')}"


def _gaps(article: Sequence[Read], below: Read | None) -> Iterator[str]:
    """The white space over the article, under it and within it, against the habit of the page."""
    gap = next((name for name in article[0].seen.features if name.startswith("gap ")), "")
    under = next((name for name in below.seen.features if name.startswith("gap ")), "") if below else "end"
    yield f"over it {gap}"
    yield f"under it {under}"
    if any(
        name in _WIDE for each in article[1:] if each.reading == Reading.BODY for name in each.seen.features
    ):
        yield "wide gap within"


def _aliens(heads: Sequence[Read], body: Sequence[Read]) -> Iterator[str]:
    """How few words any paragraph shares with the rest of its article."""
    texts = [bare(each.token.text[:_OPENING]) for each in body if len(each.token.text) >= _OPENING // 2]
    if len(texts) < 2:
        yield "one paragraph"
        return
    pairs = [pairs_of(text) for text in texts]
    common = Counter(pair for each in pairs for pair in each)
    common.update(pairs_of(bare("".join(each.token.text for each in heads))))
    shares = [sum(common[pair] > 1 for pair in each) / max(1, len(each)) for each in pairs]
    yield f"least like the rest {next((step for step in _LIKENESS if min(shares) < step), 'much')}"
    yield f"last like the rest {next((step for step in _LIKENESS if shares[-1] < step), 'much')}"


def probability(signs: Sequence[str], weights: Mapping[str, float] | None = None) -> float:
    """How likely an article is right."""
    weights = load() if weights is None else weights
    total = weights.get("", 0.0) + sum(weights.get(sign, 0.0) for sign in signs)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def load() -> dict[str, float]:
    """The weights that the project ships; that of the empty name is for every article."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: float(weight) for name, weight in rows}


def _is_signed(seen: Sequence[Seen], article: Sequence[Read]) -> bool:
    return any(each.kind.lede or each.kind.ends for each in seen) or any(
        each.token.sort is Sort.BYLINE for each in article
    )


def _step(margin: float) -> str:
    return next((f"< {step}" for step in _STEPS if margin < step), "wide")
