"""Pages of known layout to articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from bot.errors import NothingToRead
from bot.model import Doubt, NoiseLine, Page, PageHints, Repair, Verdict
from bot.reading.belonging import with_their_articles
from bot.reading.bylines import read_byline
from bot.reading.compose import Composed, PageFacts, compose_aside, compose_cut
from bot.reading.credits import read_credit
from bot.reading.cutting import Cut
from bot.reading.headlines import Headline, put_together
from bot.reading.layout.bodies import read_body, set_lines
from bot.reading.layout.elements import LayoutPage, TextLine
from bot.reading.layout.frames import parts_of
from bot.reading.layout.furniture import furniture
from bot.reading.layout.heads import Head
from bot.reading.layout.measures import Measures, measure
from bot.reading.layout.pieces import Piece, pieces_of
from bot.reading.roles import BOX_TITLE
from bot.reading.stories import link_stories
from bot.reading.tokens import Sort, Token
from bot.reading.traditional import Printed, is_traditional, simplified
from bot.text.characters import bare, collapse_blanks

_NO_HINTS = PageHints()

_EXACT = 1.06
_RECOGNISED = 1.3
"""Ratio of the sizes that one column of text may hold: those of a PDF are exact, those of a scan are not."""

_LEAST = 30
"""Characters: a text without a headline that has fewer is no article."""

_BOX = 400
"""Characters: a frame amid an article that holds fewer is a box of it."""


def read_layout(pages: Sequence[LayoutPage], name: str, hints: PageHints = _NO_HINTS) -> tuple[Page, ...]:
    """Read the pages of one file, as `read_page` reads a dump.

    Each page is named `name`, or `name#page=2` where the file has several; the hints of paper and day hold
    for all of them, the hint of the page for a single one. Halves of a story on different pages get one
    `story_id`. A page without an article is in the result without articles; raises NothingToRead where no
    page has one.
    """
    single = len(pages) == 1
    read = [
        _read(page, name if single else f"{name}#page={number}", _hints(hints, single), number, single)
        for number, page in enumerate(pages, 1)
    ]
    if not any(page.articles for page in read):
        raise NothingToRead(f"read {name}", "it holds no article")
    return link_stories(read) if len(read) > 1 else tuple(read)


def _hints(hints: PageHints, single: bool) -> PageHints:
    return hints if single else replace(hints, page=None)


def _read(page: LayoutPage, name: str, hints: PageHints, number: int, single: bool) -> Page:
    stem = PurePosixPath(name.split("#", maxsplit=1)[0].replace("\\", "/")).stem or "page"
    prefix = stem if single else f"{stem}-p{number}"
    original = "\n".join(line.text for line in page.lines)
    if not page.lines:
        return Page(name, "", ())
    if not is_traditional(original):
        return _read_simplified(page, name, prefix, hints)
    plain = replace(page, lines=tuple(replace(line, text=simplified(line.text)) for line in page.lines))
    read = _read_simplified(plain, name, prefix, hints)
    printed = Printed(original)
    return replace(printed.page(read), original=printed.text(read.original))


def _read_simplified(page: LayoutPage, name: str, prefix: str, hints: PageHints) -> Page:
    measures = measure(page.lines)
    masthead, edge = furniture(page, measures)
    facts = PageFacts(
        masthead.paper or hints.source,
        masthead.day or hints.issue_date,
        masthead.page or hints.page,
        masthead.section,
    )
    rest = [line for line in page.lines if line not in edge]
    pieces: list[Piece] = []
    if rest:
        ratio = _EXACT if measures.font else _RECOGNISED
        for part in parts_of(page, rest, measures):
            pieces += pieces_of(part, measures, ratio)
    ordered = sorted(pieces, key=lambda piece: _place(piece, measures))
    numbers = _numbered(page.lines, edge, ordered)
    noise = {numbers[line]: reason for line, reason in edge.items()}
    composer = _Composer(facts, numbers, measures, pieces)
    composed = [each for piece in ordered if (each := composer.compose(piece)) is not None]
    return _page(name, prefix, facts, composed, noise | composer.noise, numbers, page.lines)


def _place(piece: Piece, measures: Measures) -> tuple[float, float]:
    """Where a piece comes on the page: by rows of the height of a few lines, then from the left."""
    area = piece.area
    return (round(area.top / (4 * measures.pitch)), area.left)


def _numbered(
    lines: Sequence[TextLine], edge: Mapping[TextLine, str], pieces: Sequence[Piece]
) -> dict[TextLine, int]:
    """A number for each line, in the order in which the page is read."""
    order: list[TextLine] = [line for line in lines if line in edge]
    for piece in pieces:
        if head := piece.chain.head:
            order += [*head.kicker, *head.main, *head.sub, *head.bylines]
        order += piece.heading
        order += [line for strip in piece.chain.strips for line in strip.lines]
    return {line: number for number, line in enumerate(dict.fromkeys([*order, *lines]), 1)}


@dataclass(slots=True)
class _Composer:
    """Makes the article of each piece, and keeps what none of them takes."""

    facts: PageFacts
    numbers: Mapping[TextLine, int]
    measures: Measures
    pieces: Sequence[Piece]
    noise: dict[int, str] = field(default_factory=dict)

    def compose(self, piece: Piece) -> Composed | None:
        """The article of a piece, None where it is none."""
        if piece.picture is not None:
            return self._caption(piece)
        head, strips = piece.chain.head, piece.chain.strips
        cut = Cut()
        noise = read_body(cut, set_lines(strips, piece.region), self.numbers)
        self.noise |= noise
        if not any(token.sort is Sort.PARAGRAPH for token in cut.body):
            self._drop(piece)
            return None
        length = sum(len(token.text) for token in cut.body)
        if head is None and cut.mark_from is None and length < _LEAST:
            self._drop(piece)
            return None
        if self._is_box(piece, length):
            return self._box(piece, cut)
        return self._article(head, cut)

    def _article(self, head: Head | None, cut: Cut) -> Composed:
        headline = None
        if head is not None:
            cut.head = [_token(Sort.HEADING, line, self.numbers) for line in head.lines]
            cut.bylines = [_byline(line, self.numbers) for line in head.bylines] + cut.bylines
            words = bare("".join(token.text for token in cut.body))
            headline = Headline(*(_together(lines, words) for lines in (head.main, head.kicker, head.sub)))
        return compose_cut(cut, self.facts, headline)

    def _is_box(self, piece: Piece, length: int) -> bool:
        head = piece.chain.head
        if head is not None and BOX_TITLE.match(head.text):
            return True
        if piece.frame is None or length > _BOX:
            return False
        return head is None or any(
            other.frame is None
            and other is not piece
            and len(other.chain.strips) > 1
            and other.area.holds(piece.frame)
            for other in self.pieces
        )

    def _box(self, piece: Piece, cut: Cut) -> Composed:
        head = piece.chain.head
        title = " ".join(collapse_blanks(line.text) for line in head.lines) if head else ""
        token = Token(Sort.BOX, title, [])
        token.items = [each.text for each in cut.body]
        for each in (*cut.body, *cut.bylines):
            token.numbers += each.numbers
        if head:
            token.numbers = [self.numbers[line] for line in (*head.lines, *head.bylines)] + token.numbers
        return compose_aside(token, self.facts)

    def _caption(self, piece: Piece) -> Composed:
        [strip] = piece.chain.strips
        text = "".join(collapse_blanks(line.text) for line in strip.lines)
        token = Token(Sort.CAPTION, text, [self.numbers[line] for line in strip.lines])
        if credit := read_credit(text):
            token.byline = credit.byline
            token.text = text[: credit.start].rstrip(" （(") or text
        token.headings = [collapse_blanks(line.text) for line in piece.heading]
        token.heading_numbers = [self.numbers[line] for line in piece.heading]
        return compose_aside(token, self.facts)

    def _drop(self, piece: Piece) -> None:
        lines = [line for strip in piece.chain.strips for line in strip.lines]
        if head := piece.chain.head:
            lines += [*head.lines, *head.bylines]
        for line in lines:
            self.noise.setdefault(self.numbers[line], "unattached")


def _token(sort: Sort, line: TextLine, numbers: Mapping[TextLine, int]) -> Token:
    return Token(sort, collapse_blanks(line.text), [numbers[line]], bold=line.doubled)


def _byline(line: TextLine, numbers: Mapping[TextLine, int]) -> Token:
    token = _token(Sort.BYLINE, line, numbers)
    token.byline = read_byline(line.text)
    return token


def _together(lines: Sequence[TextLine], words: str) -> str | None:
    return put_together([collapse_blanks(line.text).strip("—─ ") for line in lines], words)


def _page(
    name: str,
    prefix: str,
    facts: PageFacts,
    composed: Sequence[Composed],
    noise: Mapping[int, str],
    numbers: Mapping[TextLine, int],
    lines: Sequence[TextLine],
) -> Page:
    found = sorted(composed, key=lambda each: min(each.parts))
    source = facts.source or _paper_of_bylines(found)
    found = with_their_articles(
        replace(each, article=replace(each.article, id=f"{prefix}-{number}", source=source))
        for number, each in enumerate(found, 1)
    )
    by_number = {number: line for line, number in numbers.items()}
    doubted = [_with_doubts(each, by_number) for each in found]
    taken = {number: each for each in doubted for number in each.parts}
    left = [number for number in sorted(by_number) if number not in taken]
    return Page(
        name=name,
        original="\n".join(by_number[number].text for number in sorted(by_number)),
        articles=tuple(each.article for each in doubted),
        noise=tuple(
            NoiseLine(number, by_number[number].text, noise.get(number, "unattached")) for number in left
        ),
        repairs=tuple(_repairs(by_number)),
        verdicts=tuple(_verdict(number, taken, noise) for number in sorted(by_number)),
        source=source,
        issue_date=facts.issue_date,
        page=facts.page,
    )


def _paper_of_bylines(composed: Sequence[Composed]) -> str | None:
    counts = Counter(each.organisation for each in composed if each.organisation)
    if not counts:
        return None
    return max(counts, key=lambda paper: (paper.endswith(("报", "刊")), counts[paper]))


def _verdict(number: int, taken: Mapping[int, Composed], noise: Mapping[int, str]) -> Verdict:
    each = taken.get(number)
    if each is None:
        return Verdict(number, None, noise.get(number, "unattached"))
    return Verdict(number, each.article.id, each.parts[number])


def _with_doubts(composed: Composed, lines: Mapping[int, TextLine]) -> Composed:
    """Say of an article that some of its characters were recognised without certainty."""
    if not any(lines[number].doubtful for number in composed.parts):
        return composed
    doubts = (*composed.article.doubts, Doubt.CHARACTERS_UNCERTAIN)
    return replace(composed, article=replace(composed.article, doubts=doubts))


def _repairs(lines: Mapping[int, TextLine]) -> Iterable[Repair]:
    for number, line in sorted(lines.items()):
        if line.doubled:
            yield Repair(number, "".join(2 * each for each in line.text), line.text, "doubled")
        if line.doubtful:
            yield Repair(number, _marked(line), line.text, "recognised")


def _marked(line: TextLine) -> str:
    doubtful = set(line.doubtful)
    return "".join(f"〔{each}〕" if at in doubtful else each for at, each in enumerate(line.text))
