"""Topics: names that readers choose, and the words that make them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.text.sentences import split_sentences

_IN_TITLE = 3.0
_IN_OPENING = 1.5
"""What a mention counts in the title, and in the first two sentences, against 1 in the rest."""

_OPENING_SENTENCES = 2

_ENOUGH = 3.0
"""From here on an article is about a topic: once in the title, or three mentions in the text."""

_PER_CHARACTERS = 600
"""A longer article mentions more in passing: for each so many characters more, one mention more."""

_LEAST_SHARE = 1 / 6
"""A topic that is so much weaker than the strongest is mentioned beside it."""

_NAMES = re.compile(
    r"《[^《》]{1,40}》|[^，。；：！？\n]{0,40}(?:大会|论坛|会议|推介会|洽谈会|对话|峰会|博览会)"
)
"""Titles of documents and names of conferences: what they are called is not what is told of them."""

_CLOSING = re.compile(
    r"(?:将|要|继续|进一步)?[^，。]{0,12}(?:奠定|提供|贡献|注入|谱写|作出|助力|开创)[^，。]{0,30}[。！]$"
)
"""The formula with which an article closes."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the words that carry it."""

    name: str
    words: tuple[str, ...]

    @property
    def mentions(self) -> re.Pattern[str]:
        """Finds the words in a text; of two that overlap, the longer."""
        return _pattern(self.words)


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def topics_of(title: str | None, text: str, topics: Sequence[Topic]) -> tuple[str, ...]:
    """The topics that the article's words carry, strongest first; none where none does.

    A mention in the title counts three, one in the opening one and a half. Names of conferences and documents
    do not count, nor does the closing formula.
    """
    telling = _telling(text)
    strengths = Counter({topic.name: _strength(topic, title or "", telling) for topic in topics})
    enough = max(
        _ENOUGH + max(0, len(text) - _PER_CHARACTERS) / _PER_CHARACTERS,
        _LEAST_SHARE * max(strengths.values(), default=0.0),
    )
    return tuple(name for name, strength in strengths.most_common() if strength >= enough)


def _telling(text: str) -> tuple[str, str]:
    """The opening and the rest, without names and closing formula."""
    sentences = split_sentences(text)
    if len(sentences) > _OPENING_SENTENCES and _CLOSING.search(sentences[-1]):
        sentences.pop()
    opening = "".join(sentences[:_OPENING_SENTENCES])
    rest = "".join(sentences[_OPENING_SENTENCES:])
    return _NAMES.sub("", opening), _NAMES.sub("", rest)


def _strength(topic: Topic, title: str, telling: tuple[str, str]) -> float:
    opening, rest = telling
    mentions = topic.mentions
    return (
        _IN_TITLE * len(mentions.findall(title))
        + _IN_OPENING * len(mentions.findall(opening))
        + len(mentions.findall(rest))
    )
