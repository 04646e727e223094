"""Names of papers that no ending gives away, from a file of the configuration: 参考消息, 南方周末."""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import opencc

from bot.defaults import CONFIG
from bot.errors import ConfigurationError
from bot.reading.traditional import simplified
from bot.text.characters import fold

FILE = "papers.toml"

NAME_LIMIT = 20
"""Characters of a name, and of what is looked up as one."""

_BEFORE = r"(?<![\u4e00-\u9fffa-z0-9])"
_GOES_ON = "网|社|客户端|官网|公众号|全媒|融媒|新媒|杂志|记者|特约|实习|讯|电|第"
_BEHIND = rf"(?!(?<=[a-z0-9])[a-z0-9]|(?!{_GOES_ON})[\u4e00-\u9fff])"
"""A name is no part of a longer word: 明报 is not in 说明报告."""

_FULL_WIDTH = 0xFEE0
"""From an ASCII character to its full-width form."""

_NOTHING = re.compile(r"(?!)")


class Papers:
    """Finds the names of a list in short texts, in whatever width, case and script they are written."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._written = {_plain(name): name for name in self.names}
        longest_first = sorted(filter(None, self._written), key=len, reverse=True)
        pattern = "|".join(map(re.escape, longest_first))
        self._any = re.compile(f"{_BEFORE}(?:{pattern}){_BEHIND}") if pattern else _NOTHING
        # Most lines hold none of these, which is found out sooner than their plain form.
        self._first = frozenset(form for name in longest_first for form in _forms_of(name[0]))

    def named(self, text: str) -> str | None:
        """The name of the list that a text is, and nothing else."""
        text = text.strip()
        return self._written.get(_plain(text)) if text[:1] in self._first else None

    def first_in(self, text: str) -> str | None:
        """The first name that a text holds, as the list writes it; of names that begin there, the longest."""
        if self._first.isdisjoint(text):
            return None
        match = self._any.search(_plain(text))
        return self._written[match.group()] if match else None

    def taken_from(self, text: str) -> tuple[str, str | None]:
        """A text with a blank where the first name stood, and that name."""
        if self._first.isdisjoint(text):
            return text, None
        plain = _plain(text)
        match = self._any.search(plain)
        if match is None or len(plain) != len(text):
            return text, None
        return f"{text[: match.start()]} {text[match.end() :]}", self._written[match.group()]


_traditional = opencc.OpenCC("s2t").convert

_lock = threading.Lock()
_in_use: list[Papers] = []


def use(path: Path) -> None:
    """Know the papers of this file from now on. Raises ConfigurationError where it cannot be read."""
    use_names(load_papers(path))


def use_names(names: Iterable[str]) -> None:
    """Know these papers from now on."""
    names = tuple(names)
    with _lock:
        if not _in_use or _in_use[0].names != names:
            _in_use[:] = [Papers(names)]


def known() -> Papers:
    """The papers that are known: those of the defaults where nothing else was said."""
    if not _in_use:
        use(CONFIG / FILE)
    return _in_use[0]


def load_papers(path: Path) -> tuple[str, ...]:
    """The `names` of a TOML file. Raises ConfigurationError."""
    could_not = f"read the papers {path}"
    try:
        names = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("names", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(could_not, error) from error
    if not isinstance(names, list) or not all(
        isinstance(name, str) and 2 <= len(name.strip()) <= NAME_LIMIT for name in names
    ):
        raise ConfigurationError(could_not, f"names is a list of names of 2 to {NAME_LIMIT} characters")
    return tuple(dict.fromkeys(name.strip() for name in names))


def _plain(text: str) -> str:
    return simplified(fold(text))


def _forms_of(character: str) -> Iterator[str]:
    """How the first character of a name may be written: in both scripts, both cases and both widths."""
    for form in (character, _traditional(character), character.upper()):
        yield form
        if "!" <= form <= "~":
            yield chr(ord(form) + _FULL_WIDTH)
