"""Pieces that several views share: where an article stood, its title lines, lists with numbered buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, cut, escape
from bot.message.moments import day
from bot.model import Article, Button, Entry

HEADLINE = 120
"""UTF-16 units of a headline; longer ones are no headlines."""
SUBHEADLINE = 120
NAME = 40
"""Of a paper, an author, a place."""
PAGE = 12
GIST = 60
"""Of the line that says what an article is about in a list."""
ROW = 5
"""Numbered buttons in a row: what a thumb can tell apart on a phone."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


class Printed(Protocol):
    """Whatever stood in a paper: an article, an edition of it, a page."""

    @property
    def source(self) -> str | None: ...
    @property
    def issue_date(self) -> date | None: ...
    @property
    def page(self) -> str | None: ...


def paper(t: Translator, source: str | None) -> str:
    """《潍坊日报》; a name in another script stands as it is."""
    if not source:
        return t("paper.unknown")
    name = brief(source, NAME)
    return t("paper.title", name=name) if _HAN.search(name) else name


def page_label(t: Translator, page: str) -> str:
    """第7版, A06版."""
    number = brief(page, PAGE)
    return t("page.number" if number[:1].isdigit() else "page.letter", page=number)


def place(t: Translator, of: Printed, today: date | None = None) -> str:
    """《潍坊日报》4月3日 第7版, or 刊期未录; an event date never stands here."""
    issue = day(t, of.issue_date, today) if of.issue_date else t("paper.no_issue_date")
    name = paper(t, of.source)
    # 《》 part the paper from what follows by themselves.
    key = "paper.place" if name.endswith("》") else "paper.place_plain"
    where = t(key, paper=name, issue=issue)
    return t("paper.place_page", place=where, page=page_label(t, of.page)) if of.page else where


def place_or_event(t: Translator, article: Article, today: date | None = None) -> str:
    """The place; where the issue date is not known, also 文中日期：4月2日, the day that the lede tells of."""
    where = place(t, article, today)
    if article.issue_date is not None or article.event_date is None:
        return where
    return t("list.bar").join((where, event_day(t, article.event_date, today)))


def event_day(t: Translator, event: date, today: date | None = None) -> str:
    """文中日期：4月2日."""
    return t("article.event_date", day=day(t, event, today))


def title_lines(entry: Entry, before: str = "", indent: str = "") -> list[Html]:
    """The headline, and under it what explains it: a headline that plays with words never stands alone."""
    article = entry.article
    lines = [escape(before) + bold(brief(entry.headline, HEADLINE))]
    explains = article.subheadline or article.kicker
    if explains and article.headline:
        lines.append(escape(indent + brief(explains, SUBHEADLINE)))
    return lines


def gist(entry: Entry) -> str:
    """What an article tells beside its headline, on one line; where it has none, its summary's beginning."""
    if entry.summary and entry.summary.gist:
        return cut(brief(entry.summary.gist, 2 * GIST), GIST)
    if entry.summary and entry.summary.sentences:
        return _beginning(entry.summary.sentences)
    if not entry.article.headline:
        return ""
    return cut(brief(entry.article.text[: 2 * GIST], 2 * GIST), GIST)


def _beginning(sentences: Sequence[str]) -> str:
    """Whole sentences as far as a line goes; one too short to say anything is filled up by the next."""
    line = sentences[0]
    for sentence in sentences[1:]:
        if len(line) >= GIST // 2 and len(line) + len(sentence) > GIST:
            break
        line += sentence
    return cut(brief(line, 2 * GIST), GIST)


def listed(t: Translator, number: int, entry: Entry, today: date | None) -> list[Html]:
    """An entry in a list: number and headline, what explains it, and where it stood."""
    return [*title_lines(entry, f"{number} ", "  "), escape("  " + place_or_event(t, entry.article, today))]


def number_rows(
    entries: Sequence[Entry], verb: str = callbacks.OPEN, first: int = 1, after: Sequence[object] = ()
) -> list[list[Button]]:
    """A button with its number for each entry; `after` are the arguments that follow the entry."""
    return numbered([callbacks.encode(verb, entry.id, *after) for entry in entries], first)


def numbered(data: Sequence[str], first: int = 1) -> list[list[Button]]:
    """A button with its number for each data, as many in a row as a thumb can tell apart."""
    buttons = [button(str(number), one) for number, one in enumerate(data, first)]
    return [buttons[start : start + ROW] for start in range(0, len(buttons), ROW)]


def paging(
    t: Translator,
    verb: str,
    *,
    before: Sequence[object] = (),
    after: Sequence[object] = (),
    offset: int,
    limit: int,
    more: bool,
    shown: int | None = None,
) -> list[Button]:
    """Buttons to the page before and the next; `before` and `after` are the arguments around the offset.

    The next page begins `shown` items on where less than `limit` fit into this one.
    """
    row = []
    if offset > 0:
        row.append(
            button(t("list.previous"), callbacks.encode(verb, *before, max(0, offset - limit), *after))
        )
    if more:
        row.append(button(t("list.next"), callbacks.encode(verb, *before, offset + (shown or limit), *after)))
    return row
