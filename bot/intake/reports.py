"""What came of taking something in."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.model import Entry


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken in, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """Every article that was given counts once: as added, merged, unchanged or refused."""

    added: int = 0
    """Became an entry."""
    merged: int = 0
    """Went into an entry of the same story, as an edition or as the other half."""
    unchanged: int = 0
    """Was stored already."""
    refusals: tuple[Refusal, ...] = ()
    entries: tuple[Entry, ...] = ()
    """The stored entries that were made or changed, as they are now."""
    page_ids: tuple[int, ...] = ()
    """One for each page, in their order."""

    @property
    def refused(self) -> int:
        """How many articles were refused."""
        return len(self.refusals)

    def __add__(self, other: AddReport) -> AddReport:
        """Both; an entry that is in both is as the other has it."""
        return AddReport(
            self.added + other.added,
            self.merged + other.merged,
            self.unchanged + other.unchanged,
            self.refusals + other.refusals,
            _latest(self.entries + other.entries),
            self.page_ids + other.page_ids,
        )


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What became of drafts."""

    published: int = 0
    merged: int = 0
    """Went into published entries."""
    pushed: int = 0
    """Of those that were published: how many digests may bring."""
    refusals: tuple[Refusal, ...] = ()
    entries: tuple[Entry, ...] = ()
    """The published entries, those that a draft went into too."""

    @property
    def refused(self) -> int:
        """How many could not be published."""
        return len(self.refusals)

    def __add__(self, other: PublishReport) -> PublishReport:
        """Both; an entry that is in both is as the other has it."""
        return PublishReport(
            self.published + other.published,
            self.merged + other.merged,
            self.pushed + other.pushed,
            self.refusals + other.refusals,
            _latest(self.entries + other.entries),
        )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of lines."""

    added: int = 0
    unchanged: int = 0
    """Stood in the store already, with the same id and text."""
    subscriptions: int = 0
    refusals: tuple[Refusal, ...] = field(default=())

    @property
    def refused(self) -> int:
        """How many lines were refused."""
        return len(self.refusals)


def _latest(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Each entry once, where it came first and as it came last."""
    return tuple({entry.id: entry for entry in entries}.values())
