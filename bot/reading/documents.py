"""Files to pages: whatever format they are in, an archive's files each by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.errors import EncryptedFile, FetchError, NothingToRead, PageTooLarge, ReadingError, UnreadableFile
from bot.model import Page, PageHints
from bot.reading.file_name import hints_from_name
from bot.reading.formats.plain_text import PAGE_LIMIT, decode
from bot.reading.formats.sniffing import Format, format_of, outer_format_of
from bot.reading.page import read_page

_UNSAID = PageHints()

FILE_LIMIT = 50_000_000
"""Bytes of a file: an e-paper page as PDF has some millions, a whole issue some tens of them."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file or a link holds: its pages, and what of an archive or an issue cannot be read."""

    pages: tuple[Page, ...]
    refusals: tuple[ReadingError | FetchError, ...] = ()


def read_document(
    data: bytes, name: str, hints: PageHints = _UNSAID, otherwise: PageHints = _UNSAID
) -> Document:
    """Read a file.

    What the editor says (`hints`) goes before what a page prints, that before its file's name; `otherwise`
    holds where nothing else says it. Raises ReadingError, which names the file and says why, where nothing of
    it can be read.
    """
    if len(data) > FILE_LIMIT:
        raise PageTooLarge(
            f"read {name}",
            f"it has more than {FILE_LIMIT // 1_000_000} MB",
            key="file_too_large",
            limit=FILE_LIMIT // 1_000_000,
        )
    if format_of(data, name) is Format.ARCHIVE:
        return _unpacked(data, name, hints, otherwise)
    return Document(_read(data, name, hints, or_else(hints_from_name(name), otherwise)))


def is_plain(data: bytes, name: str) -> bool:
    """Whether a file is plain text of a page's size, which takes little to read and no parser of others."""
    return len(data) <= PAGE_LIMIT and outer_format_of(data, name) is Format.TEXT


def under(page: Page, hints: PageHints) -> Page:
    """The page and its articles under the paper, day and number that the editor gave."""
    given = {
        field: value
        for field in ("source", "issue_date", "page")
        if (value := getattr(hints, field)) is not None
    }
    articles = tuple(replace(article, **given) for article in page.articles)
    return replace(page, articles=articles, **given)


def _unpacked(data: bytes, name: str, hints: PageHints, otherwise: PageHints) -> Document:
    from bot.reading.formats.archive import unpack  # noqa: PLC0415 - only what is needed is loaded

    pages: list[Page] = []
    refusals: list[ReadingError] = []
    named = or_else(hints_from_name(name), otherwise)
    for packed in unpack(data, name):
        try:
            if packed.refused:
                raise packed.refused
            if format_of(packed.data, packed.name) is Format.ARCHIVE:
                raise UnreadableFile(
                    f"read {packed.name} in {name}",
                    "archives within archives are not read",
                    key="archive_nested",
                )
            pages += _read(packed.data, packed.name, hints, or_else(hints_from_name(packed.name), named))
        except ReadingError as error:
            refusals.append(error)
    if not pages:
        raise refusals[0] if len(refusals) == 1 else _nothing(name, refusals)
    return Document(tuple(pages), tuple(refusals))


def _nothing(name: str, refusals: Iterable[ReadingError]) -> ReadingError:
    reasons = "; ".join(dict.fromkeys(error.cause for error in refusals))
    if not reasons:
        return NothingToRead(f"read {name}", "it is empty", key="archive_empty")
    return NothingToRead(
        f"read {name}", f"no file in it can be read: {reasons}"[:500], key="archive_unreadable"
    )


def _read(data: bytes, name: str, hints: PageHints, named: PageHints) -> tuple[Page, ...]:
    """The pages of a file that is no archive."""
    known = or_else(hints, named)
    return tuple(under(page, hints) for page in _pages(format_of(data, name), data, name, known))


def _pages(kind: Format, data: bytes, name: str, known: PageHints) -> tuple[Page, ...]:
    # Loaded where they are needed: most that comes is plain text, and the libraries are large.
    match kind:
        case Format.TEXT:
            return (read_page(decode(data, name), name, known),)
        case Format.HTML:
            from bot.reading.formats.web_page import page_of_web_page  # noqa: PLC0415

            return (page_of_web_page(data, name, known),)
        case Format.MARKDOWN:
            from bot.reading.formats.markdown import page_of_markdown  # noqa: PLC0415

            return (page_of_markdown(data, name, known),)
        case Format.WORD:
            from bot.reading.formats.word import page_of_word  # noqa: PLC0415

            return (page_of_word(data, name, known),)
        case Format.PDF:
            from bot.reading.formats.pdf import read_pdf  # noqa: PLC0415

            return read_pdf(data, name, known)
        case Format.PICTURE:
            from bot.reading.formats.scan import read_scan  # noqa: PLC0415

            return read_scan(data, name, known)
        case Format.OLD_WORD if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFile(f"read {name}", "it opens only with a password")
        case Format.OLD_WORD:
            raise UnreadableFile(f"read {name}", "it is an old Word file: save it as .docx", key="word_old")
    raise UnreadableFile(f"read {name}", "files of this kind are not read", key="file_kind")


def or_else(hints: PageHints, other: PageHints) -> PageHints:
    """The hints, with what they do not say taken from the others."""
    return PageHints(
        hints.source or other.source, hints.issue_date or other.issue_date, hints.page or other.page
    )
