"""Where two printings of one story differ in wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.text.sentences import split_sentences

CONTEXT = 8
"""Characters of common wording on each side of a difference."""
SENTENCES = 400
"""Compared at most: a newspaper page has fewer, and the work grows with their square."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: what stands around it in both, what one has there, and what the other has."""

    before: str
    shown: str
    other: str
    after: str


def differences(shown: Sequence[str], other: Sequence[str]) -> list[Difference]:
    """The places where two texts, given as paragraphs, differ, in their order.

    How lines and paragraphs are broken does not count. Sentences are compared by Ratcliff and Obershelp's
    matching (difflib); within sentences that stand for each other, the common beginning and end fall away.
    """
    here, there = _sentences(shown), _sentences(other)
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    found = []
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what == "equal":
            continue
        old, new = here[start:end], there[other_start:other_end]
        if len(old) == len(new):
            found += [_difference(one, two) for one, two in zip(old, new, strict=True)]
        else:
            found.append(_difference("".join(old), "".join(new)))
    return found


def _sentences(paragraphs: Sequence[str]) -> list[str]:
    joined = "".join("".join(paragraph.split()) for paragraph in paragraphs)
    return split_sentences(joined)[:SENTENCES]


def _difference(shown: str, other: str) -> Difference:
    start = _common_beginning(shown, other)
    rest_shown, rest_other = shown[start:], other[start:]
    end = _common_beginning(rest_shown[::-1], rest_other[::-1])
    return Difference(
        before=shown[max(0, start - CONTEXT) : start],
        shown=rest_shown[: len(rest_shown) - end],
        other=rest_other[: len(rest_other) - end],
        after=shown[len(shown) - end : len(shown) - end + CONTEXT] if end else "",
    )


def _common_beginning(one: str, two: str) -> int:
    length = 0
    for mine, other in zip(one, two, strict=False):
        if mine != other:
            break
        length += 1
    return length
