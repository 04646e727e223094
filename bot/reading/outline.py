"""Documents with headings, as word processors and Markdown have them, to pieces. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reading.bylines import read_byline
from bot.reading.mastheads import Masthead, read_masthead
from bot.reading.pieces import HEADING_LIMIT, Block, Piece, Role, tidy

_DASHES = ("——", "--")
"""What a subheadline begins with."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; level 1 is the highest."""

    text: str
    level: int


Part = Heading | Block


def has_outline(parts: Iterable[Part]) -> bool:
    """Whether the document says itself where its articles begin."""
    return any(isinstance(part, Heading) and tidy(part.text) for part in parts)


def pieces_of_outline(parts: Sequence[Part]) -> list[Piece]:
    """The articles of a document with headings.

    The highest level that is no masthead heads the articles, what is below it their parts. What stands
    before the first is masthead, or an article without a headline.
    """
    masthead, parts = _masthead(parts)
    levels = [part.level for part in parts if isinstance(part, Heading)]
    top = min(levels, default=0)
    return [
        _with_masthead(piece, masthead) for group in _groups(parts, top) if (piece := _piece(group)).blocks
    ]


def _masthead(parts: Sequence[Part]) -> tuple[Masthead, list[Part]]:
    """What the document says of the whole page before its first article, and the rest of it."""
    masthead = Masthead()
    for place, part in enumerate(parts):
        text = tidy(part.text)
        found = read_masthead(text) if text else Masthead()
        if found is None:
            return masthead, list(parts[place:])
        masthead = masthead.with_missing(found)
    return masthead, []


def _groups(parts: Sequence[Part], top: int) -> Iterator[list[Part]]:
    """The parts of one article after the other: a run of headings with one of the top level begins one."""
    group: list[Part] = []
    for place, part in enumerate(parts):
        begins = isinstance(part, Heading) and (not group or isinstance(group[-1], Block))
        if begins and group and any(heading.level == top for heading in _run(parts, place)):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _run(parts: Sequence[Part], place: int) -> Iterator[Heading]:
    """The headings from a place on, up to the next text."""
    for part in parts[place:]:
        if isinstance(part, Block):
            return
        yield part


def _piece(group: Sequence[Part]) -> Piece:
    heads = list(_run(group, 0))
    rest = list(group[len(heads) :])
    top = min((heading.level for heading in heads), default=0)
    main = next((place for place, heading in enumerate(heads) if heading.level == top), 0)
    kicker, below = _joined(heads[:main]), list(heads[main + 1 :])
    # The first subhead stands under a headline too, where no text opens the article; others are like it.
    if below and any(isinstance(part, Heading) and part.level == below[-1].level for part in rest):
        rest.insert(0, below.pop())
    subheadline = _joined(below)
    if heads and not subheadline and rest and _is_subheadline(rest[0]):
        subheadline = tidy(rest.pop(0).text).lstrip("—- ")
    authors = None
    if rest and isinstance(rest[0], Block) and read_byline(tidy(rest[0].text)):
        authors = rest.pop(0).text
    if not any(tidy(part.text) for part in rest if isinstance(part, Block)):
        return Piece(())
    return Piece(
        tuple(Block(Role.SUBHEAD, part.text) if isinstance(part, Heading) else part for part in rest),
        headline=tidy(heads[main].text) if heads else None,
        kicker=kicker,
        subheadline=subheadline,
        authors=authors,
    )


def _joined(headings: Iterable[Heading]) -> str | None:
    return " ".join(tidy(heading.text).strip("—- ") for heading in headings) or None


def _is_subheadline(part: Part) -> bool:
    """Whether a line under a headline goes on with it after a dash."""
    text = tidy(part.text)
    return isinstance(part, Block) and text.startswith(_DASHES) and len(text) <= HEADING_LIMIT


def _with_masthead(piece: Piece, masthead: Masthead) -> Piece:
    return replace(
        piece,
        source=masthead.paper,
        issue_date=masthead.day,
        page=masthead.page,
        section=masthead.section,
    )
