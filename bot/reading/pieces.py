"""Pieces: articles whose parts their source tells apart, as web pages and word processors do, to pages.

Nothing has to be cut here: what is headline and what is body is known. Names and days are left to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar

from bot.errors import NothingToRead, PageTooLarge
from bot.model import Article, Doubt, Kind, NoiseLine, Page, PageHints, Subhead, Verdict
from bot.reading.bylines import Byline, read_byline
from bot.reading.credits import read_end_names
from bot.reading.dates import event_date
from bot.reading.ledes import read_lede
from bot.reading.mastheads import is_staff_line
from bot.reading.names import names_in
from bot.reading.traditional import Printed, is_traditional, simplified
from bot.text.characters import collapse_blanks, unified, without_controls
from bot.text.markup_left import without_markup

BLOCK_LIMIT = 20_000
"""Blocks of a page: a whole issue of a paper has fewer."""

HEADING_LIMIT = 200
"""Characters of a headline or subhead; what is longer is none, whatever its source says."""

_NO_HINTS = PageHints()

Shared = TypeVar("Shared")


class Role(StrEnum):
    """What a block is to its piece."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    TABLE = "table"
    """A row, its cells side by side."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subhead, caption or row of a table."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What a source says of one article. Authors are as printed, such as `本报记者 某某 某某`."""

    blocks: tuple[Block, ...]
    headline: str | None = None
    kicker: str | None = None
    subheadline: str | None = None
    authors: str | None = None
    source: str | None = None
    issue_date: date | None = None
    page: str | None = None
    section: str | None = None


def tidy(text: str) -> str:
    """A text from outside as one line: in the usual characters, without what no paper prints."""
    return collapse_blanks(" ".join(without_controls(without_markup(unified(text))).split()))


def page_of_pieces(pieces: Sequence[Piece], name: str, hints: PageHints = _NO_HINTS) -> Page:
    """The page that holds the pieces, in their order.

    What a piece says of itself goes before the hints. `original` has a line for every part; each belongs to
    an article or is in `noise`. Raises NothingToRead where no piece has a body, PageTooLarge above
    BLOCK_LIMIT blocks.
    """
    if (count := sum(len(piece.blocks) for piece in pieces)) > BLOCK_LIMIT:
        raise PageTooLarge(
            f"read {name}",
            f"it has {count} paragraphs, and a page has at most {BLOCK_LIMIT}",
            key="too_many_paragraphs",
            limit=BLOCK_LIMIT,
        )
    tidied = [piece for each in pieces if (piece := _tidied(each)).blocks]
    original = "\n".join(text for piece in tidied for text in _texts(piece))
    if not is_traditional(original):
        return _page(tidied, name, hints, original)
    plain = [_simplified(piece) for piece in tidied]
    return Printed(original).page(_page(plain, name, hints, original))


@dataclass(slots=True)
class _Sheet:
    """The page as far as it has been written."""

    lines: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    noise: list[NoiseLine] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def write(self, text: str, article: str, part: str) -> None:
        self.lines.append(text)
        self.verdicts.append(Verdict(len(self.lines), article, part))

    def leave_out(self, text: str, reason: str) -> None:
        self.lines.append(text)
        self.noise.append(NoiseLine(len(self.lines), text, reason))
        self.verdicts.append(Verdict(len(self.lines), None, reason))


def _page(pieces: Iterable[Piece], name: str, hints: PageHints, original: str) -> Page:
    sheet = _Sheet()
    stem = PurePosixPath(name.replace("\\", "/")).stem or "page"
    for piece in pieces:
        _write(sheet, _with_hints(piece, hints), stem)
    if not any(article.kind is not Kind.CAPTION for article in sheet.articles):
        raise NothingToRead(f"read {name}", "it holds no article")
    return Page(
        name=name,
        original=original,
        articles=tuple(sheet.articles),
        noise=tuple(sheet.noise),
        verdicts=tuple(sheet.verdicts),
        source=_shared(article.source for article in sheet.articles),
        issue_date=_shared(article.issue_date for article in sheet.articles),
        page=_shared(article.page for article in sheet.articles),
    )


