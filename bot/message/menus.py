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
    "feeds",
    "roles",
)


OWNER_COMMANDS = frozenset({"backup", "roles"})
"""Of the editors' commands those that are the owner's alone."""

GROUP_COMMANDS = frozenset({"search", "today", "latest", "topics", "saved", "help"})
"""What anybody may ask in a group."""

STEWARD_COMMANDS = GROUP_COMMANDS | {
    "subscribe",
    "pause",
    "resume",
    "unsubscribe",
    "settings",
    "watch",
    "unwatch",
}
"""What those may ask besides who run the group."""


def menu(t: Translator, *, editor: bool = False, owner: bool = True) -> tuple[tuple[str, str], ...]:
    """Pairs of a command without its slash and what it does; an `editor` who is no `owner` sees fewer."""
    commands = READER_COMMANDS + (EDITOR_COMMANDS if editor else ())
    return tuple(
        (command, t(f"menu.{command}")) for command in commands if owner or command not in OWNER_COMMANDS
    )
