"""The card of a page: what was found on it, what is sure and goes with one tap, what must be looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, escape, fit
from bot.message.pieces import HEADLINE, NAME, place
from bot.model import Button, CardItem, Doubt, Entry, Kind, Message, PageCard, Pushing, Status

CARD_HEADLINE = 40
"""UTF-16 units of a headline on a card: one line of a phone."""
CARD_AUTHORS = 3
LOOKS = 12
"""Buttons to doubtful articles under one card."""
LOOKS_IN_ROW = 4


def page_card(t: Translator, card: PageCard, *, today: date, signed: str = "") -> Message:
    """The articles of a page: the sure ones go with one tap, the doubtful ones can be opened.

    `signed` says what has just become of some of them.
    """
    if not card.items:
        return fit([_title(t, card, today), escape(t("card.nothing"))], [_paging(t, card)])
    waiting = [item for item in card.items if item.entry.status is Status.DRAFT]
    sure = [item for item in waiting if item.sure]
    lines = [_title(t, card, today), escape(_card_counts(t, card, waiting, sure))]
    if signed:
        lines.append(escape(signed))
    lines.append(escape(""))
    for number, item in enumerate(card.items, 1):
        lines.append(_item(t, number, item))
    tail = [*_merges(t, card), *_leftovers(t, card)]
    if card.source is None or card.issue_date is None:
        tail.append(escape(t("card.unplaced")))
    tail += _stored_only(t, card)
    return fit(lines, _card_buttons(t, card), tail=tail)


def doubts(t: Translator, entry: Entry, review: Sequence[str] = ()) -> list[str]:
    """Why an editor should look at an article, in words; `review` are words for which a person must."""
    said = (
        [t("doubt.review", words=t("list.and").join(brief(word, NAME) for word in review))] if review else []
    )
    said += [t(f"doubt.{doubt}") for doubt in entry.article.doubts if doubt is not Doubt.HEAD_ELSEWHERE]
    if Doubt.HEAD_ELSEWHERE in entry.article.doubts or entry.article.kind is Kind.FRAGMENT:
        origin = entry.article.continues_from
        said.append(
            t("doubt.head_on_page", page=brief(origin, NAME)) if origin else t("doubt.head_elsewhere")
        )
    return said


def push_buttons(t: Translator, pushings: Collection[Pushing], quiet: str, push: str) -> list[Button]:
    """The buttons that publish articles otherwise than by themselves; `quiet` and `push` are their data."""
    buttons = []
    if not pushings or Pushing.PUSHED in pushings:
        buttons.append(button(t("card.quiet"), quiet))
    if Pushing.OLD in pushings or Pushing.STORED in pushings:
        buttons.append(button(t("card.push_anyway"), push))
    return buttons


def signed(t: Translator, *, published: int, merged: int, held: int, pushed: int) -> str:
    """What became of the articles of a page that were signed; digests bring `pushed` of the `published`."""
    counts = [t.plural("publish.published", published)]
    if merged:
        counts.append(t.plural("publish.merged", merged))
    if held:
        counts.append(t.plural("publish.held", held))
    said = t("list.comma").join(counts)
    if not published:
        return said
    if 0 < pushed < published:
        return said + t("list.bar") + t.plural("publish.partly_pushed", pushed)
    return said + t("list.bar") + t("publish.pushed" if pushed else "publish.not_pushed")


def _title(t: Translator, card: PageCard, today: date) -> Html:
    title = bold(_page_name(t, card, today))
    if card.batch is None:
        return title
    of_batch = t("card.of_batch", position=card.batch.position, total=card.batch.total)
    return title + escape(t("list.bar") + of_batch)


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
    said = t("list.comma").join(doubts(t, entry, item.review)) or t("doubt.unsure")
    return escape(t("card.item_doubtful", number=number, doubts=said, line=line))


def _merges(t: Translator, card: PageCard) -> list[Html]:
    numbers = [number for number, item in enumerate(card.items, 1) if item.merges_into is not None]
    return [escape(t("card.merges", numbers=_ranges(t, numbers)))] if numbers else []


def pushings(items: Iterable[CardItem]) -> list[Pushing]:
    """What publishing means for each; not for those that are merged, as which the stored entry is pushed."""
    return [item.pushing for item in items if item.merges_into is None]


def _stored_only(t: Translator, card: PageCard) -> list[Html]:
    """Which of the sure articles are published without being pushed, and why."""
    sure = [(number, item) for number, item in enumerate(card.items, 1) if _may_go(item)]
    lines = []
    for key, reasons in (
        ("old", {Pushing.OLD}),
        ("stored", {Pushing.STORED, Pushing.NEVER}),
    ):
        numbers = [n for n, item in sure if item.merges_into is None and item.pushing in reasons]
        if numbers and len(numbers) == len(pushings(item for _, item in sure)):
            lines.append(escape(t(f"card.{key}")))
        elif numbers:
            lines.append(escape(t(f"card.{key}_some", numbers=_ranges(t, numbers))))
    return lines


def _may_go(item: CardItem) -> bool:
    return item.sure and item.entry.status is Status.DRAFT


def _leftovers(t: Translator, card: PageCard) -> list[Html]:
    repairs, noise = t.plural("card.repairs", card.repairs), t.plural("card.noise", card.noise)
    return [escape(repairs + t("list.bar") + noise)]


def _card_buttons(t: Translator, card: PageCard) -> list[list[Button]]:
    numbered = [
        (number, item) for number, item in enumerate(card.items, 1) if item.entry.status is Status.DRAFT
    ]
    sure = [number for number, item in numbered if item.sure]
    rows = []
    if sure:
        publish = button(
            t("card.publish", numbers=_ranges(t, sure)),
            callbacks.encode(callbacks.PUBLISH, card.page_id, "auto"),
        )
        others = push_buttons(
            t,
            pushings(item for _, item in numbered if item.sure),
            callbacks.encode(callbacks.PUBLISH, card.page_id, "nopush"),
            callbacks.encode(callbacks.PUBLISH, card.page_id, "push"),
        )
        rows += with_publishing(publish, others)
    elif len(numbered) == len(card.items):
        # Nothing is sure, yet an editor who has read the card may sign it; only halves wait for their heads.
        whole = [n for n, item in numbered if may_be_signed_unopened(item)]
        if whole:
            signed = callbacks.encode(callbacks.PUBLISH, card.page_id, "all")
            rows.append([button(t("card.publish", numbers=_ranges(t, whole)), signed)])
    looks = [
        button(t("card.look", number=number), callbacks.encode(callbacks.DRAFT, item.entry.id))
        for number, item in numbered
        if not item.sure
    ][:LOOKS]
    rows += [looks[start : start + LOOKS_IN_ROW] for start in range(0, len(looks), LOOKS_IN_ROW)]
    if numbered:
        rows.append([button(t("card.imprint"), callbacks.encode(callbacks.IMPRINT, card.page_id))])
    return [*rows, _paging(t, card)]


def with_publishing(publish: Button, others: list[Button]) -> list[list[Button]]:
    """The button that publishes and those that do so otherwise: in one row, where there is one other."""
    return [[publish], others] if len(others) > 1 else [[publish, *others]]


def may_be_signed_unopened(item: CardItem) -> bool:
    """Whether an editor who has read its page's card may publish an article without opening it.

    Not a half whose head is not there, nor what a person must read first.
    """
    return not item.review and Doubt.HEAD_ELSEWHERE not in item.entry.article.doubts


def _paging(t: Translator, card: PageCard) -> list[Button]:
    if card.batch is None:
        return []
    row = [button(t("card.batch"), callbacks.encode(callbacks.BATCH, card.batch.batch_id))]
    if card.batch.next_page_id is not None:
        row.append(button(t("card.next"), callbacks.encode(callbacks.PAGE, card.batch.next_page_id)))
    return row


def _ranges(t: Translator, numbers: Sequence[int]) -> str:
    """1–4、6 of 1, 2, 3, 4, 6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return t("list.and").join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
