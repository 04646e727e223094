"""Reading a file where it does no harm: in the workshop, whatever its format."""

from __future__ import annotations

from typing import cast

from bot.blocking import PLAIN_TEXT, QUICK_FILES, SLOW_FILES, Lane
from bot.model import PageHints
from bot.reading.documents import Document, is_plain
from bot.reading.formats.sniffing import outer_format_of
from bot.workshop.jobs import Job
from bot.workshop.limits import THOROUGH, limits_for
from bot.workshop.workshop import Workshop


def lane_of(data: bytes, name: str) -> Lane:
    """The threads in which `read_safely` is to read a file, by how long that may take."""
    if is_plain(data, name):
        return PLAIN_TEXT
    return SLOW_FILES if limits_for(outer_format_of(data, name), name) is THOROUGH else QUICK_FILES


def read_safely(
    workshop: Workshop, data: bytes, name: str, hints: PageHints, otherwise: PageHints
) -> Document:
    """As `bot.reading.documents.read_document`, within the limits of the workshop. Raises ReadingError."""
    limits = limits_for(outer_format_of(data, name), name)
    read = workshop.run(Job.DOCUMENT, data, name, hints, otherwise, name=name, limits=limits)
    return cast(Document, read)
