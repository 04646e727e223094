"""Tokens to Articles: the fields of each, from what its page was cut into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.model import Article, Doubt, Kind, Subhead
from bot.reading.bylines import Byline
from bot.reading.credits import read_end_names, read_name_below
from bot.reading.cutting import Cut
from bot.reading.dates import event_date
from bot.reading.headlines import Headline, read_headline
from bot.reading.joining import ends_anyhow
from bot.reading.numerals import DAY, day_of
from bot.reading.signers import signer
from bot.reading.tokens import Sort, Token

_NOTICE = re.compile(
    r"(?:公告|启事|通知|声明|预告|通告|公示|讣告|招标|拍卖|海报|遗失声明|征集令|提示)(?:[（(].*[)）])?$"
)
_DAY_IN_SIGNATURE = re.compile(DAY)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What every article of the page shares."""

    source: str | None
    issue_date: date | None
    page: str | None
    section: str | None


@dataclass(frozen=True, slots=True)
class Composed:
    """An article with the lines that it was read from."""

    article: Article
    parts: Mapping[int, str]
    """What each of its lines is in it, by number."""
    organisation: str | None
    """The paper that its byline names."""


def compose_cut(cut: Cut, facts: PageFacts, headline: Headline | None = None) -> Composed:
    """Make the article of a cut. Its headline is read from its heading lines where it is not given."""
    subheads, paragraphs = _body(cut)
    bylines = [token.byline or signer(token.text) for token in cut.bylines]
    bylines += [token.byline for token in cut.signature if token.byline]
    if paragraphs:
        opening = next((token for token in cut.body if token.sort is Sort.PARAGRAPH), None)
        if opening and opening.lede:
            if opening.lede.own or not any(byline.authors for byline in bylines):
                bylines.append(opening.lede.byline)
            if opening.lede.own:
                paragraphs[0] = paragraphs[0][opening.lede.end :].lstrip()
        reported = bool(opening and opening.lede and opening.lede.own)
        if (ending := read_end_names(paragraphs[-1], reported)) and not any(
            byline.authors for byline in bylines
        ):
            bylines.append(ending[0])
            paragraphs[-1] = paragraphs[-1][: ending[1]].rstrip()
        if len(paragraphs) > 1 and not bylines and (below := read_name_below(paragraphs[-1])):
            bylines.append(below)
            paragraphs.pop()
    paragraphs = [text for text in paragraphs if text]
    headline = headline or read_headline(cut.head, "".join(paragraphs))
    signed = _signed_day(cut.signature)
    article = Article(
        id="",
        kind=_kind(cut, headline, subheads),
        headline=headline.main,
        kicker=headline.kicker,
        subheadline=headline.sub,
        authors=_authors(bylines),
        source=facts.source,
        issue_date=facts.issue_date or signed,
        page=facts.page,
        section=facts.section,
        paragraphs=tuple(paragraphs),
        subheads=tuple(subheads),
        continues_from=cut.mark_from.page if cut.mark_from else None,
        continues_to=cut.mark_to.page if cut.mark_to else None,
        confidence=cut.confidence,
    )
    article = replace(
        article, event_date=event_date(article.paragraphs, article.issue_date), doubts=_doubts(article, cut)
    )
    organisation = next((byline.organisation for byline in bylines if byline.organisation), None)
    return Composed(article, _parts(cut), organisation)


def compose_aside(token: Token, facts: PageFacts) -> Composed:
    """Make the article of a caption or a box."""
    box = token.sort is Sort.BOX
    paragraphs = token.items if box else [token.text]
    headline = token.text if box else " ".join(token.headings) or None
    byline = token.byline or Byline()
    article = Article(
        id="",
        kind=Kind.BOX if box else Kind.CAPTION,
        headline=headline.strip("【】[]〔〕●■◆▲□★◎：: ") if headline else None,
        authors=byline.authors,
        source=facts.source,
        issue_date=facts.issue_date,
        page=facts.page,
        section=facts.section,
        paragraphs=tuple(paragraphs),
    )
    if not box:
        article = replace(article, event_date=event_date(article.paragraphs, article.issue_date))
    parts = _lines(article.kind.value, [token]) | dict.fromkeys(token.heading_numbers, "headline")
    return Composed(article, parts, byline.organisation)


def _body(cut: Cut) -> tuple[list[Subhead], list[str]]:
    subheads: list[Subhead] = []
    paragraphs: list[str] = []
    previous: Token | None = None
    for token in cut.body:
        if token.sort is Sort.PARAGRAPH and previous is not None and _goes_on(previous, token):
            paragraphs[-1] += token.text
        elif token.sort is Sort.PARAGRAPH:
            paragraphs.append(token.text)
        elif _is_second_line(previous, token):
            above = subheads.pop()
            subheads.append(Subhead(above.text + token.text, above.before_paragraph))
        else:
            subheads.append(Subhead(token.text, len(paragraphs)))
        previous = token
    return subheads, paragraphs


def _goes_on(above: Token, token: Token) -> bool:
    """Whether a box or picture that is printed between two paragraphs cut them apart."""
    apart = token.numbers[0] - above.numbers[-1] - 1 > token.gap
    return above.sort is Sort.PARAGRAPH and apart and not ends_anyhow(above.text) and not token.indented


def _is_second_line(above: Token | None, token: Token) -> bool:
    """Whether a subhead is the second line of the one above and not one under a numbered heading."""
    return above is not None and above.sort is Sort.HEADING and not re.match(r"[A-Z①-⑩]\s", above.text)


def _authors(bylines: Sequence[Byline]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for byline in bylines for name in byline.authors))


def _signed_day(signature: Sequence[Token]) -> date | None:
    for token in signature:
        if match := _DAY_IN_SIGNATURE.search(token.text):
            return day_of(match.group())
    return None


def _kind(cut: Cut, headline: Headline, subheads: Sequence[Subhead]) -> Kind:
    if cut.mark_from:
        return Kind.FRAGMENT
    if any(token.byline is None for token in cut.signature) or (
        headline.main and _NOTICE.search(headline.main) and not cut.bylines
    ):
        return Kind.NOTICE
    if subheads or headline.sub:
        return Kind.FEATURE
    return Kind.NEWS


def _doubts(article: Article, cut: Cut) -> tuple[Doubt, ...]:
    doubts = []
    if article.kind is Kind.FRAGMENT:
        doubts.append(Doubt.HEAD_ELSEWHERE)
    elif article.headline is None:
        doubts.append(Doubt.HEADLINE_MISSING)
    if cut.uncertain or not article.paragraphs:
        doubts.append(Doubt.CUT_UNCERTAIN)
    tokens = [*cut.head, *cut.body, *cut.bylines]
    if any(token.bold for token in cut.bylines):
        doubts.append(Doubt.PERSONAL_NAME_REPAIRED)
    if any(token.bold and any(map(str.isdigit, token.text)) for token in tokens):
        doubts.append(Doubt.FIGURE_REPAIRED)
    return tuple(doubts)


def _parts(cut: Cut) -> dict[int, str]:
    headings = [token for token in cut.body if token.sort is Sort.HEADING]
    marks = filter(None, (cut.mark_from, cut.mark_to))
    return (
        _lines("continuation", marks)
        | _lines("signature", cut.signature)
        | _lines("body", cut.body)
        | _lines("subhead", headings)
        | _lines("byline", cut.bylines)
        | _lines("headline", cut.head)
    )


def _lines(part: str, tokens: Iterable[Token]) -> dict[int, str]:
    return {number: part for token in tokens for number in token.numbers}
