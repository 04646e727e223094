"""One article: its card, its full text, its reference and its relatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from telegram.constants import InlineKeyboardButtonLimit

from bot.message import callbacks
from bot.message.citation import cite
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, code, escape, fit, italic
from bot.message.parts import full_text_parts
from bot.message.pieces import (
    HEADLINE,
    NAME,
    SUBHEADLINE,
    event_day,
    gist,
    listed,
    number_rows,
    numbered,
    page_label,
    place,
)
from bot.message.views.editions import editions
from bot.model import Button, Edition, Entry, Fact, Figure, Message, Reasons

__all__ = [
    "article",
    "citation",
    "editions",
    "facts",
    "full_text",
    "head",
    "less_note",
    "related",
    "save_note",
    "why",
]

AUTHORS = 6
"""Names shown; the rest are 等."""
FIGURES = 6
FIGURES_ALL = 10
OF_A_KIND = 4
"""Dates, places, organisations and people that are shown of each."""
SENTENCE = 400
"""UTF-16 units of the sentence under a fact."""
FIGURE = 100
"""UTF-16 units of a figure with what it counts."""
EDITIONS = 5


def article(
    t: Translator,
    entry: Entry,
    *,
    today: date,
    saved: bool = False,
    full_text: bool = True,
    editor: bool = False,
    of_digest: bool = False,
    link: str | None = None,
) -> Message:
    """An article's card: head, where it stood, who wrote it, gist, summary, figures, other printings.

    An `editor` sees its number too, by which it is corrected. `of_digest`: opened from a digest, so why it
    stood there can be asked. `link` opens the article for whoever it is shared with.
    """
    lines = head(t, entry, today=today)
    if entry.summary and entry.summary.gist and entry.summary.gist not in entry.summary.text:
        lines += [escape(""), escape(gist(entry))]
    if entry.summary and entry.summary.text:
        lines += [escape(""), bold(t("article.summary")) + escape(brief(entry.summary.text, 1000))]
    lines += _figures(t, entry)
    others = [edition for edition in entry.editions if not _is_shown(edition, entry)]
    lines += _other_editions(t, others, today)
    tail = [escape(t("entry.id", id=entry.id))] if editor else []
    buttons = _buttons(t, entry, saved=saved, full_text=full_text, editions=bool(others))
    buttons.append(_further(t, entry, link))
    if of_digest:
        buttons.append(
            [
                _button(t, "article.why", callbacks.WHY, entry.id),
                _button(t, "article.less", callbacks.LESS, entry.id),
            ]
        )
    return fit(lines, buttons, tail=tail)


def head(t: Translator, entry: Entry, *, today: date | None = None) -> list[Html]:
    """Kicker, headline, subheadline, paper with issue date and page, authors and event date."""
    piece = entry.article
    lines = []
    if piece.kicker:
        lines.append(escape(brief(piece.kicker, SUBHEADLINE)))
    lines.append(bold(brief(entry.headline, HEADLINE)))
    if piece.subheadline:
        lines.append(escape("——" + brief(piece.subheadline.lstrip("—－-"), SUBHEADLINE)))
    lines.append(escape(place(t, piece, today)))
    about = [_authors(t, piece.authors)] if piece.authors else []
    if piece.event_date and piece.event_date != piece.issue_date:
        about.append(event_day(t, piece.event_date, today))
    if about:
        lines.append(escape(t("list.bar").join(about)))
    return lines


def full_text(t: Translator, entry: Entry, part: int = 0) -> Message:
    """One part of the full text, from 0; a part that is not there is the nearest that is."""
    parts = full_text_parts(entry)
    part = min(max(part, 0), len(parts) - 1)
    title = brief(entry.headline, HEADLINE)
    if len(parts) > 1:
        title += t("article.part", part=part + 1, parts=len(parts))
    tail = [escape(""), escape(place(t, entry.article))] if part == len(parts) - 1 else []
    turning = []
    if part > 0:
        turning.append(_button(t, "article.part_before", callbacks.FULL, entry.id, part - 1))
    if part < len(parts) - 1:
        turning.append(_button(t, "article.part_after", callbacks.FULL, entry.id, part + 1))
    back = [
        _button(t, "article.back", callbacks.OPEN, entry.id),
        _button(t, "article.cite", callbacks.CITE, entry.id, entry.version),
    ]
    return fit([bold(title), *parts[part]], [turning, back], tail=tail)


def citation(t: Translator, entry: Entry) -> Message:
    """The reference, ready to copy."""
    reference = cite(entry.article)
    rows = [[_button(t, "article.back", callbacks.OPEN, entry.id)]]
    if len(reference) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
        rows[0].insert(0, Button(t("article.copy"), copy=reference))
    return fit([bold(t("article.citation")), code(reference)], rows)


def related(t: Translator, entry: Entry, others: Sequence[Entry], *, today: date) -> Message:
    """The entries nearest to this one."""
    back = [_button(t, "article.back", callbacks.OPEN, entry.id)]
    title = brief(entry.headline, SUBHEADLINE)
    if not others:
        return fit([escape(t("article.related_none", title=title))], [back])
    lines = [bold(t("article.related_to", title=title))]
    for number, other in enumerate(others, 1):
        lines += listed(t, number, other, today)
    return fit(lines, [*number_rows(others), back])


def facts(t: Translator, entry: Entry, opened: int = 0) -> Message:
    """What the article states, numbered; under the one that is `opened` (from 1; 0: none) its sentence."""
    back = [_button(t, "article.back", callbacks.OPEN, entry.id)]
    stated = _stated(entry)
    title = brief(entry.headline, SUBHEADLINE)
    if not stated:
        return fit([escape(t("facts.none", title=title))], [back])
    lines = [bold(t("facts.title", title=title)), escape(t("facts.how"))]
    kind = ""
    for number, one in enumerate(stated, 1):
        if one.kind != kind:
            kind = one.kind
            lines.append(bold(t(f"facts.{kind}")))
        lines.append(escape(f"{number} {brief(one.words, FIGURE)}"))
        if number == opened:
            lines.append(escape("  ") + italic(brief(one.sentence, SENTENCE)))
    data = [callbacks.encode(callbacks.FACTS, entry.id, number) for number in range(1, len(stated) + 1)]
    return fit(lines, [*numbered(data), back])


def why(t: Translator, reasons: Reasons) -> Message:
    """Why a digest brought the article."""
    lines = []
    if reasons.words:
        lines.append(t("why.words", words=t("list.and").join(brief(word, NAME) for word in reasons.words)))
    if reasons.topics and not reasons.every_topic:
        lines.append(t("why.topics", topics=t("list.and").join(brief(one, NAME) for one in reasons.topics)))
    elif not reasons.words:
        lines.append(t("why.everything" if reasons.every_topic else "why.asked"))
    if reasons.papers > 1:
        lines.append(t.plural("why.papers", reasons.papers))
    if reasons.page:
        lines.append(t("why.page", page=page_label(t, reasons.page)))
    if reasons.unwanted:
        lines.append(t("why.less"))
    return fit([escape(line) for line in lines])


def less_note(t: Translator) -> str:
    """The word that shows when less was wanted of what is like the article."""
    return t("article.less_noted")


def save_note(t: Translator, saved: bool) -> str:
    """The word that flashes when an article was saved, or is no longer."""
    return t("article.saved" if saved else "article.unsaved")


def _is_shown(edition: Edition, entry: Entry) -> bool:
    return edition.article == entry.article


def _authors(t: Translator, authors: Sequence[str]) -> str:
    names = " ".join(brief(name, NAME) for name in authors[:AUTHORS])
    return t("article.and_others", names=names) if len(authors) > AUTHORS else names


def _figures(t: Translator, entry: Entry) -> list[Html]:
    """The figures that the gist above them does not tell."""
    if entry.summary is None:
        return []
    told = entry.summary.gist or ""
    figures = [figure for figure in entry.summary.facts.figures if figure.figure not in told][:FIGURES]
    if not figures:
        return []
    return [escape(""), bold(t("article.figures")), *(escape(_figure(figure)) for figure in figures)]


def _figure(figure: Figure) -> str:
    return brief(f"· {figure.what}{figure.figure}", FIGURE)


def _other_editions(t: Translator, others: Sequence[Edition], today: date) -> list[Html]:
    if not others:
        return []
    lines = [escape(""), escape(t.plural("article.other_editions", len(others)))]
    return lines + [escape(f"· {place(t, edition, today)}") for edition in others[:EDITIONS]]


@dataclass(frozen=True, slots=True)
class _Stated:
    kind: str
    words: str
    sentence: str


def _stated(entry: Entry) -> list[_Stated]:
    if entry.summary is None:
        return []
    found = entry.summary.facts
    stated = [
        _Stated("figures", f"{one.what}{one.figure}", one.sentence) for one in found.figures[:FIGURES_ALL]
    ]
    for kind in ("dates", "places", "organisations", "people"):
        named: Sequence[Fact] = getattr(found, kind)
        stated += [_Stated(kind, one.name, one.sentence) for one in named[:OF_A_KIND]]
    return stated


def _further(t: Translator, entry: Entry, link: str | None) -> list[Button]:
    row = [_button(t, "article.facts", callbacks.FACTS, entry.id)] if _stated(entry) else []
    if link:
        query = urlencode({"url": link, "text": brief(entry.headline, HEADLINE)}, quote_via=quote)
        row.append(Button(t("article.share"), url=f"https://t.me/share/url?{query}"))
    return row


def _buttons(
    t: Translator, entry: Entry, *, saved: bool, full_text: bool, editions: bool
) -> list[list[Button]]:
    row = [_button(t, "article.full_text", callbacks.FULL, entry.id, 0)] if full_text else []
    row.append(_button(t, "article.cite", callbacks.CITE, entry.id, entry.version))
    if saved:
        row.append(_button(t, "article.unsave", callbacks.UNSAVE, entry.id))
    else:
        row.append(_button(t, "article.save", callbacks.SAVE, entry.id))
    row.append(_button(t, "article.related", callbacks.RELATED, entry.id))
    if editions:
        row.append(_button(t, "article.compare", callbacks.EDITIONS, entry.id))
    return [row]


def _button(t: Translator, key: str, verb: str, *arguments: object) -> Button:
    return button(t(key), callbacks.encode(verb, *arguments))
