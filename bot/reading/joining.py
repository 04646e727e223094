"""Lines to paragraphs: where one ends, and what stands between two lines that are one."""

from __future__ import annotations

import re

STARTS_NOTHING = "，。、；：！？”’）》」』】%％"
"""What no paragraph and no heading begins with."""

TERMINALS = "。！？!?；;…：:"
_CLOSERS = "”’」』）)】》〉\"'"
_LATIN_END = re.compile(r"(?<![A-Za-zÀ-ɏ])[A-Za-zÀ-ɏ]++$")
_LATIN_START = re.compile(r"^[A-Za-zÀ-ɏ]+")
_WORD_LIMIT = 30
_DASHES = re.compile(r"[—―─]{2,}")
_BLANK_AT_DASH = re.compile(r"(?<=——)\s++|(?<!\s)\s++(?=——)")


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence may: at its stop, with or without closing quotes."""
    bare = text.rstrip().rstrip(_CLOSERS)
    if bare != text.rstrip() and bare and text.rstrip()[-1] in '”」』"':
        return bare[-1] in TERMINALS + "，—"
    return bool(bare) and (bare[-1] in TERMINALS or bare.endswith(("——", "———")))


def ends_anyhow(text: str) -> bool:
    """Whether a paragraph can end so: at a stop, or at a closing quote or bracket."""
    return ends_sentence(text) or text.rstrip()[-1:] in "”」』）)】》"


def ending_of(text: str) -> str:
    """How a text ends, in a word or two."""
    last = text[-1]
    if last in "。；;":
        return "stop"
    if last in "！？!?":
        return "exclaim"
    if last in "：:":
        return "colon"
    if last in "，、,":
        return "comma"
    if last in "）)】〕":
        return "bracket"
    if last in '”’」』"':
        return "quoted stop" if ends_sentence(text) else "quote"
    if last in "—―─":
        return "dash"
    if last in "…":
        return "dots"
    return "open"


def between(before: str, after: str, known_words: frozenset[str], full: bool) -> str:
    """What stands between two lines of one paragraph: nothing in Chinese, a blank between Latin words.

    Of `before` only the last word counts. A Latin word that the column broke is made whole: where the page
    has the whole word elsewhere (`known_words`), or where the line was filled to its edge and the next goes
    on in small letters.
    """
    left, right = _LATIN_END.search(before[-_WORD_LIMIT:]), _LATIN_START.match(after)
    if right is None:
        return ""
    if left is None:
        return " " if before[-1:] in ",.;:" and before[-2:-1].isascii() and before[-2:-1].isalpha() else ""
    if (left.group() + right.group()).casefold() in known_words:
        return ""
    return "" if full and right.group().islower() and len(left.group()) <= 3 else " "


def tidy(paragraph: str) -> str:
    """The paragraph with dashes of one length and no blank beside them."""
    return _BLANK_AT_DASH.sub("", _DASHES.sub("——", paragraph)).strip()
