"""Connections to the Bot API: through the proxy that is configured, else directly."""

from __future__ import annotations

from typing import Any

import httpx
import socksio
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

POOL = 256
"""Connections that replies and pushes share."""

READ_TIMEOUT = 5.0
"""Seconds without a byte after which an answer is given up."""


class TelegramRequest(HTTPXRequest):
    """As the library's own, which would also take a proxy from other programs' variables."""

    def __init__(
        self, connections: int = POOL, *, proxy: str | None = None, read_timeout: float = READ_TIMEOUT
    ) -> None:
        # Certificates are looked up as before: SSL_CERT_FILE names no proxy.
        trusted = {"trust_env": False, "verify": httpx.create_ssl_context()}
        super().__init__(connections, read_timeout, proxy=proxy, httpx_kwargs=trusted)

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As the library's own. Raises NetworkError, with an httpx.ProxyError as its cause, also where the
        proxy does not speak SOCKS5.
        """
        try:
            return await super().do_request(*args, **kwargs)
        except socksio.ProtocolError:
            cause = httpx.ProxyError("the proxy does not speak SOCKS5")
            raise NetworkError(f"httpx.ProxyError: {cause}") from cause
