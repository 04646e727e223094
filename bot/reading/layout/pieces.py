"""A part of a page to its pieces: headlines with their strips, captions, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.bylines import read_byline, read_names_line
from bot.reading.layout.captions import captions_among
from bot.reading.layout.elements import Area, TextLine, around
from bot.reading.layout.frames import Part
from bot.reading.layout.glyphs import bounds
from bot.reading.layout.governing import Region
from bot.reading.layout.heads import Head, heads_of, large_lines, told_apart
from bot.reading.layout.measures import Measures
from bot.reading.layout.order import Chain, chains_of
from bot.reading.layout.strips import Strip, strips_of
from bot.reading.ledes import read_lede

_SUBHEAD_SIZE = 0.85
"""Ratio to its headline's size under which a heading within a column is a subhead."""

_SUBHEAD_LINES = 2
_NEAR = 2.6
"""Pitches from a subhead to the text above and below it."""

_BESIDE_HEAD = 1.4
"""Sizes between a headline and a line of the text's size that belongs to it."""

_BYLINE_GAP = 2.6
"""Sizes between a headline and its byline."""

_FEW_LINES = 2


@dataclass(eq=False, slots=True)
class Piece:
    """A headline with its text, or a caption."""

    chain: Chain
    region: Sequence[Strip]
    """All strips of its part of the page."""
    frame: Area | None = None
    picture: Area | None = None
    """Of a caption."""
    heading: list[TextLine] = field(default_factory=list)
    """The headline of a caption."""

    @property
    def area(self) -> Area:
        """What it covers."""
        areas = [strip.area for strip in self.chain.strips]
        return around(areas + ([self.chain.head.area] if self.chain.head else []))


def pieces_of(part: Part, measures: Measures, ratio: float) -> list[Piece]:
    """The pieces of a part of a page. `ratio` is that of the sizes that one strip may hold."""
    headings, texts = large_lines(part.lines, part.rules, measures)
    heads = heads_of(headings, part.rules)
    texts = _without_bylines(texts, heads, measures)
    obstacles = [*part.pictures, *part.frames]
    between = [*(head.area for head in heads), *part.rules, *obstacles]
    strips = strips_of(texts, between, measures, ratio)
    captions = captions_among(strips, [*part.pictures], measures)
    strips = [strip for strip in strips if strip not in captions]
    strips, heads = _with_parts_of_heads(strips, heads, measures)
    strips, heads = _with_subheads(strips, heads, part, measures)
    obstacles += [caption.area for caption in captions]
    region = Region(heads, strips, obstacles, part.rules, measures)
    pieces = [Piece(chain, strips, part.frame) for chain in chains_of(region)]
    shown = [Piece(Chain(None, (strip,)), strips, part.frame, picture) for strip, picture in captions.items()]
    return _with_caption_headings(pieces, shown, measures)


# ------------------------------------------------------------------------------------- headlines


def _without_bylines(lines: Sequence[TextLine], heads: list[Head], measures: Measures) -> list[TextLine]:
    """Give headlines the bylines right under them; returns the other lines."""
    left: list[TextLine] = []
    for line in sorted(lines, key=lambda each: each.area.top):
        signed = [each for each in heads if _is_signed(each, line, lines, measures)]
        head = max(signed, key=lambda each: each.area.across(line.area), default=None)
        if head is None:
            left.append(line)
        else:
            head.bylines.append(line)
    return left


def _is_signed(head: Head, line: TextLine, lines: Sequence[TextLine], measures: Measures) -> bool:
    """Whether a line under a headline, or under a byline of it, names who wrote."""
    over = bounds([*head.lines, *head.bylines])
    if head.vertical or not -0.5 <= (line.area.top - over.bottom) / measures.size <= _BYLINE_GAP:
        return False
    if over.across(line.area) < 0.5 * min(line.area.width, over.width) and not _alone(over, line, lines):
        return False
    return read_byline(line.text) is not None or (bool(head.bylines) and bool(read_names_line(line.text)))


