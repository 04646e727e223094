"""Searches: hits, and how they fit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.entries import Entry


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


class Why(StrEnum):
    """How a hit fits the words that were typed."""

    EXACT = "exact"
    """All words stand in it."""
    NEAR = "near"
    """Only some of the words stand in it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with the matched ranges, as pairs of start and end in characters."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found."""

    entry: Entry
    snippet: Passage
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    total_exact: bool
    """Whether `total` is the count, or only a bound below it."""
    suggestions: tuple[str, ...] = ()
    took_ms: float = 0.0
