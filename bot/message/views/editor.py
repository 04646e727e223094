"""What an editor sees beside the card of a page: drafts, and what each step led to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import bold, brief, button, clean, cut, escape, fit
from bot.message.pieces import HEADLINE, NAME, listed, number_rows, paging
from bot.message.views.article import head
from bot.message.views.card import CARD_HEADLINE, doubts, page_card, push_buttons
from bot.message.views.revising import work_rows
from bot.model import Button, Entry, Message, Pushing

__all__ = [
    "draft",
    "drafts",
    "dropped",
    "edit_help",
    "edited",
    "how_to_add",
    "merged",
    "page_card",
    "page_received",
    "published",
    "retract_question",
    "retracted",
    "unmerged",
    "usage",
    "waiting_for_more",
]

BODY = 1500
"""UTF-16 units of a draft's text that is shown."""


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
        lines += [escape("  " + doubt) for doubt in doubts(t, entry)[:1]]
    rows = number_rows(entries, callbacks.DRAFT, first=offset + 1)
    return fit(lines, [*rows, paging(t, callbacks.DRAFTS, offset=offset, limit=limit, more=more)])


def draft(
    t: Translator,
    entry: Entry,
    *,
    today: date,
    merges_into: Entry | None = None,
    review: Sequence[str] = (),
    company: Sequence[str] = (),
    pushing: Pushing = Pushing.PUSHED,
) -> Message:
    """One draft: its head, why it should be looked at, its text, and the buttons that decide.

    `pushing` is what publishing it means for digests.
    """
    lines = head(t, entry, today=today)
    if company:
        names = t("list.and").join(brief(name, NAME) for name in company)
        lines.append(escape(t("drafts.company", names=names)))
    lines += [escape(t("drafts.doubt", doubt=doubt)) for doubt in doubts(t, entry, review)]
    if merges_into is not None:
        title = brief(merges_into.headline, CARD_HEADLINE)
        lines.append(escape(t("drafts.merges", title=title, id=merges_into.id)))
    elif pushing is not Pushing.PUSHED:
        lines.append(escape(t("card.old" if pushing is Pushing.OLD else "card.stored")))
    lines += [escape(""), escape(cut(clean(entry.article.text), BODY))]
    publish, quiet, push = (
        callbacks.encode(callbacks.PUBLISH_ONE, entry.id, mode, entry.version)
        for mode in ("auto", "nopush", "push")
    )
    others = push_buttons(t, [] if merges_into else [pushing], quiet, push)
    rows = [
        [button(t("card.publish_one"), publish), *others],
        *work_rows(t, entry, draft=True),
        [
            button(t("drafts.drop"), callbacks.encode(callbacks.DROP, entry.id, entry.version)),
            button(t("drafts.list"), callbacks.encode(callbacks.DRAFTS, 0)),
        ],
    ]
    if entry.page_id is not None:
        rows[-1].insert(1, button(t("drafts.page"), callbacks.encode(callbacks.PAGE, entry.page_id)))
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
    return fit(lines, [*work_rows(t, entry, draft=False), _unmerge(t, entry)])


def edited(t: Translator, entry: Entry, *, today: date) -> Message:
    """An article was changed: how it stands now."""
    lines = [bold(t("edit.done", id=entry.id)), *head(t, entry, today=today)]
    opened = [button(t("entry.open"), callbacks.encode(callbacks.OPEN, entry.id))]
    return fit(lines, [opened, *work_rows(t, entry, draft=False)])


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


def retracted(t: Translator, entry: Entry, marks: int = 0) -> Message:
    """An article is found and sent no more; the messages that brought it, so many, are being marked."""
    title = brief(entry.headline, HEADLINE)
    lines = [escape(t("retract.done", title=title, id=entry.id))]
    if marks:
        lines.append(escape(t.plural("retract.marks", marks)))
    return fit(lines)


def merged(t: Translator, kept: Entry, other: Entry) -> Message:
    """Two entries are one."""
    lines = [
        bold(t("merge.done", kept=kept.id, other=other.id)),
        escape(brief(kept.headline, HEADLINE)),
        escape(t.plural("merge.editions", len(kept.editions))),
    ]
    opened = [button(t("entry.open"), callbacks.encode(callbacks.OPEN, kept.id))]
    return fit(lines, [[*opened, *_unmerge(t, kept)]])


def unmerged(t: Translator, parts: Sequence[Entry], *, today: date) -> Message:
    """One entry is several again."""
    lines = [bold(t.plural("unmerge.done", len(parts)))]
    for number, entry in enumerate(parts, 1):
        lines += [*listed(t, number, entry, today), escape("  " + t("entry.id", id=entry.id))]
    return fit(lines)


def _unmerge(t: Translator, entry: Entry) -> list[Button]:
    if len(entry.editions) < 2 and not any(edition.parts for edition in entry.editions):
        return []
    return [button(t("unmerge.button"), callbacks.encode(callbacks.UNMERGE, entry.id, entry.version))]


def usage(t: Translator, command: str) -> Message:
    """How edit, retract, merge or announce wants to be written."""
    return fit([escape(t(f"usage.{command}"))])


def _about(t: Translator, key: str, entry: Entry, rows: Sequence[Sequence[Button]] = ()) -> Message:
    title = brief(entry.headline, HEADLINE)
    return fit([escape(t(key, title=title, id=entry.id))], rows)
