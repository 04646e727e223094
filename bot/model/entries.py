"""Entries: an article with its summary, as it is stored, and what an editor sees of a page."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.model.batches import InBatch
from bot.model.pages import Article

LISTED_TEXT = 200
"""Characters of a text that a list of articles may show."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit, what it counts, and the sentence that says so."""

    figure: str
    what: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A date, place, organisation or person, and the sentence that names it."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article states that a reader may want to check."""

    figures: tuple[Figure, ...] = ()
    dates: tuple[Fact, ...] = ()
    places: tuple[Fact, ...] = ()
    organisations: tuple[Fact, ...] = ()
    people: tuple[Fact, ...] = ()


_NO_FACTS = Facts()

_SENTENCE_END = re.compile(r"[。！？!?…；;.][”」』’）)]*$")


def ends_like_a_sentence(text: str) -> bool:
    """Whether a text ends as sentences do: headings, names of speakers and cut texts do not."""
    return _SENTENCE_END.search(text) is not None


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences of an article in its order, and what can be found in it."""

    sentences: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)
    topics: tuple[str, ...] = ()
    gist: str | None = None
    """One line that tells what the headline does not; empty where there is none, None where not yet made."""
    gist_is_edited: bool = False
    """Whether an editor wrote it: then it stays, whatever becomes of the text."""

    @property
    def edited(self) -> Summary | None:
        """What an editor wrote of it, and the rest to be made anew; None where nobody wrote any."""
        return Summary(gist=self.gist, gist_is_edited=True) if self.gist_is_edited else None

    @property
    def text(self) -> str:
        """The sentences, run together; a headline or a clause stands on a line of its own."""
        return "".join(
            sentence if ends_like_a_sentence(sentence) else f"{sentence}\n" for sentence in self.sentences
        ).removesuffix("\n")


class Status(StrEnum):
    """Where an entry stands. Only published ones are found or sent."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Edition:
    """One printing of a story, word for word, kept beside the fullest one."""

    source: str | None
    issue_date: date | None
    page: str | None
    article: Article
    parts: tuple[Article, ...] = ()
    """The articles of several pages that were joined into it, in order; none where it was printed whole."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is stored: the fullest text of its story, with summary and editions."""

    article: Article
    summary: Summary | None = None
    """None where it has not been made yet (bulk import)."""
    id: int = 0
    """0 until it is stored."""
    ref: int | str | None = None
    """The id that an imported article came with."""
    status: Status = Status.DRAFT
    push: bool = True
    """Whether digests may bring it."""
    published_at: datetime | None = None
    """When it was first published in the bot."""
    publication: int | None = None
    """The how-manieth publication in the bot it was: strictly growing, in the order of commits."""
    page_id: int | None = None
    """The page that it was read from."""
    editions: tuple[Edition, ...] = ()
    """Every printing that was merged into it, the shown one included."""
    version: int = field(default=1, compare=False)
    """Grows with each change: who changes what has another version than the one seen is told so."""

    def __hash__(self) -> int:
        # Not of the whole text: what is drawn of an entry is remembered by it a million times an hour.
        return hash((self.id, self.article.id))

    @property
    def headline(self) -> str:
        """The headline; where the page has none, the beginning of the text."""
        if self.article.headline:
            return self.article.headline
        return self.article.text[:20] + ("…" if self.article.length > 20 else "")


class Pushing(StrEnum):
    """Whether digests bring a draft once it is published, where its editor says nothing of it."""

    PUSHED = "pushed"
    OLD = "old"
    """No: it is no news any more."""
    STORED = "stored"
    """No: it was added not to be pushed."""
    NEVER = "never"
    """No, whatever is said: it is nothing to read by itself."""


@dataclass(frozen=True, slots=True)
class CardItem:
    """An article of a page as its editor sees it; its doubts are those of the article."""

    entry: Entry
    sure: bool
    """Whether it may be published without being looked at."""
    merges_into: Entry | None = None
    """The stored entry of the same story that it would be merged with."""
    review: tuple[str, ...] = ()
    """Words for which a person must read it before it is published, whoever publishes."""
    pushing: Pushing = Pushing.PUSHED
    """What publishing it means for digests; where it is merged, the stored entry has its say."""


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page that was read, for the editor: its articles in page order, the sure and the doubtful ones."""

    page_id: int
    name: str
    """The file name, or a name given to a message."""
    items: tuple[CardItem, ...]
    source: str | None = None
    issue_date: date | None = None
    page: str | None = None
    noise: int = 0
    """Lines that belong to no article."""
    repairs: int = 0
    """Lines whose characters were mended."""
    batch: InBatch | None = None
    """Where it stands among the pages that came with it; None where it came alone."""


def without_text(entry: Entry) -> Entry:
    """The entry for a list: with its headings and summary, and of its text no more than the beginning, where
    that stands for a headline or a summary that it lacks.

    Ten thousand of these take 20 MB, whole ones 400.
    """
    article, summary = entry.article, entry.summary
    told = summary is not None and bool(summary.sentences) and article.headline is not None
    beginning = () if told else (article.text[:LISTED_TEXT],)
    listed = replace(article, paragraphs=beginning, subheads=(), source=_shared(article.source))
    return replace(
        entry,
        article=listed,
        summary=summary and _for_list(summary),
        editions=tuple(
            replace(
                edition,
                article=listed
                if edition.article is article
                else replace(edition.article, paragraphs=(), subheads=()),
                parts=(),
            )
            for edition in entry.editions
        ),
    )


def _for_list(summary: Summary) -> Summary:
    return replace(
        summary,
        facts=_NO_FACTS,
        keywords=tuple(map(sys.intern, summary.keywords)),
        topics=tuple(map(sys.intern, summary.topics)),
    )


def _shared(name: str | None) -> str | None:
    """The one copy of a name that very many entries have."""
    return None if name is None else sys.intern(name)
