"""What happens to the bot: it is killed, stopped, frozen, and answered with faults, on a failing machine."""

from __future__ import annotations

import random
import re
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pushing import Bot, wait_until

from tests.chaos.machine import Machine

ENVIRONMENT = {"BAOZHAI_ADMINS": "11,12"}
"""On the machine's own clock: a slot comes once, whichever of the processes lives then."""

PATIENCE = 600.0

ALMOST_SET_ASIDE = (
    "select (select count(*) from inbox where state = 'waiting' and tries > 2)"
    " + (select count(*) from sheets where state = 'waiting' and tries > 1)"
)
"""What the bot would rightly set aside if it died once more or twice during it."""


@dataclass
class Load:
    """The most that a process of the bot ever took."""

    megabytes: int = 0
    threads: int = 0
    descriptors: int = 0

    def look(self, process: int) -> None:
        """Measure a process; one that has ended takes nothing."""
        try:
            status = Path(f"/proc/{process}/status").read_text()
            opened = len(list(Path(f"/proc/{process}/fd").iterdir()))
        except OSError:
            return
        told = dict(re.findall(r"(VmRSS|Threads):\s+(\d+)", status))
        self.megabytes = max(self.megabytes, int(told.get("VmRSS", 0)) // 1024)
        self.threads = max(self.threads, int(told.get("Threads", 0)))
        self.descriptors = max(self.descriptors, opened)


class Faults:
    """Does harm by chance, and counts it."""

    def __init__(
        self,
        bot: Bot,
        second: Bot,
        machine: Machine,
        telegram: Any,
        chance: random.Random,
        act: Callable[[], None],
    ) -> None:
        """`second` is another process on the same database; `act` lets people do something meanwhile."""
        self._bot, self._second, self._machine = bot, second, machine
        self._telegram, self._chance, self._act = telegram, chance, act
        self._second_runs = False
        self.load = Load()
        self.count = {"kills": 0, "stops": 0}

    def happen(self) -> None:
        """One of them."""
        self.look()
        harms = [
            (self.kill, 5),
            (self._stop, 2),
            (self._freeze, 1),
            (self._lock, 1),
            (self._refuse, 2),
            (self._lose_answers, 2),
            (self._second_process, 2),
        ]
        if self._machine.can_fill:
            harms.append((self._fill, 1))
        if self._machine.can_turn:
            harms += [(self._turn_clock, 2), (self._read_only, 1)]
        harm = self._chance.choices([each for each, _ in harms], [weight for _, weight in harms])[0]
        harm()

    def kill(self) -> None:
        """As a power cut would."""
        self._let_suspects_be_handled()
        self._bot.kill()
        self._counted("kills")
        self.start()

    def start(self) -> None:
        """Start the bot."""
        self._bot.start("", **ENVIRONMENT, **self._machine.environment)

    def look(self) -> None:
        """See what the bot takes."""
        if self._bot._process is not None:
            self.load.look(self._bot._process.pid)

    def end(self) -> None:
        """All is well from now on."""
        self._telegram.clear_faults()
        if self._machine.can_turn:
            self._machine.turn(0)
        if self._second_runs:
            self._second.kill()

    def _stop(self) -> None:
        code = self._bot.terminate()
        assert code == 0, f"SIGTERM: exit {code}"
        self._counted("stops")
        self.start()

    def _freeze(self) -> None:
        assert self._bot._process is not None
        self._bot._process.send_signal(signal.SIGSTOP)
        self._while_people_act(0.2, 2)
        self._bot._process.send_signal(signal.SIGCONT)

    def _lock(self) -> None:
        with closing(sqlite3.connect(self._bot.database, isolation_level=None, timeout=60)) as holder:
            holder.execute("begin immediate")
            self._while_people_act(0.2, 3)
        self._counted("locks")

    def _fill(self) -> None:
        self._machine.fill()
        self._while_people_act(1, 4)
        self._machine.free()
        self._counted("full disks")

    def _read_only(self) -> None:
        self._machine.turn(self._machine.ahead, read_only=True)
        self._while_people_act(1, 4)
        self._machine.turn(self._machine.ahead)
        self._counted("read-only disks")

    def _turn_clock(self) -> None:
        self._machine.turn(0 if self._machine.ahead else self._chance.choice((-500, -40, 30, 90, 400)))
        self._counted("clock jumps")

    def _refuse(self) -> None:
        method = self._chance.choice(("sendMessage", "getUpdates", "getFile", "answerCallbackQuery"))
        self._telegram.fault("502", method=method, times=self._chance.randint(1, 4))

    def _lose_answers(self) -> None:
        kind = self._chance.choice(("reset", "reset_after"))
        method = self._chance.choice(("sendMessage", "getUpdates", "editMessageText"))
        self._telegram.fault(kind, method=method, times=1)

    def _second_process(self) -> None:
        """Another `serve` comes, or goes."""
        if not self._second_runs:
            self._second.start("", **ENVIRONMENT, **self._machine.environment)
            self._counted("second processes")
        elif self._chance.random() < 0.5:
            self._let_suspects_be_handled()
            self._second.kill()
            self._counted("kills")
        else:
            code = self._second.terminate()
            assert code == 0, f"SIGTERM: exit {code}"
            self._counted("stops")
        self._second_runs = not self._second_runs

    def _let_suspects_be_handled(self) -> None:
        """What kills the bot each time is set aside: a kill that often comes by chance would look like it."""
        with closing(sqlite3.connect(self._bot.database, timeout=60)) as database:
            wait_until(lambda: database.execute(ALMOST_SET_ASIDE).fetchone() == (0,), PATIENCE)

    def _while_people_act(self, least: float, most: float) -> None:
        until = time.monotonic() + self._chance.uniform(least, most)
        while time.monotonic() < until:
            self._act()
            time.sleep(0.2)

    def _counted(self, what: str) -> None:
        self.count[what] = self.count.get(what, 0) + 1
