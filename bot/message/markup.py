"""The one place that makes outside text harmless, escapes it, and measures what Telegram will measure.

A piece of message is an Html: it is made by `escape`, `bold` and the like, put together with `+` and `join`,
and turned into a Message by `fit`. What has not gone through here cannot get into a message.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from telegram.constants import MessageLimit

from bot.model import Button, Message, Passage

MAX_UNITS: int = MessageLimit.MAX_TEXT_LENGTH
"""UTF-16 code units of a text after its entities are parsed."""
MAX_ENTITIES = 90
"""Telegram keeps 100 and finds some by itself (links, commands)."""
MAX_LABEL = 40
"""Characters of a button: longer ones are cut by the phones."""
MAX_EXAMPLE: int = 64
"""Characters of an example in the writing line."""
MAX_PASSAGE = 200
"""Characters of a passage that are shown."""
MAX_MARKS = 6
"""Marked ranges of one passage, so that ten hits stay below the entities of a message."""
ELLIPSIS = "…"

_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_PRINTED_BLANKS = {ord("\n"): " ", ord("\u3000"): " "}
_LINE_ENDS = re.compile("\r\n|[\r\n\u0085\u2028\u2029\v\f]")
_TAG = re.compile(r"<[^<>]*+>")


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of a message: its HTML, what a reader sees of it, and how many entities it brings."""

    source: str
    plain: str
    entities: int = 0

    @property
    def units(self) -> int:
        """Its length as Telegram counts it."""
        return utf16_length(self.plain)

    def __add__(self, other: Html) -> Html:
        return Html(self.source + other.source, self.plain + other.plain, self.entities + other.entities)


def clean(text: str) -> str:
    """The text without what can hide, turn around or break other text.

    Goes: control characters, bidirectional and zero-width ones, letters without ink. Lone surrogates and
    noncharacters become U+FFFD. Ends of lines of any kind become a newline, tabs a blank.
    """
    if text.translate(_PRINTED_BLANKS).isprintable() and _INVISIBLE_LETTERS.isdisjoint(text):
        return text
    return "".join(map(_visible, _LINE_ENDS.sub("\n", text)))


def brief(text: str, limit: int) -> str:
    """The text, clean, on one line and in at most `limit` UTF-16 units."""
    return cut(" ".join(clean(text).split()), limit)


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` UTF-16 units, ending in … where something was left off."""
    if 2 * len(text) <= limit:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * limit:
        return text
    kept = units[: 2 * max(0, limit - len(ELLIPSIS))]
    if kept and 0xD8 <= kept[-1] < 0xDC:
        # The first half of a character of two units.
        kept = kept[:-2]
    return kept.decode("utf-16-le", "surrogatepass").rstrip() + ELLIPSIS


def utf16_length(text: str) -> int:
    """The number of UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def escape(text: str) -> Html:
    """Plain text, as it is."""
    harmless = clean(text)
    return Html(html.escape(harmless, quote=False), harmless)


def bold(text: str) -> Html:
    """Plain text in bold."""
    return _wrapped("b", escape(text))


def italic(text: str) -> Html:
    """Plain text in italics."""
    return _wrapped("i", escape(text))


def code(text: str) -> Html:
    """Plain text that a tap copies."""
    return _wrapped("code", escape(text))


def marked(passage: Passage) -> Html:
    """A passage on one line with its matches in bold; ranges that overlap or lie outside are left out."""
    text, pieces, position, marks = passage.text[:MAX_PASSAGE], [], 0, 0
    for start, end in sorted(passage.matches):
        if not position <= start < end <= len(text) or marks == MAX_MARKS:
            continue
        pieces += [_flat(text[position:start]), _wrapped("b", _flat(text[start:end]))]
        position, marks = end, marks + 1
    return join("", [*pieces, _flat(text[position:])])


def join(separator: str, pieces: Iterable[Html]) -> Html:
    """The pieces with plain text between them."""
    listed, between = list(pieces), escape(separator)
    return Html(
        between.source.join(piece.source for piece in listed),
        between.plain.join(piece.plain for piece in listed),
        sum(piece.entities for piece in listed),
    )


@lru_cache(maxsize=4096)
def button(label: str, data: str) -> Button:
    """A button with a bounded label that sends `data` back."""
    return Button(brief(label, MAX_LABEL) or ELLIPSIS, data=data)


def fit(
    lines: Sequence[Html],
    buttons: Iterable[Sequence[Button]] = (),
    *,
    tail: Sequence[Html] = (),
    ask: str = "",
) -> Message:
    """The lines as a message that Telegram takes.

    Where they are too long or too rich, lines are left off from the end and … stands in their place; the
    lines of `tail` stay. `ask` is an example of the answer in words that it asks for. Raises ValueError where
    there is nothing to say at all.
    """
    text = join("\n", [*lines, *tail])
    if not fits(text):
        kept = _as_many_as_fit(lines, [escape(ELLIPSIS), *tail])
        shortened = join("\n", [*lines[:kept], escape(ELLIPSIS), *tail])
        # One line alone is over the limit: its markup goes, the rest of it stays.
        text = shortened if kept else escape(cut(text.plain, MAX_UNITS))
    if not text.plain.strip():
        raise ValueError("a message without text")
    return Message(text.source, tuple(tuple(row) for row in buttons if row), cut(ask, MAX_EXAMPLE))


def fits(text: Html) -> bool:
    """Whether Telegram takes it as one message."""
    return text.units <= MAX_UNITS and text.entities <= MAX_ENTITIES


def to_plain(source: str) -> str:
    """What a reader sees of a message's HTML."""
    return html.unescape(_TAG.sub("", source))


def _as_many_as_fit(lines: Sequence[Html], tail: Sequence[Html]) -> int:
    units = sum(line.units + 1 for line in tail) - 1
    entities = sum(line.entities for line in tail)
    for kept, line in enumerate(lines):
        units += line.units + 1
        entities += line.entities
        if units > MAX_UNITS or entities > MAX_ENTITIES:
            return kept
    return len(lines)


def _wrapped(tag: str, piece: Html) -> Html:
    # An entity without text is an error to some servers and nothing to a reader.
    if not piece.plain.strip():
        return piece
    return Html(f"<{tag}>{piece.source}</{tag}>", piece.plain, piece.entities + 1)


def _flat(text: str) -> Html:
    return escape(clean(text).replace("\n", " "))


def _visible(character: str) -> str:
    if " " <= character <= "~" or character == "\n":
        return character
    category = unicodedata.category(character)
    if character == "\t" or category == "Zs":
        return character if character == "\u3000" else " "
    if category in {"Cc", "Cf"} or character in _INVISIBLE_LETTERS:
        return ""
    noncharacter = category == "Cn" and (
        ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    )
    return "\ufffd" if category == "Cs" or noncharacter else character
