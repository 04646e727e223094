"""Adam: gradient descent with a step for each weight (Kingma & Ba, 2015)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

_OF_MEAN, _OF_SQUARE = 0.9, 0.99


@dataclass
class Adam:
    """An array of weights that is changed in place."""

    values: np.ndarray
    _mean: np.ndarray = field(init=False)
    _square: np.ndarray = field(init=False)
    _count: int = 0

    def __post_init__(self) -> None:
        self._mean, self._square = np.zeros_like(self.values), np.zeros_like(self.values)

    def step(self, gradient: np.ndarray, size: float) -> None:
        """Go a step of a size against the gradient."""
        self._count += 1
        self._mean = _OF_MEAN * self._mean + (1 - _OF_MEAN) * gradient
        self._square = _OF_SQUARE * self._square + (1 - _OF_SQUARE) * gradient**2
        speed = np.sqrt(self._square / (1 - _OF_SQUARE**self._count)) + 1e-6
        self.values -= size * self._mean / (1 - _OF_MEAN**self._count) / speed
