"""What a wheel and the container are made of."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import bot

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]


def test_every_folder_of_the_program_and_its_defaults_go_into_the_wheel() -> None:
    of_code = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for file in (ROOT / "bot").rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    assert set(SETUPTOOLS["packages"]) == of_code | {"bot.config", "bot.seeds"}


def test_every_kind_of_file_goes_into_the_wheel() -> None:
    data = SETUPTOOLS["package-data"]["*"]
    for folder in ("bot", "config", "seeds"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and file.suffix not in (".py", ".pyc"):
                assert any(file.match(pattern) for pattern in data), file


def test_the_version_stands_in_the_code_alone() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+)?", bot.__version__)


def test_nothing_asks_for_metadata_that_is_not_there_where_only_files_are_copied() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        assert "importlib.metadata" not in file.read_text(encoding="utf-8"), file
