"""The weights of the cutting model, as they are fitted by `tests/bench/fit_cutting.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.reading.evidence import step_by_hand
from bot.reading.features import Seen
from bot.reading.grammar import Kind, State, Step, closing, steps

_FILE = Path(__file__).with_name("weights.tsv")

_MEMORY = 20_000
"""Rows of features, and states with kinds, whose sums are kept."""

Move = tuple[State, str, float, bool]
"""The state after a step, its reading, its cost, and whether it opens an article."""


@dataclass(slots=True)
class Weights:
    """What each feature costs each reading, and what each step costs. Less is likelier."""

    features: Mapping[str, Mapping[str, float]]
    step: Callable[[str], float]
    """What the step of a name costs."""
    _sums: dict[tuple[str, ...], dict[str, float]] = field(default_factory=dict)
    _moves: dict[tuple[State, Kind], tuple[Move, ...]] = field(default_factory=dict)

    def of(self, seen: Seen) -> Mapping[str, float]:
        """The costs of the readings of a token; 0 for those that are not named."""
        sums = self._sums.get(seen.features)
        if sums is None:
            sums = defaultdict(float)
            for feature in seen.features:
                for reading, weight in self.features.get(feature, {}).items():
                    sums[reading] += weight
            if len(self._sums) >= _MEMORY:
                self._sums.clear()
            self._sums[seen.features] = sums
        return sums

    def moves(self, state: State, kind: Kind) -> tuple[Move, ...]:
        """What a token of a kind may be in a state, with the cost of the step itself."""
        moves = self._moves.get((state, kind))
        if moves is None:
            moves = tuple(self._move(step) for step in steps(state, kind))
            self._moves[state, kind] = moves
        return moves

    def _move(self, step: Step) -> Move:
        return step.state, step.reading, sum(map(self.step, step.costs)), step.opens

    def closing(self, state: State) -> float:
        """What it costs that the open article ends with the page."""
        return self.step(closing(state))


def read_weights(lines: Iterable[str]) -> Weights:
    """Read a table of weights: feature, reading and weight, or `step`, its name and weight."""
    features: dict[str, dict[str, float]] = {}
    of_steps: dict[str, float] = {}
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        name, reading, weight = line.rstrip("\n").split("\t")
        if name == "step":
            of_steps[reading] = float(weight)
        else:
            features.setdefault(name, {})[reading] = float(weight)
    return Weights(features, lambda name: of_steps.get(name, 0.0))


BY_HAND = Weights({}, step_by_hand)
"""The costs of steps where headings stand apart."""


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that the project ships."""
    return read_weights(_FILE.read_text(encoding="utf-8").splitlines())
