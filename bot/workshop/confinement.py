"""What the process that reads files may not do, held by the system: Linux, x86-64 and ARM64.

A parser that a hostile file has taken over finds no network, no other program or process, no file but those
of Python and of this program, no way to write, and no right that its user has beyond that. Calls are refused
by seccomp, files by Landlock, rights by an empty set of capabilities. Where a system lacks one of these, the
others hold.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _SECCOMP_MODE_FILTER = 22, 38, 2
_EPERM, _ENOSYS = 1, 38
_CLONE_THREAD = 0x10000

_REFUSED = {
    "x86_64": """
        41 42 43 44 46 49 50 53 288 57 58 59 322 62 424 434 438 101 310 311 272 308 165 166 155 161
        248 249 250 321 298 425 426 427 323 246 320
    """,
    "aarch64": """
        198 203 202 206 211 200 201 199 242 221 281 129 424 434 438 117 270 271 97 268 40 39 41 51
        217 218 219 280 241 425 426 427 282 104 294
    """,
}
"""By machine: sockets, programs, processes, what looks into or stops others, namespaces and mounts, keys, and
what no parser asks of the kernel."""

_CALLS = {
    "x86_64": (0xC000003E, 56, 435, 126, tuple(map(int, _REFUSED["x86_64"].split()))),
    "aarch64": (0xC00000B7, 220, 435, 91, tuple(map(int, _REFUSED["aarch64"].split()))),
}
"""The audit number of a machine, clone, clone3, capset, and what is refused."""

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_RIGHTS_OF_VERSION = (13, 14, 15, 15, 16)
"""How many rights to files each version of Landlock knows."""

_O_PATH = 0o10000000


def confine() -> None:
    """Give up, for this process and for good, all that reading a file from memory does not take."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _CALLS:
        return
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _restrict_files(system, _readable())
    _drop_capabilities(system, _CALLS[machine][3])
    _refuse_calls(system, machine)


# ------------------------------------------------------------------------------------------ files


def _readable() -> Iterable[Path]:
    """What is loaded while files are read: Python, its packages, this program, and the system's libraries."""
    program = Path(__file__).resolve().parent.parent
    yield program
    yield program.parent / "config"
    for place in (sys.prefix, sys.base_prefix, *sys.path):
        path = Path(place).resolve()
        # The folder of a checkout may hold the database beside the program.
        if place and path != program.parent:
            yield path
    for place in ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/proc/self"):
        yield Path(place)
    for place in ("/dev/null", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"):
        yield Path(place)


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled_access_fs", ctypes.c_uint64),)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def _restrict_files(system: ctypes.CDLL, readable: Iterable[Path]) -> None:
    version = system.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    rights = (1 << _RIGHTS_OF_VERSION[min(version, len(_RIGHTS_OF_VERSION)) - 1]) - 1
    ruleset = _Ruleset(rights)
    held = system.syscall(_LANDLOCK_CREATE, ctypes.byref(ruleset), ctypes.sizeof(ruleset), 0)
    if held < 0:
        return
    for path in dict.fromkeys(readable):
        _allow(system, held, path)
    system.syscall(_LANDLOCK_RESTRICT, held, 0)
    os.close(held)


def _allow(system: ctypes.CDLL, held: int, path: Path) -> None:
    try:
        place = os.open(path, _O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = _READ_FILE | _READ_DIR if path.is_dir() else _READ_FILE
    system.syscall(_LANDLOCK_ADD, held, 1, ctypes.byref(_Beneath(rights, place)), 0)
    os.close(place)


# ----------------------------------------------------------------------------------------- rights


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def _drop_capabilities(system: ctypes.CDLL, capset: int) -> None:
    nothing = (ctypes.c_uint32 * 6)()
    system.syscall(capset, ctypes.byref(_Header(0x20080522, 0)), ctypes.byref(nothing))


# ------------------------------------------------------------------------------------------ calls


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("jt", ctypes.c_uint8),
        ("jf", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("len", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOWED, _ERROR = 0x7FFF0000, 0x00050000
_OTHER_INTERFACE = 0x40000000


def _refuse_calls(system: ctypes.CDLL, machine: str) -> None:
    instructions = _filter(*_CALLS[machine])
    listed = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    program = _Program(len(instructions), listed)
    system.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _filter(
    audit: int, clone: int, clone3: int, _: int, refused: Sequence[int]
) -> list[tuple[int, int, int, int]]:
    """The program by which the kernel judges a call, in its classic packet filter language."""
    after = len(refused)
    # Each jump says how many instructions it passes over; those of refused calls lead to the last one.
    return [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _ERROR | _EPERM),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, after + 6, 0, _OTHER_INTERFACE),
        *((_EQUAL, after - place + 5, 0, number) for place, number in enumerate(refused)),
        (_EQUAL, 0, 1, clone3),
        (_RETURN, 0, 0, _ERROR | _ENOSYS),
        (_EQUAL, 0, 2, clone),
        # Threads are part of this process; another process is not.
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_HAS, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOWED),
        (_RETURN, 0, 0, _ERROR | _EPERM),
    ]
