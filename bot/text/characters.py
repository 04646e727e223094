"""Single characters and blanks: what is Han, how wide text is printed, and the form in which texts are
compared."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BLANKS_BESIDE_PUNCTUATION = re.compile(
    r"(?<=[，。、；：？！“‘（《〈「『]) +| +(?=[，。、；：？！”’）》〉」』％])"
)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_NARROW = re.compile("[\x00-\u02ff\u2022]+")
_PLAIN_PUNCTUATION = re.compile(r"[\s，。、；：？！“”‘’（）《》—…]+")
_NO_WORDING = re.compile(r"[\W_]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufff0-\uffff\U000f0000-\U000fffff\U00100000-\U0010ffff]")


def fold(text: str) -> str:
    """Return the form in which texts are compared: full-width and half-width, capital and small are one.

    The length may change.
    """
    return unicodedata.normalize("NFKC", text).casefold()


def is_han(character: str) -> bool:
    """Whether a single character is a Chinese one (ideographs with their extensions, and 〇)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or character in "〇々"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def count_han(text: str) -> int:
    """How many Chinese characters stand in the text."""
    return sum(map(is_han, text))


def cells(text: str) -> int:
    """The printed width of a line in half-width cells: a Chinese character takes two."""
    return len(text) + len(_NARROW.sub("", text))


def without_controls(text: str) -> str:
    """Drop control, invisible and private-use characters, which no paper prints. Line ends and tabs stay."""
    return _PRIVATE.sub("", _CONTROLS.sub("", text))


def collapse_blanks(text: str) -> str:
    """Make every stretch of blanks a single one, none at the ends and none beside Chinese punctuation."""
    if not _BLANKS.search(text):
        return text.strip()
    return _BLANKS_BESIDE_PUNCTUATION.sub("", _BLANKS.sub(" ", text)).strip()


def bare(text: str) -> str:
    """The folded text without blanks and punctuation: what remains when only wording counts."""
    # Without punctuation most Chinese text is in its normal form, which is found out sooner than it is made.
    words = _PLAIN_PUNCTUATION.sub("", text)
    if not unicodedata.is_normalized("NFKC", words):
        words = unicodedata.normalize("NFKC", words)
    return _NO_WORDING.sub("", words.casefold())
