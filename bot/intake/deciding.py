"""Deciding by what is stored, and storing what was decided before anybody else changes it.

Summaries take too long to be made while all writing waits. So a decision is taken and its summaries are made
beside the transaction, and inside it is taken anew where the entries were changed meanwhile, by whichever
process. Where that asks for other summaries, those are made outside as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bot.model import Article, Entry, Summary
from bot.store.store import Store

Result = TypeVar("Result")

Summarise = Callable[[Entry], Entry]
"""Gives an entry with its summary."""


@dataclass(frozen=True, slots=True)
class Decision(Generic[Result]):
    """What is to be done, as the entries are now."""

    store: Callable[[Summarise], Result]
    """Stores it, inside a transaction. The summaries of `entries` are made by then."""
    entries: tuple[Entry, ...] = ()
    """Those that are stored with a summary."""


def carry_out(
    store: Store,
    summarise: Summarise,
    decide: Callable[[], Decision[Result]],
    then: Callable[[Result], None] = lambda result: None,
) -> Result:
    """Do what `decide` says, which only reads, and what belongs to it by `then`, in one transaction.

    Raises what these raise, with nothing stored.
    """
    made: dict[Article, Summary | None] = {}

    def with_summary(entry: Entry) -> Entry:
        return entry if entry.summary is not None else replace(entry, summary=made[entry.article])

    def lacking(decision: Decision[Result]) -> list[Entry]:
        return [entry for entry in decision.entries if entry.summary is None and entry.article not in made]

    while True:
        revision = store.entries.revision()
        decision = decide()
        for entry in lacking(decision):
            made[entry.article] = summarise(entry).summary

        def work(revision: int = revision, decision: Decision[Result] = decision) -> tuple[Result] | None:
            current = decision if store.entries.revision() == revision else decide()
            if lacking(current):
                return None
            result = current.store(with_summary)
            then(result)
            return (result,)

        if done := store.together(work):
            return done[0]
