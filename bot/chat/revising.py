"""An editor's work on one article: its fields, a wrong word, its paragraphs, what was left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from bot.blocking import EDITING
from bot.chat import deeds, entries, fields, versions
from bot.chat.asking import Asked, asked
from bot.chat.corrections import Correction
from bot.chat.drafts import card_of
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.errors import BaozhaiError, EntryChanged
from bot.intake import revising
from bot.intake.revisions import Revisions
from bot.message.views import problems
from bot.message.views import revising as views
from bot.model import Deed, Entry, PageCard, Status

LOGGED = 60
"""Characters of a new value that the record of deeds keeps."""

_BETWEEN = ("→", "->", "＝", "=", "改为", "改成")
"""What parts a wrong word from the right one."""


async def open_menu(exchange: Exchange) -> None:
    """A button under a draft or article: what of it shall be changed."""
    entry = await versions.pressed(exchange, 2)
    if entry is None:
        return
    what = exchange.callback.args[1] if len(exchange.callback.args) > 1 else ""
    t, today = exchange.t, exchange.today
    if what == "fields":
        await exchange.reply(views.choose_field(t, entry))
    elif what == "paragraphs":
        await exchange.reply(views.choose_paragraph(t, entry))
    elif what == "replace" or what in views.FIELDS:
        await exchange.reply(views.ask(t, entry, what, today=today))
    elif what in {"join", "noise"} and (card := await _card(exchange, entry)) is not None:
        noise = await in_thread(exchange.services.store.pages.get, card.page_id)
        if what == "join":
            await exchange.reply(views.choose_other(t, entry, _others(card, entry)))
        else:
            await exchange.reply(views.choose_noise(t, entry, noise.noise if noise else ()))
    else:
        await exchange.tell(problems.stale(t))


async def open_paragraph(exchange: Exchange) -> None:
    """One paragraph, and what can be done with it."""
    entry = await versions.pressed(exchange, 2, exact=True)
    index = exchange.callback.number(1)
    if entry is None:
        return
    if index is None or not 0 <= index < len(entry.article.paragraphs):
        await exchange.tell(problems.stale(exchange.t))
        return
    card = await _card(exchange, entry)
    before, after = _neighbours(card, entry) if card else (None, None)
    await exchange.reply(views.paragraph(exchange.t, entry, index, before=before, after=after))


async def ask_paragraph(exchange: Exchange) -> None:
    """The button that changes a paragraph: a question."""
    entry = await versions.pressed(exchange, 2, exact=True)
    index = exchange.callback.number(1)
    if entry is None:
        return
    if index is None or not 0 <= index < len(entry.article.paragraphs):
        await exchange.tell(problems.stale(exchange.t))
        return
    await exchange.reply(views.ask(exchange.t, entry, "paragraph", index, today=exchange.today))


async def split(exchange: Exchange) -> None:
    """拆稿: what begins with a paragraph becomes an article of its own."""
    entry = await versions.pressed(exchange, 2, exact=True)
    index = exchange.callback.number(1)
    if entry is None or index is None:
        return
    revisions = exchange.services.intake.revisions
    try:
        kept, new = await EDITING.run(
            revisions.split,
            entry,
            index,
            lambda revised: _record(exchange, Deed.SPLIT, revised),
            by=exchange.user_id,
        )
    except BaozhaiError as error:
        await _refuse(exchange, entry, error)
        return
    for each in (kept, new):
        await exchange.reply(await versions.shown(exchange, each))


async def move(exchange: Exchange) -> None:
    """A paragraph goes to the end of the article before, or to the beginning of the one after."""
    entry = await versions.pressed(exchange, 3, exact=True)
    index = exchange.callback.number(1)
    card = None if entry is None else await _card(exchange, entry)
    if entry is None:
        return
    where = exchange.callback.args[2] if len(exchange.callback.args) > 2 else ""
    before, after = _neighbours(card, entry) if card else (None, None)
    other = {"before": before, "after": after}.get(where)
    if other is None or index is None:
        await exchange.tell(problems.stale(exchange.t))
        return
    revisions = exchange.services.intake.revisions
    try:
        left, taken = await EDITING.run(
            revisions.move,
            entry,
            index,
            other,
            to_end=where == "before",
            then=partial(_record_move, exchange),
            by=exchange.user_id,
        )
    except BaozhaiError as error:
        await _refuse(exchange, entry, error)
        return
    for each in (left, taken):
        await exchange.reply(await versions.shown(exchange, each))


async def join(exchange: Exchange) -> None:
    """并稿: another draft of the page goes on with this one's text."""
    entry = await versions.pressed(exchange, 2)
    if entry is None:
        return
    other = await entries.draft(exchange, exchange.callback.number(1))
    if other is None:
        return
    try:
        joined = await EDITING.run(
            exchange.services.intake.revisions.append,
            entry,
            other,
            lambda revised: _record(exchange, Deed.MERGE, revised, str(other.id)),
            by=exchange.user_id,
        )
    except BaozhaiError as error:
        await _refuse(exchange, entry, error)
        return
    await exchange.show(await versions.shown(exchange, joined))


