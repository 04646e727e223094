"""Pages: an article as printed, what is left over, what was mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What sort of piece an article is."""

    NEWS = "news"
    FEATURE = "feature"
    NOTICE = "notice"
    BOX = "box"
    CAPTION = "caption"
    FRAGMENT = "fragment"
    """A body that goes on from another page; its head stands elsewhere."""


class Doubt(StrEnum):
    """Why an editor should look at an article before publishing it."""

    HEADLINE_MISSING = "headline_missing"
    HEAD_ELSEWHERE = "head_elsewhere"
    CUT_UNCERTAIN = "cut_uncertain"
    PERSONAL_NAME_REPAIRED = "personal_name_repaired"
    FIGURE_REPAIRED = "figure_repaired"
    CHARACTERS_UNCERTAIN = "characters_uncertain"
    """Some characters of a scan were recognised without certainty."""


OLD_AFTER = timedelta(days=7)
"""What is older than this by its own date is no news."""


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside the body; `before_paragraph` is the index of the paragraph that follows it."""

    text: str
    before_paragraph: int


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of a page, as printed. What the page does not say is None, never guessed."""

    id: str
    kind: Kind
    headline: str | None
    paragraphs: tuple[str, ...]
    kicker: str | None = None
    subheadline: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    """The paper."""
    issue_date: date | None = None
    """The day printed on the page or given by the editor."""
    event_date: date | None = None
    """The day that the lede tells of."""
    page: str | None = None
    """As printed: 7, A06, 02-03."""
    section: str | None = None
    subheads: tuple[Subhead, ...] = ()
    continues_from: str | None = None
    continues_to: str | None = None
    story_id: str | None = None
    """Equal on articles that are one story: two editions of it, or its halves."""
    doubts: tuple[Doubt, ...] = ()
    confidence: float = 1.0
    """How surely it is cut as it is, from 0 to 1: 0.5 where another cut is nearly as good."""
    belongs_to: str | None = None
    """The id of the article that a caption or box goes with, where the page shows it."""

    @property
    def date(self) -> date | None:
        """The issue date, else the event date."""
        return self.issue_date or self.event_date

    @property
    def text(self) -> str:
        """The body, a paragraph a line, without subheads."""
        return "\n".join(self.paragraphs)

    @property
    def length(self) -> int:
        """The characters of the body."""
        return sum(map(len, self.paragraphs))


def is_old(article: Article, day: date) -> bool:
    """Whether an article is no news on a day: digests bring it only where an editor wants so, and then apart.

    By its own date: its issue date, else the day that it tells of. Without one it is never old.
    """
    return article.date is not None and day - article.date > OLD_AFTER


@dataclass(frozen=True, slots=True)
class NoiseLine:
    """A line of the dump that belongs to no article, and why."""

    number: int
    """From 1."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line of the dump was taken for."""

    number: int
    """From 1."""
    article: str | None
    """The id of its article; None for noise."""
    part: str
    """The part of the article, such as headline or body; the reason of noise."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A line whose characters were mended, or recognised without certainty; the original is kept.

    The original of a recognised line has its doubtful characters in brackets: 种〔植〕面积.
    """

    number: int
    original: str
    repaired: str
    what: Literal["doubled", "spaced", "control", "recognised"]


@dataclass(frozen=True, slots=True)
class PageHints:
    """What is known of a page besides its text: from the editor, a caption or the file name."""

    source: str | None = None
    issue_date: date | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page dump that has been read."""

    name: str
    """The file name, or a name given to a message."""
    original: str
    articles: tuple[Article, ...]
    noise: tuple[NoiseLine, ...] = ()
    repairs: tuple[Repair, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """Of every line that is not blank, in order."""
    source: str | None = None
    issue_date: date | None = None
    page: str | None = None
    is_dump: bool = False
    """Whether its articles were told apart by the lines of a dump, and not by its source."""
