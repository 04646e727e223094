"""The rooms behind every command, opened together: what is stored, and the one way in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import clock_from
from bot.digest import cities
from bot.intake import Intake
from bot.intake.review import load_review
from bot.model import Clock
from bot.reading import papers
from bot.settings import Settings
from bot.store.store import Store
from bot.summary import Summariser, SummaryOptions, Topic
from bot.summary.configuration import load_stop_words, load_topics
from bot.summary.model.writer import Answers, model_writer
from bot.text import words
from bot.text.aliases import load_aliases
from bot.workshop import Workshop

WORKERS = 3
"""Processes that read files: one for each lane of files."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """What a command works with. Blocking, and safe to use from any thread."""

    settings: Settings
    clock: Clock
    store: Store
    summariser: Summariser
    intake: Intake
    topics: tuple[Topic, ...]
    workshop: Workshop

    @property
    def topic_names(self) -> tuple[str, ...]:
        """The topics in the order of the configuration."""
        return tuple(topic.name for topic in self.topics)


def make_summariser(settings: Settings, answers: Answers) -> tuple[Summariser, tuple[Topic, ...]]:
    """The summariser as configured, and its topics; a model's answers are kept. Raises ConfigurationError."""
    files = settings.files
    words.use(files.path("userdict.txt"))
    topics = load_topics(files.path("topics.toml"))
    chosen = settings.summary
    writer = model_writer(chosen, answers) if chosen.engine == "model" else None
    options = SummaryOptions(
        engine=SummaryOptions().engine if writer else chosen.engine,
        max_chars=chosen.max_chars,
        max_sentences=chosen.max_sentences,
    )
    return Summariser(options, topics, load_stop_words(files.path("stopwords.txt")), writer), topics


@contextmanager
def open_rooms(settings: Settings) -> Iterator[Rooms]:
    """Open the database, and close it with the block. Raises ConfigurationError, DatabaseUnusable."""
    clock, files = clock_from(settings.now), settings.files
    cities.use(files.path("cities.tsv"))
    papers.use(files.path(papers.FILE))
    zone, aliases = ZoneInfo(settings.zone), load_aliases(files.path("aliases.toml"))
    with Store(settings.db, clock, zone=zone, aliases=aliases) as store, Workshop(WORKERS) as workshop:
        summariser, topics = make_summariser(settings, store.model_answers)
        review = load_review(files.path("review.toml"))
        intake = Intake(store, summariser, clock, review, workshop, zone=zone)
        yield Rooms(settings, clock, store, summariser, intake, topics, workshop)
