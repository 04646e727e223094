"""What comes from outside steers no terminal: names of files, headlines and errors are only text there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.console.terminal import _Terminal

ROOT = Path(__file__).parents[1]
STEERING = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\x7f"
PAGE = f"旧厂房改成书屋{STEERING}\n\n本报讯（记者 王梅）旧厂房改成的书屋今天开门，{STEERING}读者来了很多。\n"


def run(folder: Path, *arguments: str) -> tuple[str, str]:
    environment = os.environ | {"BAOZHAI_DB": str(folder / "test.db"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "run_bot.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("split",),
        ("split", "--explain"),
        ("split", "--json"),
        ("add",),
        ("add", "--json"),
        ("search", "书屋"),
    ],
    ids=" ".join,
)
def test_no_command_prints_what_steers_a_terminal(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    page = tmp_path / "a\x1b[2J\x9b31m.txt"
    page.write_text(PAGE, encoding="utf-8")
    if arguments[0] == "search":
        run(tmp_path, "add", str(page))
    else:
        arguments += (str(page), str(tmp_path / "b\x1b[31m.docx"))
    out, err = run(tmp_path, *arguments)
    assert "旧厂房改成书屋" in out or "1 added" in err
    assert not {sign for sign in out + err if sign in STEERING and not sign.isalnum() and sign not in "[];"}


def test_json_loses_nothing(tmp_path: Path) -> None:
    page = tmp_path / "a\x9b.txt"
    page.write_text(PAGE, encoding="utf-8")
    out, _ = run(tmp_path, "split", "--json", str(page))
    assert list(json.loads(out)) == ["a\x9b.txt"]


def test_the_terminal_of_the_demo_shows_only_text() -> None:
    out = io.StringIO()
    terminal: Any = object.__new__(_Terminal)
    terminal._out, terminal.unread = out, False
    terminal.write(f"旧厂房{STEERING}改成书屋\n第二行")
    assert out.getvalue() == "旧厂房]0;owned[2J31m改成书屋\n第二行\n"
