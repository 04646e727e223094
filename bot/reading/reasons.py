"""What spoke for and against the reading of every line of a page dump, and against its articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.reading.confidence import load
from bot.reading.cutting import Read, articles_of, read, signs_of_page
from bot.reading.evidence import NEVER
from bot.reading.page import columns_of
from bot.reading.weights import load_weights

_MOST = 6
"""Signs that are named."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What spoke for and against, by the number of the line that it is told of."""

    lines: Mapping[int, str]
    """By the first line of each heading, paragraph and byline its reading, by how much the next best one is
    worse, and the signs that weighed most for it (+) and against it (-). Where costs are set by hand, those
    of its readings, the least first."""
    articles: Mapping[int, str]
    """By the first line of each article the signs that weighed most against its being right; none where
    costs are set by hand."""


def reasons_of(text: str) -> Reasons:
    """The reasons of a page dump."""
    readings = read(columns_of(text))
    lines = {each.token.numbers[0]: _said(each) for each in readings}
    if not any(each.seen.features for each in readings):
        return Reasons(lines, {})
    articles = articles_of(readings)
    against = {
        article[0].token.numbers[0]: _against(signs)
        for article, signs in zip(articles, signs_of_page(articles), strict=True)
    }
    return Reasons(lines, against)


def _against(signs: Sequence[str]) -> str:
    weights = load()
    pairs = sorted((weights.get(sign, 0.0), sign) for sign in signs)
    return ", ".join(f"{weight:+.1f} {sign}" for weight, sign in pairs[:_MOST] if weight < 0)


def _said(each: Read) -> str:
    signs = _signs(each) if each.seen.features else _costs(each)
    return f"{each.reading} ({each.margin:.1f}): {', '.join(signs)}"


def _costs(each: Read) -> list[str]:
    possible = [(cost, reading) for reading, cost in each.costs.items() if 0 < cost < NEVER]
    return [f"{reading} costs {cost:.1f}" for cost, reading in sorted(possible)[:_MOST]]


def _signs(each: Read) -> list[str]:
    weights = load_weights()
    pairs = [(-_weight(weights.features, feature, each.reading), feature) for feature in each.seen.features]
    pairs.sort(key=lambda pair: -abs(pair[0]))
    return [f"{weight:+.1f} {feature}" for weight, feature in pairs if weight][:_MOST]


def _weight(features: Mapping[str, Mapping[str, float]], feature: str, reading: str) -> float:
    """What a feature costs a reading, against what it costs readings by and large."""
    costs = features.get(feature, {})
    return costs.get(reading, 0.0) - sum(costs.values()) / max(1, len(costs))
