from __future__ import annotations

import logging

import pytest

from bot.errors import DatabaseUnusable
from bot.troubles import Trouble

FULL = DatabaseUnusable("write to the database", "disk full")


def test_what_goes_on_failing_is_told_once_and_when_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble(logging.getLogger("somewhere"), "somewhere: could not do it")
    trouble.is_over()
    for _ in range(3):
        trouble.is_there(FULL)
    trouble.is_over()
    trouble.is_over()
    first, last = caplog.records
    assert first.getMessage() == f"somewhere: could not do it: {FULL}"
    assert (first.levelno, first.exc_info) == (logging.ERROR, None)
    assert (last.getMessage(), last.levelno) == ("somewhere: could not do it: no longer", logging.WARNING)


def test_another_cause_and_a_second_time_are_told_again(caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble(logging.getLogger("somewhere"), "somewhere: could not do it")
    trouble.is_there(FULL)
    trouble.is_there(DatabaseUnusable("write to the database", "locked"))
    trouble.is_over()
    trouble.is_there(FULL)
    assert len(caplog.records) == 4


def test_a_mistake_is_told_with_its_place(caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble(logging.getLogger("somewhere"), "somewhere: could not do it")
    mistake = ValueError("oops")
    trouble.is_there(mistake)
    assert caplog.records[0].exc_info is not None
    assert caplog.records[0].exc_info[1] is mistake
