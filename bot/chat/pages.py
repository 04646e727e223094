"""Pages from editors: as documents or as text, each answered with one card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.chat.exchange import Exchange, storable
from bot.chat.services import Services, in_thread
from bot.errors import BaozhaiError, PageTooLarge, UnreadableFile
from bot.message.views import editor, problems
from bot.model import Deed, PageCard, PageHints
from bot.reading.file_name import hints_from_name
from bot.reading.formats import PAGE_LIMIT

LARGEST = min(FileSizeLimit.FILESIZE_DOWNLOAD, PAGE_LIMIT)
"""Bytes of a document: what a bot may fetch, and what a page may have."""

Fetch = Callable[[], Awaitable[bytes]]


async def take_document(exchange: Exchange) -> None:
    """A page as a file; its caption or its name says which."""
    message = exchange.update.effective_message
    document = message.document if message else None
    if message is None or document is None:
        return
    name = storable(document.file_name or "document")
    if (document.file_size or 0) > LARGEST:
        error = PageTooLarge(f"take {name}", f"it has more than {LARGEST // 1_000_000} MB")
        await exchange.reply(problems.problem(exchange.t, error))
        return

    async def fetch() -> bytes:
        try:
            file = await document.get_file()
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            raise UnreadableFile(f"fetch {name}", error) from error

    await exchange.desk.lay(Upload(exchange, name, fetch, _hints(name, storable(message.caption or ""))))


async def take_pasted(exchange: Exchange) -> None:
    """A page as text, or a part of one."""

    async def done(page: str) -> None:
        async def fetch() -> bytes:
            return page.encode()

        message = exchange.update.effective_message
        name = f"message {message.message_id if message else 0}"
        await exchange.desk.lay(Upload(exchange, name, fetch, PageHints()))

    exchange.desk.expecting.discard(exchange.chat_id)
    if await exchange.desk.pastes.add(exchange.chat_id, exchange.words, done):
        await exchange.reply(editor.waiting_for_more(exchange.t))


async def add(exchange: Exchange) -> None:
    """/add: what follows is a page, or the next text is one."""
    if exchange.words.strip():
        await take_pasted(exchange)
        return
    if exchange.private:
        exchange.desk.expecting.add(exchange.chat_id)
    await exchange.reply(editor.how_to_add(exchange.t))


@dataclass(frozen=True, slots=True)
class Upload:
    """A page that lies on the desk."""

    exchange: Exchange
    name: str
    fetch: Fetch
    hints: PageHints

    @property
    def update(self) -> Update:
        """What it came with."""
        return self.exchange.update

    async def read(self) -> None:
        """Read it, store its articles as drafts, and show its card."""
        exchange = self.exchange
        try:
            data = await self.fetch()
            card = await in_thread(_take_in, exchange.services, data, self.name, self.hints)
        except BaozhaiError as error:
            await exchange.reply(problems.problem(exchange.t, error))
            return
        audit = exchange.services.store.audit
        await in_thread(audit.add, exchange.user_id, Deed.ADD, detail=self.name)
        await exchange.reply(editor.page_card(exchange.t, card, today=exchange.today))

    async def turn_away(self) -> None:
        """Say that it is to be sent again."""
        await self.exchange.reply(problems.busy(self.exchange.t))


def _take_in(services: Services, data: bytes, name: str, hints: PageHints) -> PageCard:
    page = services.intake.read_bytes(data, name, hints)
    report = services.intake.add([page], draft=True)
    return services.intake.preview(report.page_ids[0])


def _hints(name: str, caption: str) -> PageHints:
    """What the caption says goes before what the file is called."""
    named, said = hints_from_name(name), hints_from_name(f"{caption}.txt")
    return replace(
        named,
        source=said.source or named.source,
        issue_date=said.issue_date or named.issue_date,
        page=said.page or named.page,
    )
