"""Topics and stop words from their files in `config/`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.errors import ConfigurationError
from bot.summary.topics import Topic


def load_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of a TOML file, in its order: `[[topic]]` tables with a name and words.

    Raises ConfigurationError where the file cannot be read, a topic lacks name or words, or comes twice.
    """
    could_not = f"read the topics in {path}"
    try:
        tables = tomllib.loads(_text(path, could_not)).get("topic", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(could_not, error) from error
    if not isinstance(tables, list) or not tables:
        raise ConfigurationError(could_not, "it has no [[topic]]")
    topics = tuple(_topic(table, could_not) for table in tables)
    if len({topic.name for topic in topics}) < len(topics):
        raise ConfigurationError(could_not, "two topics have the same name")
    return topics


def load_stop_words(path: Path) -> frozenset[str]:
    """The words of a text file, one or more a line; what follows # is a comment.

    Raises ConfigurationError where the file cannot be read.
    """
    lines = _text(path, f"read the stop words in {path}").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _topic(table: object, could_not: str) -> Topic:
    match table:
        case {"name": str(name), "words": [*words]} if (
            name.strip() and words and all(isinstance(word, str) and word.strip() for word in words)
        ):
            return Topic(name.strip(), tuple(dict.fromkeys(word.strip() for word in words)))
    raise ConfigurationError(could_not, "a topic needs a name and a list of words")


def _text(path: Path, could_not: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(could_not, error) from error
