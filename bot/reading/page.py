"""A page dump read: its articles, its noise and its repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from bot.errors import NothingToRead, PageTooLarge
from bot.model import NoiseLine, Page, PageHints, Verdict
from bot.reading.asides import set_apart
from bot.reading.belonging import with_their_articles
from bot.reading.compose import Composed, PageFacts, compose_aside, compose_cut
from bot.reading.cutting import cut
from bot.reading.flow import read_tokens
from bot.reading.lines import Line, read_lines
from bot.reading.mastheads import Masthead
from bot.reading.papers import known
from bot.reading.roles import Classed, classify
from bot.reading.tokens import Sort, Token
from bot.reading.traditional import Printed, is_traditional, simplified
from bot.reading.wrapping import unwrapped
from bot.text.characters import unified
from bot.text.markup_left import without_markup

_NO_HINTS = PageHints()
_ASIDES = (Sort.BOX, Sort.NOISE)
"""What stands apart before a page is cut."""

LINE_LIMIT = 30_000
TOKEN_LIMIT = 20_000
"""Lines, and headings and paragraphs: a whole issue of a paper has fewer."""


def read_page(text: str, name: str, hints: PageHints = _NO_HINTS) -> Page:
    """Read a page dump.

    What the page prints of itself goes before the hints. Each line that is not blank belongs to an article
    or is in `noise`, with its reason. Articles are in the order of the dump, with ids `<file stem>-<n>`;
    their `story_id` is left to `link_stories`. Raises NothingToRead where no article is found, PageTooLarge
    above LINE_LIMIT lines or TOKEN_LIMIT headings and paragraphs; takes time linear in the text.
    """
    _bound(name, sum(map(bool, map(str.strip, text.split("\n")))), LINE_LIMIT, "lines")
    text = without_markup(unified(text))
    if not is_traditional(text):
        return _read(text, name, hints)
    return replace(Printed(text).page(_read(simplified(text), name, hints)), original=text)


def _read(text: str, name: str, hints: PageHints) -> Page:
    lines, repairs = read_lines(text)
    classed = classify(unwrapped(lines))
    read = read_tokens(classed)
    _bound(name, len(read), TOKEN_LIMIT, "headings and paragraphs")
    tokens = set_apart(read)
    masthead = _masthead(classed)
    facts = PageFacts(
        masthead.paper or hints.source,
        masthead.day or hints.issue_date,
        masthead.page or hints.page,
        masthead.section,
    )
    composed = [compose_cut(each, facts) for each in cut(_columns(tokens)) if not each.pictures]
    composed += [compose_aside(token, facts) for token in tokens if token.sort in (Sort.CAPTION, Sort.BOX)]
    found = sorted((each for each in composed if each.article.paragraphs), key=lambda each: min(each.parts))
    if not found:
        raise NothingToRead(f"read {name}", "it holds no article")
    source = facts.source or _paper_of_bylines(found)
    stem = PurePosixPath(name.replace("\\", "/")).stem or "page"
    found = with_their_articles(
        replace(each, article=replace(each.article, id=f"{stem}-{number}", source=source))
        for number, each in enumerate(found, 1)
    )
    noise = _noise(lines, tokens, found)
    return Page(
        name=name,
        original=text,
        articles=tuple(each.article for each in found),
        noise=noise,
        repairs=tuple(repairs),
        verdicts=_verdicts(found, noise),
        source=source,
        issue_date=facts.issue_date,
        page=facts.page,
        is_dump=True,
    )


def columns_of(text: str) -> list[Token]:
    """What is cut into articles of a page dump: its headings, paragraphs, bylines, marks and captions."""
    text = unified(text)
    lines, _ = read_lines(simplified(text) if is_traditional(text) else text)
    return _columns(set_apart(read_tokens(classify(unwrapped(lines)))))


def _columns(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if token.sort not in _ASIDES]


def _bound(name: str, count: int, limit: int, what: str) -> None:
    if count > limit:
        raise PageTooLarge(
            f"read {name}",
            f"it has {count} {what}, and a page has at most {limit}",
            key="too_many_lines",
            limit=limit,
        )


def _masthead(classed: Iterable[Classed]) -> Masthead:
    masthead = Masthead()
    for item in classed:
        if item.masthead:
            masthead = masthead.with_missing(item.masthead)
    return masthead


def _paper_of_bylines(composed: Sequence[Composed]) -> str | None:
    """The paper that most bylines of the page name; one that is called a paper goes before one that is
    not."""
    counts = Counter(each.organisation for each in composed if each.organisation)
    if not counts:
        return None
    return max(
        counts, key=lambda name: (name.endswith(("报", "刊")) or bool(known().named(name)), counts[name])
    )


def _noise(
    lines: Sequence[Line], tokens: Sequence[Token], found: Sequence[Composed]
) -> tuple[NoiseLine, ...]:
    taken = {number for each in found for number in each.parts}
    reasons = {
        number: token.reason for token in tokens if token.sort is Sort.NOISE for number in token.numbers
    }
    return tuple(
        NoiseLine(line.number, line.raw, reasons.get(line.number, "unattached"))
        for line in lines
        if line.number not in taken
    )


def _verdicts(found: Sequence[Composed], noise: Sequence[NoiseLine]) -> tuple[Verdict, ...]:
    verdicts = {line.number: Verdict(line.number, None, line.reason) for line in noise}
    for each in found:
        for number, part in each.parts.items():
            verdicts[number] = Verdict(number, each.article.id, part)
    return tuple(verdicts[number] for number in sorted(verdicts))
