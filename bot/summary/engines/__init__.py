"""What chooses the sentences of a summary: an engine is one module with one class, named in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bot.errors import ConfigurationError
from bot.summary.document import Document
from bot.summary.pieces import Limits


class Engine(Protocol):
    """Says which sentences of an article tell it best."""

    def choose(self, document: Document, limits: Limits) -> tuple[str, ...]:
        """Sentences or clauses within both limits, in the article's order; none where none fits."""
        ...


def engine_named(name: str) -> Engine:
    """The engine of that name, with all that it needs. Raises ConfigurationError where there is none."""
    make = ENGINES.get(name)
    if make is None:
        raise ConfigurationError(f"use the summary engine {name}", f"there are {', '.join(ENGINES)}")
    return make()


def _coverage() -> Engine:
    from bot.summary.engines.coverage import CoverageEngine  # noqa: PLC0415

    return CoverageEngine()


def _textrank() -> Engine:
    from bot.summary.engines.textrank import TextRankEngine  # noqa: PLC0415

    return TextRankEngine()


ENGINES: dict[str, Callable[[], Engine]] = {"coverage": _coverage, "textrank4zh": _textrank}
"""Engines by the name that the configuration gives. Each is imported only when it is asked for."""