def _write(sheet: _Sheet, piece: Piece, stem: str) -> None:
    """Add a piece and its captions to the page."""
    own = f"{stem}-{len(sheet.articles) + 1}"
    for heading in (piece.kicker, piece.headline, piece.subheadline):
        if heading:
            sheet.write(heading, own, "headline")
    bylines = [_byline(piece.authors)] if piece.authors else []
    if piece.authors:
        sheet.write(piece.authors, own, "byline")
    paragraphs: list[str] = []
    subheads: list[Subhead] = []
    captions: list[str] = []
    for block in piece.blocks:
        if block.role is Role.CAPTION:
            captions.append(block.text)
        elif block.role is Role.SUBHEAD:
            subheads.append(Subhead(block.text, len(paragraphs)))
            sheet.write(block.text, own, "subhead")
        elif block.role is Role.TABLE:
            paragraphs.append(block.text)
            sheet.write(block.text, own, "body")
        elif is_staff_line(block.text):
            sheet.leave_out(block.text, "staff")
        elif (byline := read_byline(block.text)) and (byline.authors or not paragraphs):
            bylines.append(byline)
            sheet.write(block.text, own, "byline")
        else:
            paragraphs.append(block.text)
            sheet.write(block.text, own, "body")
    _read_ends(paragraphs, bylines)
    article = Article(
        id=own,
        kind=Kind.FEATURE if subheads or piece.subheadline else Kind.NEWS,
        headline=piece.headline,
        kicker=piece.kicker,
        subheadline=piece.subheadline,
        authors=tuple(dict.fromkeys(name for byline in bylines for name in byline.authors)),
        source=piece.source or next((each.organisation for each in bylines if each.organisation), None),
        issue_date=piece.issue_date,
        event_date=event_date(paragraphs, piece.issue_date),
        page=piece.page,
        section=piece.section,
        paragraphs=tuple(paragraphs),
        subheads=tuple(subheads),
        doubts=() if piece.headline else (Doubt.HEADLINE_MISSING,),
    )
    if paragraphs:
        sheet.articles.append(article)
    for caption in captions:
        _write_caption(sheet, caption, article, stem)


def _write_caption(sheet: _Sheet, text: str, beside: Article, stem: str) -> None:
    caption = Article(
        id=f"{stem}-{len(sheet.articles) + 1}",
        kind=Kind.CAPTION,
        headline=None,
        paragraphs=(text,),
        source=beside.source,
        issue_date=beside.issue_date,
        page=beside.page,
        section=beside.section,
        belongs_to=beside.id if beside.paragraphs else None,
    )
    sheet.articles.append(caption)
    sheet.write(text, caption.id, "caption")


def _read_ends(paragraphs: list[str], bylines: list[Byline]) -> None:
    """Read the lede (本报讯（记者 …）) and the names in brackets at the end, and cut off what is no text."""
    if not paragraphs:
        return
    named = any(byline.authors for byline in bylines)
    if (lede := read_lede(paragraphs[0])) and lede.end < len(paragraphs[0]) and (lede.own or not named):
        bylines.append(lede.byline)
        if lede.own:
            paragraphs[0] = paragraphs[0][lede.end :].lstrip()
    if not any(byline.authors for byline in bylines) and (
        ending := read_end_names(paragraphs[-1], bool(lede and lede.own))
    ):
        bylines.append(ending[0])
        paragraphs[-1] = paragraphs[-1][: ending[1]].rstrip()


def _byline(text: str) -> Byline:
    """The names of a field that holds authors and nothing else."""
    return read_byline(text) or Byline(names_in(text.strip("（）() ")) or ())


def _with_hints(piece: Piece, hints: PageHints) -> Piece:
    return replace(
        piece,
        source=piece.source or hints.source,
        issue_date=piece.issue_date or hints.issue_date,
        page=piece.page or hints.page,
    )


def _tidied(piece: Piece) -> Piece:
    """The piece with its texts tidied, what is empty left out, and headings that are too long made text."""
    blocks = [replace(block, text=text) for block in piece.blocks if (text := tidy(block.text))]
    blocks = [
        replace(block, role=Role.PARAGRAPH)
        if block.role is Role.SUBHEAD and len(block.text) > HEADING_LIMIT
        else block
        for block in blocks
    ]
    return _mapped(replace(piece, blocks=tuple(blocks)), lambda text: tidy(text)[:HEADING_LIMIT].rstrip())


def _simplified(piece: Piece) -> Piece:
    blocks = tuple(replace(block, text=simplified(block.text)) for block in piece.blocks)
    return _mapped(replace(piece, blocks=blocks), simplified)


def _mapped(piece: Piece, change: Callable[[str], str]) -> Piece:
    """The piece with a change made to each of its fields that is a text."""

    def changed(text: str | None) -> str | None:
        return (text and change(text)) or None

    return replace(
        piece,
        headline=changed(piece.headline),
        kicker=changed(piece.kicker),
        subheadline=changed(piece.subheadline),
        authors=changed(piece.authors),
        source=changed(piece.source),
        section=changed(piece.section),
    )


def _texts(piece: Piece) -> Iterable[str]:
    """The lines of the piece in the order in which they are written."""
    yield from filter(None, (piece.kicker, piece.headline, piece.subheadline, piece.authors))
    yield from (block.text for block in piece.blocks if block.role is not Role.CAPTION)
    yield from (block.text for block in piece.blocks if block.role is Role.CAPTION)


def _shared(values: Iterable[Shared | None]) -> Shared | None:
    """The value that all have; None where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
