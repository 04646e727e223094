"""What stands apart from the columns: captions, boxes, and paragraphs that the dump repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.boxes import boxes
from bot.reading.bylines import read_signature
from bot.reading.captions import captions
from bot.reading.tokens import Sort, Token
from bot.text.characters import bare

_PICTURED = re.compile(r"^\S{2,12}(?:\s\S{2,12}){0,3}\s?[/／]?(?:摄影报道|文并摄)$")
"""Who wrote an article and took its pictures; under a picture it is a credit."""

_REPEAT_RUN = 3
"""So many paragraphs in a row may be repeated by a dump; more are another edition of the article."""

_REPEAT_LEAST = 12


def set_apart(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with captions, boxes and repetitions marked as what they are."""
    marked = boxes(_signed_by_name(list(tokens)))
    _repetitions(marked)
    return captions(marked)


def _signed_by_name(tokens: list[Token]) -> list[Token]:
    """Mark a name that stands alone between headline and text as byline, as essays are signed.

    A subhead of that length has its words in the text below it.
    """
    for above, token, below in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if above.sort is not Sort.HEADING or below.sort is not Sort.PARAGRAPH:
            continue
        if token.sort is not Sort.HEADING and not _PICTURED.search(token.text):
            continue
        if below.lede and below.lede.byline.authors:
            continue
        signed = read_signature(token.text)
        if signed and not any(_has_any(below, name) for name in signed.authors):
            token.sort, token.byline = Sort.BYLINE, signed
    return tokens


def _has_any(paragraph: Token, name: str) -> bool:
    return any(name[at : at + 2] in paragraph.text for at in range(len(name) - 1))


def _repetitions(tokens: list[Token]) -> None:
    """Mark paragraphs that stood on the page before, word for word, as noise.

    Notices are written by formula: what stands above a signature is their own.
    """
    seen: set[str] = set()
    run: list[Token] = []
    for token in tokens:
        if token.sort is Sort.SIGNATURE:
            run = []
        if token.sort is not Sort.PARAGRAPH:
            continue
        text = bare(token.text[token.lede.end if token.lede else 0 :])
        if len(text) >= _REPEAT_LEAST and text in seen:
            run.append(token)
            continue
        _drop(run)
        run = []
        seen.add(text)
    _drop(run)


def _drop(run: list[Token]) -> None:
    if len(run) <= _REPEAT_RUN:
        for token in run:
            token.sort, token.reason = Sort.NOISE, "repeated"
