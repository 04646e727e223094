"""The conditional random field whose weights the cutter reads."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.reading.features import Seen
from bot.reading.grammar import Reading
from cutter.adam import Adam
from cutter.examples import Example
from cutter.lattice import READINGS, Lattice

_PENALTY = 3.0
"""On the squares of weights, as if so many pages spoke against them."""

_ROUNDS = 12
_AVERAGED = 3
"""Passes over the pages, and the last ones, the mean of whose weights is taken."""

_BATCH = 8
_RATE = 0.12
"""Pages of a step, and its size at the beginning; it falls to nothing."""

_OFTEN = 4
"""Tokens that have a feature which is weighed."""

_LEAST = 0.02
"""A weight that is written down."""


@dataclass(frozen=True)
class _Row:
    """A token: its features, its steps, and which of these are right."""

    features: np.ndarray
    steps: np.ndarray
    right: np.ndarray


def fitted(examples: Sequence[Example]) -> list[str]:
    """The lines of a table of weights that are fitted to pages."""
    model = _Model(examples)
    model.fit(examples)
    return list(model.lines())


class _Model:
    """A linear-chain conditional random field over the lattice."""

    def __init__(self, examples: Sequence[Example]) -> None:
        counts = Counter(feature for each in examples for seen in each.seen for feature in seen.features)
        often = sorted(feature for feature, count in counts.items() if count >= _OFTEN)
        self.features = {feature: place for place, feature in enumerate(often)}
        self.lattice = Lattice(sorted({seen.kind for each in examples for seen in each.seen}, key=str))
        self.observed = np.zeros((len(self.features), len(READINGS)))
        self.stepped = np.zeros(len(self.lattice.costs))

    def fit(self, examples: Sequence[Example]) -> None:
        rows = [self._rows(example) for example in examples]
        total = sum(example.weight for example in examples)
        weights = [Adam(self.observed), Adam(self.stepped)]
        kept: list[list[np.ndarray]] = []
        dice, order = random.Random(7), [*range(len(examples))]
        for turn in range(_ROUNDS):
            dice.shuffle(order)
            size = _RATE * 0.5 * (1 + np.cos(np.pi * turn / _ROUNDS))
            for start in range(0, len(order), _BATCH):
                batch = order[start : start + _BATCH]
                gradients = [np.zeros_like(each.values) for each in weights]
                for number in batch:
                    self._add_gradient(examples[number].weight, rows[number], gradients)
                of_batch = sum(examples[number].weight for number in batch)
                for each, gradient in zip(weights, gradients, strict=True):
                    each.step(gradient / of_batch + _PENALTY * each.values / total, size)
            if turn >= _ROUNDS - _AVERAGED:
                kept.append([each.values.copy() for each in weights])
        self.observed, self.stepped = (sum(values) / _AVERAGED for values in zip(*kept, strict=True))

    def _rows(self, example: Example) -> list[_Row]:
        return [self._row(seen, gold) for seen, gold in zip(example.seen, example.gold, strict=True)]

    def _row(self, seen: Seen, gold: frozenset[str]) -> _Row:
        """A token; where its kind has none of the readings that are right, it is text, or anything."""
        known = [self.features[name] for name in seen.features if name in self.features]
        table = self.lattice.tables[seen.kind]
        for readings in (gold, {Reading.BODY}, READINGS):
            right = np.array([reading in readings for reading in READINGS])[table[2]]
            if right.any():
                break
        return _Row(np.array(known, dtype=np.int64), table, right)

    def _add_gradient(self, weight: float, rows: Sequence[_Row], gradients: Sequence[np.ndarray]) -> None:
        """Add that of the logarithm of the probability of all that is wrong, for a page."""
        scores = [self._scores(row) for row in rows]
        free = self._expect(rows, [np.exp(score) for score in scores])
        bound = self._expect(
            rows, [np.exp(score) * row.right for score, row in zip(scores, rows, strict=True)]
        )
        if not bound:
            return
        of_features, of_steps = gradients
        for row, is_free, is_bound in zip(rows, free[:-1], bound[:-1], strict=True):
            change = (is_bound - is_free) * weight
            np.add.at(of_features, row.features, np.bincount(row.steps[2], change, len(READINGS)))
            np.add.at(of_steps, row.steps[3], change)
            np.add.at(of_steps, row.steps[4], change)
        np.add.at(of_steps, self.lattice.closing, (bound[-1] - free[-1]) * weight)

    def _scores(self, row: _Row) -> np.ndarray:
        """How likely each step of a token is, as the logarithm against the likeliest."""
        costs = self.observed[row.features].sum(0)[row.steps[2]]
        costs = costs + self.stepped[row.steps[3]] + self.stepped[row.steps[4]]
        return costs.min() - costs

    def _expect(self, rows: Sequence[_Row], likely: Sequence[np.ndarray]) -> list[np.ndarray]:
        """How often each step is on the paths through a page, and how often these end in each state; nothing
        where there is none."""
        size = len(self.lattice.states)
        alphas = [np.zeros(size)]
        alphas[0][0] = 1.0
        for row, weight in zip(rows, likely, strict=True):
            alpha = np.bincount(row.steps[1], alphas[-1][row.steps[0]] * weight, size)
            if alpha.sum() <= 0:
                return []
            alphas.append(alpha / alpha.sum())
        end = np.exp(-self.stepped[self.lattice.closing])
        closed = alphas[-1] * end
        expected = [closed / closed.sum()]
        beta = end / closed.sum()
        for row, alpha, weight in zip(rows[::-1], alphas[-2::-1], likely[::-1], strict=True):
            flow = alpha[row.steps[0]] * weight * beta[row.steps[1]]
            expected.append(flow / flow.sum())
            beta = np.bincount(row.steps[0], weight * beta[row.steps[1]], size) / flow.sum()
        return expected[::-1]

    def lines(self) -> Iterator[str]:
        """The weights as the package reads them."""
        for name, row in self.features.items():
            for place, reading in enumerate(READINGS):
                if abs(self.observed[row, place]) >= _LEAST:
                    yield f"{name}\t{reading}\t{self.observed[row, place]:.2f}"
        for name, place in sorted(self.lattice.costs.items()):
            if abs(self.stepped[place]) >= _LEAST:
                yield f"step\t{name}\t{self.stepped[place]:.2f}"