async def take_back(exchange: Exchange) -> None:
    """A line that was taken for noise goes to the end of the article."""
    entry = await versions.pressed(exchange, 2)
    number = exchange.callback.number(1)
    if entry is None or number is None:
        return
    try:
        changed = await EDITING.run(
            exchange.services.intake.revisions.take_back,
            entry,
            number,
            lambda revised: _record(exchange, Deed.TAKE_BACK, revised, str(number)),
            by=exchange.user_id,
        )
    except BaozhaiError as error:
        await _refuse(exchange, entry, error)
        return
    await exchange.show(await versions.shown(exchange, changed))


async def answer(exchange: Exchange) -> None:
    """A reply to one of the questions."""
    question = asked(exchange)
    if question is None:
        return
    exact = question.what == "paragraph"
    entry = await versions.seen(exchange, question.entry_id, question.version, exact=exact)
    if entry is None:
        return
    if question.what == "replace":
        await _count(exchange, entry)
    else:
        await change(exchange, entry, question)


async def change(exchange: Exchange, entry: Entry, asked: Asked) -> None:
    """Set a field or a paragraph to the words of the exchange."""
    value = exchange.words.strip()
    try:
        deed = _deed(exchange.services.intake.revisions, entry, asked, value)
        what = f"{asked.what}{asked.index + 1}" if asked.what == "paragraph" else asked.what
        changed = await EDITING.run(
            deed,
            lambda revised: _record(exchange, Deed.EDIT, revised, f"{what}: {value[:LOGGED]}"),
            by=exchange.user_id,
        )
    except BaozhaiError as error:
        await _refuse(exchange, entry, error)
        return
    await exchange.reply(await versions.shown(exchange, changed))


def _deed(revisions: Revisions, entry: Entry, asked: Asked, value: str) -> Callable[..., Entry]:
    """What stores the new value. Raises IntakeError for one that the field does not take."""
    if asked.what == "gist":
        return partial(revisions.set_gist, entry, fields.line_of("gist", value, fields.LONGEST_GIST))
    if asked.what == "paragraph":
        article = revising.with_paragraph_set(entry.article, asked.index, fields.text_of(value))
    else:
        article = fields.changed(entry.article, asked.what, value)
    return partial(revisions.change, entry, article)


async def replace_word(exchange: Exchange) -> None:
    """改错 was confirmed."""
    number = exchange.callback.number(0)
    correction = exchange.desk.corrections.take(number, exchange.user_id) if number is not None else None
    if correction is None:
        await exchange.tell(problems.stale(exchange.t))
        return
    entry = await versions.seen(exchange, correction.entry_id, correction.version)
    if entry is None:
        return
    try:
        article = revising.replaced(entry.article, correction.wrong, correction.right)
        said = f"{correction.wrong} → {correction.right}"
        changed = await EDITING.run(
            exchange.services.intake.revisions.change,
            entry,
            article,
            lambda revised: _record(exchange, Deed.EDIT, revised, said[:LOGGED]),
            by=exchange.user_id,
        )
    except BaozhaiError as error:
        await _refuse(exchange, entry, error)
        return
    await exchange.show(await versions.shown(exchange, changed))


async def _count(exchange: Exchange, entry: Entry) -> None:
    """How often a wrong word stands in an article, and the button that corrects it throughout."""
    words = _wrong_and_right(exchange.words)
    if words is None:
        await exchange.reply(views.ask(exchange.t, entry, "replace", today=exchange.today))
        return
    wrong, right = words
    around, body = revising.count(entry.article, wrong)
    number = exchange.desk.corrections.keep(
        Correction(entry.id, entry.version, exchange.user_id, wrong, right)
    )
    await exchange.reply(
        views.replace_question(exchange.t, wrong, right, around=around, body=body, number=number)
    )


def _wrong_and_right(words: str) -> tuple[str, str] | None:
    for between in _BETWEEN:
        wrong, found, right = words.partition(between)
        if found and wrong.strip() and wrong.strip() != right.strip():
            return wrong.strip(), fields.text_of(right.strip())
    return None


async def _refuse(exchange: Exchange, entry: Entry, error: BaozhaiError) -> None:
    if isinstance(error, EntryChanged):
        await versions.tell_changed(exchange, entry.id)
    else:
        await exchange.tell(problems.problem(exchange.t, error))


async def _card(exchange: Exchange, entry: Entry) -> PageCard | None:
    return None if entry.page_id is None else await card_of(exchange, entry.page_id)


def _others(card: PageCard, entry: Entry) -> list[tuple[int, Entry]]:
    """The other drafts of a page with their numbers on its card."""
    return [
        (number, item.entry)
        for number, item in enumerate(card.items, 1)
        if item.entry.status is Status.DRAFT and item.entry.id != entry.id
    ]


def _neighbours(card: PageCard, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The drafts before and after one on its page."""
    drafts = [item.entry for item in card.items if item.entry.status is Status.DRAFT]
    at = next((number for number, each in enumerate(drafts) if each.id == entry.id), None)
    if at is None:
        return None, None
    return (drafts[at - 1] if at else None, drafts[at + 1] if at + 1 < len(drafts) else None)


def _record(exchange: Exchange, deed: Deed, revised: Sequence[Entry], detail: str = "") -> None:
    """Inside the deed's transaction; without a detail it names the other entries that came of it."""
    entry, *others = revised
    said = detail or " ".join(str(other.id) for other in others)
    deeds.record(exchange, deed, entry_id=entry.id, detail=said)


def _record_move(exchange: Exchange, revised: Sequence[Entry]) -> None:
    _record(exchange, Deed.MOVE, revised)
    _record(exchange, Deed.MOVE, revised[::-1])
