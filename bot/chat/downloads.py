"""Getting the files that people send: over connections of their own, and again where Telegram falters."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from telegram import Bot, File
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.delivery.errors import judge, retry_after
from bot.errors import BaozhaiError, FileUnavailable, PageTooLarge, UnreadableFile

AT_ONCE = 8
"""Files that are fetched at once. Others wait, and replies have connections of their own."""

LARGE = 1_000_000
"""Bytes from which a file counts as large, as does one of unknown size."""

LARGE_AT_ONCE = 4
"""Large files that are in memory at once, from the first byte until they are read: 20 MB each at most."""

WAITS = (0.5, 1.5, 3.0)
"""Seconds before another try. Who sends a page then hears within some five seconds that it takes longer."""

LONGEST_WAIT = 10.0
"""Seconds that Telegram may ask to wait; for longer nobody is kept in suspense."""

DEADLINE = 300.0
"""Seconds for one try: a file of 20 MB at half a megabit a second."""


class Downloads:
    """Gets files from Telegram, a bounded number at once."""

    def __init__(self, bot: Bot, waits: Sequence[float] = WAITS) -> None:
        """`bot` had better have connections that nothing else uses."""
        self._bot = bot
        self._waits = waits
        self._connections = asyncio.Semaphore(AT_ONCE)
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)

    @asynccontextmanager
    async def opened(self, file_id: str, name: str) -> AsyncIterator[bytes]:
        """The content of a file; it counts as being in memory until the block ends.

        Raises FileUnavailable where it cannot be had for now, PageTooLarge where Telegram hands out none so
        large, UnreadableFile where it will never be had.
        """
        async with AsyncExitStack() as held:
            yield await self._get(file_id, name, held)

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.request.shutdown()

    async def _get(self, file_id: str, name: str, held: AsyncExitStack) -> bytes:
        for wait in (*self._waits, None):
            try:
                return await self._try(file_id, held)
            except (TelegramError, TimeoutError) as error:
                pause = _pause(error, wait)
                if pause is None:
                    raise _refusal(name, error) from error
            await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _ask(self, file_id: str) -> File:
        try:
            return await self._bot.get_file(file_id)
        except TelegramError:
            raise
        except Exception as error:
            # What says that it went well and holds no file: the library trips over it.
            raise NetworkError(f"an answer without a file ({type(error).__name__})") from error

    async def _try(self, file_id: str, held: AsyncExitStack) -> bytes:
        async with AsyncExitStack() as trying:
            async with self._connections:
                file = await self._ask(file_id)
            if file.file_size is None or file.file_size > LARGE:
                await trying.enter_async_context(self._large)
            async with self._connections, asyncio.timeout(DEADLINE):
                data = await _download(file)
            held.push_async_exit(trying.pop_all())
            return data


async def _download(file: File) -> bytes:
    if not file.file_path:
        raise NetworkError("the file has no path")
    data = bytes(await file.download_as_bytearray())
    if file.file_size is not None and len(data) < file.file_size:
        raise NetworkError("the file broke off")
    return data


def _is_passing(error: Exception) -> bool:
    # Telegram answers 400 to a file that it has mislaid for the moment. Other refusals of a download (a path
    # that is no longer valid is 404) go with a new path.
    return not isinstance(error, BadRequest) or "temporarily unavailable" in error.message.casefold()


def _pause(error: Exception, wait: float | None) -> float | None:
    """Seconds until the next try; None where there is to be none."""
    if wait is None or not _is_passing(error):
        return None
    if not isinstance(error, RetryAfter):
        return wait
    wanted = retry_after(error).total_seconds()
    return max(wait, wanted) if wanted <= LONGEST_WAIT else None


def _refusal(name: str, error: Exception) -> BaozhaiError:
    could_not, reason = f"fetch {name}", judge(error).reason
    if _is_passing(error):
        return FileUnavailable(could_not, reason)
    if "too big" in reason.casefold():
        limit = FileSizeLimit.FILESIZE_DOWNLOAD // 1_000_000
        return PageTooLarge(could_not, reason, key="file_too_large", limit=limit)
    return UnreadableFile(could_not, reason, key="file_not_given")
