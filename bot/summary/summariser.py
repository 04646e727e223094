"""From title and text to a Summary: the one object that the rest of the house uses of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.model import Summary
from bot.summary.document import take_apart
from bot.summary.engines import engine_named
from bot.summary.facts import facts_of
from bot.summary.gist import gist_of
from bot.summary.keywords import keywords_of
from bot.summary.pieces import Limits
from bot.summary.selection import select
from bot.summary.topics import Topic, topics_of
from bot.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """How summaries are made. `engine` is a name in `bot.summary.engines.ENGINES`."""

    engine: str = "coverage"
    max_chars: int = 120
    max_sentences: int = 3


class Written(Protocol):
    """What was written of an article."""

    @property
    def gist(self) -> str:
        """One line."""
        ...

    @property
    def summary(self) -> str:
        """Whole sentences."""
        ...


class Writer(Protocol):
    """Writes gist and summary in words of its own, where it can."""

    def write(self, title: str | None, text: str) -> Written | None:
        """What it wrote; None where the engine's choice is to be used."""
        ...


class Summariser:
    """Makes summaries. Holds no state between them: any number of threads may use one."""

    def __init__(
        self,
        options: SummaryOptions,
        topics: Sequence[Topic],
        stop_words: frozenset[str],
        writer: Writer | None = None,
    ) -> None:
        """What the writer writes goes before what the engine chooses.

        Raises ConfigurationError where there is no such engine.
        """
        self._writer = writer
        self._engine = engine_named(options.engine)
        self._limits = Limits(options.max_chars, options.max_sentences)
        self._topics = tuple(topics)
        self._stop_words = stop_words

    def summarise(
        self, title: str | None, text: str, *, day: date | None = None, paper: str | None = None
    ) -> Summary:
        """Summarise one article; an empty text gives an empty summary. `title` may hold several lines.

        `day` is the day that the article was written for: 今年 and 昨日 are told by it.
        `paper` is its newspaper: 我市 is told by the city in its name.
        """
        document = take_apart(title, text, self._stop_words)
        if not document.sentences:
            return Summary(gist="")
        facts = facts_of(document, day, paper)
        summary = Summary(
            sentences=select(document, self._engine, self._limits),
            keywords=keywords_of(document, facts),
            facts=facts,
            topics=topics_of(title, text, self._topics),
            gist=gist_of(document),
        )
        written = self._writer.write(title, text) if self._writer else None
        if written is None:
            return summary
        return replace(summary, gist=written.gist, sentences=tuple(split_sentences(written.summary)))
