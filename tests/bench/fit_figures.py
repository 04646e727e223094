"""Fit the tables of `bot/summary/counted.py` and `bot/summary/figures.py`, and say how well they do.

    python tests/bench/fit_figures.py ARTICLES.jsonl [--write]

A line is an article: `{"title", "sub", "text", "sentences", "figures"}`; of `figures` each is `{"figure",
"what", "sentence"}`, the last being the number of its sentence. Prints the figures of cross-validation by
article, for which neither table knows the article: F1 of the figures that are told, and the share of them
whose words share .6 of the characters (F1) with those of people. With `--write`, writes the tables fitted on
all articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.summary.configuration import load_stop_words
from bot.summary.counted import Candidate, Counted, candidates, line_of
from bot.summary.document import Document, take_apart
from bot.summary.figures import FoundFigure, likelihood, observe, of_news, written_in
from bot.text import words
from bot.text.numbers import WrittenFigure

_ROOT = Path(__file__).parents[2]
_FOLDS = 5
_INNER_FOLDS = 3
_PENALTY_OF_WORDS = 30.0
_PENALTY_OF_FIGURES = 15.0
"""Of the squares of the weights (L2)."""

_ALIKE = 0.6
_FEWEST = 5
"""What is seen of fewer words than these gets no weight."""


@dataclass(frozen=True)
class Article:
    """An article's figures: the words near each, and what a person wrote of it, if anybody did."""

    document: Document
    written: Sequence[tuple[int, Sequence[WrittenFigure]]]
    near: Sequence[Sequence[Candidate]]
    what: Sequence[str | None]
    wanted: int
    """How many figures people wrote down, found or not."""


def article_of(line: str, stop_words: frozenset[str]) -> Article:
    article = json.loads(line)
    document = take_apart("\n".join((article["title"], article["sub"])), article["text"], stop_words)
    left = list(article["figures"])
    near, what = [], []
    written = list(written_in(document))
    for place, figures in written:
        near += list(candidates(document, place, figures))
        for figure in figures:
            known = next(
                (
                    each
                    for each in left
                    if _same(figure.written, each["figure"])
                    and _is_of(article["sentences"][each["sentence"]], document.sentences[place].text)
                ),
                None,
            )
            if known:
                left.remove(known)
            what.append(known["what"] if known else None)
    return Article(document, written, near, what, len(article["figures"]))


def regression(rows: Sequence[Sequence[str]], targets: Sequence[float], penalty: float) -> dict[str, float]:
    """The weights of a logistic regression on what is seen, by Newton's method."""
    counts = Counter(name for row in rows for name in row if name)
    names = [name for name, count in counts.items() if count >= _FEWEST]
    place = {name: at for at, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names) + 1))
    seen[:, -1] = 1
    for at, row in enumerate(rows):
        for name in row:
            if name in place:
                seen[at, place[name]] = 1
    aims = np.array(targets, float)
    ridge = penalty * np.eye(len(names) + 1)
    ridge[-1, -1] = 1e-6
    table = np.zeros(len(names) + 1)
    for _ in range(12):
        likely = 1 / (1 + np.exp(-seen @ table))
        gradient = seen.T @ (likely - aims) + ridge @ table
        step = np.linalg.solve((seen * (likely * (1 - likely))[:, None]).T @ seen + ridge, gradient)
        table -= step
        if abs(step).max() < 1e-4:
            break
    return {"always": float(table[-1])} | {name: float(table[at]) for at, name in enumerate(names)}


def fit_words(articles: Sequence[Article]) -> dict[str, float]:
    rows, targets = [], []
    for article in articles:
        for near, what in zip(article.near, article.what, strict=True):
            if what is not None:
                rows += [list(word.names) for word in near]
                targets += [_share(word.text, what) for word in near]
    return regression(rows, targets, _PENALTY_OF_WORDS)


def lines_of(article: Article, table: Mapping[str, float]) -> list[Counted]:
    def weigh(word: Candidate) -> float:
        return sum(table.get(each, 0.0) for each in ("always", *word.names))

    return [line_of(near, weigh) for near in article.near]


