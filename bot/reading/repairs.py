"""Characters mended, line by line: what printing, bold type and justification did to them is undone.

Each function returns its input unchanged where there is nothing to mend, and mending twice changes nothing
more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.characters import is_han, without_controls

_PAIRS_OF_A_LINE = 3
"""A whole line is doubled from so many pairs on: two pairs make a word such as 平平安安."""

_PAIRS_OF_A_PART = 5
"""Within a line that is otherwise single: two words such as 平平安安 in a row have only four pairs."""

_SPACED = 4
"""Single characters with a blank between each that make a letter-spaced run; fewer may be two short names."""

_REDUPLICATED = frozenset(
    "常年天人家户处时刻事月日代世平安高兴快乐热闹红火明白清楚干净漂亮认真仔细往件条个层步节样声点滴"
)
"""Characters that Chinese itself doubles: a short line made mostly of them is no bold type."""

_LEADING_DASHES = re.compile(r"^\s*[—―─-]{2,3}(?![—―─-])")
_NAMES_AFTER = re.compile(r"记者|通讯员|摄影|[主美责]编|责任编辑|编辑|校对|审读|版式|排版|组版|作者|主任")
_FOUR_PAIRS = re.compile(r"(\S)\1(\S)\2(\S)\3(\S)\4")
_PIECES = re.compile(r"\S+")


def without_stray(line: str) -> str:
    """Drop characters that no paper prints: controls, zero-width marks, private-use glyphs."""
    return line if line.isprintable() else without_controls(line)


def single(line: str) -> str:
    """Make the doubled glyphs of bold type single: 增增强强发发展展 is 增强发展, 5555万万吨吨 is 55万吨.

    Words that double a character (常常, 年年, 平平安安) and figures (1100) have fewer pairs in a row and
    stay.
    """
    dashes = _LEADING_DASHES.match(line)
    lead = dashes.group() if dashes else ""
    rest = line[len(lead) :]
    if _is_doubled("".join(rest.split()), _PAIRS_OF_A_LINE):
        return lead + re.sub(r"(\s)\1", r"\1", "".join(_PIECES.sub(_halve, rest)))
    return _single_parts(line)


def _is_doubled(text: str, pairs: int) -> bool:
    even, odd = text[::2], text[1::2]
    if even != odd or len(even) < pairs or len(set(even)) < 3:
        return False
    return len(even) > 4 or 2 * sum(map(_REDUPLICATED.__contains__, even)) < len(even)


def _halve(match: re.Match[str]) -> str:
    piece = match.group()
    return piece[::2] if piece[::2] == piece[1::2] else piece


def _single_parts(line: str) -> str:
    """Mend each stretch of pairs inside the line. A stretch is read from its first pair on."""
    if not _FOUR_PAIRS.search(line):
        return line
    parts: list[str] = []
    start = at = 0
    while at < len(line) - 1:
        end = at
        while end < len(line) - 1 and line[end] == line[end + 1] and not line[end].isspace():
            end += 2
        if end - at >= 2 * _PAIRS_OF_A_PART and _has_words(line[at:end:2]):
            parts += [line[start:at], line[at:end:2]]
            start = at = end
        else:
            at = max(end - 1, at + 1)
    return "".join(parts) + line[start:] if parts else line


def _has_words(text: str) -> bool:
    """Not a row of one sign such as …… or ———, and not figures alone."""
    return len(set(text)) >= 4 and sum(map(is_han, text)) >= 3


def closed(line: str) -> str:
    """Close letter-spaced runs: 推 动 我 国 数 字 贸 易 is 推动我国数字贸易, also where only a part is
    spaced.

    Names after 记者 and the like keep their blanks, since these part one name from the next.
    """
    if line.count(" ") + line.count("\u3000") < _SPACED - 1 or _NAMES_AFTER.search(line):
        return line
    body = line.lstrip()
    indent = line[: len(line) - len(body)]
    pieces = re.split(r"([ \u3000]+)", body.rstrip())
    words, gaps = pieces[::2], pieces[1::2]
    for start, end in _spaced_runs(words):
        _close(gaps, start, end)
    joined = "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    return indent + joined + line[len(indent) + len(body.rstrip()) :]


def _spaced_runs(words: list[str]) -> Iterator[tuple[int, int]]:
    """From where to where single characters stand in a row, the words beside them not counted."""
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and _is_single(words[stop]):
            stop += 1
        if stop - at >= _SPACED and any(map(is_han, "".join(words[at:stop]))):
            yield at, stop
        at = stop + 1


def _close(gaps: list[str], start: int, end: int) -> None:
    """Close the blanks of a run that are as narrow as any in it: wider ones part two words. The words beside
    the run are its own first and last where they stand as close.
    """
    letter = min(map(len, gaps[start : end - 1]))
    for gap in range(max(start - 1, 0), min(end, len(gaps))):
        if len(gaps[gap]) == letter:
            gaps[gap] = ""


def _is_single(word: str) -> bool:
    """One letter, with or without its punctuation: 展” and 、共 are single."""
    letters = sum(map(str.isalnum, word))
    return (len(word) <= 3 and letters <= 1) or (len(word) == 3 and letters == 2 and not word.isalnum())
