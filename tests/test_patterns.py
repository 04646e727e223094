"""No pattern takes long for any line: each is fed with what it is itself made of, again and again."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from growth.growing import assert_grows_little

import bot

SHORT, LONG = 60, 1_500
"""Characters: a pattern that blows up does so in a line, one that grows with the cube in a paragraph."""

WHOLE = 16_000
"""Characters of a text in which one that grows with the square is told from one that does not."""

MOST = 1.0
"""Seconds of this process for the longest: thousands of times what a harmless pattern takes."""

SUSPICIOUS = 0.01
"""Seconds from which the growth of a pattern is looked at."""

MOST_PIECES = 24


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if not found.name.endswith(".__main__"):
            yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    """All compiled patterns that modules hold, those in tuples and dictionaries too."""
    found: dict[str, re.Pattern[str]] = {}

    def look(name: str, value: object, depth: int = 0) -> None:
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            found.setdefault(value.pattern, value)
        elif isinstance(value, tuple | list | frozenset) and depth < 3:
            for each in value:
                look(name, each, depth + 1)
        elif isinstance(value, dict) and depth < 3:
            for each in [*value.keys(), *value.values()]:
                look(name, each, depth + 1)

    for module in modules():
        for name, value in vars(module).items():
            look(f"{module.__name__}.{name}", value)
    return found


def pieces(pattern: re.Pattern[str]) -> list[str]:
    """Characters and words that the pattern is made of."""
    found: dict[str, None] = {}

    def walk(tree: Any) -> str:
        word = ""
        for code, value in tree:
            one = ""
            if code is codes.LITERAL:
                one = chr(value)
            elif code is codes.NOT_LITERAL:
                one = "中" if value != ord("中") else "a"
            elif code is codes.ANY:
                one = "中"
            elif code is codes.IN:
                one = _member(value)
            elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
                one = walk(value[2])
                found[one] = None
            elif code is codes.SUBPATTERN:
                one = walk(value[3])
            elif code is codes.ATOMIC_GROUP:
                one = walk(value)
            elif code is codes.BRANCH:
                for branch in value[1]:
                    one = walk(branch)
                    found[one] = None
            elif code in {codes.ASSERT, codes.ASSERT_NOT}:
                walk(value[1])
            if one:
                found[one] = None
            word += one
        return word[:40]

    found[walk(parser.parse(pattern.pattern, pattern.flags))] = None
    return [piece for piece in found if piece][:MOST_PIECES]


def _member(members: Any) -> str:
    for code, value in members:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(value[0])
        if code is codes.CATEGORY:
            return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(value, "中")
        if code is codes.NEGATE:
            return "中"
    return ""


class TooLong(Exception):
    """A pattern was at it for longer than MOST."""


def give_up(*_: object) -> None:
    raise TooLong


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The regular expression engine looks for signals now and then: it is stopped by one."""
    # Of processor time: what other programs do on a busy machine does not count.
    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


ALL = patterns()


def test_the_patterns_are_found() -> None:
    assert len(ALL) > 150


@pytest.mark.parametrize(
    "source", sorted(ALL), ids=lambda source: source[:40].encode("unicode_escape").decode()
)
def test_a_pattern_takes_no_long_time_for_what_it_is_made_of(source: str) -> None:
    pattern = ALL[source]
    for piece in pieces(pattern):
        for length in (SHORT, LONG):
            text = (piece * length)[:length]
            for tried in (text, f"{text}\x00", f"■{text}。"):
                try:
                    with within(MOST):
                        pattern.search(tried)
                        pattern.fullmatch(tried)
                except TooLong:
                    pytest.fail(f"over {MOST} s for {length} characters of {piece!r}")


@pytest.mark.parametrize(
    "source", sorted(ALL), ids=lambda source: source[:40].encode("unicode_escape").decode()
)
def test_a_pattern_takes_twice_the_time_for_twice_of_what_it_is_made_of(source: str) -> None:
    pattern = ALL[source]

    def find_all(text: str) -> None:
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)

    for piece in pieces(pattern):

        def text(size: int, piece: str = piece) -> str:
            return f"■{(piece * size)[:size]}\x00"

        begun = time.process_time()
        find_all(text(WHOLE))
        if time.process_time() - begun > SUSPICIOUS:
            assert_grows_little(text, find_all, WHOLE // 4)
