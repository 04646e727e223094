"""jieba's segmentation in half of its time: the same words, without a graph of all that there could be.

Of all ways to cut a block into words of the dictionary, the one whose words are most probable together is
taken; single characters that are left beside one another are put together by jieba's hidden Markov model.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import Any

_NEVER = float("-inf")
_REMEMBERED_LEFTOVERS = 10_000
"""Runs of single characters whose words are remembered: 有了, 的是 return all the time. Some 2 MB."""


class Segmenter:
    """Cuts texts by the dictionary of a jieba tokenizer."""

    def __init__(self, tokenizer: Any) -> None:
        from jieba import finalseg, re_han_default, re_skip_default  # noqa: PLC0415 - heavy, see bot.text.words

        self.tokenizer = tokenizer
        self._count = tokenizer.FREQ.get
        self._worths = _Worths(tokenizer.total)
        self._block, self._blank = re_han_default, re_skip_default
        self._by_model = lru_cache(_REMEMBERED_LEFTOVERS)(lambda run: tuple(finalseg.cut(run)))

    def cut(self, text: str) -> list[str]:
        """The words of a text; joined, they are the text."""
        words: list[str] = []
        for place, part in enumerate(self._block.split(text)):
            if place % 2:
                self._cut_block(part, words)
            elif len(part) == 1:
                words.append(part)
            elif part:
                for number, rest in enumerate(self._blank.split(part)):
                    words.extend([rest] if number % 2 else rest)
        return words

    def _cut_block(self, block: str, words: list[str]) -> None:
        ends = self._ends(block)
        start = place = 0
        while place < len(block):
            end = ends[place]
            if end > place + 1:
                if start < place:
                    self._add_leftover(block[start:place], words)
                words.append(block[place:end])
                start = end
            place = end
        if start < place:
            self._add_leftover(block[start:], words)

    def _ends(self, block: str) -> list[int]:
        """For each place, where the word ends that the most probable words from there on begin with."""
        count, worths, length = self._count, self._worths, len(block)
        ends = [0] * length
        best = [0.0] * (length + 1)
        for start in range(length - 1, -1, -1):
            most, best_end = _NEVER, start + 1
            for end in range(start + 1, length + 1):
                found = count(block[start:end])
                if found is None:
                    break
                if found:
                    worth = worths[found] + best[end]
                    if worth >= most:
                        most, best_end = worth, end
            best[start] = worths[1] + best[best_end] if most == _NEVER else most
            ends[start] = best_end
        return ends

    def _add_leftover(self, run: str, words: list[str]) -> None:
        """Add a run of characters that are no part of longer words."""
        if len(run) > 1 and not self._count(run):
            words.extend(self._by_model(run))
        else:
            words.extend(run)


class _Worths(dict[int, float]):
    """The logarithm of a count's share of all text, worked out when it is first asked for."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._log_total = log(total)

    def __missing__(self, count: int) -> float:
        worth = self[count] = log(count) - self._log_total
        return worth
