"""Fit the weights of `bot/reading/weights.tsv`, and say how well they do on pages that they do not know.

    python tests/bench/fit_cutting.py REAL_FOLDER [--pages FOLDER] [--folds 5] [--out FOLDER] [--write]

REAL_FOLDER holds pages and their `truth.json`, as `eval/real/dev` does; FOLDER pages whose truth tells the
part of every line, as `eval/pages/dev` does. Pages that are made up by `tests/reading/made_pages.py` and
`made_kinds.py` are added, of numbers that no test reads. With `--folds`, each page is read with weights and a
confidence that were fitted without any of its layouts, and its articles are written into `--out` as `split`
would, for the scorer beside the pages; how many are sure and how many of these are wrong is printed. With
`--write` what is fitted on all pages goes into the package; the confidence only together with `--folds`,
since it learns from pages that the weights do not know. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from cutter.examples import Example, made_examples, page_examples, real_examples
from cutter.judging import Judged, fit_confidence, judge_made, judge_real
from cutter.model import fitted
from cutter.real_pages import RealPage, page_of, real_pages
from cutter.report import report

from bot.interchange.entries import article_to_json
from bot.reading import confidence, cutting
from bot.reading.documents import read_document
from bot.reading.weights import Weights, read_weights

_READING = Path(__file__).parents[2] / "bot" / "reading"

_JUDGED = 60
"""Made pages a fold of which the confidence learns."""


@dataclass(frozen=True)
class Fold:
    """Pages that are left out, and the weights fitted on the others."""

    pages: frozenset[str]
    weights: Weights
    judged: Sequence[Judged]
    """The articles of its pages, and of made ones, as they are read with these weights."""


def fit_folds(examples: Sequence[Example], real: Sequence[RealPage], count: int) -> list[Fold]:
    """Leave out one part of the pages after the other."""
    names = sorted({example.page for example in examples if example.page})
    random.Random(3).shuffle(names)
    folds = []
    for number in range(count):
        left_out = frozenset(names[number::count])
        known = [example for example in examples if example.page not in left_out]
        weights = read_weights(fitted(known))
        use(weights)
        judged = [each for page in real if page.name in left_out for each in judge_real(page)]
        judged += judge_made(number * _JUDGED, _JUDGED)
        folds.append(Fold(left_out, weights, judged))
    return folds


def use(weights: Weights, of_signs: Mapping[str, float] | None = None) -> None:
    """Let pages be read with these weights, and be as sure as these weights of signs say."""
    cutting.load_weights = lambda: weights
    if of_signs is not None:
        confidence.load = lambda: of_signs


def without(folds: Iterable[Fold], left_out: Fold) -> dict[str, float]:
    """The confidence as it is fitted without the pages of a fold."""
    return fit_confidence([each for fold in folds if fold is not left_out for each in fold.judged])


def split_as(paths: Iterable[Path], out: Path) -> None:
    """Write the articles of pages as `split --out` does."""
    out.mkdir(parents=True, exist_ok=True)
    for path in paths:
        [page] = read_document(path.read_bytes(), path.name).pages
        articles = [article_to_json(article) for article in page.articles]
        (out / f"{path.stem}.json").write_text(json.dumps(articles, ensure_ascii=False), encoding="utf-8")


def judge_folds(folds: Sequence[Fold], files: Sequence[Path], out: Path | None) -> None:
    """Print how sure and how right the articles of pages are that were left out, and write these."""
    rated = []
    for fold in folds:
        of_signs = without(folds, fold)
        rated += [(round(confidence.probability(each.signs, of_signs), 2), each) for each in fold.judged]
        if out:
            use(fold.weights, of_signs)
            split_as([path for path in files if page_of(path) in fold.pages], out)
    for line in report(rated):
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("real", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--made", type=int, default=150, help="pages of each maker")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, help="where the articles go that each fold reads")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    real = list(real_pages(options.real))
    examples = real_examples(real) + made_examples(options.made)
    if options.pages:
        examples += page_examples(options.pages)
    folds = fit_folds(examples, real, options.folds)
    if folds:
        folders = filter(None, (options.real, options.pages))
        judge_folds(folds, [path for folder in folders for path in sorted(folder.glob("*.txt"))], options.out)
    if options.write and folds:
        weights = fit_confidence([each for fold in folds for each in fold.judged])
        heading = "# Fitted by tests/bench/fit_cutting.py: what speaks for an article, and what it weighs."
        _write("confidence.tsv", heading, [f"{name}\t{weight:.2f}" for name, weight in weights.items()])
    if options.write:
        heading = "# Fitted by tests/bench/fit_cutting.py: what is seen, the reading, what it costs."
        _write("weights.tsv", heading, fitted(examples))


def _write(name: str, heading: str, lines: Iterable[str]) -> None:
    (_READING / name).write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
