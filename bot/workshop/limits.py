"""How long reading a file may take and how much memory it may use, by what has to be done for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.formats.sniffing import Format


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use."""

    seconds: float
    memory: int
    """Bytes of address space, which is more than what is in use: libraries reserve some hundred millions."""


QUICK = Limits(seconds=30, memory=1_200_000_000)
"""Markup and word processors' files: a large page takes under a second."""

THOROUGH = Limits(seconds=600, memory=4_000_000_000)
"""What may hold pictures of pages: recognising the text of one takes half a minute on
a slow machine."""

_WORD = ".docx"
_THOROUGH = (Format.PDF, Format.PICTURE, Format.ARCHIVE)


def limits_for(kind: Format, name: str) -> Limits:
    """The limits for a file by what it looks like from outside."""
    return THOROUGH if kind in _THOROUGH and not name.casefold().endswith(_WORD) else QUICK
