"""The passage of a text that best shows why it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import Passage
from bot.text.search_form import Finder, Span, Tokens

LENGTH = 80
"""Characters of a passage: two or three lines on a phone."""

LEAD = 24
"""Characters before the first match, at most: what follows a match says more than what precedes it."""

_CLAUSE_END = re.compile(r"[，。；：！？、\n]|[,;!?](?!\d)")
_SENTENCE_ENDS = "。！？!?\n"


def passage(text: str, phrases: Sequence[Tokens]) -> Passage:
    """Some 80 characters around the place where most of the phrases stand close together, each match marked.

    Cut at clause ends where they are near; `…` stands where a sentence goes on. Where nothing matches, the
    beginning of the text.
    """
    finder = Finder(text)
    matches = sorted((span, number) for number, phrase in enumerate(phrases) for span in finder.find(phrase))
    first, last = _closest(matches)
    start = _start(text, first)
    while text[start : start + 1].isspace():
        start += 1
    end = _end(text, start, min(last, start + LENGTH))
    before = "" if not text[:start].strip() or text[:start].rstrip(" ")[-1] in _SENTENCE_ENDS else "…"
    shown = text[start:end].rstrip()
    after = (
        "" if not text[end:].strip() or shown.endswith(tuple(_SENTENCE_ENDS)) or text[end] == "\n" else "…"
    )
    shift = len(before) - start
    marks = [
        (max(left, start) + shift, min(right, end) + shift)
        for (left, right), _ in matches
        if left < end and right > start
    ]
    return Passage(before + shown.replace("\n", " ") + after, _without_overlaps(marks))


def _closest(matches: Sequence[tuple[Span, int]]) -> Span:
    """From the first to the last match of the stretch that holds most of the phrases, then most matches."""
    best, best_worth = (0, 0), (0, 0)
    for place, ((start, end), _) in enumerate(matches):
        inside = [match for match in matches[place : place + LENGTH] if match[0][1] <= start + LENGTH - LEAD]
        worth = (len({number for _, number in inside}), len(inside))
        if worth > best_worth or not best_worth[0]:
            best, best_worth = (start, max([end, *(right for (_, right), _ in inside)])), worth
    return best


def _start(text: str, first: int) -> int:
    """Where the clause begins that leads to the first match, or the one before it."""
    if first <= LEAD:
        return 0
    ends = [found.end() for found in _CLAUSE_END.finditer(text, first - LEAD, first)]
    return ends[0] if ends else first - LEAD // 2


def _end(text: str, start: int, last: int) -> int:
    """Where the last clause ends that still fits."""
    if start + LENGTH >= len(text):
        return len(text)
    ends = [
        found.end() for found in _CLAUSE_END.finditer(text, max(last, start + LENGTH // 2), start + LENGTH)
    ]
    return ends[-1] if ends else max(start + LENGTH, last)


def _without_overlaps(marks: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
