"""What the pages of a batch tell each other of paper and day. Pure."""

from __future__ import annotations

from bot.model import Batch, PageHints, Sheet
from bot.reading.file_name import hints_from_name


def taken_over(batch: Batch, sheet: Sheet) -> PageHints:
    """The paper and day that hold for a page where it does not say them itself.

    Those that its editor set for the batch; else those of the caption of the documents sent together with
    it; else those that the caption or the name of a file before it said last.
    """
    said = [batch.hints, *_of_album(batch, sheet), *map(_said, _before(batch, sheet))]
    return PageHints(
        next((hints.source for hints in said if hints.source), None),
        next((hints.issue_date for hints in said if hints.issue_date), None),
    )


def read_before_caption(batch: Batch, sheet: Sheet) -> list[int]:
    """The pages that were sent together with a captioned one and read before it: it speaks for them too."""
    if sheet.album is None or sheet.hints == PageHints():
        return []
    return [
        each.page_id
        for each in batch.sheets
        if each.album == sheet.album and each.page_id is not None and each.id != sheet.id
    ]


def _of_album(batch: Batch, sheet: Sheet) -> list[PageHints]:
    if sheet.album is None:
        return []
    return [each.hints for each in batch.sheets if each.album == sheet.album]


def _before(batch: Batch, sheet: Sheet) -> list[Sheet]:
    """The pages before one, the nearest first."""
    return [each for each in reversed(batch.sheets) if each.id < sheet.id]


def _said(sheet: Sheet) -> PageHints:
    named, said = hints_from_name(sheet.name), sheet.hints
    return PageHints(said.source or named.source, said.issue_date or named.issue_date)
