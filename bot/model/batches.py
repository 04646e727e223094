"""Batches: pages that an editor laid down one after the other, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.pages import PageHints


class BatchState(StrEnum):
    """Where a batch stands."""

    OPEN = "open"
    """Further pages of the same editor join it."""
    REPORTING = "reporting"
    """All is read; its editor is yet to be told."""
    CLOSED = "closed"


class SheetState(StrEnum):
    """Where a page of a batch stands."""

    WAITING = "waiting"
    READ = "read"
    KNOWN = "known"
    """Read, and all of it was stored before."""
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    """Telegram did not hand the document out; its editor may have it asked for again."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was laid down: how to get at its text, what was said of it, what became of it."""

    name: str
    file_id: str | None = None
    """Telegram's name of the document; None where the text itself is kept."""
    text: str | None = None
    hints: PageHints = field(default_factory=PageHints)
    """What its caption says."""
    album: str | None = None
    """Telegram's name of the group of documents that was sent at once."""
    id: int = 0
    """0 until it is stored."""
    state: SheetState = SheetState.WAITING
    page_id: int | None = None
    """The stored page, once it is read."""
    reason: str = ""
    """Why it was refused, in its editor's language."""
    tries: int = 0
    """How often the process died while it was being read or stored."""
    message_id: int | None = None
    """The message that brought it: of one message, a page of a name is kept once."""
    stored: tuple[int, ...] = ()
    """The stored pages that came of it before it was read to its end."""

    @property
    def link(self) -> str | None:
        """The address that is to be fetched, which is its name then; None for a document or a text."""
        return self.name if self.file_id is None and self.text is None else None


@dataclass(frozen=True, slots=True)
class Batch:
    """The pages of one editor in one chat, in the order in which they came."""

    chat_id: int
    user_id: int
    language: str
    thread_id: int = 0
    id: int = 0
    """0 until it is stored."""
    state: BatchState = BatchState.OPEN
    hints: PageHints = field(default_factory=PageHints)
    """The paper and the day that its editor set for all pages that do not say their own."""
    progress_id: int | None = None
    """The message that says how far it is."""
    sheets: tuple[Sheet, ...] = ()

    @property
    def done(self) -> int:
        """How many pages have been seen to."""
        return sum(sheet.state is not SheetState.WAITING for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class InBatch:
    """Where a page stands in its batch."""

    batch_id: int
    position: int
    """From 1."""
    total: int
    next_page_id: int | None = None
    """The page after it with something to decide; None where there is none."""
