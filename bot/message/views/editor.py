"""What an editor sees: one card a page, not one an article; drafts; and what each step led to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, clean, cut, escape, fit
from bot.message.pieces import HEADLINE, NAME, listed, number_rows, paging, place
from bot.message.views.article import head
from bot.model import Button, CardItem, Doubt, Entry, Kind, Message, PageCard, Status

CARD_HEADLINE = 40
"""UTF-16 units of a headline on a card: one line of a phone."""
CARD_AUTHORS = 3
LOOKS = 12
"""Buttons to doubtful articles under one card."""
LOOKS_IN_ROW = 4
FRESH = timedelta(days=7)
"""What is older by its issue date is stored without being pushed."""
BODY = 1500
"""UTF-16 units of a draft's text that is shown."""


def page_card(t: Translator, card: PageCard, *, today: date) -> Message:
    """The articles of a page: the sure ones go with one tap, the doubtful ones can be opened."""
    if not card.items:
        return fit([bold(_page_name(t, card, today)), escape(t("card.nothing"))])
    waiting = [item for item in card.items if item.entry.status is Status.DRAFT]
    sure = [item for item in waiting if item.sure]
    lines = [bold(_page_name(t, card, today)), escape(_card_counts(t, card, waiting, sure)), escape("")]
    for number, item in enumerate(card.items, 1):
        lines.append(_item(t, number, item))
    tail = [*_merges(t, card), *_leftovers(t, card)]
    if card.source is None or card.issue_date is None:
        tail.append(escape(t("card.unplaced")))
    old = card.issue_date is not None and today - card.issue_date > FRESH
    if old and sure:
        tail.append(escape(t("card.old")))
    return fit(lines, _card_buttons(t, card, old), tail=tail)


def publish_report(
    t: Translator, *, name: str, published: int, merged: int, held: int, pushed: bool
) -> Message:
    """What became of a page: how many are published, merged, held back."""
    lines = [bold(t("publish.title", name=brief(name, HEADLINE)))]
    counts = [t.plural("publish.published", published)]
    if merged:
        counts.append(t.plural("publish.merged", merged))
    if held:
        counts.append(t.plural("publish.held", held))
    lines.append(escape(t("list.comma").join(counts)))
    if published:
        lines.append(escape(t("publish.pushed" if pushed else "publish.not_pushed")))
    return fit(lines)


def page_received(t: Translator, name: str) -> Message:
    """The page is being read."""
    return fit([escape(t("card.reading", name=brief(name, HEADLINE)))])


def waiting_for_more(t: Translator) -> Message:
    """A pasted page may go on in the next message."""
    return fit([escape(t("card.more_expected"))])


def how_to_add(t: Translator) -> Message:
    """How a page gets in."""
    return fit([escape(t("card.how"))])


def drafts(
    t: Translator, entries: Sequence[Entry], *, offset: int, limit: int, more: bool, today: date
) -> Message:
    """What waits for an editor."""
    if not entries:
        return fit([escape(t("drafts.none"))])
    lines = [bold(t("drafts.title", first=offset + 1, last=offset + len(entries)))]
    for number, entry in enumerate(entries, offset + 1):
        lines += listed(t, number, entry, today)
        lines += [escape("  " + doubt) for doubt in _doubts(t, entry)[:1]]
    rows = number_rows(entries, callbacks.DRAFT, first=offset + 1)
    return fit(lines, [*rows, paging(t, callbacks.DRAFTS, offset=offset, limit=limit, more=more)])


def draft(t: Translator, entry: Entry, *, today: date, merges_into: Entry | None = None) -> Message:
    """One draft: its head, why it should be looked at, its text, and the buttons that decide."""
    lines = head(t, entry, today=today)
    lines += [escape(t("drafts.doubt", doubt=doubt)) for doubt in _doubts(t, entry)]
    if merges_into is not None:
        title = brief(merges_into.headline, CARD_HEADLINE)
        lines.append(escape(t("drafts.merges", title=title, id=merges_into.id)))
    lines += [escape(""), escape(cut(clean(entry.article.text), BODY))]
    push = callbacks.encode(callbacks.PUBLISH_ONE, entry.id, "auto")
    quiet = callbacks.encode(callbacks.PUBLISH_ONE, entry.id, "nopush")
    rows = [
        [button(t("card.publish_one"), push), button(t("card.quiet"), quiet)],
        [
            button(t("drafts.drop"), callbacks.encode(callbacks.DROP, entry.id)),
            button(t("drafts.list"), callbacks.encode(callbacks.DRAFTS, 0)),
        ],
    ]
    if entry.page_id is not None:
        rows[1].insert(1, button(t("drafts.page"), callbacks.encode(callbacks.PAGE, entry.page_id)))
    return fit(lines, rows, tail=[escape(t("entry.id", id=entry.id))])


def published(t: Translator, entry: Entry) -> Message:
    """One article is published."""
    key = "publish.one" if entry.push else "publish.one_quiet"
    return _about(t, key, entry, [[button(t("entry.open"), callbacks.encode(callbacks.OPEN, entry.id))]])


def dropped(t: Translator, entry: Entry) -> Message:
    """A draft is thrown away."""
    return _about(t, "drafts.dropped", entry)


def edit_help(t: Translator, entry: Entry, *, today: date) -> Message:
    """How to change an article's fields, and how they stand."""
    lines = [*head(t, entry, today=today), escape(""), escape(t("edit.how", id=entry.id))]
    return fit(lines)


