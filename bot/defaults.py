"""The files that come with the program: the defaults of `config/` and the sample pages of `seeds/`.

In a checkout they are the folders beside `bot/`. A wheel has them inside the package (see pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(folder: str) -> Path:
    packaged = _PACKAGE / folder
    return packaged if packaged.is_dir() else _PACKAGE.parent / folder


CONFIG = _shipped("config")
"""The defaults: every file that a folder of configuration may hold."""

SEEDS = _shipped("seeds")
"""The sample pages of the demo."""
