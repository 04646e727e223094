"""Correcting what is stored: changing a field, retracting, merging."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from bot.blocking import EDITING
from bot.chat import deeds, entries, fields, revising, versions
from bot.chat.asking import Asked
from bot.chat.exchange import Exchange
from bot.chat.marking import promise_marks
from bot.errors import BaozhaiError, EntryChanged
from bot.message import callbacks
from bot.message.views import editor, problems
from bot.model import Deed, Entry

_SHOWN_COMMAND = re.compile(r"/edit (\d{1,19})\b")
"""How the bot's own help on editing names the article; a reply to it changes that one."""

_OF_ONE_ARTICLE = {callbacks.PUBLISH_ONE: 2, callbacks.DROP: 1, callbacks.CITE: 1, callbacks.EDIT: 2}
"""Buttons that stand under one draft or article only, and where their data has its version: a reply to their
message means that one."""


async def edit(exchange: Exchange) -> None:
    """/edit ID: how the article stands; /edit ID FIELD VALUE: change it. Without ID, by reply."""
    number, *rest = exchange.words.split(maxsplit=1) or [""]
    entry_id = entries.number_in(number)
    words = rest[0] if rest else ""
    if entry_id is None:
        entry_id, words = replied_entry(exchange), exchange.words
    if entry_id is None:
        await exchange.reply(editor.usage(exchange.t, "edit"))
        return
    entry = await entries.stored(exchange, entry_id)
    if entry is not None and words.strip():
        await _change(exchange, entry, words)
    elif entry is not None:
        await exchange.reply(editor.edit_help(exchange.t, entry, today=exchange.today))


async def edit_by_reply(exchange: Exchange) -> None:
    """A reply to an article or draft, or to the help on editing, such as 标题 新标题."""
    entry = await versions.seen(exchange, replied_entry(exchange), _replied_version(exchange))
    if entry is not None:
        await _change(exchange, entry, exchange.words)


def is_correction(exchange: Exchange) -> bool:
    """Whether this message answers an article, draft or help on editing with a field and a value."""
    return fields.parse(exchange.words) is not None and replied_entry(exchange) is not None


def replied_entry(exchange: Exchange) -> int | None:
    """The article whose card, draft or help on editing this message answers."""
    replied = exchange.replied
    if replied is None:
        return None
    for callback in exchange.buttons_of(replied):
        if callback.verb in _OF_ONE_ARTICLE:
            return callback.number(0)
    shown = _SHOWN_COMMAND.search(replied.text or "")
    return entries.number_in(shown[1]) if shown else None


def _replied_version(exchange: Exchange) -> int | None:
    """The version of the article that this message answers, where its buttons say it."""
    for callback in exchange.buttons_of(exchange.replied) if exchange.replied else ():
        if callback.verb in _OF_ONE_ARTICLE:
            return callback.number(_OF_ONE_ARTICLE[callback.verb])
    return None


async def ask_to_retract(exchange: Exchange) -> None:
    """/retract ID, or as a reply to an article: a question."""
    entry_id = entries.number_in(exchange.words)
    if not exchange.words.strip():
        entry_id = replied_entry(exchange)
    if entry_id is None:
        await exchange.reply(editor.usage(exchange.t, "retract"))
        return
    entry = await entries.published(exchange, entry_id)
    if entry is not None:
        await exchange.reply(editor.retract_question(exchange.t, entry, today=exchange.today))


async def retract(exchange: Exchange) -> None:
    """The question was answered with yes."""
    entry = await entries.published(exchange, exchange.callback.number(0))
    if entry is None:
        return
    entry_id, headline = entry.id, entry.headline

    def take_back() -> int:
        exchange.services.store.entries.retract(entry_id, exchange.user_id)
        deeds.record(exchange, Deed.RETRACT, entry_id=entry_id, detail=headline)
        return promise_marks(exchange.services, entry_id)

    marks = await deeds.together(exchange, take_back)
    await exchange.show(editor.retracted(exchange.t, entry, marks))


async def merge(exchange: Exchange) -> None:
    """/merge ID ID: the second goes into the first."""
    ids = [entries.number_in(word) for word in exchange.words.split()]
    match ids:
        case [int(kept_id), int(other_id)] if kept_id != other_id:
            kept = await entries.stored(exchange, kept_id)
            other = await entries.stored(exchange, other_id) if kept is not None else None
            if kept is not None and other is not None:
                await _merge(exchange, kept, other)
        case _:
            await exchange.reply(editor.usage(exchange.t, "merge"))


async def unmerge(exchange: Exchange) -> None:
    """The button that takes an entry apart again into its printings, or the parts that were joined."""
    entry = await versions.pressed(exchange, 1)
    if entry is None:
        return
    try:
        parts = await EDITING.run(
            exchange.services.intake.unmerge,
            entry.id,
            partial(_record_unmerge, exchange),
            version=entry.version,
            by=exchange.user_id,
        )
    except EntryChanged:
        await versions.tell_changed(exchange, entry.id)
        return
    except BaozhaiError as error:
        await exchange.tell(problems.problem(exchange.t, error))
        return
    await exchange.show(editor.unmerged(exchange.t, parts, today=exchange.today))


async def _merge(exchange: Exchange, kept: Entry, other: Entry) -> None:
    try:
        merged = await EDITING.run(
            exchange.services.intake.merge,
            kept.id,
            other.id,
            lambda merged: deeds.record(exchange, Deed.MERGE, entry_id=merged.id, detail=str(other.id)),
            by=exchange.user_id,
        )
    except BaozhaiError as error:
        await exchange.reply(problems.problem(exchange.t, error))
        return
    await exchange.reply(editor.merged(exchange.t, merged, other))


async def _change(exchange: Exchange, entry: Entry, words: str) -> None:
    named = fields.parse(words)
    if named is None:
        await exchange.reply(editor.edit_help(exchange.t, entry, today=exchange.today))
        return
    field, value = named
    exchange.words = value
    await revising.change(exchange, entry, Asked(entry.id, entry.version, field))


def _record_unmerge(exchange: Exchange, parts: Sequence[Entry]) -> None:
    entry, *others = parts
    said = " ".join(str(other.id) for other in others)
    deeds.record(exchange, Deed.UNMERGE, entry_id=entry.id, detail=said)
