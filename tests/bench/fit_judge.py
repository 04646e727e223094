"""Fit the table of `bot/summary/judge_table.py`, and say how well it does on articles that it does not know.

    python tests/bench/fit_judge.py ARTICLES.jsonl [--write]

A line is an article: `{"title", "sub", "text", "sentences", "grades", "nuggets"}`. `grades` are those of the
sentences, from 0 (empty talk) to 3 (the news itself); `nuggets` what one must know afterwards: `weight`,
`in_title`, and in `must` groups of words of which one each must stand in a text that tells it. Prints the
recall of what the headline leaves open in the gists of ten-fold cross-validation by article; with `--write`,
writes the table fitted on all articles.
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

from bot.summary.configuration import load_stop_words
from bot.summary.document import take_apart
from bot.summary.gist import best_runs, printed
from bot.summary.judge import FEATURES
from bot.summary.runs import LONGEST_GIST, Run

_ROOT = Path(__file__).parents[2]
_FOLDS = 10
_SEEDS = 3
_LONGEST, _LONGEST_FITTED = 120, 60
"""Characters of the runs of a summary, and of those that its table is fitted on: long ones are few facts."""

_PENALTY = 20.0
"""Of the squares of the weights (L2), of features that are scaled to one deviation."""

_OF_PARTS, _OF_GRADE, _OF_TALK = 0.5, 0.15, 0.15
"""Beside a fact told whole count its parts, the grade of what is told, and, against it, talk."""

_OF_GRADE_IN_SUMMARY, _OF_TALK_IN_SUMMARY = 0.15, 0.15


@dataclass(frozen=True)
class Judged:
    """An article's runs, with what is seen of them and what they tell."""

    article: Mapping[str, Any]
    runs: Sequence[Run]
    seen: np.ndarray
    new: np.ndarray
    all: np.ndarray


def judged(article: Mapping[str, Any]) -> Judged:
    title = "\n".join(filter(None, (article["title"], article["sub"])))
    document = take_apart(title, article["text"], load_stop_words(_stop_words()))
    judge, runs = document.judge, document.runs.within(_LONGEST)
    new = [nugget for nugget in article["nuggets"] if not nugget["in_title"]]
    return Judged(
        article,
        runs,
        np.array([judge.observe(run.sentence, run.first, run.end) for run in runs], float).reshape(
            len(runs), len(FEATURES)
        ),
        np.array([_worth(article, new, run.text) for run in runs]),
        np.array(
            [
                _worth(article, article["nuggets"], run.text, _OF_GRADE_IN_SUMMARY, _OF_TALK_IN_SUMMARY)
                for run in runs
            ]
        ),
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


def cross_validated(articles: Sequence[Judged]) -> float:
    """The mean recall of what the headline leaves open, by gists of tables that do not know their article."""
    found = []
    for seed in range(_SEEDS):
        order = list(range(len(articles)))
        random.Random(seed).shuffle(order)
        for fold in range(_FOLDS):
            held = set(order[fold::_FOLDS])
            constant, table = fit(
                (one for at, one in enumerate(articles) if at not in held), LONGEST_GIST, "new"
            )
            for at in sorted(held):
                one = articles[at]
                new = [nugget for nugget in one.article["nuggets"] if not nugget["in_title"]]
                worth = constant + one.seen @ table
                short = [
                    (float(value), run)
                    for value, run in zip(worth, one.runs, strict=True)
                    if len(run.text) <= LONGEST_GIST
                ]
                if new:
                    found.append(recall(new, printed(best_runs(short))))
    return float(np.mean(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    lines = asked.articles.read_text(encoding="utf-8").splitlines()
    articles = [judged(json.loads(line)) for line in lines]
    print(f"new in the gist, cross-validated: {cross_validated(articles):.3f}")
    gist, summary = fit(articles, LONGEST_GIST, "new"), fit(articles, _LONGEST_FITTED, "all")
    rows = {"a run": (gist[0], summary[0])} | {
        name: (gist[1][at], summary[1][at]) for at, name in enumerate(FEATURES)
    }
    table = "".join(f'    "{name}": ({one:.4f}, {other:.4f}),\n' for name, (one, other) in rows.items())
    head = (
        '"""The weights of `bot.summary.judge`: for the gist, and for the summary.\n\n'
        'Written by `tests/bench/fit_judge.py`.\n"""\n\nfrom collections.abc import Mapping\n\n'
    )
    text = f"{head}TABLE: Mapping[str, tuple[float, float]] = {{\n{table}}}\n"
    if asked.write:
        (_ROOT / "bot/summary/judge_table.py").write_text(text, encoding="utf-8")
    else:
        print(text)


def _worth(
    article: Mapping[str, Any],
    nuggets: Sequence[Mapping[str, Any]],
    text: str,
    of_grade: float = _OF_GRADE,
    of_talk: float = _OF_TALK,
) -> float:
    grade = _grade(article, text)
    return (
        recall(nuggets, text)
        + _OF_PARTS * recall(nuggets, text, parts=True)
        + of_grade * grade / 3
        - of_talk * (grade == 0)
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
