"""Fit the table of `bot/summary/judge_table.py`, and say how well it does on articles that it does not know.

    python tests/bench/fit_judge.py ARTICLES.jsonl [--write]

A line is an article: `{"title", "sub", "text", "sentences", "grades", "nuggets"}`. `grades` are those of the
sentences, from 0 (empty talk) to 3 (the news itself); `nuggets` what one must know afterwards: `weight`,
`in_title`, and in `must` groups of words of which one each must stand in a text that tells it. Prints the
recall of facts in the gists and summaries of ten-fold cross-validation by article; with `--write`, writes the
table fitted on all articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.summary import judge
from bot.summary.configuration import load_stop_words
from bot.summary.document import Document, take_apart
from bot.summary.engines.coverage import CoverageEngine
from bot.summary.gist import gist_of
from bot.summary.judge import FEATURES
from bot.summary.pieces import Limits
from bot.summary.runs import LONGEST_GIST, Run
from bot.summary.selection import select
from bot.text import words

_ROOT = Path(__file__).parents[2]
_FOLDS = 10
_SEEDS = 3
_LIMITS = Limits(120, 3)
_LONGEST_FITTED = 60
"""Characters of the runs that the summary's table is fitted on: long ones are few facts."""

_PENALTY = 200.0
"""Of the squares of the weights (L2), of features that are scaled to one deviation."""

_OF_PARTS, _OF_GRADE, _OF_TALK = 0.5, 0.4, 0.2
"""Beside a fact told whole count its parts, the grade of what is told, and, against it, talk."""


@dataclass(frozen=True)
class Judged:
    """An article's runs, with what is seen of them and what they tell."""

    article: Mapping[str, Any]
    runs: Sequence[Run]
    seen: np.ndarray
    new: np.ndarray
    all: np.ndarray


def taken_apart(article: Mapping[str, Any]) -> Document:
    title = "\n".join(filter(None, (article["title"], article["sub"])))
    return take_apart(title, article["text"], load_stop_words(_stop_words()))


def judged(article: Mapping[str, Any]) -> Judged:
    document = taken_apart(article)
    runs = document.runs.within(_LIMITS.characters)
    new = [nugget for nugget in article["nuggets"] if not nugget["in_title"]]
    return Judged(
        article,
        runs,
        np.array([document.judge.observe(run.sentence, run.first, run.end) for run in runs], float).reshape(
            len(runs), len(FEATURES)
        ),
        np.array([_worth(article, new, run.text) for run in runs]),
        np.array([_worth(article, article["nuggets"], run.text) for run in runs]),
    )


def recall(nuggets: Sequence[Mapping[str, Any]], text: str, *, parts: bool = False) -> float:
    """The share of the facts' weight that a text tells; of each, with `parts`, the share of its groups."""
    plain = _plain(text)
    told, most = 0.0, 0.0
    for nugget in nuggets:
        groups = [any(_plain(word) in plain for word in group) for group in nugget["must"]]
        told += nugget["weight"] * (sum(groups) / len(groups) if parts else all(groups))
        most += nugget["weight"]
    return told / max(1.0, most)


def regression(seen: np.ndarray, worth: np.ndarray, weights: np.ndarray) -> tuple[float, np.ndarray]:
    """The constant and the weights of a ridge regression."""
    mean, deviation = seen.mean(0), seen.std(0) + 1e-9
    scaled = np.c_[np.ones(len(seen)), (seen - mean) / deviation]
    penalty = _PENALTY * np.eye(scaled.shape[1])
    penalty[0, 0] = 0
    fitted = np.linalg.solve(
        (scaled * weights[:, None]).T @ scaled + penalty, (scaled * weights[:, None]).T @ worth
    )
    table = fitted[1:] / deviation
    return float(fitted[0] - table @ mean), table


def fit(articles: Iterable[Judged], longest: int, target: str) -> tuple[float, np.ndarray]:
    """The table for runs up to a length; `target` is `new` or `all`."""
    rows, worths, weights = [], [], []
    for one in articles:
        fits = np.array([len(run.text) <= longest for run in one.runs], bool)
        if fits.any():
            rows.append(one.seen[fits])
            worths.append(getattr(one, target)[fits])
            weights.append(np.full(fits.sum(), 1 / np.sqrt(fits.sum())))
    return regression(np.vstack(rows), np.concatenate(worths), np.concatenate(weights))


def table(articles: Sequence[Judged]) -> dict[str, tuple[float, float]]:
    """The weights for the gist and for the summary."""
    (one, gist), (other, summary) = fit(articles, LONGEST_GIST, "new"), fit(articles, _LONGEST_FITTED, "all")
    rows = zip(FEATURES, map(float, gist), map(float, summary), strict=True)
    return {"a run": (one, other)} | {name: (for_gist, for_summary) for name, for_gist, for_summary in rows}


def cross_validated(articles: Sequence[Judged]) -> tuple[float, float]:
    """The mean recall of facts by tables that do not know their article.

    Of what the headline leaves open by the gists, and of all facts by the summaries.
    """
    gists, summaries = [], []
    for seed in range(_SEEDS):
        order = list(range(len(articles)))
        random.Random(seed).shuffle(order)
        for fold in range(_FOLDS):
            held = set(order[fold::_FOLDS])
            judge.weights = judge.Weights(table([one for at, one in enumerate(articles) if at not in held]))
            for at in sorted(held):
                nuggets = articles[at].article["nuggets"]
                new = [nugget for nugget in nuggets if not nugget["in_title"]]
                document = taken_apart(articles[at].article)
                if new:
                    gists.append(recall(new, gist_of(document)))
                summary = "".join(select(document, CoverageEngine(), _LIMITS))
                summaries.append(recall(nuggets, summary))
    return float(np.mean(gists)), float(np.mean(summaries))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    words.load(_ROOT / "config/userdict.txt")
    lines = asked.articles.read_text(encoding="utf-8").splitlines()
    articles = [judged(json.loads(line)) for line in lines]
    gist, summary = cross_validated(articles)
    print(f"cross-validated: new in the gist {gist:.3f}, told by the summary {summary:.3f}")
    rows = "".join(
        f'    "{name}": ({one:.4f}, {other:.4f}),\n' for name, (one, other) in table(articles).items()
    )
    head = (
        '"""The weights of `bot.summary.judge`: for the gist, and for the summary.\n\n'
        'Written by `tests/bench/fit_judge.py`.\n"""\n\nfrom collections.abc import Mapping\n\n'
    )
    text = f"{head}TABLE: Mapping[str, tuple[float, float]] = {{\n{rows}}}\n"
    if asked.write:
        (_ROOT / "bot/summary/judge_table.py").write_text(text, encoding="utf-8")
    else:
        print(text)


def _worth(article: Mapping[str, Any], nuggets: Sequence[Mapping[str, Any]], text: str) -> float:
    grade = _grade(article, text)
    return (
        recall(nuggets, text)
        + _OF_PARTS * recall(nuggets, text, parts=True)
        + _OF_GRADE * grade / 3
        - _OF_TALK * (grade == 0)
    )


def _grade(article: Mapping[str, Any], text: str) -> int:
    """The grade of the sentence that a run was taken from: the one that shares most pairs with it."""
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    shares = [sum(pair in sentence for pair in pairs) for sentence in article["sentences"]]
    return int(article["grades"][shares.index(max(shares))])


def _plain(text: str) -> str:
    return re.sub(r"[^\w%.]", "", unicodedata.normalize("NFKC", text)).lower()


def _stop_words() -> Path:
    return _ROOT / "config" / "stopwords.txt"


if __name__ == "__main__":
    main()
