"""A process can be told from every other one, and is known to have ended once it has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.processes import has_ended, identity

ROOT = Path(__file__).resolve().parent.parent

OTHER = """
import sys
from bot.processes import identity
print(identity(), flush=True)
sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="this is known on Linux only")


def test_a_process_that_runs_has_not_ended_and_one_that_was_killed_has():
    with subprocess.Popen(
        [sys.executable, "-c", OTHER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        known = other.stdout.readline().strip()
        assert known != identity()
        assert not has_ended(known)
        other.kill()
        other.wait()
        assert has_ended(known)


def test_this_process_has_not_ended():
    assert identity() == identity()
    assert not has_ended(identity())


@pytest.mark.parametrize("other", ["", "elsewhere", "another-machine 4026531836 1 17", "a b c d e"])
def test_nothing_is_said_of_a_process_that_ran_elsewhere(other):
    assert not has_ended(other)
