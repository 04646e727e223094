"""What spoke for and against the reading of every line of a page dump, for those who ask."""

from __future__ import annotations

from collections.abc import Mapping

from bot.reading.cutting import Read, read
from bot.reading.evidence import NEVER
from bot.reading.page import columns_of
from bot.reading.weights import load_weights

_MOST = 6
"""Signs that are named."""


def reasons_of(text: str) -> dict[int, str]:
    """The reading of each heading, paragraph and byline by the number of its first line: by how much the next
    best one is worse, and the signs that weighed most for it (+) and against it (-). Where costs are set by
    hand, those of its readings are named, the least first."""
    return {each.token.numbers[0]: _said(each) for each in read(columns_of(text))}


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
