"""Plain text in the encodings that Chinese page dumps come in: UTF-8, UTF-16, GB18030 and Big5."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from bot.errors import PageTooLarge, UnknownEncoding, UnreadableFile
from bot.text.characters import is_han, unified
from bot.text.plausible import SAMPLE, common_share

PAGE_LIMIT = 4_000_000
"""Bytes. A page of a newspaper is under 100 kB of text, a whole issue under 2 MB: what is larger is no
page."""

_BROKEN_SHARE = 0.002
"""Broken bytes that are forgiven, as a share: a cut-off end or one damaged character, not another
encoding."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> str:
    """Return the text of a page dump, in the usual characters.

    Raises UnreadableFile where it is empty or not text, PageTooLarge above PAGE_LIMIT bytes, and
    UnknownEncoding where no encoding of ours gives plausible Chinese. Line ends become `\\n`.
    """
    could_not = f"read {name}"
    if len(data) > PAGE_LIMIT:
        limit = PAGE_LIMIT // 1_000_000
        raise PageTooLarge(
            could_not,
            f"it has {len(data) / 1_000_000:.1f} MB, and a page has at most {limit} MB",
            key="text_too_large",
            limit=limit,
        )
    if not data.strip():
        raise UnreadableFile(could_not, "it is empty", key="file_empty")
    text = _by_mark(data) or as_utf8(data) or _utf16(data)
    if text is None:
        if _is_binary(data):
            raise UnreadableFile(could_not, "it is not text", key="no_text")
        text = _double_byte(data) or _guessed(data)
    if text is None:
        raise UnknownEncoding(could_not, "it is in none of UTF-8, UTF-16, GB18030 and Big5")
    if _is_binary(text[:SAMPLE].encode("utf-8", "replace")):
        raise UnreadableFile(could_not, "it is not text", key="no_text")
    return unified(text.replace("\r\n", "\n").replace("\r", "\n"))


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def as_utf8(data: bytes) -> str | None:
    """The text of bytes that are UTF-8, or UTF-8 with a damaged character; None of others."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= max(1, len(text) * _BROKEN_SHARE) and any(map(is_han, text[:SAMPLE])):
        return text.replace("\ufffd", "")
    return None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: line ends and digits betray it by their zero bytes."""
    if len(data) % 2 or b"\x00" not in data:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if common_share(text) > 0.1 and "\x00" not in text:
            return text
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in sample)
    return b"\x00" in data[: 4 * SAMPLE] or controls > len(sample) * 0.02


def _double_byte(data: bytes) -> str | None:
    """GB18030 or Big5: each decodes most of the other's bytes, so the more plausible Chinese wins."""
    best, best_share = None, 0.15
    for encoding in ("gb18030", "big5hkscs"):
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken > max(1, len(text) * _BROKEN_SHARE):
            continue
        share = common_share(text)
        if share > best_share:
            best, best_share = text.replace("\ufffd", ""), share
    return best


def _guessed(data: bytes) -> str | None:
    """The detector's answer for texts too short or too odd to be judged by their common characters."""
    guess = from_bytes(data[:SAMPLE], cp_isolation=["gb18030", "big5"]).best()
    if guess is None:
        return None
    try:
        text = data.decode(guess.encoding)
    except UnicodeDecodeError:
        return None
    letters = [character for character in text[:SAMPLE] if character.isalnum()]
    return text if sum(map(is_han, letters)) * 2 > len(letters) else None
