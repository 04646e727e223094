"""`export`, `backup`, `restore`, `stats` and `doctor`: the care of what is stored."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bot.commands.doctor import examine
from bot.commands.findings import Finding
from bot.commands.options import (
    as_json,
    existing_path,
    print_json,
    print_json_line,
    say,
    with_places,
    with_settings,
    write,
)
from bot.errors import ConfigurationError, DatabaseUnusable
from bot.intake.lines import export_lines
from bot.rooms import open_rooms
from bot.settings import Settings, load_settings
from bot.store.backups import restore as restore_database
from bot.store.index_damage import DAMAGED

UNSOUND = 1

MISCONFIGURED = 2

GZIP = b"\x1f\x8b"
"""How a compressed file begins."""


@click.command()
@click.option("--subscribers", is_flag=True, help="Also the subscriptions, after the articles.")
@click.option("--jsonl", is_flag=True, help="JSON lines, which is what it always prints.")
@as_json
@with_settings
def export(subscribers: bool, jsonl: bool, as_json: bool, settings: Settings) -> None:
    """All articles as JSON lines, which `import` takes back."""
    with open_rooms(settings) as rooms:
        for line in export_lines(rooms.store, subscribers=subscribers):
            print_json_line(line)


@click.command()
@click.argument("file", type=existing_path)
@with_settings
def backup(file: Path, settings: Settings) -> int:
    """Copy the database to FILE; safe while the bot runs. The copy is checked.

    Exit 1 where its search index is damaged; the copy is made even so.
    """
    with open_rooms(settings) as rooms:
        sound = rooms.store.backup(file)
    say(f"{settings.db} → {file}, {file.stat().st_size:,} bytes")
    if not sound:
        say(DAMAGED)
    return 0 if sound else UNSOUND


@contextmanager
def _unpacked(file: Path) -> Iterator[Path]:
    """The file, or where it is compressed, as /backup sends it, a temporary copy that is not."""
    with file.open("rb") as beginning:
        compressed = beginning.read(2) == GZIP
    if not compressed:
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.stem
        try:
            with gzip.open(file) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target)
        except (OSError, EOFError, zlib.error) as error:
            raise DatabaseUnusable(f"unpack {file}", error) from error
        yield copy


@click.command()
@click.argument("file", type=existing_path)
@with_settings
def restore(file: Path, settings: Settings) -> None:
    """Put FILE, a backup, in the place of the database. What stood there is kept beside it."""
    with _unpacked(file) as copy:
        kept = restore_database(copy, settings.db)
    say(f"{file} → {settings.db}" + (f"; {kept}" if kept else ""))


@click.command()
@as_json
@with_settings
def stats(as_json: bool, settings: Settings) -> None:
    """How many articles, chats and deliveries there are."""
    with open_rooms(settings) as rooms:
        counts = {
            "articles": rooms.store.entries.counts(),
            "chats": rooms.store.subscriptions.counts(),
            "deliveries": rooms.store.deliveries.counts() | rooms.store.deliveries.pace(),
        }
    if as_json:
        print_json(counts)
    else:
        write(
            "".join(
                f"{area} {name}: {number}\n"
                for area, parts in counts.items()
                for name, number in parts.items()
            )
        )


@click.command()
@click.option("--rebuild-index", is_flag=True, help="Make the search index anew first.")
@as_json
@with_places
def doctor(rebuild_index: bool, as_json: bool, configuration: Path | None, db: Path | None) -> int:
    """Check configuration, proxy, database and permissions, and say what to mend.

    Exit 1 where something is wrong, 2 where it is the configuration, without which nothing else is looked at.
    """
    try:
        settings = load_settings(configuration, db=db)
    except ConfigurationError as error:
        told = f"could not {error.could_not}: {error.cause}"
        findings, unsound = [Finding("configuration", False, told)], MISCONFIGURED
    else:
        findings, unsound = examine(settings, rebuild_index=rebuild_index), UNSOUND
    sound = all(finding.sound for finding in findings)
    if as_json:
        print_json({"sound": sound, "findings": [_finding_to_json(finding) for finding in findings]})
    else:
        write(
            "".join(
                f"{'ok' if finding.sound else 'MEND'}  {finding.what}: {finding.told}\n"
                for finding in findings
            )
        )
    return 0 if sound else unsound


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    return {"what": finding.what, "sound": finding.sound, "told": finding.told}
