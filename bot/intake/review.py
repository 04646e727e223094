"""Matters that a person must read before anybody publishes them, from a file of the configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from bot.errors import ConfigurationError
from bot.model import Article


class Review:
    """Knows the words by which such matters are told."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = tuple(dict.fromkeys(words))

    def found_in(self, article: Article) -> tuple[str, ...]:
        """The words that stand in an article, in its headline lines or in its text."""
        lines = (article.kicker, article.headline, article.subheadline, *article.paragraphs)
        told = "\n".join(filter(None, lines))
        return tuple(word for word in self._words if word in told)


NOTHING_TO_REVIEW = Review()


def load_review(path: Path) -> Review:
    """Read a TOML file with `words`, a list. Raises ConfigurationError."""
    could_not = f"read the matters to review {path}"
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8")).get("words", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(could_not, error) from error
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise ConfigurationError(could_not, "words is a list of words")
    return Review(word.strip() for word in words)
