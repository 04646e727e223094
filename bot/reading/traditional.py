"""Pages in traditional characters.

The rules of reading are written in simplified characters, so such a page is read in those, character for
character, and what was read is given back as it was printed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import opencc

from bot.model import Article, NoiseLine, Page, Repair, Subhead
from bot.text.characters import is_han

TRADITIONAL_SHARE = 0.05
"""Of the Chinese characters of a page. Traditional text has a third that simplified text writes otherwise,
simplified text a few in thousands, such as 乾 in a name."""

_PIECE = 8
"""Characters by which the place of a text on its page is found: few texts share that many by chance."""

_SEARCHED = 200_000_000
"""Characters that are gone through in vain for one page; beyond them the commonest forms must do."""


class _Simplified(dict[int, str]):
    """For `str.translate`: each character by itself, so that a text keeps its length."""

    def __init__(self) -> None:
        super().__init__()
        self._convert = opencc.OpenCC("t2s").convert

    def __missing__(self, code: int) -> str:
        character = chr(code)
        converted = self._convert(character) if is_han(character) else character
        form = self[code] = converted if len(converted) == 1 else character
        return form


_SIMPLIFIED = _Simplified()


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length."""
    return text.translate(_SIMPLIFIED)


def is_traditional(text: str) -> bool:
    """Whether a page is printed in traditional characters."""
    plain = simplified(text)
    if plain == text:
        return False
    changed = sum(one != other for one, other in zip(text, plain, strict=True))
    return changed > 0 and changed >= TRADITIONAL_SHARE * sum(map(is_han, text))


class Printed:
    """Gives back what was read from a page in simplified characters as the page has it."""

    def __init__(self, text: str) -> None:
        self._printed = "".join(text.split())
        self._plain = simplified(self._printed)
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for plain, printed in zip(self._plain, self._printed, strict=True):
            forms[plain][printed] += 1
        self._vain_searches = _SEARCHED // (len(self._plain) + 1)
        self._commonest = {plain: counted.most_common(1)[0][0] for plain, counted in forms.items()}

    def text(self, read: str) -> str:
        """A text as it stands on the page; what was mended in it by the commonest form of each character."""
        bare = "".join(read.split())
        found: list[str] = []
        place = 0
        while len(found) < len(bare):
            start = len(found)
            place = self._find(bare[start : start + _PIECE], place)
            if place < 0:
                found.append(self._commonest.get(bare[start], bare[start]))
                place = 0
                continue
            while (
                len(found) < len(bare) and place < len(self._plain) and self._plain[place] == bare[len(found)]
            ):
                found.append(self._printed[place])
                place += 1
        characters = iter(found)
        return "".join(character if character.isspace() else next(characters) for character in read)

    def page(self, page: Page) -> Page:
        """A page that was read in simplified characters, as printed."""
        return replace(
            page,
            articles=tuple(map(self._article, page.articles)),
            noise=tuple(self._noise(line) for line in page.noise),
            repairs=tuple(self._repair(repair) for repair in page.repairs),
            source=self._optional(page.source),
        )

    def _find(self, piece: str, after: int) -> int:
        if self._vain_searches <= 0:
            return -1
        place = self._plain.find(piece, after)
        if place < 0:
            self._vain_searches -= 1
            place = self._plain.find(piece)
        return place

    def _article(self, article: Article) -> Article:
        return replace(
            article,
            headline=self._optional(article.headline),
            kicker=self._optional(article.kicker),
            subheadline=self._optional(article.subheadline),
            authors=tuple(map(self.text, article.authors)),
            source=self._optional(article.source),
            section=self._optional(article.section),
            paragraphs=tuple(map(self.text, article.paragraphs)),
            subheads=tuple(Subhead(self.text(each.text), each.before_paragraph) for each in article.subheads),
        )

    def _noise(self, line: NoiseLine) -> NoiseLine:
        return replace(line, text=self.text(line.text))

    def _repair(self, repair: Repair) -> Repair:
        return replace(repair, original=self.text(repair.original), repaired=self.text(repair.repaired))

    def _optional(self, read: str | None) -> str | None:
        return read and self.text(read)
