"""What happens to the bot: it is killed, stopped, frozen, locked out, and answered with faults."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from typing import Any

from pushing import Bot

ENVIRONMENT = {"BAOZHAI_ADMINS": "11"}
"""On the machine's own clock: a slot comes once, whichever of the processes lives then."""

LONGEST_STOP = 10.0
"""Seconds in which the bot has to end after SIGTERM."""


class Faults:
    """Does harm by chance, and counts it."""

    def __init__(self, bot: Bot, telegram: Any, chance: random.Random) -> None:
        self._bot, self._telegram, self._chance = bot, telegram, chance
        self.kills = self.stops = 0
        self.slowest_stop = 0.0

    def happen(self) -> None:
        """One of them."""
        harms = (self._kill, self._stop, self._freeze, self._lock, self._refuse, self._lose_answers)
        self._chance.choices(harms, (5, 2, 1, 1, 2, 2))[0]()

    def start(self) -> None:
        """Start the bot."""
        self._bot.start("", **ENVIRONMENT)

    def end(self) -> None:
        """All is well from now on."""
        self._telegram.clear_faults()

    def _kill(self) -> None:
        self._bot.kill()
        self.kills += 1
        self.start()

    def _stop(self) -> None:
        begun = time.monotonic()
        code = self._bot.terminate()
        self.slowest_stop = max(self.slowest_stop, time.monotonic() - begun)
        assert code == 0, f"SIGTERM: exit {code}"
        self.stops += 1
        self.start()

    def _freeze(self) -> None:
        assert self._bot._process is not None
        self._bot._process.send_signal(signal.SIGSTOP)
        time.sleep(self._chance.uniform(0.2, 2))
        self._bot._process.send_signal(signal.SIGCONT)

    def _lock(self) -> None:
        holder = sqlite3.connect(self._bot.database, isolation_level=None, timeout=20)
        try:
            holder.execute("begin immediate")
            time.sleep(self._chance.uniform(0.2, 3))
        finally:
            holder.close()

    def _refuse(self) -> None:
        method = self._chance.choice(("sendMessage", "getUpdates", "getFile", "answerCallbackQuery"))
        self._telegram.fault("502", method=method, times=self._chance.randint(1, 4))

    def _lose_answers(self) -> None:
        kind = self._chance.choice(("reset", "reset_after"))
        method = self._chance.choice(("sendMessage", "getUpdates", "editMessageText"))
        self._telegram.fault(kind, method=method, times=1)
