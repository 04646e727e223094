"""The one door to jieba: words of Chinese text, their tags, and how rare they are.

The dictionary is read once, by whoever comes first; others wait for it. Nothing is written to disk: jieba's
own cache in the common temporary folder could be anybody's, and saves little.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import log
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from bot.errors import ConfigurationError
from bot.text.segmenter import Segmenter

UNKNOWN = "x"
"""The tag of a word that no dictionary has, and of punctuation."""

_RAREST_COUNT = 3
"""What a word outside the dictionary counts: as little as jieba gives to the rarest words in it."""

_MOST_REMEMBERED = 50_000
"""Of how many words something is remembered: more than a day's papers use, some 5 MB for each function."""

P = ParamSpec("P")
R = TypeVar("R")

_memories: list[Any] = []
"""The functions whose answers are remembered."""

_AT_ONCE = 500
"""Characters that are cut at once: a run of unknown ones takes time with its square."""

_lock = threading.Lock()


class _Ready:
    """What every call needs, while no user dictionary waits to be added; without taking the lock."""

    segmenter: Segmenter | None = None


_tags: dict[str, str] = {}
_user_dictionaries: dict[Path, bool] = {}
"""Those to be used, and whether their words have been added."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a function says of words, until the dictionary learns new ones or there are too many."""
    remembering = cache(function)
    _memories.append(remembering)
    return cast("Callable[P, R]", remembering)


def forget_too_many() -> None:
    """Forget what is remembered of words where it is of more than a day's papers use.

    To be called now and then: to leave out single words that were long not asked for would take half of the
    time that remembering saves.
    """
    for memory in _memories:
        if memory.cache_info().currsize > _MOST_REMEMBERED:
            memory.cache_clear()


def load(user_words: Path | None = None) -> None:
    """Load the dictionary, and once each user dictionary that is named. Takes about a second the first time.

    A user dictionary holds a word a line, optionally with its count and its tag: `跨境电商 100 n`; lines that
    begin with # are comments. Raises ConfigurationError where it cannot be read.
    """
    if user_words is not None:
        use(user_words)
    _loaded()


def use(user_words: Path) -> None:
    """Have the dictionary know these words too, from its next use on; the file is as `load` tells."""
    with _lock:
        if user_words not in _user_dictionaries:
            _user_dictionaries[user_words] = False
            _Ready.segmenter = None


def is_loaded() -> bool:
    """Whether words can be told apart without waiting for the dictionary."""
    return _dictionary.cache_info().currsize > 0


def segment(text: str) -> list[str]:
    """The words of a text in its order. Punctuation and blanks are words too: joined, they are the text."""
    return [word for part in _parts(text) for word in _loaded().cut(part)]


def cut_by_dictionary(text: str) -> list[str]:
    """As `segment`, but words that no dictionary has are told by their single characters."""
    return [word for part in _parts(text) for word in _loaded().tokenizer.cut(part, HMM=False)]


def segment_for_search(text: str) -> list[str]:
    """As `segment`, with the shorter words inside longer ones before them."""
    return [word for part in _parts(text) for word in _loaded().tokenizer.cut_for_search(part)]


def tag(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with its commonest tag in the dictionary (n, v, ns …), else `UNKNOWN`.

    Context does not count: jieba's own tagger, which weighs it, takes six times as long and is right little
    more often about the names that matter here.
    """
    return [(word, _tags.get(word, UNKNOWN)) for word in segment(text)]


def tag_of(word: str) -> str:
    """The commonest tag of one word, else `UNKNOWN`."""
    _loaded()
    return _tags.get(word, UNKNOWN)


@remembered
def is_word(text: str) -> bool:
    """Whether the dictionary has this word."""
    return bool(_loaded().tokenizer.FREQ.get(text))


@remembered
def rarity(word: str) -> float:
    """How much a word tells: the natural logarithm of one over its share of all text, about 3 (的) to 17."""
    tokenizer = _loaded().tokenizer
    return log(tokenizer.total / (tokenizer.FREQ.get(word) or _RAREST_COUNT))


def _parts(text: str) -> Iterator[str]:
    """The text in parts of at most `_AT_ONCE` characters, cut behind a mark or a blank where one is near."""
    start = 0
    while len(text) - start > _AT_ONCE:
        longest = start + _AT_ONCE
        near = range(longest, start + _AT_ONCE // 2, -1)
        end = next((end for end in near if not text[end - 1].isalnum()), longest)
        yield text[start:end]
        start = end
    yield text[start:]


def _loaded() -> Segmenter:
    if _Ready.segmenter is not None:
        return _Ready.segmenter
    with _lock:
        tokenizer = _dictionary()
        for path in [path for path, added in _user_dictionaries.items() if not added]:
            # Marked first: one that cannot be read is told of once, and the words go on without it.
            _user_dictionaries[path] = True
            _add_user_words(tokenizer, path)
        segmenter = _Ready.segmenter = Segmenter(tokenizer)
        return segmenter


@cache
def _dictionary() -> Any:
    """jieba's tokenizer with its dictionary, read once: to be called with the lock held."""
    with warnings.catch_warnings():
        # jieba 0.42.1 has escapes that today's Python warns of.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - half a second and 20 MB that commands without text need not pay
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    counts: dict[str, int] = {}
    with tokenizer.get_dict_file() as lines:
        for line in lines:
            word, count, word_tag = line.decode("utf-8").split(" ")
            counts[word] = int(count)
            _tags[word] = _interned(word_tag.strip())
    tokenizer.total = sum(counts.values())
    for word in list(counts):
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
    tokenizer.FREQ = counts
    tokenizer.initialized = True
    return tokenizer


@cache
def _interned(word_tag: str) -> str:
    return word_tag


def _add_user_words(tokenizer: Any, path: Path) -> None:
    could_not = f"read the user dictionary {path}"
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(could_not, error) from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, count, word_tag = _entry(line.split(), f"{could_not}, line {number}")
        tokenizer.add_word(word, count, None)
        _tags[word] = word_tag
    for memory in _memories:
        memory.cache_clear()


def _entry(parts: Iterable[str], could_not: str) -> tuple[str, int | None, str]:
    """Word, count and tag of one line; count and tag may be left out."""
    word, *others = parts
    count = int(others.pop(0)) if others and others[0].isascii() and others[0].isdigit() else None
    word_tag = others.pop(0) if others else "n"
    if others:
        raise ConfigurationError(could_not, "a line holds a word, and at most a count and a tag")
    return word, count, word_tag
