"""Pinyin without tones: which characters are read so, and how letters without blanks fall into syllables.

The readings are those of pypinyin (MIT), every reading of a character, the commonest first.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from bot.text.search_form import folded
from bot.text.words import rarity

MOST_SYLLABLES = 8
"""Of more, letters are no word that somebody is looking for."""

_MOST_SPLITS = 6
_MOST_CHARACTERS = 80
"""Characters of a syllable that are thought of, the commonest: 90 are read yi, of which half are rare."""

_SIMPLE = {ord("ü"): "v", ord("ê"): "e"}
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("h", "f"))
_ENDINGS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@cache
def readings(character: str) -> tuple[str, ...]:
    """The syllables of a character without tones, the commonest first; none where it is no Chinese one."""
    return _readings().get(character, ())


def characters(syllable: str) -> tuple[str, ...]:
    """The simplified characters that are read so, the commonest first; last those that are also read so."""
    return _characters().get(syllable.replace("ü", "v"), ())


def homophones(character: str) -> tuple[str, ...]:
    """Other characters that sound the same, then those that many confuse with it (zh and z, ing and in)."""
    same = [other for syllable in readings(character)[:2] for other in characters(syllable)]
    near = [
        other
        for syllable in readings(character)[:1]
        for alike in _alike(syllable)
        for other in characters(alike)
    ]
    return tuple(other for other in dict.fromkeys([*same, *near]) if other != character)


def splits(letters: str) -> list[tuple[str, ...]]:
    """The ways in which letters fall into syllables, those of the fewest first; none where they do not."""
    return sorted(_splits(letters), key=len)[:_MOST_SPLITS]


def _splits(letters: str) -> list[tuple[str, ...]]:
    found: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        found.append(
            [
                (*before, letters[start:end])
                for start in range(max(0, end - 6), end)
                if characters(letters[start:end])
                for before in found[start]
                if len(before) < MOST_SYLLABLES
            ][: 4 * _MOST_SPLITS]
        )
    return found[-1] if letters else []


def _alike(syllable: str) -> list[str]:
    found = []
    for one, other in _ALIKE:
        for old, new in ((one, other), (other, one)):
            if syllable.startswith(old) and not (len(old) == 1 and syllable.startswith(old + "h")):
                found.append(new + syllable[len(old) :])
    for one, other in _ENDINGS:
        if syllable.endswith(one):
            found.append(syllable[: -len(one)] + other)
        elif syllable.endswith(other):
            found.append(syllable[: -len(other)] + one)
    return found


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    # Read by itself: to import pypinyin is to load its phrases too, 35 MB.
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed", name="pypinyin")
    told_of = json.loads(Path(package.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8"))
    plain = cache(_plain)
    return {
        character: tuple(dict.fromkeys(map(plain, told.split(","))))
        for code, told in told_of.items()
        if "\u4e00" <= (character := chr(int(code))) < "\ua000" and folded(character) == character
    }


@cache
def _characters() -> dict[str, tuple[str, ...]]:
    by_syllable: defaultdict[str, list[tuple[bool, float, str]]] = defaultdict(list)
    for character, syllables in _readings().items():
        for place, syllable in enumerate(syllables):
            by_syllable[syllable].append((place > 0, rarity(character), character))
    return {
        syllable: tuple(character for *_, character in sorted(found)[:_MOST_CHARACTERS])
        for syllable, found in by_syllable.items()
        # 嗯 is read n and ng, which would make syllables of the ends of others.
        if set(syllable) & set("aeiouv")
    }


def _plain(syllable: str) -> str:
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFC", syllable).translate(_SIMPLE))
    kept = unicodedata.normalize("NFC", "".join(c for c in bare if c not in "\u0300\u0301\u0304\u030c"))
    return "".join(c for c in kept.translate(_SIMPLE) if c.isascii() and c.isalpha())
