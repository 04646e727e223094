"""The nouns of the house, as frozen dataclasses. They know no file, no database and no Telegram.

An Article is what a page holds; an Entry is an article with its summary, as it is stored. A Subscription
says which digest a chat and thread wants; a Composition is the message made for everyone who wants the
same; a Delivery is one promise to send one message to one chat.

All moments (`datetime`) are aware and in UTC. A schedule is a local `time` and the name of an IANA zone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

Clock = Callable[[], datetime]
"""Says what time it is, in UTC. Passed in wherever time matters, so that tests can turn it."""


# ------------------------------------------------------------------------------------------- pages


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


@dataclass(frozen=True, slots=True)
class NoiseLine:
    """A line of the dump that belongs to no article, and why."""

    number: int
    """From 1."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A line whose characters were mended; the original is kept."""

    number: int
    original: str
    repaired: str
    what: Literal["doubled", "spaced", "control"]


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
    source: str | None = None
    issue_date: date | None = None
    page: str | None = None


# ----------------------------------------------------------------------------------------- entries


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


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences of an article in its order, and what can be found in it."""

    sentences: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)
    topics: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentences, run together."""
        return "".join(self.sentences)


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

    @property
    def headline(self) -> str:
        """The headline; where the page has none, the beginning of the text."""
        if self.article.headline:
            return self.article.headline
        return self.article.text[:20] + ("…" if self.article.length > 20 else "")


@dataclass(frozen=True, slots=True)
class CardItem:
    """An article of a page as its editor sees it; its doubts are those of the article."""

    entry: Entry
    sure: bool
    """Whether it may be published without being looked at."""
    merges_into: Entry | None = None
    """The stored entry of the same story that it would be merged with."""


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


# ------------------------------------------------------------------------------------------ search


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


# ----------------------------------------------------------------------------------------- readers


class Role(StrEnum):
    """What a person may do."""

    OWNER = "owner"
    EDITOR = "editor"
    READER = "reader"
    WAITING = "waiting"
    """Asked to be admitted, and not answered yet."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whose role has been settled or asked for."""

    id: int
    role: Role
    name: str
    since: datetime
    """When the role was given."""


class ChatState(StrEnum):
    """Whether a chat can be reached."""

    ACTIVE = "active"
    GONE = "gone"
    """It blocked the bot, was deleted, or removed the bot. What it had set is kept."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat, a group or a channel that the bot has met."""

    id: int
    kind: str = "private"
    """As Telegram says: private, group, supergroup, channel."""
    title: str = ""
    language: str | None = None
    """zh-Hans, zh-Hant or en, where the reader chose one; else None and Telegram's guess is taken."""
    state: ChatState = ChatState.ACTIVE


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat and thread wants to be sent, and when."""

    chat_id: int
    thread_id: int = 0
    """0 outside forum topics."""
    times: tuple[time, ...] = ()
    zone: str = "Asia/Shanghai"
    topics: tuple[str, ...] = ()
    """None named: all topics."""
    paused: bool = False
    covered: int | None = None
    """The last publication that a digest covered; None before the first digest."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One promised digest: the key under which it is never sent twice."""

    chat_id: int
    thread_id: int
    local: datetime
    """The local date and time of the schedule, without zone."""


@dataclass(frozen=True, slots=True)
class DueSubscription:
    """A subscription whose hour has come, with the latest of the slots that it missed."""

    subscription: Subscription
    slot: Slot
    since: datetime
    """When the first of the slots that it missed came."""
    language: str | None


@dataclass(frozen=True, slots=True)
class Watch:
    """Words that a chat and thread wants to be told of when they are published."""

    chat_id: int
    words: str
    thread_id: int = 0
    covered: int = 0
    """The last publication before it was asked for: what is older is not told."""
    id: int = 0
    """0 until it is stored."""


class Deed(StrEnum):
    """What an editor did, as the record of deeds has it."""

    ADD = "add"
    PUBLISH = "publish"
    EDIT = "edit"
    DROP = "drop"
    RETRACT = "retract"
    MERGE = "merge"
    ANNOUNCE = "announce"
    BACKUP = "backup"
    ADMIT = "admit"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Who did what, when."""

    at: datetime
    user_id: int | None
    """None where the person asked to be forgotten."""
    deed: Deed
    entry_id: int | None = None
    person_id: int | None = None
    """The reader whom it was done to."""
    detail: str = ""


# ----------------------------------------------------------------------------------------- digests


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """The items of one topic, best first. The topic is None where none fits."""

    topic: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What is sent to everyone who wants the same: what is new, and what is old but pushed all the same."""

    day: date
    """The reader's local day."""
    at: time | None
    """The reader's local hour where the digest was promised for one, else None."""
    groups: tuple[DigestGroup, ...]
    old: tuple[Entry, ...] = ()
    """Over a week old by their own date: they come under it."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All items, in the order shown."""
        return tuple(entry for group in self.groups for entry in group.entries) + self.old


# ---------------------------------------------------------------------------------------- messages


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it sends `data` back, opens `url`, or copies `copy`."""

    label: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as Telegram takes it: HTML that has been escaped and measured, and rows of buttons."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """A message that was made once for all who get it, and the entries that it and its further pages show."""

    id: int
    message: Message
    entry_ids: tuple[int, ...] = ()


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENDING = "sending"
    """Committed before the request leaves."""
    SENT = "sent"
    GONE = "gone"
    """The chat blocked the bot, was deleted, or removed it."""
    FAILED = "failed"
    UNSURE = "unsure"
    """A request left and no answer came: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One promise: this message, to this chat, once."""

    id: int
    chat_id: int
    thread_id: int
    key: str
    """Unique in its chat and thread, such as `digest 2024-04-03T07:30`."""
    message: Message
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    silent: bool = False
