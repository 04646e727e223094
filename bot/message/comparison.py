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
PAIRS = 100
"""Pairs of sentences looked at in one place: where more differ, they are taken as they come, or as one."""
COMPARED = 120
"""Characters of a sentence that are looked at, since the work grows faster than their square."""
ALIKE = 0.5
"""The part of their characters that two sentences share, in order, to be one sentence in two wordings."""


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
        pairs = _paired(here[start:end], there[other_start:other_end])
        found += [_difference(one, two) for one, two in pairs]
    return found


def _sentences(paragraphs: Sequence[str]) -> list[str]:
    joined = "".join("".join(paragraph.split()) for paragraph in paragraphs)
    return split_sentences(joined)[:SENTENCES]


def _paired(shown: list[str], other: list[str]) -> list[tuple[str, str]]:
    """Sentences that stand for each other, in order; one that has no partner stands beside nothing."""
    if len(shown) * len(other) > PAIRS:
        if len(shown) == len(other):
            return list(zip(shown, other, strict=True))
        return [("".join(shown), "".join(other))]
    pairs, start = [], 0
    for sentence in other:
        partner = next(
            (place for place in range(start, len(shown)) if _stand_for_each_other(shown[place], sentence)),
            None,
        )
        if partner is None:
            pairs.append(("", sentence))
            continue
        pairs += [(skipped, "") for skipped in shown[start:partner]]
        pairs.append((shown[partner], sentence))
        start = partner + 1
    return pairs + [(skipped, "") for skipped in shown[start:]]


def _stand_for_each_other(one: str, two: str) -> bool:
    matcher = SequenceMatcher(None, one[:COMPARED], two[:COMPARED], autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


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
