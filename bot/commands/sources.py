"""Files named on the command line: folders opened, `-` read from standard input."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from bot.errors import UnreadableFile
from bot.intake.lines import LINE_LIMIT
from bot.reading.documents import FILE_LIMIT

STANDARD_INPUT = Path("-")

BYTES_BETWEEN_PROGRESS = 100_000


@dataclass(frozen=True, slots=True)
class Source:
    """A page file, under the name that it is reported by."""

    path: Path
    name: str

    def read(self) -> bytes:
        """Its bytes, or the first of them where it is larger than any file may be.

        Raises UnreadableFile.
        """
        try:
            if self.path == STANDARD_INPUT:
                return sys.stdin.buffer.read(FILE_LIMIT + 1)
            if not self.path.is_file():
                reason = "it is not a file" if self.path.exists() else "there is no such file"
                raise UnreadableFile(f"read {self.path}", reason)
            with self.path.open("rb") as file:
                return file.read(FILE_LIMIT + 1)
        except OSError as error:
            raise UnreadableFile(f"read {self.path}", error.strerror or error) from error


def find_sources(paths: tuple[Path, ...]) -> list[Source]:
    """The files of `paths` in the order given; those of a folder by name, hidden ones and its guide left out.

    Two files of the same name go by their paths.
    """
    found = [path for given in paths for path in _open_folder(given)]
    names = Counter(_name(path) for path in found)
    return [Source(path, _name(path) if names[_name(path)] == 1 else str(path)) for path in found]


def _name(path: Path) -> str:
    return "standard input" if path == STANDARD_INPUT else path.name


def _open_folder(path: Path) -> Iterator[Path]:
    if path == STANDARD_INPUT or not path.is_dir():
        yield path
        return
    for inside in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in inside.relative_to(path).parts)
        if not hidden and not inside.is_dir() and inside.name.casefold() not in ("readme.md", "readme.txt"):
            yield inside


@contextmanager
def lines_with_progress(file: Path) -> Iterator[Iterator[bytes]]:
    """The lines of a file, with a progress bar on standard error where that is a terminal.

    Raises UnreadableFile.
    """
    if file == STANDARD_INPUT:
        yield _bounded(sys.stdin.buffer)
        return
    try:
        lines = file.open("rb")
        size = file.stat().st_size
    except OSError as error:
        raise UnreadableFile(f"read {file}", error.strerror or error) from error
    hidden = not sys.stderr.isatty()
    with lines, click.progressbar(length=size, label=file.name, file=sys.stderr, hidden=hidden) as bar:
        yield _counted(lines, bar.update)


def _bounded(lines: BinaryIO) -> Iterator[bytes]:
    """The lines, of which one that is longer than `LINE_LIMIT` is cut: whoever reads it sees that it is."""
    while line := lines.readline(LINE_LIMIT + 1):
        yield line
        rest = line
        while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
            rest = lines.readline(LINE_LIMIT + 1)


def _counted(lines: BinaryIO, read: Callable[[int], None]) -> Iterator[bytes]:
    """The lines; `read` is told of their bytes, not at every line since drawing takes longer than reading."""
    unsaid = 0
    for line in _bounded(lines):
        unsaid += len(line)
        if unsaid >= BYTES_BETWEEN_PROGRESS:
            read(unsaid)
            unsaid = 0
        yield line
    read(unsaid)
