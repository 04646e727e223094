from collections.abc import AsyncIterator

import pytest
from loopback import Server, serving, to_loopback

from bot.fetching import Fetcher


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as given:
        yield given


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """One that may reach this machine, which no setting allows."""
    async with Fetcher(
        admits=lambda address: address == "127.0.0.1", look_up=to_loopback, seconds=10, size_limit=100_000
    ) as given:
        yield given
