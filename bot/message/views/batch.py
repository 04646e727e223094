"""A batch of pages: how far it is, and what became of each page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import MAX_UNITS, Html, bold, brief, button, escape, fit
from bot.message.parts import pack
from bot.message.pieces import place
from bot.message.views.card import push_buttons, pushings, with_publishing
from bot.model import Batch, Button, CardItem, Message, PageCard, Pushing, Sheet, SheetState, Status

NAME = 60
"""UTF-16 units of a page's name in a report: a line of a phone and a half."""
REASON = 200
"""Of why a page was not taken: a whole sentence, with what helps."""
PART = MAX_UNITS - 200
"""Of a message of a report: room for its title."""


def progress(t: Translator, *, done: int, total: int, name: str) -> Message:
    """How many pages are read, and which is being read."""
    return fit([escape(t("batch.reading", done=done, total=total, name=brief(name, NAME)))])


def all_read(t: Translator, total: int) -> Message:
    """All pages have been seen to."""
    return fit([escape(t.plural("batch.read", total))])


def report(t: Translator, batch: Batch, cards: Sequence[PageCard | None], *, today: date) -> list[Message]:
    """What became of every page, in as many messages as it takes; the last has the buttons.

    `cards` are those of the batch's pages as they stand now, None for a page that was refused.
    """
    lines = [
        _line(t, number, sheet, card, today)
        for number, (sheet, card) in enumerate(zip(batch.sheets, cards, strict=True), 1)
    ]
    title = bold(t("batch.title", total=len(lines))) + escape("\n" + _counts(t, batch, cards))
    if quiet := _not_pushed(cards):
        title += escape("\n" + t.plural("batch.not_pushed", quiet))
    *before, last = pack(lines, PART)
    messages = [
        fit([title if number == 0 else bold(t("batch.more")), *part]) for number, part in enumerate(before)
    ]
    head = bold(t("batch.more")) if before else title
    return [*messages, fit([head, *last], _buttons(t, batch, cards))]


def unavailable(t: Translator, name: str, batch_id: int, sheet_id: int) -> Message:
    """A document that Telegram does not hand out just now, with a button to ask for it again."""
    again = _fetch_again(t, batch_id, sheet_id)
    return fit([escape(t("batch.unavailable_one", name=brief(name, NAME)))], [[again]])


def asking_again(t: Translator, name: str, batch_id: int, sheet_id: int) -> Message:
    """A document that Telegram does not hand out just now: it is asked for again by itself, and by a button
    at once.
    """
    again = _fetch_again(t, batch_id, sheet_id)
    return fit([escape(t("batch.asking_again", name=brief(name, NAME)))], [[again]])


def fetching_again(t: Translator) -> Message:
    """What Telegram did not hand out is being asked for again."""
    return fit([escape(t("batch.fetching_again"))])


def signing(t: Translator, count: int) -> Message:
    """So many articles are being published."""
    return fit([escape(t.plural("batch.signing", count))])


def sure(card: PageCard) -> list[CardItem]:
    """The articles of a page that may be published without being looked at."""
    return [item for item in card.items if item.sure and item.entry.status is Status.DRAFT]


def doubtful(card: PageCard) -> list[CardItem]:
    """The articles of a page that are to be looked at."""
    return [item for item in card.items if not item.sure and item.entry.status is Status.DRAFT]


def _fetch_again(t: Translator, batch_id: int, sheet_id: int) -> Button:
    return button(t("batch.fetch_again"), callbacks.encode(callbacks.FETCH, batch_id, sheet_id))


def _counts(t: Translator, batch: Batch, cards: Sequence[PageCard | None]) -> str:
    read = [card for card in cards if card is not None]
    counts = [t.plural("card.articles", sum(len(card.items) for card in read))]
    for key, count in (
        ("card.sure", sum(len(sure(card)) for card in read)),
        ("card.doubtful", sum(len(doubtful(card)) for card in read)),
        ("batch.refused", sum(sheet.state is SheetState.REFUSED for sheet in batch.sheets)),
        ("batch.unavailable", _unavailable(batch)),
    ):
        if count:
            counts.append(t.plural(key, count))
    return t("list.comma").join(counts)


