"""The command line: one group of commands, and one place where an error becomes a line and an exit code.

Exit 0: done. 1: it ran, and some input was refused. 2: wrong usage or configuration.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bot import __version__
from bot.commands import data, demo, feeds, find, pages, serve
from bot.errors import BaozhaiError, ConfigurationError
from bot.text.characters import for_terminal

REFUSED = 1
MISUSED = 2
INTERRUPTED = 130

INSTALLED = "baozhai"
"""The script that a wheel installs."""


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def commands(context: click.Context) -> None:
    """Baozhai: Chinese newspaper pages in, keyword lookups and timed digests out.

    Without a command it serves: the bot on Telegram.
    """
    if context.invoked_subcommand is None:
        context.invoke(serve.serve)


for command in (
    serve.serve,
    demo.demo,
    pages.split,
    find.summarise,
    pages.add,
    pages.import_,
    feeds.feeds,
    find.search,
    find.digest,
    data.export,
    data.backup,
    data.restore,
    data.stats,
    data.doctor,
):
    commands.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. Errors are one line on standard error, without a traceback."""
    # The database, its copies and what is exported hold readers' numbers: only their owner reads them.
    os.umask(0o077)
    try:
        result = commands.main(arguments, prog_name=_program(), standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        _say(f"usage: could not understand the command: {error.format_message()}")
        return MISUSED
    except ConfigurationError as error:
        _say(str(error))
        return MISUSED
    except BaozhaiError as error:
        _say(str(error))
        return REFUSED
    except BrokenPipeError:
        # Whoever read our output has enough. Python would complain once more while it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    return result if isinstance(result, int) else 0


def _program() -> str:
    """The name by which the program was started: the script of a wheel, else the file in a checkout."""
    return INSTALLED if Path(sys.argv[0]).stem == INSTALLED else "run_bot.py"


def _say(line: str) -> None:
    click.echo(for_terminal(" ".join(line.split())), err=True)
