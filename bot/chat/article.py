"""One article: its card, full text, reference, relatives, printings; saving it."""

from __future__ import annotations

from telegram.helpers import create_deep_linked_url

from bot.chat import entries
from bot.chat.access import may_read_full_text
from bot.chat.exchange import Exchange
from bot.chat.relatives import relatives
from bot.chat.services import in_thread
from bot.message import callbacks
from bot.message.views import article, problems
from bot.model import Entry, Message


async def open_article(exchange: Exchange) -> None:
    """The card of an article: from a numbered list as a new message, since the list stays; else in place."""
    card = await _card(exchange, exchange.callback.number(0))
    if card is not None:
        await (exchange.reply(card) if _is_numbered(exchange) else exchange.show(card))


async def open_linked(exchange: Exchange, entry_id: int | None) -> None:
    """The card of the article that a link names."""
    card = await _card(exchange, entry_id)
    if card is not None:
        await exchange.reply(card)


async def full_text(exchange: Exchange) -> None:
    """A part of the full text."""
    if not await _may_read(exchange):
        await exchange.tell(problems.no_full_text(exchange.t))
        return
    entry = await _pressed(exchange)
    if entry is None:
        return
    await exchange.show(article.full_text(exchange.t, entry, exchange.callback.number(1) or 0))


async def cite(exchange: Exchange) -> None:
    """The reference, ready to copy."""
    entry = await _pressed(exchange)
    if entry is not None:
        await exchange.show(article.citation(exchange.t, entry))


async def related(exchange: Exchange) -> None:
    """The articles nearest to this one."""
    entry = await _pressed(exchange)
    if entry is None:
        return
    entry = await entries.summarised(exchange, entry)
    others = await in_thread(relatives, exchange.services.store, entry)
    await exchange.show(article.related(exchange.t, entry, others, today=exchange.today))


async def editions(exchange: Exchange) -> None:
    """The printings of the story."""
    entry = await _pressed(exchange)
    if entry is not None:
        await exchange.show(article.editions(exchange.t, entry))


async def facts(exchange: Exchange) -> None:
    """What the article states, and the sentence that says it of the one that was pressed."""
    entry = await _pressed(exchange)
    if entry is not None:
        entry = await entries.summarised(exchange, entry)
        await exchange.show(article.facts(exchange.t, entry, exchange.callback.number(1) or 0))


async def save(exchange: Exchange) -> None:
    """Put the article on the person's list."""
    entry = await _pressed(exchange)
    if entry is not None:
        await in_thread(exchange.services.store.saved.add, exchange.user_id, entry.id)
        await _saved(exchange, entry, True)


async def unsave(exchange: Exchange) -> None:
    """Take the article off the person's list."""
    entry = await _pressed(exchange)
    if entry is not None:
        await in_thread(exchange.services.store.saved.remove, exchange.user_id, entry.id)
        await _saved(exchange, entry, False)


async def _pressed(exchange: Exchange) -> Entry | None:
    return await entries.published(exchange, exchange.callback.number(0))


async def _may_read(exchange: Exchange) -> bool:
    return await may_read_full_text(exchange.services, exchange.role, exchange.chat_id, exchange.thread_id)


async def _card(exchange: Exchange, entry_id: int | None) -> Message | None:
    entry = await entries.published(exchange, entry_id)
    if entry is None:
        return None
    entry = await entries.summarised(exchange, entry)
    saved = await in_thread(exchange.services.store.saved.has, exchange.user_id, entry.id)
    full_text = await _may_read(exchange)
    return article.article(
        exchange.t,
        entry,
        today=exchange.today,
        saved=saved,
        full_text=full_text,
        editor=exchange.edits,
        of_digest=exchange.callback.args[1:] == (callbacks.OF_DIGEST,),
        link=create_deep_linked_url(exchange.bot.username, f"a_{entry.id}"),
    )


async def _saved(exchange: Exchange, entry: Entry, saved: bool) -> None:
    await exchange.answer(article.save_note(exchange.t, saved))
    # In a group the card is everyone's, and the list is one person's.
    if exchange.private:
        card = await _card(exchange, entry.id)
        if card is not None:
            await exchange.show(card)


def _is_numbered(exchange: Exchange) -> bool:
    pressed, query = exchange.update.effective_message, exchange.update.callback_query
    if pressed is None or pressed.reply_markup is None or query is None:
        return False
    buttons = [button for row in pressed.reply_markup.inline_keyboard for button in row]
    return any(button.callback_data == query.data and button.text.isdecimal() for button in buttons)