def fit(articles: Sequence[Article]) -> tuple[dict[str, float], dict[str, float]]:
    """Both tables. How sure a figure's words are is seen by tables that do not know its article."""
    rows, targets = [], []
    for part in range(_INNER_FOLDS):
        table = fit_words([each for at, each in enumerate(articles) if at % _INNER_FOLDS != part])
        for article in articles[part::_INNER_FOLDS]:
            rows += observe(article.document, article.written, lines_of(article, table))
            targets += [float(what is not None) for what in article.what]
    return fit_words(articles), regression(rows, targets, _PENALTY_OF_FIGURES)


def scores(articles: Sequence[Article], tables: tuple[dict[str, float], dict[str, float]]) -> np.ndarray:
    """How many figures are given, how many of these people wrote down, and how many with the same words."""
    given = hits = right = 0
    for article in articles:
        lines = lines_of(article, tables[0])
        seen = observe(article.document, article.written, lines)
        found = [
            FoundFigure(str(at), line.text, article.document.sentences[0], at, likelihood(each, tables[1]))
            for at, (line, each) in enumerate(zip(lines, seen, strict=True))
        ]
        for figure in of_news(found):
            what = article.what[figure.start]
            given += 1
            hits += what is not None
            right += what is not None and _f1(figure.what, what) >= _ALIKE
    return np.array([given, hits, right])


def folds(number: int) -> list[set[int]]:
    order = list(range(number))
    random.Random(0).shuffle(order)
    return [set(order[fold::_FOLDS]) for fold in range(_FOLDS)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    words.load(_ROOT / "config/userdict.txt")
    stop_words = load_stop_words(_ROOT / "config/stopwords.txt")
    lines = asked.articles.read_text(encoding="utf-8").splitlines()
    articles = [article_of(line, stop_words) for line in lines]
    wanted = sum(article.wanted for article in articles)
    given, hits, right = sum(
        scores(
            [each for at, each in enumerate(articles) if at in held],
            fit([each for at, each in enumerate(articles) if at not in held]),
        )
        for held in folds(len(articles))
    )
    print(f"F1, cross-validated: {2 * hits / (given + wanted):.3f}; words right: {right / hits:.3f}")
    if asked.write:
        for name, room, table in zip(
            ("counted", "figure"), ("counted", "figures"), fit(articles), strict=True
        ):
            (_ROOT / f"bot/summary/{name}_table.py").write_text(_module(room, table), encoding="utf-8")


def _module(room: str, table: Mapping[str, float]) -> str:
    rows = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in table.items() if abs(weight) >= 5e-3)
    return (
        f'"""The weights of `bot.summary.{room}`.\n\nWritten by `tests/bench/fit_figures.py`.\n"""\n\n'
        f"from collections.abc import Mapping\n\nWEIGHTS: Mapping[str, float] = {{\n{rows}}}\n"
    )


def _share(word: str, what: str) -> float:
    """How much of a word a person used too."""
    if word in what:
        return 1.0
    return (sum(character in what for character in word) / len(word)) ** 2


def _f1(one: str, other: str) -> float:
    a, b = Counter(_plain(one)), Counter(_plain(other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def _same(one: str, other: str) -> bool:
    """Whether two figures are one, a hedge or a unit aside."""
    one, other = _plain(one), _plain(other)
    digits, others = (re.sub(r"[^\d.%]", "", each) for each in (one, other))
    if one == other or (digits == others != "" and (one in other or other in one)):
        return True
    return digits == others == "" and (one in other or other in one) and min(len(one), len(other)) >= 3


def _is_of(known: str, sentence: str) -> bool:
    """Whether a sentence is one of the article's, however the two were split."""
    known, sentence = _plain(known), _plain(sentence)
    return known in sentence or sentence in known or sentence[-20:] in known


def _plain(text: str) -> str:
    return re.sub(r"[^\w%.]", "", unicodedata.normalize("NFKC", text)).lower()


if __name__ == "__main__":
    main()
