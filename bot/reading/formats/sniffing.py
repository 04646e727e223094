"""Which format bytes are in: by their first ones and a look inside, not by the name alone."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath


class Format(StrEnum):
    """What a file may be."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    WORD = "Word"
    PDF = "PDF"
    PICTURE = "picture"
    ARCHIVE = "zip"
    OLD_WORD = "old Word"
    OTHER = "other"
    """Something else that is known not to be read."""


_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),
    (b"GIF87a", Format.PICTURE),
    (b"GIF89a", Format.PICTURE),
    (b"II*\x00", Format.PICTURE),
    (b"MM\x00*", Format.PICTURE),
    (b"BM", Format.PICTURE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLD_WORD),
    (b"Rar!", Format.OTHER),
    (b"7z\xbc\xaf\x27\x1c", Format.OTHER),
    (b"\x1f\x8b", Format.OTHER),
    (b"{\\rtf", Format.OTHER),
    (b"\x7fELF", Format.OTHER),
    (b"MZ", Format.OTHER),
)
_TWO_LETTERS = {b"BM": 26, b"MZ": 64}
"""Bytes that a file has at least whose mark is two letters, with which a text may begin too."""

_PDF_WITHIN = 1_024
"""Bytes from the beginning within which readers of PDF look for its mark."""

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta\s|title\b)|<!--\s*enp(?:property|content)", re.IGNORECASE
)
_TAGS = re.compile(rb"<(?:p|div|br|h[1-6]|table|span)\b[^<>]*>", re.IGNORECASE)
_HTML_WITHIN = 4_096

_WORD_DOCUMENT = re.compile(r"word/document\d*\.xml")
_MARKDOWN_HEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*#{1,3} [^#\s]")
_MARKDOWN_NAMES = (".md", ".markdown")
_WORD_NAME = ".docx"
_HTML_NAMES = (".html", ".htm", ".shtml", ".xhtml")


def format_of(data: bytes, name: str) -> Format:
    """The format of a file. Its name decides only between kinds of text, and what a damaged zip was to be."""
    found = outer_format_of(data, name)
    return _packed(data, name) if found is Format.ARCHIVE else found


def outer_format_of(data: bytes, name: str) -> Format:
    """As `format_of` without a look inside, which a hostile file makes costly: what is packed is a zip."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    for mark, found in _MAGIC:
        if data.startswith(mark) and (len(mark) > 2 or _is_long_enough(data, mark)):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.PICTURE
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.ARCHIVE
    return _text(data, PurePosixPath(name.casefold()).suffix)


def _is_long_enough(data: bytes, mark: bytes) -> bool:
    return mark not in _TWO_LETTERS or b"\x00" in data[: _TWO_LETTERS[mark]]


def _packed(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:10_000])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Format.WORD if name.casefold().endswith(_WORD_NAME) else Format.ARCHIVE
    if any(map(_WORD_DOCUMENT.fullmatch, names)):
        return Format.WORD
    office = "[Content_Types].xml" in names or "mimetype" in names or "META-INF/MANIFEST.MF" in names
    return Format.OTHER if office else Format.ARCHIVE


def _text(data: bytes, suffix: str) -> Format:
    head = data[:_HTML_WITHIN]
    if b"\x00" in head:
        # UTF-16, in which the tags stand with a zero byte each.
        head = head.replace(b"\x00", b"")
    if _HTML.search(head) or (suffix in _HTML_NAMES and _TAGS.search(head)):
        return Format.HTML
    if suffix in _MARKDOWN_NAMES or _MARKDOWN_HEADING.match(head):
        return Format.MARKDOWN
    return Format.TEXT
