"""Bytes to pages: one module a format. `bot.reading.documents` tells which a file is in."""

from bot.reading.formats.plain_text import PAGE_LIMIT, decode

__all__ = ["PAGE_LIMIT", "decode"]
