"""Captions of pictures: by their credit, the sign before them, or how they stand apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.credits import read_credit
from bot.reading.joining import ends_anyhow, ends_sentence
from bot.reading.tokens import Sort, Token
from bot.text.characters import bare

CAPTION_LIMIT = 320
"""Characters; a longer text with a credit is an article about its pictures."""

_MARKED_LIMIT = 160
_MARKED = re.compile(r"^[■▲▼◀▶△◆●►◄←→↑↓]\s*\S")
_PICTURE = re.compile(r"^(?:图为|图片为|图一|图①|[（(]图)")
_LABEL = re.compile(r"^(?:图片|照片|影像|图文|附图|图说)(?:新闻|报道|集锦|说明)?[：:]?$")


def is_label(text: str) -> bool:
    """Whether a line says no more than that pictures follow."""
    return _LABEL.match(text) is not None


def captions(tokens: list[Token]) -> list[Token]:
    """Return the tokens with captions marked, each with its credit and its headline."""
    result: list[Token] = []
    close = _paragraphs_are_close(tokens)
    for index, token in enumerate(tokens):
        if token.sort in (Sort.PARAGRAPH, Sort.HEADING):
            below = tokens[index + 1] if index + 1 < len(tokens) else None
            if _credited(token, result) or _is_caption(token, tokens, index, below, close=close):
                _make_caption(token)
        result.append(token)
    return _with_headings([token for token in result if token.numbers])


def _make_caption(token: Token) -> None:
    token.sort = Sort.CAPTION
    token.text = _MARKED.sub(lambda match: match.group()[-1], token.text)


def _credited(token: Token, result: list[Token]) -> bool:
    """Whether the token ends with a picture credit. A credit on a line of its own takes the text above it."""
    if len(token.text) > CAPTION_LIMIT or token.lede:
        return False
    credit = read_credit(token.text)
    if credit is None or (
        token.sort is Sort.PARAGRAPH and not credit.byline.authors and len(token.text) > _MARKED_LIMIT
    ):
        return False
    token.byline = credit.byline
    text = token.text[: credit.start].rstrip(" （(")
    if text:
        token.text = text
        return True
    above = result[-1] if result else None
    if above is None or above.sort not in (Sort.PARAGRAPH, Sort.HEADING) or token.gap > 1:
        return False
    if len(above.text) > CAPTION_LIMIT or _ends_a_text(above, result[:-1]):
        token.sort = Sort.BYLINE
        return False
    token.text, token.numbers, token.gap = above.text, above.numbers + token.numbers, above.gap
    token.bold, token.indented = above.bold, above.indented
    result.pop()
    return True


def _ends_a_text(token: Token, above: Sequence[Token]) -> bool:
    """Whether a paragraph goes on with the text above it, so that a credit below is that of the whole."""
    if token.sort is not Sort.PARAGRAPH or not above or above[-1].sort is not Sort.PARAGRAPH:
        return False
    return token.gap == 0 or len(token.text) > _MARKED_LIMIT


def _is_caption(token: Token, tokens: list[Token], index: int, below: Token | None, *, close: bool) -> bool:
    if token.sort is Sort.BYLINE or token.lede or len(token.text) > _MARKED_LIMIT:
        return False
    above = tokens[index - 1] if index else None
    apart = token.gap >= 1 and (below is None or below.gap >= 1)
    if _PICTURE.match(token.text):
        return True
    if (
        _MARKED.match(token.text)
        and apart
        and not (below is not None and _MARKED.match(below.text) and below.gap == 0)
    ):
        return ends_sentence(token.text) or token.sort is Sort.PARAGRAPH
    if token.sort is Sort.HEADING:
        return False
    if token.bold and token.indented and len(token.numbers) == 1:
        return True
    if (
        not apart
        or not ends_anyhow(token.text)
        or above is None
        or above.sort in (Sort.HEADING, Sort.BYLINE, Sort.FROM)
    ):
        return False
    return _other_width(token, tokens, index) or (close and _stands_alone(token, tokens, index))


def _other_width(token: Token, tokens: list[Token], index: int) -> bool:
    """Whether a paragraph is set in another width than the columns around it."""
    if not token.width or len(token.numbers) < 2:
        return False
    above = next((each.width for each in reversed(tokens[max(0, index - 6) : index]) if each.width), 0)
    below = next((each.width for each in tokens[index + 1 : index + 7] if each.width), 0)
    widths = [width for width in (above, below) if width]
    return (
        bool(widths)
        and not token.indented
        and all(abs(width - token.width) > 0.1 * width for width in widths)
    )


def _stands_alone(token: Token, tokens: list[Token], index: int) -> bool:
    """Whether a line has gaps around it."""
    if len(token.numbers) > 1 or token.gap < 2:
        return False
    below = tokens[index + 1] if index + 1 < len(tokens) else None
    return below is None or below.gap >= 2 or below.sort is Sort.NOISE


def _paragraphs_are_close(tokens: list[Token]) -> bool:
    """Whether the paragraphs of this page have no gaps between them, or narrow ones."""
    gaps = [each.gap for each in tokens if each.sort is Sort.PARAGRAPH]
    return sum(gap <= 1 for gap in gaps) > len(gaps) * 0.6


def _with_headings(tokens: list[Token]) -> list[Token]:
    """Give a caption the heading below or above it that repeats its words."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        above = result[-1] if result else None
        below = tokens[index + 1] if index + 1 < len(tokens) else None
        if (
            token.sort is Sort.HEADING
            and not _heads_story(tokens, index)
            and (caption := _caption_beside(token, above, below))
        ):
            caption.headings.append(token.text)
            caption.heading_numbers += token.numbers
            continue
        result.append(token)
    return result


def _heads_story(tokens: list[Token], index: int) -> bool:
    """Whether a byline or a lede below says that the heading is the headline of a story."""
    for token in tokens[index + 1 : index + 5]:
        if token.sort is not Sort.HEADING:
            return token.sort in (Sort.BYLINE, Sort.FROM) or token.lede is not None
    return False


def _caption_beside(heading: Token, above: Token | None, below: Token | None) -> Token | None:
    """The caption a heading belongs to: the one above, or that below where no other heading is above."""
    if above is not None and above.sort is Sort.CAPTION and _repeats(heading, above):
        return above
    if below is not None and below.sort is Sort.CAPTION and _repeats(heading, below):
        return below if above is None or above.sort is not Sort.HEADING else None
    return None


def _repeats(heading: Token, caption: Token) -> bool:
    words, plain = bare(heading.text), bare(caption.text)
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return bool(pairs) and sum(pair in plain for pair in pairs) >= 0.45 * len(pairs)
