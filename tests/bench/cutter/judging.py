"""Which articles of a page come out right, and how the probability of that is fitted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from made_kinds import Printed, make_kinds
from made_pages import make_page
from made_stories import Story

from bot.reading import cutting
from bot.reading.page import columns_of
from bot.reading.tokens import Sort
from cutter.real_pages import RealPage, as_read, plain

_FIRST_MADE = 4000
"""Made pages with lower numbers are fitted on or tested."""

_PICTURED = re.compile(r"(附图片|附照片|图片|照片)\w{0,4}$")
"""What a headline may end with, or not."""

_LEAST = 12
"""Characters of a paragraph by which an article is known."""

_HEADLINE_LEAST = 6
"""Characters of a headline that is not found in a text by chance."""

_OFTEN = 20
"""Articles that have a sign which is weighed."""


@dataclass(frozen=True)
class Judged:
    """An article with what speaks for and against it, and whether it is right."""

    page: str
    """The name of its page; empty where that is made up."""
    layout: str
    signs: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class _Truth:
    """What is compared of an article."""

    head: str
    """The characters of its headline in the order of their codes."""
    printed: str
    body: Sequence[str]
    headless: bool
    """Whether it has no headline that must be right."""

    @classmethod
    def of(cls, article: Mapping[str, Any], simple: Callable[[str], str] = str) -> _Truth:
        head = [plain(simple(text)) for text in article["head"]]
        body = [plain(simple(text)) for text in article["body"]]
        return cls(
            _sorted(head),
            "".join(head),
            [text for text in body if len(text) >= _LEAST],
            article["kind"] in ("p", "b"),
        )


def judge_real(page: RealPage) -> Iterator[Judged]:
    """Judge what the cutter makes of a page in each of its layouts."""
    for layout, text in page.texts.items():
        truth = [_Truth.of(article, as_read(text)) for article in page.articles]
        yield from _judge(text, truth, page.name, layout)


def judge_made(first: int, count: int) -> Iterator[Judged]:
    """Judge so many pages that are made up and were not fitted on."""
    for seed in range(_FIRST_MADE + first, _FIRST_MADE + first + count):
        page, kinds = make_page(seed), make_kinds(seed)
        yield from _judge(page.text, [_Truth.of(_of_story(story)) for story in page.stories], "", "made")
        yield from _judge(kinds.text, [_Truth.of(_of_piece(piece)) for piece in kinds.pieces], "", "kinds")


def _of_story(story: Story) -> dict[str, Any]:
    head = [story.headline] if story.headline else []
    return {"head": head, "body": story.paragraphs, "kind": "n" if head else "b"}


def _of_piece(piece: Sequence[Printed]) -> dict[str, Any]:
    head = [each.text for each in piece if each.readings & {"headline", "headline_more", "after"}]
    body = [each.text for each in piece if each.readings & {"body", "bare"}]
    return {"head": head, "body": body, "kind": "n" if head else "b"}


def _judge(text: str, truth: Sequence[_Truth], page: str, layout: str) -> Iterator[Judged]:
    """Judge the articles of a page dump as the scorer of `eval/real` does."""
    if not (tokens := columns_of(text)):
        return
    found = cutting.articles_of(cutting.read(tokens))
    for readings, signs in zip(found, cutting.signs_of_page(found), strict=True):
        cut = cutting.cuts_of(readings)[0]
        if cut.pictures or not any(token.sort is Sort.PARAGRAPH for token in cut.body):
            continue
        body = "".join(plain(token.text) for token in cut.body)
        head = _sorted([plain(token.text) for token in cut.head])
        yield Judged(page, layout, signs, _is_right(head, body, truth))


def _is_right(head: str, body: str, truth: Sequence[_Truth]) -> bool:
    owners = [each for each in truth if any(_has(body, text) for text in each.body)]
    if any(len(each.printed) >= _HEADLINE_LEAST and each.printed in body for each in truth):
        return False
    return len(owners) == 1 and (owners[0].headless or owners[0].head == head)


def _has(body: str, paragraph: str) -> bool:
    return paragraph[-24:] in body or (len(paragraph) > 60 and paragraph[30:60] in body)


def _sorted(lines: Sequence[str]) -> str:
    return "".join(sorted(_PICTURED.sub("", "".join(lines))))


def fit_confidence(judged: Sequence[Judged], penalty: float = 1.0) -> dict[str, float]:
    """What each sign weighs: logistic regression of whether an article is right, by Newton's method."""
    counts = Counter(sign for each in judged for sign in each.signs)
    names = ["", *sorted(sign for sign, count in counts.items() if count >= _OFTEN)]
    at = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(judged), len(names)))
    rows[:, 0] = 1
    for row, each in zip(rows, judged, strict=True):
        row[[at[sign] for sign in each.signs if sign in at]] = 1
    right = np.array([each.right for each in judged], dtype=float)
    weights = np.zeros(len(names))
    shrink = np.full(len(names), penalty)
    shrink[0] = 0.01
    for _ in range(25):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - likely) - shrink * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(shrink)
        weights += np.linalg.solve(curve, gradient)
    return dict(zip(names, weights.tolist(), strict=True))