def _not_pushed(cards: Sequence[PageCard | None]) -> int:
    """How many articles go with one tap and are brought by no digest."""
    going = pushings(item for card in cards if card is not None for item in sure(card))
    return sum(each is not Pushing.PUSHED for each in going)


def _unavailable(batch: Batch) -> int:
    return sum(sheet.state is SheetState.UNAVAILABLE for sheet in batch.sheets)


def _line(t: Translator, number: int, sheet: Sheet, card: PageCard | None, today: date) -> Html:
    if sheet.state in {SheetState.REFUSED, SheetState.UNAVAILABLE} or card is None:
        reason = brief(sheet.reason, REASON)
        return escape(t("batch.page_refused", number=number, name=brief(sheet.name, NAME), reason=reason))
    name = _name(t, card, today)
    return escape(t("batch.page", number=number, name=name, outcome=_outcome(t, sheet, card)))


def _outcome(t: Translator, sheet: Sheet, card: PageCard) -> str:
    waiting, looked_at = len(sure(card)), len(doubtful(card))
    said = []
    if sheet.state is SheetState.KNOWN:
        said.append(t("batch.known"))
    if not card.items:
        said.append(t("card.nothing"))
    for key, count in (
        ("card.sure", waiting),
        ("card.doubtful", looked_at),
        ("card.done", len(card.items) - waiting - looked_at),
    ):
        if count:
            said.append(t.plural(key, count))
    return t("list.comma").join(said)


def _name(t: Translator, card: PageCard, today: date) -> str:
    if card.source is None and card.issue_date is None and card.page is None:
        return brief(card.name, NAME)
    # Two pages may print the same place: the file tells them apart.
    return t("list.bar").join((place(t, card, today), brief(card.name, NAME // 2)))


def _buttons(t: Translator, batch: Batch, cards: Sequence[PageCard | None]) -> list[list[Button]]:
    read = [card for card in cards if card is not None]
    to_sign = sum(len(sure(card)) for card in read)
    undecided = [card for card in read if sure(card) or doubtful(card)]
    again = []
    if count := _unavailable(batch):
        label = t.plural("batch.fetch_all_again", count)
        again = [[button(label, callbacks.encode(callbacks.FETCH, batch.id))]]
    if not undecided:
        return [*again, [button(t("batch.issue_complete"), callbacks.encode(callbacks.ISSUE))]]
    if not to_sign:
        # The last message with buttons is then the last card, on which an editor who has read it may sign.
        return again
    publish = button(t.plural("batch.publish", to_sign), callbacks.encode(callbacks.BATCH, batch.id, "auto"))
    others = push_buttons(
        t,
        pushings(item for card in read for item in sure(card)),
        callbacks.encode(callbacks.BATCH, batch.id, "nopush"),
        callbacks.encode(callbacks.BATCH, batch.id, "push"),
    )
    return [
        *with_publishing(publish, others),
        [button(t("batch.one_by_one"), callbacks.encode(callbacks.PAGE, undecided[0].page_id))],
        *again,
    ]


def issue_question(t: Translator, drafts: int) -> Message:
    """Whether the day's papers are out, and what still waits."""
    lines = [bold(t("issue.question"))]
    if drafts:
        lines.append(escape(t.plural("issue.drafts", drafts)))
    yes = button(t("issue.yes"), callbacks.encode(callbacks.ISSUE, "yes"))
    return fit(lines, [[yes, button(t("button.no"), callbacks.encode(callbacks.NOTHING))]])


def issue_completed(t: Translator, promised: int) -> Message:
    """The digests that waited for it are on their way."""
    return fit([escape(t.plural("issue.done", promised))])
