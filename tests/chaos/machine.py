"""The machine that the bot runs on: a small disk, a clock, files, each of which can be made to fail."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

DISK = "64m"
BLOCK = 64 * 1024
SHIM = Path(__file__).with_name("preload.c")


@dataclass
class Machine:
    """What cannot be had here, such as a disk of one's own or a compiler, is left out."""

    folder: Path
    """For what no fault touches."""
    disk: Path
    """For the database."""
    can_fill: bool
    can_turn: bool
    """Whether the clock can be turned and the files made read-only."""
    ahead: int = 0
    """By how many seconds its clock is ahead."""

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to run on this machine."""
        if not self.can_turn:
            return {}
        return {"LD_PRELOAD": str(self.folder / "preload.so"), "CHAOS_CONTROL": str(self._control)}

    def fill(self) -> None:
        """Leave no room on the disk."""
        with self._ballast.open("wb", buffering=0) as ballast:
            try:
                while ballast.write(bytes(BLOCK)) == BLOCK:
                    pass
            except OSError:
                return

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)

    def turn(self, ahead: int, *, read_only: bool = False) -> None:
        """Put the clock ahead, or back below 0, and say whether the database can be written."""
        self.ahead = ahead
        with self._control.open("r+b") as control:
            control.write(struct.pack("qq", ahead, read_only))

    @property
    def _ballast(self) -> Path:
        return self.disk / "ballast"

    @property
    def _control(self) -> Path:
        return self.folder / "control"


@contextmanager
def a_machine(folder: Path) -> Iterator[Machine]:
    """A machine whose files are in the folder."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = _done("mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(disk))
    shim = folder / "preload.so"
    built = _done("cc", "-O2", "-shared", "-fPIC", "-o", str(shim), str(SHIM))
    (folder / "control").write_bytes(struct.pack("qq", 0, 0))
    try:
        yield Machine(folder, disk, can_fill=mounted, can_turn=built)
    finally:
        if mounted:
            _done("umount", "--lazy", str(disk))


def _done(*command: str) -> bool:
    if which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
