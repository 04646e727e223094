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
    PINYIN = "pinyin"
    """What was typed is how words in it are read."""
    NEAR = "near"
    """Only some of the words stand in it, or another word for a mistyped one."""


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
    instead: str = ""
    """The word that was looked for instead of what was typed: 氢能 for qingneng or for 轻能."""


@dataclass(frozen=True, slots=True)
class Headline:
    """An entry by what a list of it needs."""

    id: int
    ref: str | int | None
    headline: str | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    total_exact: bool
    """Whether `total` is the count, or only a bound below it."""
    suggestions: tuple[str, ...] = ()
    suggestion_counts: tuple[int, ...] = ()
    """How much each suggestion finds, counted up to the bound of `total`."""
    took_ms: float = 0.0
    stopped: bool = False
    """Whether the time was over before all was looked at: there may be more."""
