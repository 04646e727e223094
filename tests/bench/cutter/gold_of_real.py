"""What each token of a real page may be, by the truth of its articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.reading.grammar import Reading
from bot.reading.tokens import Sort, Token
from cutter.gold import WITHIN, Gold
from cutter.real_pages import plain

_ANY = frozenset(Reading)
_HEADS = {Reading.HEADLINE, Reading.HEADLINE_MORE}
_SOURCE = re.compile(r"记者|来源|通讯员|社电|编辑|\d年\d+月\d+日$")


def gold_of_real(tokens: Sequence[Token], articles: Sequence[Any], simple: Callable[[str], str]) -> Gold:
    """That of a real page."""
    parts = [
        {
            key: [plain(simple(text)) for text in article[key]]
            for key in ("head", "byline", "subheads", "captions", "body")
        }
        for article in articles
    ]
    gold: Gold = []
    at, opened = 0, -1
    told = -1
    for token in tokens:
        text = plain(token.text)
        if (
            told == at
            and at + 1 < len(parts)
            and text in parts[at + 1]["head"]
            and _part(text, parts[at]) == "head"
        ):
            at += 1
        place, part = next(
            (
                (number, part)
                for number in range(at, min(at + 4, len(articles)))
                if (part := _part(text, parts[number]))
                and not (number > at and part in ("byline", "captions", "subheads"))
            ),
            (at, None),
        )
        if part is None:
            gold.append(WITHIN if len(text) < 30 else _ANY)
            continue
        at = place
        told = place if part == "body" else told
        first = opened != place
        opened = place
        gold.append(_readings(token, part, first, articles[place]["kind"], bool(parts[place]["head"])))
    return gold


def _part(text: str, article: dict[str, list[str]]) -> str | None:
    if not text:
        return None
    joined = "".join(article["head"])
    if text in article["head"] or (len(text) >= 5 and text in joined and text not in article["body"]):
        return "head"
    for key in ("byline", "subheads", "captions"):
        if text in article[key]:
            return key
    for body in article["body"]:
        if text == body or (len(text) > 16 and (text[-16:] in body or body[-16:] in text)):
            return "body"
    for caption in article["captions"]:
        if len(text) > 10 and (text[:10] in caption or caption[-12:] in text):
            return "captions"
    if any(len(text) > 3 and text in subhead for subhead in article["subheads"]):
        return "subheads"
    return None


def _readings(token: Token, part: str, first: bool, kind: str, headed: bool) -> frozenset[str]:
    if token.sort is Sort.CAPTION:
        return frozenset({Reading.CAPTION})
    if kind == "p":
        if part == "head":
            return frozenset({Reading.PICTURES} if first else {Reading.CAPTION})
        return frozenset({Reading.CAPTION, Reading.BARE} if first else {Reading.CAPTION})
    if part == "head":
        return frozenset({Reading.HEADLINE} if first else {Reading.HEADLINE_MORE})
    if part == "captions":
        return frozenset({Reading.CAPTION})
    if first and not headed:
        return frozenset({Reading.BARE, Reading.BYLINE_OPENS, Reading.MARK_OPENS})
    if part == "byline" or token.sort is Sort.BYLINE:
        return frozenset({Reading.BYLINE, Reading.BYLINE_ENDS})
    if part == "subheads" and not _SOURCE.search(token.text):
        return frozenset({Reading.SUBHEAD, Reading.SUBHEAD_MORE})
    if part == "subheads":
        return WITHIN - _HEADS
    return frozenset({Reading.BODY})
