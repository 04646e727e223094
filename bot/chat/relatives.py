"""The stored articles nearest to one: what followed, and the same event in other papers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bot.model import Entry
from bot.store.store import Store
from bot.text.words import rarity

MOST = 3

_FOREMOST = 4
"""Keywords that are looked for, each and in pairs: ten questions to the index, however much is stored."""

_HITS = 8
"""Entries that each question may bring."""

_FEWEST_SHARED = 3
_LEAST_SHARE = 0.45
"""An article that has fewer of the keywords, by number and by weight, has the place or trade in common and
no more."""

_FALL = 0.85
"""The weight of a keyword against the one before it: they come by how much they tell."""


def relatives(store: Store, entry: Entry) -> list[Entry]:
    """At most three published entries that tell of most of what this one tells, nearest first. Blocks."""
    keywords = entry.summary.keywords if entry.summary else ()
    weights = {keyword: rarity(keyword) * _FALL**place for place, keyword in enumerate(keywords)}
    found = {each.id: each for each in _candidates(store, keywords[:_FOREMOST]) if each.id != entry.id}
    near = {entry_id: _nearness(each, weights) for entry_id, each in found.items()}
    nearest = sorted(found, key=lambda entry_id: (-near[entry_id], -entry_id))
    return [found[entry_id] for entry_id in nearest if near[entry_id] >= _LEAST_SHARE][:MOST]


def _candidates(store: Store, keywords: Sequence[str]) -> list[Entry]:
    pairs = [f'"{one}" "{other}"' for one, other in combinations(keywords, 2)]
    questions = [*pairs, *(f'"{keyword}"' for keyword in keywords)]
    return [hit.entry for question in questions for hit in store.search(question, limit=_HITS).hits]


def _nearness(entry: Entry, weights: dict[str, float]) -> float:
    """The share of the keywords, by weight, that an entry has; 0 where they are too few."""
    text = f"{entry.headline}\n{entry.article.text}"
    shared = [weight for keyword, weight in weights.items() if keyword in text]
    return sum(shared) / sum(weights.values()) if len(shared) >= min(_FEWEST_SHARED, len(weights)) else 0.0
