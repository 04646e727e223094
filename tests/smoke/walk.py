"""Walks one way in: the commands that a newcomer and a container run first, as a user without rights."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.smoke.bot_api import BotApi, serving
from tests.smoke.layouts import ROOT, Layout

COMMAND_SECONDS = 120
READY_SECONDS = 60
ANSWER_SECONDS = 60
HEALTHY_SECONDS = 30
END_SECONDS = 10
"""The contract of SIGTERM: what is in flight is finished and the process ended."""

HEADLINE = "老码头改成读书角"
PAGE = f"""滨河晚报 2024年4月3日 第5版

{HEADLINE}
本报记者 林秋实

4月2日，滨河老码头的候船室换了招牌，改成可以坐下来看书的读书角，首批上架图书三千二百册。
社区介绍，读书角每天开到晚上九点，周末有志愿者讲故事。
"""


class SmokeFailure(Exception):
    """A way in does not do what it should."""


@dataclass(frozen=True, slots=True)
class Unprivileged:
    """How a process is started without rights beyond those of any user."""

    prefix: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()


def unprivileged(user: int) -> Unprivileged:
    """As oneself; for root, as that user or, where it cannot run this Python, without capabilities."""
    if os.geteuid() != 0:
        return Unprivileged()
    options = (("user", user), ("group", user), ("extra_groups", []))
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, capture_output=True, **dict(options))
    except (OSError, subprocess.CalledProcessError):
        return Unprivileged(("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"))
    return Unprivileged(options=options)


def walk(layout: Layout, user: Unprivileged) -> None:
    """Start every command of a way in. Raises SmokeFailure at the first that does not do what it should."""
    with _read_only(layout), serving() as api:
        _refuses_to_write(layout, user)
        version = re.search(r'__version__ = "(.+)"', (ROOT / "bot" / "__init__.py").read_text())
        assert version
        _holds(_run(layout, user, *layout.program, "--version"), version[1])
        _holds(_run(layout, user, *layout.program, "doctor", api=api), "token: set")
        _holds(_run(layout, user, *layout.program, "demo"), "Baozhai demo")
        _serve(layout, user, api)


@contextmanager
def _read_only(layout: Layout) -> Iterator[None]:
    """Only the writable folders can be written in the block."""
    for folder in layout.writable:
        folder.chmod(0o777)
    kept = {
        path: path.stat().st_mode
        for path in (layout.place, *layout.place.rglob("*"))
        if path not in layout.writable and not path.is_symlink()
    }
    for path, mode in kept.items():
        path.chmod((mode | (0o555 if path.is_dir() else 0o444)) & ~0o222)
    try:
        yield
    finally:
        for path, mode in kept.items():
            path.chmod(mode | 0o700)


def _refuses_to_write(layout: Layout, user: Unprivileged) -> None:
    """The walk shows something only where writing beside the program fails."""
    attempt = f"open({str(layout.folder / 'written')!r}, 'w')"
    if _start(layout, user, (sys.executable, "-c", attempt)).wait() == 0:
        raise SmokeFailure(f"{layout.name}: its folder can be written")


def _run(layout: Layout, user: Unprivileged, *command: str, api: BotApi | None = None) -> str:
    """Run a command with nothing on its input. What it prints."""
    process = _start(layout, user, command, **api.environment if api else {})
    try:
        out, errors = process.communicate(timeout=COMMAND_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise SmokeFailure(f"{layout.name}: {' '.join(command)} does not end") from None
    if process.returncode != 0 or "Traceback" in errors:
        told = f"{layout.name}: {' '.join(command)}: exit {process.returncode}"
        raise SmokeFailure(f"{told}\n{out}{errors}")
    return out


def _start(
    layout: Layout, user: Unprivileged, command: tuple[str, ...], **environment: str
) -> subprocess.Popen[str]:
    # Which file a name means is looked up in the layout's PATH, not in ours.
    program = shutil.which(command[0], path=layout.environment["PATH"]) or command[0]
    return subprocess.Popen(
        [*user.prefix, program, *command[1:]],
        cwd=layout.folder,
        env=layout.environment | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **dict(user.options),
    )


def _holds(told: str, expected: str) -> None:
    if expected not in told:
        raise SmokeFailure(f"{expected!r} is not in:\n{told}")


def _serve(layout: Layout, user: Unprivileged, api: BotApi) -> None:
    """Serve, answer the owner and read a page, then end at SIGTERM."""
    process = _start(layout, user, layout.serve, **api.environment)
    log: list[str] = []
    ready = threading.Event()
    reader = threading.Thread(target=_read_log, args=(process, log, ready))
    reader.start()
    try:
        if not ready.wait(READY_SECONDS):
            raise SmokeFailure(f"{layout.name}: not ready after {READY_SECONDS} seconds\n{''.join(log)}")
        _converse(api)
        if layout.health:
            _becomes_healthy(layout, user)
        process.send_signal(signal.SIGTERM)
        code = process.wait(END_SECONDS)
        if code != 0 or "Traceback" in "".join(log):
            raise SmokeFailure(f"exit {code} at SIGTERM")
    except (SmokeFailure, subprocess.TimeoutExpired) as error:
        raise SmokeFailure(f"{layout.name}: serve: {error}\n{''.join(log)}") from None
    finally:
        process.kill()
        reader.join()


def _becomes_healthy(layout: Layout, user: Unprivileged) -> None:
    """The first beat comes a little after the bot is ready."""
    end = time.monotonic() + HEALTHY_SECONDS
    while True:
        try:
            _run(layout, user, *layout.health)
            return
        except SmokeFailure:
            if time.monotonic() > end:
                raise


def _read_log(process: subprocess.Popen[str], log: list[str], ready: threading.Event) -> None:
    assert process.stderr
    for line in process.stderr:
        log.append(line)
        if line.strip() == "ready":
            ready.set()


def _converse(api: BotApi) -> None:
    """The owner's first two messages; a page is read in a process of its own."""
    api.say("/start")
    if not api.wait_for("sendMessage", "reply_markup", ANSWER_SECONDS):
        raise SmokeFailure("/start is not answered")
    api.send_file("滨河晚报_2024-04-03_05.txt", PAGE.encode())
    if not api.wait_for("sendMessage", HEADLINE, ANSWER_SECONDS):
        raise SmokeFailure("a page that the owner sends gets no card")
