"""The commands that Telegram shows beside the writing line, by language and role."""

from __future__ import annotations

from bot.message.languages import Translator

READER_COMMANDS = (
    "search",
    "today",
    "latest",
    "topics",
    "subscribe",
    "pause",
    "resume",
    "unsubscribe",
    "settings",
    "watch",
    "unwatch",
    "saved",
    "mydata",
    "forgetme",
    "help",
)
EDITOR_COMMANDS = (
    "add",
    "drafts",
    "edit",
    "retract",
    "merge",
    "announce",
    "stats",
    "backup",
    "audit",
)


def menu(t: Translator, *, editor: bool = False) -> tuple[tuple[str, str], ...]:
    """Pairs of a command without its slash and what it does."""
    commands = READER_COMMANDS + (EDITOR_COMMANDS if editor else ())
    return tuple((command, t(f"menu.{command}")) for command in commands)
