"""Boxes: what stands under a title such as 核心提示, and lists without stops."""

from __future__ import annotations

from bot.reading.joining import ends_sentence
from bot.reading.roles import is_bullet, without_bullet
from bot.reading.tokens import Sort, Token

_BOX_LIMIT = 900


def boxes(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the items of titled boxes, and of unstopped lists, in one token each."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.sort is Sort.BOX:
            index = _fill(token, tokens, index + 1)
            result.append(token)
            continue
        count = _unstopped_list(tokens, index) if token.sort is Sort.HEADING else 0
        if count:
            token.sort = Sort.BOX
            _take_items(token, tokens[index + 1 : index + 1 + count])
            index += count
        result.append(token)
        index += 1
    return result


def _fill(box: Token, tokens: list[Token], index: int) -> int:
    """Take the items of a titled box; returns where the page goes on."""
    start = index
    size = 0
    bulleted = index < len(tokens) and tokens[index].bullet
    while index < len(tokens) and tokens[index].sort in (Sort.PARAGRAPH, Sort.HEADING):
        token = tokens[index]
        if index > start and not (
            token.bullet if bulleted else token.gap == 0 or _loose(tokens, start, index)
        ):
            break
        if token.lede or (token.sort is Sort.HEADING and not token.bullet and token.gap > 0):
            break
        size += len(token.text)
        if size > _BOX_LIMIT and index > start:
            break
        index += 1
    _take_items(box, tokens[start:index])
    if not box.items:
        box.sort = Sort.HEADING
    return index


def _loose(tokens: list[Token], start: int, index: int) -> bool:
    """Whether the items of a box stand apart by single blank lines and the box ends at a wider gap soon."""
    if tokens[start].gap == 0 or tokens[index].gap > 1:
        return False
    for token in tokens[index + 1 : start + 7]:
        if token.sort is not Sort.PARAGRAPH:
            return True
        if token.gap >= 2:
            return True
    return start + 7 > len(tokens)


def _unstopped_list(tokens: list[Token], index: int) -> int:
    """How many paragraphs without a stop follow a heading: three and more are the items of a box."""
    count = 0
    while index + 1 + count < len(tokens):
        token = tokens[index + 1 + count]
        if token.sort is not Sort.PARAGRAPH or token.lede or len(token.numbers) > 1:
            break
        if ends_sentence(token.text):
            break
        count += 1
    return count if count >= 3 else 0


def _take_items(box: Token, items: list[Token]) -> None:
    for item in items:
        box.items.append(without_bullet(item.text) if is_bullet(item.text) else item.text)
        box.numbers += item.numbers
