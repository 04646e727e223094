"""The parts of a Word document's package that hold text: the document itself, its styles and its notes.

Only these are opened. What else a document refers to, such as pictures, may be damaged or missing.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from bot.errors import PageTooLarge, UnreadableFile

Element: TypeAlias = Any
"""Of lxml, which has no types."""

UNPACKED_LIMIT = 100_000_000
"""Bytes of all that a document holds: with many pictures a whole issue has less."""

_RELATIONSHIPS = ("officeDocument", "styles", "footnotes", "endnotes")
_USUAL_DOCUMENT = "word/document.xml"
_BROKEN = (
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a damaged archive, or a part of it, raises; RuntimeError where it is encrypted."""


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The roots of the parts that hold text; those that are missing or damaged are None."""

    document: Element
    styles: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None


def open_word(data: bytes, name: str) -> WordPackage:
    """The parts of a document.

    Raises UnreadableFile where the document itself cannot be read, PageTooLarge above UNPACKED_LIMIT.
    """
    could_not = f"read {name}"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
                raise PageTooLarge(could_not, "it unpacks to more than any page has", key="word_unpacked")
            path = _related(archive, "").get("officeDocument", _USUAL_DOCUMENT)
            if path not in archive.namelist():
                path = _USUAL_DOCUMENT
            document = _parse(archive.read(path))
            related = _related(archive, path)
            styles, footnotes, endnotes = (
                _root(archive, related.get(kind)) for kind in ("styles", "footnotes", "endnotes")
            )
    except _BROKEN as error:
        raise UnreadableFile(could_not, "it is no whole Word document", key="word_damaged") from error
    if next(document.iter("{*}body"), None) is None:
        raise UnreadableFile(could_not, "it is no whole Word document", key="word_damaged")
    return WordPackage(document, styles, footnotes, endnotes)


def _related(archive: zipfile.ZipFile, source: str) -> Mapping[str, str]:
    """The paths of the parts that a part refers to, by the last word of their relationship's type."""
    folder, file = posixpath.split(source)
    root = _root(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, str] = {}
    for each in () if root is None else root.iter("{*}Relationship"):
        kind = each.get("Type", "").rpartition("/")[2]
        if kind in _RELATIONSHIPS and each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            found.setdefault(kind, target.lstrip("/"))
    return found


def _root(archive: zipfile.ZipFile, path: str | None) -> Element | None:
    """The root of a part that a document can do without."""
    try:
        return None if path is None else _parse(archive.read(path))
    except _BROKEN:
        return None


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)
