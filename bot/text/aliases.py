"""Other names of the same thing, from a file of the configuration: 综合保税区 for 综保区."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.errors import ConfigurationError


class Aliases:
    """Knows which names mean the same."""

    def __init__(self, names: list[list[str]]) -> None:
        self._others = {
            name.casefold(): tuple(other for other in group if other != name)
            for group in names
            for name in group
        }

    def __call__(self, word: str) -> tuple[str, ...]:
        """The word with each name in it replaced by the others of the same thing; none where it has none."""
        plain = word.casefold()
        if len(plain) != len(word):
            return ()
        found: list[str] = []
        for name, others in self._others.items():
            # A Latin name is a word of its own: AI is not meant by AIDS.
            if name == plain or (not name.isascii() and name in plain):
                at = plain.index(name)
                found += [word[:at] + other + word[at + len(name) :] for other in others if other not in word]
        return tuple(found)


def load_aliases(path: Path) -> Aliases:
    """Read a TOML file with `names`, a list of lists. Raises ConfigurationError."""
    could_not = f"read the aliases {path}"
    try:
        names = tomllib.loads(path.read_text(encoding="utf-8")).get("names", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(could_not, error) from error
    if not isinstance(names, list) or not all(
        isinstance(group, list) and all(isinstance(name, str) and name for name in group) for group in names
    ):
        raise ConfigurationError(could_not, "names is a list of lists of names")
    return Aliases(names)
