"""Summaries and facts as JSON, as the commands print them and the store keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.model import Fact, Facts, Figure, Summary

_NAMED = ("dates", "places", "organisations", "people")


def summary_to_json(summary: Summary) -> dict[str, Any]:
    """A summary as `summarise` prints it: facts by their names, figures with what they count and where."""
    return {
        "gist": summary.gist,
        "summary": summary.text,
        "sentences": list(summary.sentences),
        "keywords": list(summary.keywords),
        "facts": {
            "figures": _figures_to_json(summary.facts.figures),
            **{kind: [fact.name for fact in getattr(summary.facts, kind)] for kind in _NAMED},
        },
    }


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Facts with all their sentences: `facts_from_json` gives them back."""
    return {
        "figures": _figures_to_json(facts.figures),
        **{
            kind: [{"name": fact.name, "sentence": fact.sentence} for fact in getattr(facts, kind)]
            for kind in _NAMED
        },
    }


def facts_from_json(stored: dict[str, Any]) -> Facts:
    """The facts that `facts_to_json` wrote, or `summary_to_json`, whose names come without a sentence."""
    return Facts(
        figures=tuple(
            Figure(str(figure["figure"]), str(figure.get("what", "")), str(figure.get("sentence", "")))
            for figure in stored.get("figures", ())
        ),
        **{kind: tuple(_fact(item) for item in stored.get(kind, ())) for kind in _NAMED},
    )


def _figures_to_json(figures: Sequence[Figure]) -> list[dict[str, str]]:
    return [{"figure": each.figure, "what": each.what, "sentence": each.sentence} for each in figures]


def _fact(stored: str | dict[str, Any]) -> Fact:
    if isinstance(stored, str):
        return Fact(stored, "")
    return Fact(str(stored["name"]), str(stored.get("sentence", "")))
