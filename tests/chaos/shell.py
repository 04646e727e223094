"""What an operator does in a shell beside the bot: `add`, `import` and `backup`."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pushing import ROOT

from tests.chaos.machine import Machine

PATIENCE = 300.0
MOST_AT_ONCE = 2


@dataclass
class _Command:
    words: tuple[str, ...]
    process: subprocess.Popen[str]
    killed: bool = False


class Shell:
    """Runs commands, kills some of them, and repeats what was refused once all is well."""

    def __init__(self, machine: Machine, database: Path, chance: random.Random) -> None:
        self._machine, self._database, self._chance = machine, database, chance
        self._commands: list[_Command] = []
        self.count = 0
        self.brought: set[str] = set()
        """The headlines that it added or imported."""

    def add(self, headline: str, page: str) -> None:
        """Store a page."""
        file = self._file("txt", page)
        if self._run("add", str(file)):
            self.brought.add(headline)

    def bring(self, headline: str, paragraphs: list[str]) -> None:
        """Import an article."""
        number = len(self._commands) + 1
        article = {"id": number, "kind": "news", "headline": headline, "paragraphs": paragraphs}
        file = self._file("jsonl", json.dumps(article, ensure_ascii=False))
        if self._run("import", str(file)):
            self.brought.add(headline)

    def back_up(self) -> None:
        """Copy the database."""
        self._run("backup", str(self._file("db")))

    def kill_one(self) -> None:
        """As a closed terminal would."""
        running = [command for command in self._commands if command.process.poll() is None]
        if running:
            command = self._chance.choice(running)
            command.killed = True
            command.process.kill()

    def problems(self) -> Iterator[str]:
        """What went wrong, a line each; once all is well. What was refused or cut short is done again."""
        for command in self._commands:
            _, told = command.process.communicate(timeout=PATIENCE)
            if "Traceback" in told or (command.process.returncode and not told and not command.killed):
                yield f"{' '.join(command.words)} ended with {command.process.returncode}: {told[-300:]}"
            if command.process.returncode:
                again = self._start(command.words)
                _, told = again.communicate(timeout=PATIENCE)
                if again.returncode:
                    yield f"{' '.join(command.words)} fails on a sound machine: {told[-300:]}"
            if command.words[0] == "backup":
                yield from _problems_of_copy(Path(command.words[1]))

    def _run(self, *words: str) -> bool:
        if sum(command.process.poll() is None for command in self._commands) >= MOST_AT_ONCE:
            return False
        self._commands.append(_Command(words, self._start(words)))
        self.count += 1
        return True

    def _start(self, words: tuple[str, ...]) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BAOZHAI_")}
        return subprocess.Popen(
            [sys.executable, "run_bot.py", *words],
            cwd=ROOT,
            env=kept | {"BAOZHAI_DB": str(self._database)} | self._machine.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _file(self, ending: str, text: str = "") -> Path:
        file = self._machine.folder / f"shell-{self.count}-{len(self._commands)}.{ending}"
        file.write_text(text)
        return file


def _problems_of_copy(copy: Path) -> Iterator[str]:
    connection = sqlite3.connect(copy)
    try:
        sound = connection.execute("pragma integrity_check").fetchall()
        articles = connection.execute("select count(*) from entries").fetchall()
    except sqlite3.Error as error:
        yield f"the copy {copy.name} cannot be read: {error}"
    else:
        if sound != [("ok",)] or not articles:
            yield f"the copy {copy.name} is damaged: {sound[0][0]}"
    finally:
        connection.close()
