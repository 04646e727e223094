"""The steps of the grammar as arrays."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bot.reading.grammar import Kind, Place, Reading, State, closing, steps

READINGS = list(Reading)
_AT = {reading: place for place, reading in enumerate(READINGS)}


class Lattice:
    """For each kind of token its steps: state before, state after, reading, and what two things cost."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.states: dict[State, int] = {State(Place.START): 0}
        self.costs: dict[str, int] = {}
        kinds = list(kinds)
        queue = [State(Place.START)]
        found: dict[Kind, list[tuple[int, int, int, int, int]]] = {kind: [] for kind in kinds}
        while queue:
            state = queue.pop()
            for kind in kinds:
                for step in steps(state, kind):
                    if step.state not in self.states:
                        self.states[step.state] = len(self.states)
                        queue.append(step.state)
                    names = [self._cost(name) for name in step.costs]
                    found[kind].append(
                        (
                            self.states[state],
                            self.states[step.state],
                            _AT[Reading(step.reading)],
                            names[0],
                            names[1],
                        )
                    )
        self.tables = {kind: np.array(rows, dtype=np.int64).T for kind, rows in found.items()}
        self.closing = np.array([self._cost(closing(state)) for state in self.states])

    def _cost(self, name: str) -> int:
        return self.costs.setdefault(name, len(self.costs))