def edited(t: Translator, entry: Entry, *, today: date) -> Message:
    """An article was changed: how it stands now."""
    lines = [bold(t("edit.done", id=entry.id)), *head(t, entry, today=today)]
    return fit(lines, [[button(t("entry.open"), callbacks.encode(callbacks.OPEN, entry.id))]])


def retract_question(t: Translator, entry: Entry, *, today: date) -> Message:
    """Whether to retract an article."""
    lines = [bold(t("retract.question")), *head(t, entry, today=today), escape(t("retract.what"))]
    return fit(
        lines,
        [
            [
                button(t("retract.yes"), callbacks.encode(callbacks.RETRACT, entry.id)),
                button(t("button.no"), callbacks.encode(callbacks.NOTHING)),
            ]
        ],
    )


def retracted(t: Translator, entry: Entry) -> Message:
    """An article is found and sent no more."""
    return _about(t, "retract.done", entry)


def merged(t: Translator, kept: Entry, other: Entry) -> Message:
    """Two entries are one."""
    lines = [
        bold(t("merge.done", kept=kept.id, other=other.id)),
        escape(brief(kept.headline, HEADLINE)),
        escape(t.plural("merge.editions", len(kept.editions))),
    ]
    return fit(lines, [[button(t("entry.open"), callbacks.encode(callbacks.OPEN, kept.id))]])


def usage(t: Translator, command: str) -> Message:
    """How edit, retract, merge or announce wants to be written."""
    return fit([escape(t(f"usage.{command}"))])


def _about(t: Translator, key: str, entry: Entry, rows: Sequence[Sequence[Button]] = ()) -> Message:
    title = brief(entry.headline, HEADLINE)
    return fit([escape(t(key, title=title, id=entry.id))], rows)


def _page_name(t: Translator, card: PageCard, today: date) -> str:
    if card.source is None and card.issue_date is None and card.page is None:
        return brief(card.name, HEADLINE)
    return place(t, card, today)


def _card_counts(t: Translator, card: PageCard, waiting: Sequence[CardItem], sure: Sequence[CardItem]) -> str:
    counts = [t.plural("card.articles", len(card.items))]
    if sure:
        counts.append(t.plural("card.sure", len(sure)))
    if len(waiting) > len(sure):
        counts.append(t.plural("card.doubtful", len(waiting) - len(sure)))
    if len(waiting) < len(card.items):
        counts.append(t.plural("card.done", len(card.items) - len(waiting)))
    return t("list.comma").join(counts)


def _item(t: Translator, number: int, item: CardItem) -> Html:
    entry = item.entry
    title = brief(entry.headline, CARD_HEADLINE)
    authors = " ".join(brief(name, NAME) for name in entry.article.authors[:CARD_AUTHORS])
    line = title if not authors else title + t("list.bar") + authors
    if entry.status is not Status.DRAFT:
        return escape(t("card.item_done", number=number, line=line))
    if item.sure:
        return escape(t("card.item_sure", number=number, line=line))
    doubts = t("list.comma").join(_doubts(t, entry)) or t("doubt.unsure")
    return escape(t("card.item_doubtful", number=number, doubts=doubts, line=line))


def _doubts(t: Translator, entry: Entry) -> list[str]:
    said = [t(f"doubt.{doubt}") for doubt in entry.article.doubts if doubt is not Doubt.HEAD_ELSEWHERE]
    if Doubt.HEAD_ELSEWHERE in entry.article.doubts or entry.article.kind is Kind.FRAGMENT:
        origin = entry.article.continues_from
        said.append(
            t("doubt.head_on_page", page=brief(origin, NAME)) if origin else t("doubt.head_elsewhere")
        )
    return said


def _merges(t: Translator, card: PageCard) -> list[Html]:
    numbers = [number for number, item in enumerate(card.items, 1) if item.merges_into is not None]
    return [escape(t("card.merges", numbers=_ranges(t, numbers)))] if numbers else []


def _leftovers(t: Translator, card: PageCard) -> list[Html]:
    repairs, noise = t.plural("card.repairs", card.repairs), t.plural("card.noise", card.noise)
    return [escape(repairs + t("list.bar") + noise)]


def _card_buttons(t: Translator, card: PageCard, old: bool) -> list[list[Button]]:
    numbered = [
        (number, item) for number, item in enumerate(card.items, 1) if item.entry.status is Status.DRAFT
    ]
    sure = [number for number, item in numbered if item.sure]
    rows = []
    if sure:
        push = "push" if old else "nopush"
        rows.append(
            [
                button(
                    t("card.publish", numbers=_ranges(t, sure)),
                    callbacks.encode(callbacks.PUBLISH, card.page_id, "auto"),
                ),
                button(
                    t("card.push_anyway" if old else "card.quiet"),
                    callbacks.encode(callbacks.PUBLISH, card.page_id, push),
                ),
            ]
        )
    looks = [
        button(t("card.look", number=number), callbacks.encode(callbacks.DRAFT, item.entry.id))
        for number, item in numbered
        if not item.sure
    ][:LOOKS]
    return rows + [looks[start : start + LOOKS_IN_ROW] for start in range(0, len(looks), LOOKS_IN_ROW)]


def _ranges(t: Translator, numbers: Sequence[int]) -> str:
    """1–4、6 of 1, 2, 3, 4, 6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return t("list.and").join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
