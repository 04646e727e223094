"""A reader that a hostile file has taken over reaches nothing: the system refuses what it may try."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from bot.workshop.confinement import _CALLS, _filter

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in _CALLS, reason="this is held on Linux only"
)

TAKEN_OVER = """
import ctypes, os, resource, signal, socket, subprocess, sys, threading
import bot.reading.documents
from bot.workshop.worker import _write_nothing
from bot.workshop.confinement import confine
from bot.workshop.limits import THOROUGH

_write_nothing()
confine()
what, *given = sys.argv[1:]
try:
    if what == "socket":
        socket.socket()
    elif what == "pair":
        socket.socketpair()
    elif what == "program":
        os.execv(sys.executable, [sys.executable, "-c", ""])
    elif what == "process":
        subprocess.Popen([sys.executable, "-c", ""])
    elif what == "fork":
        os.fork()
    elif what == "read":
        open(given[0], "rb").read(1)
    elif what == "list":
        os.listdir(given[0])
    elif what == "write":
        open(given[0], "wb").write(b"x")
    elif what == "remove":
        os.unlink(given[0])
    elif what == "kill":
        os.kill(os.getppid(), 0)
    elif what == "trace":
        system = ctypes.CDLL(None, use_errno=True)
        if system.ptrace(16, os.getppid(), 0, 0) < 0:
            raise OSError(ctypes.get_errno(), "ptrace")
    elif what == "memory":
        resource.setrlimit(resource.RLIMIT_AS, (2 * THOROUGH.memory, 2 * THOROUGH.memory))
    elif what == "thread":
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()
    elif what == "module":
        import bot.reading.formats.word
except (OSError, ValueError) as error:
    sys.exit(f"refused: {type(error).__name__}")
"""

ROOT = Path(__file__).resolve().parent.parent.parent


def tried(what: str, *given: object) -> str:
    """What came of it: nothing where it was done."""
    done = subprocess.run(
        [sys.executable, "-c", TAKEN_OVER, what, *map(str, given)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stderr.strip()


@pytest.mark.parametrize("what", ["socket", "pair", "program", "process", "fork", "kill", "trace", "memory"])
def test_what_a_reader_has_no_use_for_is_refused(what: str) -> None:
    assert tried(what).startswith("refused: ")


@pytest.mark.parametrize("what", ["read", "write", "remove"])
def test_a_file_that_is_not_of_the_program_can_be_neither_read_nor_changed(what: str, tmp_path: Path) -> None:
    secret = tmp_path / "baozhai.db"
    secret.write_bytes(b"secret")
    assert tried(what, secret).startswith("refused: ")
    assert secret.read_bytes() == b"secret"


@pytest.mark.parametrize("place", ["/etc/passwd", f"/proc/{os.getpid()}/environ", ROOT / "README.md"])
def test_neither_the_system_nor_the_bot_nor_what_lies_beside_it_is_read(place: object) -> None:
    assert tried("read", place).startswith("refused: ")


@pytest.mark.parametrize("what", ["thread", "module"])
def test_what_reading_takes_goes_on(what: str) -> None:
    assert tried(what) == ""


@pytest.mark.parametrize("machine", sorted(_CALLS))
def test_every_jump_of_the_filter_leads_to_an_instruction_of_it(machine: str) -> None:
    program = _filter(*_CALLS[machine])
    jumps = [
        place + 1 + far
        for place, (code, true, false, _) in enumerate(program)
        if code & 0x07 == 0x05
        for far in (true, false)
    ]
    assert max(jumps) == len(program) - 1
    for place, (code, true, _, number) in enumerate(program):
        if code == 0x15 and number in _CALLS[machine][4]:
            assert program[place + 1 + true] == program[-1]
