"""The memory of a running bot on a day that brings ten thousand articles; left out unless asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
MOST_MB = 350


@pytest.mark.slow
def test_ten_thousand_articles_of_one_day_take_less_than_350_mb() -> None:
    bench = PROJECT / "tests" / "bench" / "memory.py"
    printed = subprocess.run(
        [sys.executable, str(bench), "--articles", "10000", "--today", "10000"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=3000,
        check=True,
    ).stdout
    most = re.search(r"at the most +(\d+)", printed)
    assert most, printed
    assert int(most[1]) < MOST_MB, printed
