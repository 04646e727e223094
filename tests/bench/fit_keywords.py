"""Fit the table of `bot/summary/keyword_table.py`, and say how well it does on unknown articles.

    python tests/bench/fit_keywords.py ARTICLES.jsonl [--write]

A line is an article: `{"title", "sub", "text", "keywords"}`, the keywords being what people would search for.
Prints the share of them that stand among the ten of ten-fold cross-validation by article; with `--write`,
writes the table fitted on all articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.summary.configuration import load_stop_words
from bot.summary.document import take_apart
from bot.summary.facts import facts_of
from bot.summary.keywords import FEATURES, SHAPES, best_keywords, observe
from bot.text import words

_ROOT = Path(__file__).parents[2]
_FOLDS = 10
_SEEDS = 2
_PENALTY = 60.0
"""Of the squares of the weights (L2), of features that are scaled to one deviation."""

_OF_AN_ARTICLE = 300.0
"""What the candidates of one article count together."""

_MOST_OF = 0.6
"""A keyword is found too by a part of it that has so much of it."""

_LONGER, _MUCH_LONGER, _PART = 0.9, 0.6, 0.6
"""What a candidate counts that holds a keyword, or is part of one."""


@dataclass(frozen=True)
class Candidates:
    """An article's candidates, with what is seen of them and how good they are."""

    wanted: Sequence[str]
    texts: Sequence[str]
    seen: np.ndarray
    worth: np.ndarray


def candidates(line: str, stop_words: frozenset[str]) -> Candidates:
    article = json.loads(line)
    document = take_apart("\n".join((article["title"], article["sub"])), article["text"], stop_words)
    seen = observe(document, facts_of(document))
    wanted = [_plain(keyword) for keyword in article["keywords"]]
    return Candidates(
        wanted,
        list(seen),
        np.array([[*each.values, *(name in each.shape for name in SHAPES)] for each in seen.values()], float),
        np.array([max((_worth(_plain(text), each) for each in wanted), default=0.0) for text in seen]),
    )


def regression(articles: Sequence[Candidates]) -> np.ndarray:
    """The weights of a logistic regression, by Newton's method."""
    seen = np.vstack([each.seen for each in articles])
    worth = np.concatenate([each.worth for each in articles])
    weights = np.concatenate(
        [np.full(len(each.texts), _OF_AN_ARTICLE / len(each.texts)) for each in articles]
    )
    mean, deviation = seen.mean(0), seen.std(0)
    deviation[deviation < 1e-6] = 1.0
    scaled = np.c_[np.ones(len(seen)), (seen - mean) / deviation]
    penalty = _PENALTY * np.eye(scaled.shape[1])
    penalty[0, 0] = 1e-9
    table = np.zeros(scaled.shape[1])
    for _ in range(20):
        likely = 1 / (1 + np.exp(-scaled @ table))
        gradient = scaled.T @ (weights * (likely - worth)) + penalty @ table
        curvature = (scaled * (weights * likely * (1 - likely))[:, None]).T @ scaled + penalty
        step = np.linalg.solve(curvature, gradient)
        table -= step
        if abs(step).max() < 1e-5:
            break
    return table[1:] / deviation


def recall(article: Candidates, table: np.ndarray) -> float:
    """The share of the wanted keywords that stand among the best."""
    order = np.argsort(-(article.seen @ table), kind="stable")
    found = [_plain(text) for text in best_keywords([article.texts[at] for at in order])]
    return sum(any(_worth(text, each) for text in found) for each in article.wanted) / len(article.wanted)


def cross_validated(articles: Sequence[Candidates]) -> float:
    found = []
    for seed in range(_SEEDS):
        order = list(range(len(articles)))
        random.Random(seed).shuffle(order)
        for fold in range(_FOLDS):
            held = set(order[fold::_FOLDS])
            table = regression([one for at, one in enumerate(articles) if at not in held])
            found += [recall(articles[at], table) for at in sorted(held)]
    return float(np.mean(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    words.load(_ROOT / "config/userdict.txt")
    stop_words = load_stop_words(_ROOT / "config/stopwords.txt")
    lines = asked.articles.read_text(encoding="utf-8").splitlines()
    articles = [each for line in lines if (each := candidates(line, stop_words)).wanted]
    print(f"keywords found, cross-validated: {cross_validated(articles):.3f}")
    table = regression(articles)
    print(f"in the articles fitted on: {np.mean([recall(each, table) for each in articles]):.3f}")
    rows = "".join(
        f'    "{name}": {weight:.3f},\n'
        for name, weight in zip(FEATURES, table, strict=True)
        if abs(weight) >= 5e-4
    )
    head = (
        '"""The weights of `bot.summary.keywords`.\n\nWritten by `tests/bench/fit_keywords.py`.\n"""\n\n'
        "from collections.abc import Mapping\n\n"
    )
    text = f"{head}TABLE: Mapping[str, float] = {{\n{rows}}}\n"
    if asked.write:
        (_ROOT / "bot/summary/keyword_table.py").write_text(text, encoding="utf-8")
    else:
        print(text)


def _worth(text: str, keyword: str) -> float:
    if text == keyword:
        return 1.0
    if keyword in text:
        return _LONGER if len(text) <= len(keyword) + 2 else _MUCH_LONGER
    return _PART if text in keyword and len(text) >= max(2, _MOST_OF * len(keyword)) else 0.0


def _plain(text: str) -> str:
    return re.sub(r"[^\w%.]", "", unicodedata.normalize("NFKC", text)).lower()


if __name__ == "__main__":
    main()
