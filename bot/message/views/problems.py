"""What went wrong, told kindly: what it was, and what helps."""

from __future__ import annotations

from collections.abc import Sequence

from telegram.constants import CallbackQueryLimit

from bot.errors import (
    AddressRefused,
    BaozhaiError,
    DatabaseUnreadable,
    DatabaseUnusable,
    DeliveryError,
    EncryptedFile,
    EntryChanged,
    FetchError,
    IndexDamaged,
    IntakeError,
    NoFeed,
    NoSuchEntry,
    NothingToRead,
    OnlyContents,
    PageTooLarge,
    ReadingError,
    ReadingStopped,
    RecognitionMissing,
    RobotsRefused,
    ScheduleError,
    UnknownEncoding,
    UnreadableFile,
)
from bot.message.languages import Translator
from bot.message.markup import brief, cut, escape, fit, to_plain
from bot.message.pieces import NAME
from bot.model import Message

NOTE: int = CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
"""Characters that Telegram shows when a button is answered."""

_KEYS: tuple[tuple[type[BaozhaiError], str], ...] = (
    (RecognitionMissing, "problem.recognition"),
    (EncryptedFile, "problem.encrypted"),
    (ReadingStopped, "problem.stopped"),
    (AddressRefused, "problem.address"),
    (RobotsRefused, "problem.robots"),
    (FetchError, "problem.fetch"),
    (UnreadableFile, "problem.unreadable"),
    (UnknownEncoding, "problem.encoding"),
    (PageTooLarge, "problem.too_large"),
    (NoFeed, "problem.no_feed"),
    (OnlyContents, "problem.only_contents"),
    (NothingToRead, "problem.nothing_to_read"),
    (ReadingError, "problem.reading"),
    (NoSuchEntry, "problem.gone"),
    (EntryChanged, "problem.changed"),
    (IndexDamaged, "problem.index_damaged"),
    (DatabaseUnreadable, "problem.database_unreadable"),
    (DatabaseUnusable, "problem.database"),
    (IntakeError, "problem.intake"),
    (ScheduleError, "problem.schedule"),
    (DeliveryError, "problem.delivery"),
)
"""From the particular to the general: the first that fits is said."""


def problem(t: Translator, error: BaozhaiError) -> Message:
    """An error in the reader's words, and what helps; its own words, in English, are for the log."""
    key = next((key for kind, key in _KEYS if isinstance(error, kind)), "problem.failed")
    return say(t, key)


def unknown_command(t: Translator) -> Message:
    """No command of this name."""
    return say(t, "problem.unknown_command")


def unknown_topic(t: Translator, word: str, topics: Sequence[str]) -> Message:
    """A word that names no topic, and those that there are."""
    known = t("list.and").join(brief(topic, NAME) for topic in topics)
    return fit(
        [
            escape(t("problem.unknown_topic", word=brief(word, NAME))),
            escape(t("problem.known_topics", topics=known)),
        ]
    )


def query_too_long(t: Translator, limit: int) -> Message:
    """More than `limit` characters to look for."""
    return fit([escape(t("problem.query_too_long", limit=limit))])


def gone(t: Translator) -> Message:
    """A button on an article that is not there any more."""
    return say(t, "problem.gone")


def stale(t: Translator) -> Message:
    """A button whose list or question is not kept any more."""
    return say(t, "problem.stale")


def passing(t: Translator) -> Message:
    """Telegram did not answer what had to be asked of it first: nothing was done, and may be in a moment."""
    return say(t, "problem.passing")


def failed(t: Translator) -> Message:
    """Something that nobody foresaw; it has been recorded."""
    return say(t, "problem.failed")


def not_editor(t: Translator) -> Message:
    """Only editors may do this."""
    return say(t, "problem.not_editor")


def private_bot(t: Translator) -> Message:
    """The bot is not open to everyone."""
    return say(t, "problem.private")


def waiting(t: Translator) -> Message:
    """The owner has been asked and has not answered yet."""
    return say(t, "problem.waiting")


def no_full_text(t: Translator) -> Message:
    """Full texts are for others."""
    return say(t, "problem.no_full_text")


def group_admins_only(t: Translator) -> Message:
    """In a group only its administrators change settings."""
    return say(t, "problem.group_admins_only")


def say(t: Translator, key: str, **values: object) -> Message:
    """One text of the catalogue, for what is too small to have a view of its own."""
    return fit([escape(t(key, **values))])


def note(message: Message) -> str:
    """A message as the word that flashes when a button is answered."""
    return cut(to_plain(message.text), NOTE)
