"""The README is true: what it shows is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import commands

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_conversation_shown_is_what_the_demo_prints() -> None:
    shown = re.search(r"^\$ printf '(.+)' \| BAOZHAI_NOW=(\S+) make demo\n(.+?)^```$", README, re.M | re.S)
    assert shown
    said, now, printed = shown.groups()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAOZHAI_")}
    demo = subprocess.run(
        [sys.executable, "run_bot.py", "demo"],
        cwd=ROOT,
        input=said.replace("\\n", "\n"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**environment, "BAOZHAI_NOW": now},
        check=True,
    )
    assert demo.stdout.strip() == printed.strip()
    assert demo.stderr == ""


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| .*`{name}\b", README, re.M)


def test_what_make_is_told_to_do_it_can_do() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:`|^)make (\w+)", README, re.M)) <= targets


def test_what_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
