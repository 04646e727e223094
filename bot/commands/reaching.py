"""What `doctor` says of the proxy: whether Telegram is reached through it."""

from __future__ import annotations

import asyncio
import os
from urllib.parse import urlsplit

from telegram.error import NetworkError, TimedOut

from bot.commands.findings import Finding
from bot.connections import TelegramRequest
from bot.proxies import passed_over, without_credentials
from bot.settings import Settings

PATIENCE = 10.0
"""Seconds for the connection to the proxy, the one from there to Telegram, and an answer."""

_WRONG_PASSWORD = 407
_NOT_REACHED = (502, 503, 504)


def examine_proxy(settings: Settings) -> Finding:
    """Ask the Bot API for nothing in particular, without the token, through the proxy, where one is set."""
    if settings.proxy_address is None:
        others = ", ".join(passed_over(os.environ))
        told = f"; {others} is for other programs and passed over: set BAOZHAI_PROXY to use one"
        return Finding("proxy", True, f"none{told if others else ''}")
    shown = without_credentials(settings.proxy_address)
    url = urlsplit(settings.api_base_url)
    why_not = asyncio.run(_ask(f"{url.scheme}://{url.netloc}/", settings.proxy_address))
    if why_not is None:
        return Finding("proxy", True, f"{shown} reaches {url.hostname}")
    return Finding("proxy", False, f"{shown} does not reach {url.hostname}: {why_not}; see BAOZHAI_PROXY")


async def _ask(url: str, proxy: str) -> str | None:
    """Why a page is not reached through a proxy; None where any server answers."""
    request = TelegramRequest(1, proxy=proxy)
    try:
        async with asyncio.timeout(PATIENCE):
            status, _ = await request.do_request(url, "GET")
    except (TimeoutError, TimedOut):
        return "no answer in time"
    except NetworkError as error:
        return str(error.__cause__ or error.message) or "it breaks off"
    finally:
        await request.shutdown()
    if status == _WRONG_PASSWORD:
        return "it asks for another name and password"
    # A proxy in plain http answers in the place of a server that it does not reach.
    return f"it answers {status}" if status in _NOT_REACHED else None
