"""Pages from editors: as documents or as text, laid on the desk with what is said of them."""

from __future__ import annotations

import re

from telegram.constants import FileSizeLimit

from bot.chat.exchange import Exchange, storable
from bot.errors import PageTooLarge
from bot.message.views import batch, editor, problems
from bot.model import Sheet
from bot.reading.posts import as_page
from bot.reading.said_source import hints_from_words

LARGEST = int(FileSizeLimit.FILESIZE_DOWNLOAD)
"""Bytes of a document that a bot may fetch."""

_LINK = re.compile(r"https?://[^\s<>\"'，。；、）》】]{4,2000}", re.IGNORECASE)

_BESIDE_LINKS = 40
"""Characters: a paper, a day and a page."""


async def take_document(exchange: Exchange) -> None:
    """A page as a file; its caption or its name says which."""
    message = exchange.update.effective_message
    document = message.document if message else None
    if message is None or document is None:
        return
    name = storable(document.file_name or "document")
    if (document.file_size or 0) > LARGEST:
        error = PageTooLarge(
            f"take {name}",
            f"it has more than {LARGEST // 1_000_000} MB",
            key="file_too_large",
            limit=LARGEST // 1_000_000,
        )
        await exchange.reply(problems.problem(exchange.t, error))
        return
    sheet = Sheet(
        name,
        file_id=document.file_id,
        hints=hints_from_words(storable(message.caption or "")),
        album=message.media_group_id,
        message_id=message.message_id,
    )
    await exchange.desk.lay(exchange, sheet)


async def fetch_again(exchange: Exchange) -> None:
    """The button under a document that Telegram did not hand out, or under the report of its batch."""
    batch_id, sheet_id = exchange.callback.number(0), exchange.callback.number(1)
    one = len(exchange.callback.args) > 1
    if batch_id is None or (one and sheet_id is None):
        await exchange.tell(problems.stale(exchange.t))
    elif await exchange.desk.fetch_again(batch_id, exchange.chat_id, sheet_id):
        await exchange.answer(problems.note(batch.fetching_again(exchange.t)))
    else:
        await exchange.tell(problems.stale(exchange.t))


async def take_photo(exchange: Exchange) -> None:
    """A page as a photograph; its caption says which."""
    message = exchange.update.effective_message
    if message is None or not message.photo:
        return
    # The largest of the sizes that Telegram keeps is the last.
    photo = message.photo[-1]
    hints = hints_from_words(storable(message.caption or ""))
    name = f"photo {message.message_id}.jpg"
    sheet = Sheet(
        name,
        file_id=photo.file_id,
        hints=hints,
        album=message.media_group_id,
        message_id=message.message_id,
    )
    await exchange.desk.lay(exchange, sheet)


async def take_links(exchange: Exchange) -> None:
    """Links to articles or issues; what else is said speaks for all of them."""
    hints = hints_from_words(_LINK.sub(" ", exchange.words))
    exchange.desk.expecting.discard(exchange.chat_id)
    message = exchange.update.effective_message
    number = message.message_id if message else None
    for address in dict.fromkeys(_LINK.findall(exchange.words)):
        await exchange.desk.lay(exchange, Sheet(address, hints=hints, message_id=number))


def holds_links(text: str) -> bool:
    """Whether a text is links with hardly a word beside them, which an editor sends to have them fetched."""
    return bool(_LINK.search(text)) and len(_LINK.sub("", text).strip()) <= _BESIDE_LINKS


async def take_pasted(exchange: Exchange) -> None:
    """A page as text, or a part of one."""

    async def done(page: str) -> None:
        message = exchange.update.effective_message
        number = message.message_id if message else None
        await exchange.desk.lay(
            exchange, Sheet(f"message {number or 0}", text=as_page(page), message_id=number)
        )

    exchange.desk.expecting.discard(exchange.chat_id)
    exchange.keep_update()
    if await exchange.desk.pastes.add(exchange.chat_id, exchange.words, done, exchange.update.update_id):
        await exchange.reply(editor.waiting_for_more(exchange.t))


async def add(exchange: Exchange) -> None:
    """/add: what follows is a page, or the next text is one."""
    if holds_links(exchange.words):
        await take_links(exchange)
        return
    if exchange.words.strip():
        await take_pasted(exchange)
        return
    if exchange.private:
        exchange.desk.expecting.add(exchange.chat_id)
    await exchange.reply(editor.how_to_add(exchange.t))
