"""Which passages of a Word document head its articles, which their parts, by what the rest of it does.

Styles say how headings stand to each other, but not whether the highest heads an article: writers set a
headline by hand and its subheads in Heading 2, or give one title to a file of several articles. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.model.entries import ends_like_a_sentence
from bot.reading.bylines import read_byline
from bot.reading.credits import read_end_names
from bot.reading.formats.word_styles import TITLE_LEVEL
from bot.reading.formats.word_text import Passage
from bot.reading.ledes import read_lede
from bot.reading.mastheads import read_masthead
from bot.reading.pieces import tidy

NO_HEADING = 0
FILE_TITLE = -1
"""The level of the title of a file of several articles: it belongs to none of them."""

_HEADLINE_LIMIT = 60
"""Characters of a paragraph that its type alone makes a headline."""

_LARGER = 1.15
"""Times the commonest size: a paragraph in such type is no body."""

_TYPED_LEVELS = 2
_STYLED_LEVELS = 10
"""Title and nine headings."""

_NUMBERED = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、）)]|[.．](?!\d))|第[一二三四五六七八九十\d]{1,3}[章节部篇]"
)
"""How the parts of one article are numbered."""


def heading_levels(passages: Sequence[Passage]) -> list[int]:
    """The level of each passage, 1 the highest.

    NO_HEADING is that of text, FILE_TITLE that of what heads the whole file.
    """
    styled = [_styled(each) for each in passages]
    typed = _typed(passages)
    if all(level is None for level in styled):
        return typed
    # Above the headings by style there is room for headlines by type, below it for subheads by type.
    above = [NO_HEADING if level is None else level + 1 + _TYPED_LEVELS for level in styled]
    lead = _lead_headings(passages, styled, typed)
    levels = _with_typed_below(passages, above, typed)
    return _Leads(passages, levels).settled(lead, typed)


class _Leads:
    """Decides whether what a document begins with heads one article, of which the styles head the parts."""

    def __init__(self, passages: Sequence[Passage], levels: list[int]) -> None:
        self._passages = passages
        self._levels = levels

    def settled(self, lead: Sequence[int], typed: Sequence[int]) -> list[int]:
        """The levels, with those of the headings that a document begins with."""
        levels = self._levels
        first = next(place for place, level in enumerate(levels) if level and place not in lead)
        if not lead:
            return self._with_file_title(first)
        level = min(filter(None, levels[first:]))
        are_articles = self._are_articles(first, level)
        has_text = any(_is_text(each) for each in self._passages[lead[-1] + 1 : first])
        in_top_style = level <= TITLE_LEVEL + 2 + _TYPED_LEVELS
        if are_articles or (are_articles is None and in_top_style and not has_text):
            # An article of its own, like those after it; without a text, the kicker of the first of them.
            for place in lead:
                levels[place] = level if has_text else level + 1
            return levels
        looks = {_look(self._passages[place]) for place in lead}
        for place, own in enumerate(typed):
            if own and (place in lead or _look(self._passages[place]) in looks):
                levels[place] = own
        for place in lead:
            levels[place] = typed[place] or 1
        return levels

    def _with_file_title(self, first: int) -> list[int]:
        """The levels, where the only highest heading stands at once over articles of the next level."""
        levels = self._levels
        used = sorted(set(filter(None, levels)))
        if len(used) > 1 and levels[first] == used[0] and levels.count(used[0]) == 1:
            is_followed = first + 1 < len(levels) and levels[first + 1] == used[1]
            if is_followed and self._are_articles(first + 1, used[1]):
                levels[first] = FILE_TITLE
        return levels

    def _are_articles(self, first: int, level: int) -> bool | None:
        """Whether the sections under the headings of a level are articles; None where nothing says so."""
        heads = [place for place in range(first, len(self._levels)) if self._levels[place] == level]
        numbered = sum(bool(_NUMBERED.match(tidy(self._passages[place].text))) for place in heads)
        if numbered * 2 > len(heads):
            return False
        sections = [self._passages[start + 1 : end] for start, end in pairwise([*heads, len(self._passages)])]
        told = [section for section in sections if section]
        signed = sum(map(_opens_signed, told))
        ends = sum(map(_ends_signed, told))
        if len(told) > 1 and (signed * 2 > len(told) or ends == len(told)):
            return True
        return None


def _styled(passage: Passage) -> int | None:
    text = tidy(passage.text)
    is_body = len(text) > _HEADLINE_LIMIT and text.endswith("。")
    return None if passage.is_row or is_body else passage.setting.level


def _typed(passages: Sequence[Passage]) -> list[int]:
    """The levels by type: who gives no styles sets a headline in the middle, in bold or larger type."""
    usual = _usual_size(passages)
    return [_typed_level(each, usual) for each in passages]


def _typed_level(passage: Passage, usual: float) -> int:
    text, setting = tidy(passage.text), passage.setting
    if passage.is_row or len(text) > _HEADLINE_LIMIT or text[-1] in "。；" or not setting.centred:
        return NO_HEADING
    if setting.size > usual * _LARGER * _LARGER:
        return 1
    return 2 if setting.size > usual * _LARGER or setting.bold else NO_HEADING


def _with_typed_below(passages: Sequence[Passage], styled: Sequence[int], typed: Sequence[int]) -> list[int]:
    """The levels of both kinds: by type alone a heading is below those by style, except one as large as they
    are, or over a byline."""
    top = min(filter(None, styled))
    size = max(each.setting.size for each, level in zip(passages, styled, strict=True) if level == top)
    below = top + _STYLED_LEVELS

    def level_of(place: int) -> int:
        if styled[place] or not typed[place]:
            return styled[place]
        is_signed = _opens_signed(passages[place + 1 : place + 2])
        is_as_large = typed[place] == 1 and passages[place].setting.size >= size
        return top if is_signed or is_as_large else below + typed[place]

    return [level_of(place) for place in range(len(passages))]


def _lead_headings(
    passages: Sequence[Passage], styled: Sequence[int | None], typed: Sequence[int]
) -> list[int]:
    """The places of the headings before the first one by style: by type, else the line that opens it."""
    first = next(place for place, level in enumerate(styled) if level is not None)
    opening = [place for place in range(first) if read_masthead(tidy(passages[place].text)) is None]
    if by_type := [place for place in opening if typed[place]]:
        return by_type
    # A line alone before the first heading is no article's, whatever it says.
    return opening[:1] if len(opening) > 1 and _may_head(passages[opening[0]]) else []


def _may_head(passage: Passage) -> bool:
    text = tidy(passage.text)
    return (
        len(text) <= _HEADLINE_LIMIT
        and text[-1] not in "。；：:，"
        and not _is_text(passage)
        and not passage.is_row
    )


def _is_text(passage: Passage) -> bool:
    """Whether a passage belongs to the text of an article: a sentence, or a byline."""
    text = tidy(passage.text)
    return len(text) > _HEADLINE_LIMIT or ends_like_a_sentence(text) or read_byline(text) is not None


def _opens_signed(section: Sequence[Passage]) -> bool:
    """Whether a section begins as articles do: with a byline, or with a lede such as 本报讯."""
    text = tidy(section[0].text) if section else ""
    return bool(text) and (read_byline(text) is not None or read_lede(text) is not None)


def _ends_signed(section: Sequence[Passage]) -> bool:
    text = tidy(section[-1].text) if section else ""
    byline = read_byline(text)
    return bool((byline and byline.authors) or read_end_names(text))


def _look(passage: Passage) -> tuple[float, bool, bool]:
    return passage.setting.size, passage.setting.bold, passage.setting.centred


def _usual_size(passages: Sequence[Passage]) -> float:
    sizes: Counter[float] = Counter()
    for each in passages:
        if not each.is_row:
            sizes[each.setting.size] += len(each.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
