"""What each token of a page may be, before anything is weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.bylines import MARKS
from bot.reading.captions import is_label
from bot.reading.grammar import Kind
from bot.reading.habits import Habit
from bot.reading.signers import how_signed
from bot.reading.tokens import Sort, Token

HEADING_LIMIT = 72
_BYLINE_LIMIT = 24
_CAPTION_LIMIT = 320
"""Characters of a token that may be a heading, a byline or a caption."""

PICTURE = re.compile(r"^[（(]?(?:图片|照片|图为|图文|影像|图[①-⑩一二三四五])")
CREDITED = re.compile(r"(?:摄|照片|供图|图片)[)）]?$")
"""How the words of a picture begin and end."""

CONTACT = re.compile(r"(?:热线|邮箱|信箱|电话|传真|网址|公众号|微博|微信)[^。，]{0,4}[：:]|@\w|www\.|https?:")
"""What papers print of themselves, or a notice of how to reach someone."""

_SENT = re.compile(
    r"[（(][^（）()]{0,30}(?:电|讯|供稿|来稿)[)）]$|^据?[^，。：]{1,6}(?:社|报|网)[^，。：]{0,8}[电讯]$"
)
"""Where a piece was sent from, as its last words or on a line of its own."""


def kind_of(tokens: Sequence[Token], index: int, habit: Habit) -> Kind:
    """What the token of a number may be."""
    token = tokens[index]
    above = tokens[index - 1] if index else None
    below = tokens[index + 1] if index + 1 < len(tokens) else None
    text, sort = token.text, token.sort
    if sort in (Sort.FROM, Sort.TO, Sort.SIGNATURE):
        return Kind(sort, unsigned=sort is Sort.SIGNATURE and token.byline is None)
    if sort is Sort.BYLINE:
        return Kind(sort, heading=text[0] not in MARKS + "（(" and len(text) <= _BYLINE_LIMIT, byline=True)
    if is_label(text):
        announces = text[-1] in "：:"
        return Kind(Sort.PARAGRAPH, pictures=not announces, caption=announces)
    heading = _may_head(text) and token.lede is None
    return Kind(
        Sort.PARAGRAPH,
        heading=heading,
        pictures=heading and not (habit.indents and token.indented),
        text=True,
        bare=sort is Sort.PARAGRAPH or not heading,
        byline=how_signed(text) is not None and not (below and _has_any(below.text, text)),
        caption=_may_be_caption(text, above) and token.lede is None,
        short=len(text) <= _CAPTION_LIMIT and token.lede is None,
        noise=len(text) <= HEADING_LIMIT and CONTACT.search(text) is not None,
        lede=token.lede is not None,
        ends=token.ending is not None,
    )


def _may_head(text: str) -> bool:
    if len(text) > HEADING_LIMIT or "。" in text or _SENT.search(text):
        return False
    return any(map(str.isalnum, text))


def _may_be_caption(text: str, above: Token | None) -> bool:
    """Whether a text says that it is about a picture, or stands under a line that says so."""
    if len(text) > _CAPTION_LIMIT:
        return False
    if PICTURE.match(text) or CREDITED.search(text):
        return True
    return above is not None and len(above.text) <= 6 and PICTURE.match(above.text) is not None


def _has_any(paragraph: str, name: str) -> bool:
    """Whether a text has two characters of a name side by side, as it has those of a subhead above it."""
    return any(name[at : at + 2] in paragraph for at in range(len(name) - 1))
