"""Bytes to text: one module a format, behind `decode`."""

from bot.reading.formats.plain_text import PAGE_LIMIT, decode

__all__ = ["PAGE_LIMIT", "decode"]
