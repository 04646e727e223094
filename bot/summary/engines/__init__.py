"""What weighs the sentences of an article: an engine is one module with one class, named in a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from bot.errors import ConfigurationError
from bot.summary.document import Document


class Engine(Protocol):
    """Says how much each sentence of an article tells of it."""

    def weigh(self, document: Document) -> Sequence[float]:
        """A weight for each sentence, in their order: zero or more, higher for sentences that tell more."""
        ...


def engine_named(name: str) -> Engine:
    """The engine of that name, with all that it needs. Raises ConfigurationError where there is none."""
    make = ENGINES.get(name)
    if make is None:
        raise ConfigurationError(f"use the summary engine {name}", f"there are {', '.join(ENGINES)}")
    return make()


def _centroid() -> Engine:
    from bot.summary.engines.centroid import CentroidEngine  # noqa: PLC0415

    return CentroidEngine()


def _textrank() -> Engine:
    from bot.summary.engines.textrank import TextRankEngine  # noqa: PLC0415

    return TextRankEngine()


ENGINES: dict[str, Callable[[], Engine]] = {"centroid": _centroid, "textrank4zh": _textrank}
"""Engines by the name that the configuration gives. Each is imported only when it is asked for."""
