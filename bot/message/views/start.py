"""The first word and the help."""

from __future__ import annotations

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import Html, bold, button, escape, fit
from bot.message.menus import EDITOR_COMMANDS, READER_COMMANDS
from bot.model import Message


def welcome(t: Translator, *, editor: bool = False) -> Message:
    """What a person is told who opens the bot."""
    lines = [bold(t("start.title")), escape(t("start.what")), escape(""), escape(t("start.search"))]
    lines.append(escape(t("start.subscribe")))
    if editor:
        lines += [escape(""), escape(t("start.editor"))]
    return fit(
        lines,
        [
            [
                button(t("button.today"), callbacks.encode(callbacks.TODAY)),
                button(t("button.latest"), callbacks.encode(callbacks.LATEST, 0)),
                button(t("button.topics"), callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_TOPICS)),
            ],
            [
                button(
                    t("button.subscribe_at", time="07:30"),
                    callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_TIME, "0730"),
                ),
                button(t("button.help"), callbacks.encode(callbacks.HELP)),
                button(
                    t("button.language"), callbacks.encode(callbacks.SETTINGS, callbacks.SETTINGS_LANGUAGE)
                ),
            ],
        ],
    )


def help_page(t: Translator, *, editor: bool = False) -> Message:
    """All commands, each with what it does; editors see theirs too."""
    lines = [bold(t("help.title")), escape(t("help.search")), escape("")]
    lines += _commands(t, READER_COMMANDS)
    lines += [escape(""), escape(t("help.words"))]
    if editor:
        lines += [escape(""), bold(t("help.editor_title")), escape(t("help.editor"))]
        lines += _commands(t, EDITOR_COMMANDS)
    return fit(lines)


def _commands(t: Translator, commands: tuple[str, ...]) -> list[Html]:
    return [escape(t(f"help.command.{command}")) for command in commands]