def _alone(over: Area, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether nothing is printed on a line's level between it and the place under a headline."""
    row = Area(
        min(over.left, line.area.left), line.area.top, max(over.right, line.area.right), line.area.bottom
    )
    return not any(
        each is not line and each.area.across(row) > 0 and each.area.down(row) > 0.3 * row.height
        for each in lines
    )


def _with_parts_of_heads(
    strips: list[Strip], heads: list[Head], measures: Measures
) -> tuple[list[Strip], list[Head]]:
    """Give headlines the lines of the text's size that stand with them: kickers, subheadlines, bylines."""
    left: list[Strip] = []
    for strip in strips:
        head = next((each for each in heads if _belongs(strip, each, strips, measures)), None)
        if head is None:
            left.append(strip)
            continue
        if strip.area.middle[1] < head.area.middle[1]:
            head.kicker = strip.lines + head.kicker
            head.lines += strip.lines
        else:
            head.sub += strip.lines
            head.lines += strip.lines
    return left, heads


def _belongs(strip: Strip, head: Head, strips: Sequence[Strip], measures: Measures) -> bool:
    area, over = strip.area, head.area
    if head.vertical or len(strip.lines) > _FEW_LINES or strip.text[-1] in "。，；" or read_lede(strip.text):
        return False
    if area.across(over) < 0.5 * min(area.width, over.width):
        return False
    reach = max(_BESIDE_HEAD * measures.size, 0.6 * head.size)
    text = strip.text
    if over.top - area.bottom + 0.3 * measures.size >= 0 and over.top - area.bottom <= reach:
        alone = not any(
            other.area.across(area) > 0 and 0 <= area.top - other.area.bottom < 1.2 * measures.pitch
            for other in strips
            if other is not strip
        )
        return (
            alone
            and area.left >= over.left - 2 * measures.size
            and area.right <= over.right + 2 * measures.size
        )
    if not -0.3 * measures.size <= area.top - over.bottom <= 2 * reach:
        return False
    below = [
        other
        for other in strips
        if other is not strip
        and other.area.across(area) > 0
        and -0.3 * measures.pitch <= other.area.top - area.bottom <= 3 * measures.pitch
    ]
    if not below:
        return False
    straddles = sum(other.area.across(area) > 0.3 * measures.size for other in below) >= 2
    return text.startswith(("——", "—")) or straddles


# ------------------------------------------------------------------------------------- subheads


def _with_subheads(
    strips: list[Strip], heads: list[Head], part: Part, measures: Measures
) -> tuple[list[Strip], list[Head]]:
    """Put a strip, the subhead under it and the strip under that together."""
    left: list[Head] = []
    sizes = _sizes_over(heads, strips, measures)
    for head in sorted(heads, key=lambda each: each.area.top):
        above, below = _neighbours(head, strips, measures)
        if above is None or below is None or not _is_subhead(head, above, below, part, measures, sizes):
            left.append(head)
            continue
        merged = Strip(
            above.lines + head.lines + below.lines, above.subheads | set(head.lines) | below.subheads
        )
        if above in sizes:
            sizes[merged] = sizes[above]
        strips = [each for each in strips if each is not above and each is not below] + [merged]
    return strips, left


def _sizes_over(heads: Sequence[Head], strips: Sequence[Strip], measures: Measures) -> dict[Strip, float]:
    """The size of the headline right over each strip that has one."""
    found: dict[Strip, float] = {}
    for strip in strips:
        over = [
            head
            for head in heads
            if not head.vertical
            and head.area.across(strip.area) > 0.25 * min(strip.area.width, head.area.width)
            and -0.5 * measures.size <= strip.area.top - head.area.bottom <= 4 * measures.pitch
        ]
        if over:
            found[strip] = max(over, key=lambda head: head.area.bottom).size
    return found


def _neighbours(head: Head, strips: Sequence[Strip], measures: Measures) -> tuple[Strip | None, Strip | None]:
    area = head.area
    column = [each for each in strips if each.area.across(area) > 0.6 * area.width]
    above = [each for each in column if area.top - each.area.bottom + 0.5 * measures.size >= 0]
    below = [each for each in column if each.area.top - area.bottom + 0.5 * measures.size >= 0]
    upper = max(above, key=lambda each: each.area.bottom, default=None)
    lower = min(below, key=lambda each: each.area.top, default=None)
    if upper is not None and area.top - upper.area.bottom > _NEAR * measures.pitch:
        upper = None
    if lower is not None and lower.area.top - area.bottom > _NEAR * measures.pitch:
        lower = None
    return upper, lower


def _is_subhead(
    head: Head,
    above: Strip,
    below: Strip,
    part: Part,
    measures: Measures,
    sizes: dict[Strip, float],
) -> bool:
    if head.vertical or len(head.lines) > _SUBHEAD_LINES or head.bylines:
        return False
    one_column = above.area.across(below.area) > 0.8 * min(above.area.width, below.area.width)
    if not one_column or head.area.width > 1.1 * max(above.area.width, below.area.width):
        return False
    ruled = any(
        rule.width > rule.height
        and rule.across(head.area) > 0.3 * head.area.width
        and above.area.bottom - 1 <= rule.middle[1] <= below.area.top + 1
        for rule in part.rules
    )
    if ruled or read_lede(below.text) or read_byline(below.lines[0].text):
        return False
    over = sizes.get(above)
    return head.size < 1.9 * measures.size and (over is None or head.size < _SUBHEAD_SIZE * over)


# ------------------------------------------------------------------------------------- captions


def _with_caption_headings(pieces: list[Piece], captions: list[Piece], measures: Measures) -> list[Piece]:
    """Give a caption the headline without a text that stands at it, as pictures that are a story have."""
    result = []
    for piece in pieces:
        head = piece.chain.head
        if head is None or piece.chain.strips:
            result.append(piece)
            continue
        near = [
            each
            for each in captions
            if not each.heading and each.picture is not None and _at(head.area, each, measures)
        ]
        if near:
            near[0].heading = told_apart(head.lines).lines
        else:
            result.append(piece)
    return result + captions


def _at(head: Area, caption: Piece, measures: Measures) -> bool:
    assert caption.picture is not None
    whole = around([caption.picture, caption.area]).grown(3 * measures.size)
    return whole.holds(head)
