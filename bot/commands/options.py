"""What every command takes, and how results and progress are printed."""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.settings import Settings, load_settings
from bot.text.characters import for_terminal

Command = TypeVar("Command", bound=Callable[..., Any])

_STEERING = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal, less what JSON escapes anyway."""

existing_path = click.Path(path_type=Path)


def with_settings(command: Command) -> Command:
    """Add `--config` and `--db`, and hand the command its `settings`."""

    @with_places
    @functools.wraps(command)
    def wrapped(*args: Any, configuration: Path | None, db: Path | None, **kwargs: Any) -> Any:
        settings: Settings = load_settings(configuration, db=db)
        return command(*args, settings=settings, **kwargs)

    return wrapped  # type: ignore[return-value]


def with_places(command: Command) -> Command:
    """Add `--config` and `--db`, and hand the command `configuration` and `db`, None where not given."""

    @click.option(
        "--config",
        "configuration",
        type=existing_path,
        help="Another configuration: a folder, or a file of settings.",
    )
    @click.option("--db", type=existing_path, help="Another database file.")
    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return command(*args, **kwargs)

    return wrapped  # type: ignore[return-value]


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")


def print_json(value: object) -> None:
    """One JSON value on standard output, in UTF-8 whatever the terminal says."""
    write(_dumped(value, indent=2) + "\n")


def print_json_line(value: object) -> None:
    """One JSON value as a line on standard output."""
    write(_dumped(value) + "\n")


def _dumped(value: object, indent: int | None = None) -> str:
    """JSON in which what steers a terminal is escaped too, so that nothing of it is lost."""
    dumped = json.dumps(value, ensure_ascii=False, indent=indent)
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", dumped)


def write(text: str, *, styled: bool = False) -> None:
    """Text on standard output; characters that UTF-8 cannot hold are replaced.

    What steers a terminal is left out, but where the text is `styled` by us, with nothing of it from outside.
    """
    shown = text if styled else for_terminal(text)
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def say(line: str) -> None:
    """A line for the person at the terminal, on standard error."""
    click.echo(for_terminal(line), err=True)
