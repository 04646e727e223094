"""`demo`: the bot in a terminal, on pages of its own."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click.core import ParameterSource

from bot.commands.options import with_settings
from bot.commands.page_files import read_pages
from bot.commands.sources import find_sources
from bot.defaults import SEEDS
from bot.errors import ConfigurationError
from bot.model import PageHints
from bot.rooms import Rooms, open_rooms
from bot.settings import Settings

WELCOME = """\
报摘演示：输入关键词即可搜索，/today 看今日，/help 看全部命令，:help 看本终端的用法。
Baozhai demo: type words to look them up, /today for the digest, /help for commands, :help for this terminal.
"""


@click.command()
@with_settings
def demo(settings: Settings) -> None:
    """Talk to the bot in the terminal: no token, no network, a fresh database with the pages in seeds/.

    You are its owner: readers' and editors' commands both work. Reads standard input when that is no
    terminal.
    """
    # The answers are what is to be read here; the log would stand between them.
    logging.basicConfig(level=logging.ERROR)
    with _fresh_database(settings) as database:
        asked = settings.model_copy(update={"db": database, "admins": (_person(),)})
        with open_rooms(asked) as rooms:
            pages, _ = read_pages(find_sources((SEEDS,)), PageHints())
            rooms.intake.add(pages, push=True)
            click.echo(WELCOME)
            asyncio.run(_converse(rooms))


async def _converse(rooms: Rooms) -> None:
    from bot.app import assemble  # noqa: PLC0415 - as in `serve`
    from bot.console.api import ConsoleApi  # noqa: PLC0415
    from bot.console.conversation import running  # noqa: PLC0415
    from bot.console.terminal import run_terminal  # noqa: PLC0415

    api = ConsoleApi()
    async with running(assemble(rooms, request=api)) as application:
        await run_terminal(application, api, sys.stdin, sys.stdout)


def _person() -> int:
    from bot.console.terminal import READER  # noqa: PLC0415

    return READER


@contextmanager
def _fresh_database(settings: Settings) -> Iterator[Path]:
    """The file that `--db` names, if it is not there yet; else one that goes with the demo."""
    named = click.get_current_context().get_parameter_source("db") is ParameterSource.COMMANDLINE
    if not named:
        with tempfile.TemporaryDirectory(prefix="baozhai-demo-") as folder:
            yield Path(folder) / "demo.db"
    elif settings.db.exists():
        raise ConfigurationError(f"start a demo in {settings.db}", "the file is there already")
    else:
        yield settings.db
