"""The form in which texts are searched, so that how something is written does not hide what it says.

Every character is taken by itself: full width becomes half width, upper case lower case, traditional Chinese
simplified, accents fall off, and whatever is neither letter nor digit separates. Context never counts, so a
piece of a text has the same form as the text around it, and any piece can be found. (OpenCC's own conversion
looks at whole words: the 乾 of 乾隆 stays, alone it becomes 干.)

A token is one Chinese (or other non-Latin) character, or a run of Latin letters and digits. What is indexed
are pairs of characters that follow each other: they are so much rarer than single ones that a phrase is found
without reading through half of the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import opencc

from bot.text.characters import unified

Tokens = tuple[str, ...]
"""A phrase: these tokens, one after the other."""

Span = tuple[int, int]
"""Start and end in characters of the text as it was written."""

_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32000))
"""The blocks of Unicode that traditional characters stand in."""


_SAID = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑", "%": "百分之", "‰": "千分之"}
"""Signs that are read as words: without them 5% would be any 5."""

_LATIN_RUN = re.compile("([a-z0-9]+)")


class _Forms(dict[int, str]):
    """For `str.translate`: each character's form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        form = self[code] = _form(chr(code))
        return form


def spelling_version() -> str:
    """Changes when forms may: what was indexed under another version has to be indexed again."""
    return f"5 unicode-{unicodedata.unidata_version} opencc-{opencc.__version__}"


def indexed(text: str) -> tuple[str, str]:
    """What is indexed of a text, parted by blanks: its pairs, and its characters, both in their order.

    A pair is a character with the next one. Where a run of characters ends, its last one stands alone, and
    where it follows a number its first one does too, before its pairs: `25年内` becomes `25 年 年内 内`.
    """
    parts: list[str] = []
    runs: list[str] = []
    for place, run in enumerate(_LATIN_RUN.split(folded(text))):
        if place % 2:
            parts.append(run)
        elif characters := run.replace(" ", ""):
            runs.append(characters)
            if place:
                parts.append(characters[0])
            parts.append(_side_by_side(characters, [*characters[1:], ""]))
    return " ".join(parts), _side_by_side("".join(runs))


def _side_by_side(*rows: Sequence[str]) -> str:
    """The first of each of the rows, then the second of each, and so on, parted by blanks.

    Slices are filled in at once: several times as fast as joining one by one.
    """
    width = len(rows) + 1
    woven = [" "] * (width * len(rows[0]))
    for place, row in enumerate(rows):
        woven[place::width] = row
    return "".join(woven[:-1])


def pairs_of(phrase: Tokens) -> list[str]:
    """What is indexed of a phrase wherever it stands, one after the other.

    Of a single character that is nothing: it may begin any pair.
    """
    pairs: list[str] = []
    for place, token in enumerate(phrase):
        before, after = phrase[place - 1 : place], phrase[place + 1 : place + 2]
        if is_latin(token):
            pairs.append(token)
            continue
        if before and is_latin(before[0]):
            pairs.append(token)
        if after:
            pairs.append(token if is_latin(after[0]) else token + after[0])
    return pairs


def is_latin(token: str) -> bool:
    """Whether a token is a run of Latin letters and digits."""
    return _is_latin(token[0])


def spaced(text: str) -> str:
    """The tokens of a text with blanks between them."""
    return text.translate(_SPACED)


def folded(text: str) -> str:
    """Every character in its form."""
    return text.translate(_FOLDED)


def tokens(text: str) -> Tokens:
    """The tokens of a text, in its order."""
    return tuple(spaced(text).split())


def find(text: str, phrase: Tokens) -> list[Span]:
    """Where a phrase stands in a text, first to last, without overlaps.

    What separates tokens may stand between them: 418 个项目 is found by 418个项目.
    """
    return Finder(text).find(phrase)


class Finder:
    """Finds several phrases in one text."""

    def __init__(self, text: str) -> None:
        self._folded = folded(text)
        # Almost always each character has a form of one character, and places agree.
        self._origins = None if _agree(text, self._folded) else _origins(text)

    def find(self, phrase: Tokens) -> list[Span]:
        """As the function `find`."""
        if not phrase:
            return []
        spans = [match.span() for match in _pattern(phrase).finditer(self._folded)]
        if self._origins is None:
            return spans
        return [(self._origins[start], self._origins[end - 1] + 1) for start, end in spans]


def _agree(text: str, folded: str) -> bool:
    return len(text) == len(folded) and all(len(_FOLDED[ord(character)]) == 1 for character in set(text))


def _origins(text: str) -> list[int]:
    """For each character of the folded text, the place of the character that it came from."""
    return [place for place, character in enumerate(text) for _ in _FOLDED[ord(character)]]


def _pattern(phrase: Tokens) -> re.Pattern[str]:
    parts = [r"(?<![a-z0-9])" if _is_latin(phrase[0][0]) else ""]
    for left, right in pairwise(phrase):
        # Two words must stand apart: 1 and 72 are not 172.
        parts += [re.escape(left), " +" if _is_latin(left[-1]) and _is_latin(right[0]) else " *"]
    parts += [re.escape(phrase[-1]), r"(?![a-z0-9])" if _is_latin(phrase[-1][-1]) else ""]
    return re.compile("".join(parts))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _form(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unified(character))
    bare = "".join(part for part in decomposed if not unicodedata.combining(part))
    bare = "".join(_SAID.get(part, part) for part in bare)
    simplified = "".join(_simplified().get(part, part) for part in bare.casefold())
    # Case folding can bring back a mark that combines.
    kept = (part for part in simplified if not unicodedata.combining(part))
    return "".join(part if part.isalnum() else " " for part in kept)


def _spaced_form(character: str) -> str:
    return "".join(
        part if part == " " or _is_latin(part) else f" {part} " for part in _FOLDED[ord(character)]
    )


@cache
def _simplified() -> dict[str, str]:
    """Each character that OpenCC simplifies when it stands alone."""
    characters = [chr(code) for start, end in _IDEOGRAPHS for code in range(start, end)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new}


class _Spaced(_Forms):
    def __missing__(self, code: int) -> str:
        form = self[code] = _spaced_form(chr(code))
        return form


_FOLDED = _Forms()
_SPACED = _Spaced()
