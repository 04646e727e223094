"""Where each file of the configuration is read: from a folder of one's own, else from the defaults."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bot.defaults import CONFIG
from bot.errors import ConfigurationError

FOLDER = "config"
"""The folder that is looked for in the current folder."""

MAIN = "bot.toml"

VARIABLE = "BAOZHAI_CONFIG"


@dataclass(frozen=True, slots=True)
class ConfigurationFiles:
    """The files of a configuration; a folder of one's own replaces the defaults file by file."""

    main: Path
    """The settings: `bot.toml`."""
    own: Path | None = None
    """The folder whose files replace the defaults; it need not be there."""

    def path(self, name: str) -> Path:
        """The file of this name that is read."""
        if self.own is not None and (self.own / name).is_file():
            return self.own / name
        return CONFIG / name

    def replaced(self) -> tuple[Path, ...]:
        """The files that are read instead of defaults, the settings first."""
        names = sorted(file.name for file in CONFIG.glob("*") if file.name != MAIN)
        return tuple(path for path in (self.main, *map(self.path, names)) if path.parent != CONFIG)


def find_configuration(named: Path | None = None) -> ConfigurationFiles:
    """The files of the configuration that is named: a folder, or a file of settings with others beside it.

    Where none is named, `BAOZHAI_CONFIG` names it; else it is `config/` in the current folder.
    Raises ConfigurationError where what is named is not there.
    """
    if named is None and os.environ.get(VARIABLE):
        named = Path(os.environ[VARIABLE])
    if named is None:
        return _of_folder(Path(FOLDER).resolve())
    if named.is_dir():
        return _of_folder(named)
    if named.is_file():
        return ConfigurationFiles(named, named.parent)
    raise ConfigurationError(f"read {named}", "there is no such file or folder")


def _of_folder(folder: Path) -> ConfigurationFiles:
    main = folder / MAIN
    return ConfigurationFiles(main if main.is_file() else CONFIG / MAIN, folder)
