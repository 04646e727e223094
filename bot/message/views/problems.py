"""What went wrong, told kindly: what it was, and what helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram.constants import CallbackQueryLimit

from bot.errors import BaozhaiError
from bot.message.languages import Translator
from bot.message.markup import brief, cut, escape, fit, to_plain
from bot.message.pieces import NAME
from bot.model import Message

NOTE: int = CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
"""Characters that Telegram shows when a button is answered."""


def problem(t: Translator, error: BaozhaiError) -> Message:
    """An error in the reader's words, and what helps; its own words, in English, are for the log.

    What says nothing that is known gets the sentence of its class: an error may come from another process.
    """
    for key, values in ((error.key, error.values), (type(error).key, {})):
        try:
            return say(t, f"problem.{key}", **_shown(values))
        except (KeyError, ValueError, TypeError, AttributeError):
            continue
    return failed(t)


def _shown(values: Mapping[str, str | int]) -> dict[str, str]:
    return {str(name): brief(str(value), NAME) for name, value in dict(values).items()}


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
