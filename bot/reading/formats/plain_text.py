"""Plain text in the encodings that Chinese page dumps come in: UTF-8, UTF-16, GB18030 and Big5."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from bot.errors import PageTooLarge, UnknownEncoding, UnreadableFile
from bot.text.characters import is_han

PAGE_LIMIT = 4_000_000
"""Bytes. A page of a newspaper is under 100 kB of text, a whole issue under 2 MB: what is larger is no
page."""

_SAMPLE = 20_000
"""Characters that are looked at to judge an encoding."""

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

_COMMON = frozenset(
    "的一是在了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外"
    "天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很"
    "情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她"
    "手角期根论运农指几九区强放决西被干做必战先回则任取據處這國為個來時們會發動過說產種電裡機當點從業應開還與關數線氣變條"
    "沒結問軍題黨員設長資邊級圖統較組見計運幾區強戰則報記訊"
)


def decode(data: bytes, name: str) -> str:
    """Return the text of a page dump.

    Raises UnreadableFile where it is empty or not text, PageTooLarge above PAGE_LIMIT bytes, and
    UnknownEncoding where no encoding of ours gives plausible Chinese. Line ends become `\\n`.
    """
    could_not = f"read {name}"
    if len(data) > PAGE_LIMIT:
        limit = PAGE_LIMIT // 1_000_000
        raise PageTooLarge(
            could_not, f"it has {len(data) / 1_000_000:.1f} MB, and a page has at most {limit} MB"
        )
    if not data.strip():
        raise UnreadableFile(could_not, "it is empty")
    text = _by_mark(data) or _utf8(data) or _utf16(data)
    if text is None:
        if _is_binary(data):
            raise UnreadableFile(could_not, "it is not text")
        text = _double_byte(data) or _guessed(data)
    if text is None:
        raise UnknownEncoding(could_not, "it is in none of UTF-8, UTF-16, GB18030 and Big5")
    if _is_binary(text[:_SAMPLE].encode("utf-8", "replace")):
        raise UnreadableFile(could_not, "it is not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= max(1, len(text) * _BROKEN_SHARE) and any(map(is_han, text[:_SAMPLE])):
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
        if _common_share(text) > 0.1 and "\x00" not in text:
            return text
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in sample)
    return b"\x00" in data[: 4 * _SAMPLE] or controls > len(sample) * 0.02


def _double_byte(data: bytes) -> str | None:
    """GB18030 or Big5: each decodes most of the other's bytes, so the more plausible Chinese wins."""
    best, best_share = None, 0.15
    for encoding in ("gb18030", "big5hkscs"):
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken > max(1, len(text) * _BROKEN_SHARE):
            continue
        share = _common_share(text)
        if share > best_share:
            best, best_share = text.replace("\ufffd", ""), share
    return best


def _common_share(text: str) -> float:
    """How many of the characters beyond ASCII are among the commonest Chinese ones; plain Chinese has over
    a third."""
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f" and character.isalnum()]
    if not foreign:
        return 0.0
    return sum(character in _COMMON for character in foreign) / len(foreign)


def _guessed(data: bytes) -> str | None:
    """The detector's answer for texts too short or too odd to be judged by their common characters."""
    guess = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5"]).best()
    if guess is None:
        return None
    try:
        text = data.decode(guess.encoding)
    except UnicodeDecodeError:
        return None
    letters = [character for character in text[:_SAMPLE] if character.isalnum()]
    return text if sum(map(is_han, letters)) * 2 > len(letters) else None
