"""Fit the table of `bot/summary/expectations.py`, and say how well they do on articles that they do not know.

    python tests/bench/fit_summary.py ARTICLES.jsonl

A line is an article: `{"text", "title", "reference", "source"}`. Where `source` ends with `-headline`, the
reference is the headline and the title is not looked at; else it is a summary by a person. Prints the figures
of five-fold cross-validation as `tests/bench/summary.py` has them, and the table fitted on all articles.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.summary import expectations
from bot.summary.engines.coverage import CoverageEngine
from bot.summary.expectations import FEATURES, observe
from bot.summary.pieces import Limits
from bot.summary.selection import select
from tests.bench.references import Pair, headline_recall, read_pairs, summary_f1

_FOLDS = 5
_SEEDS = 4
_PENALTY = 3.0
"""Of the squares of the weights (L2): ten times as much or as little changes the figures by 0.3."""

_OF_AN_ARTICLE = 100.0
"""What the units of one article count together: the long ones have no greater say."""

_ALSO_BY_TITLE = [
    FEATURES.index(name)
    for name in (
        "always",
        "log of its count",
        "log of its first sentence's number",
        "log of its first place / 10",
        "log of the text's length / 100",
    )
]
"""What tells something else where the title is known. All else is learnt from articles without titles too."""

_LIMITS = Limits(120, 3)
Table = tuple[float, ...]


def fit_words(pairs: Sequence[Pair]) -> Table:
    """The table for words, as it is for articles with a title."""
    rows, targets, weights = [], [], []
    for pair in pairs:
        seen = observe(pair.document, by_word=True)
        titled = float(bool(pair.document.title))
        for word, features in seen.items():
            rows.append([*features, *(titled * features[place] for place in _ALSO_BY_TITLE)])
            targets.append(word in pair.reference)
            weights.append(len(word) * _OF_AN_ARTICLE / len(seen))
    fitted = _regression(rows, targets, weights)
    table = fitted[: len(FEATURES)].copy()
    table[_ALSO_BY_TITLE] += fitted[len(FEATURES) :]
    return tuple(table)


def fit_characters(pairs: Sequence[Pair]) -> Table:
    """The table for characters, from articles whose title is not looked at."""
    rows, targets, weights = [], [], []
    for pair in pairs:
        if not pair.document.title:
            seen = observe(pair.document, by_word=False)
            rows += list(seen.values())
            targets += [unit in pair.reference for unit in seen]
            weights += [_OF_AN_ARTICLE / len(seen)] * len(seen)
    return tuple(_regression(rows, targets, weights))


def _regression(rows: Sequence[Any], targets: Sequence[bool], weights: Sequence[float]) -> Any:
    """Weights of a logistic regression, by Newton's method."""
    x, y, w = np.array(rows, float), np.array(targets, float), np.array(weights, float)
    table = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ table))
        gradient = x.T @ (w * (p - y)) + _PENALTY * table
        curvature = (x * (w * p * (1 - p))[:, None]).T @ x + _PENALTY * np.eye(len(table))
        step = np.linalg.solve(curvature, gradient)
        table -= step
        if abs(step).max() < 1e-6:
            break
    return table


def figures(pairs: Sequence[Pair]) -> dict[str, list[float]]:
    """S and H of each article, with the tables that are set."""
    found: dict[str, list[float]] = {"S": [], "H": []}
    for pair in pairs:
        summary = "".join(select(pair.document, CoverageEngine(), _LIMITS))
        measure, kind = (headline_recall, "H") if pair.is_headline else (summary_f1, "S")
        found[kind].append(100 * measure(summary, pair.reference))
    return found


def set_tables(pairs: Sequence[Pair]) -> None:
    expectations.WORDS = fit_words(pairs)
    expectations.CHARACTERS = fit_characters(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    pairs = [pair for pair in read_pairs(parser.parse_args().articles) if pair.is_scored]
    totals: dict[str, list[float]] = {"S": [], "H": []}
    for seed in range(_SEEDS):
        shuffled = pairs[:]
        random.Random(seed).shuffle(shuffled)
        for fold in range(_FOLDS):
            set_tables([pair for place, pair in enumerate(shuffled) if place % _FOLDS != fold])
            for kind, values in figures(shuffled[fold::_FOLDS]).items():
                totals[kind] += values
    set_tables(pairs)
    known = figures(pairs)
    for kind, values in totals.items():
        print(f"{kind}: unknown articles {np.mean(values):.2f}, the fitted ones {np.mean(known[kind]):.2f}")
    print("\nTABLE: Mapping[str, tuple[float, float]] = {")
    for feature, word, character in zip(FEATURES, expectations.WORDS, expectations.CHARACTERS, strict=True):
        print(f'    "{feature}": ({word:.2f}, {character:.2f}),')
    print("}")


if __name__ == "__main__":
    main()
