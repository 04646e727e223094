"""Runs the bot through chaos, and says what was lost.

    python -m tests.chaos [--seeds 1] [--first-seed 1] [--seconds 100] [--minutes 2]

Each seed is a run of its own; a run is played again by `--first-seed`. Where the Bot API server for tests is
not beside the project, nothing is run. Exits with 1 where anything is not as it must be.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pushing import SERVER, Bot, wait_until

from tests.chaos.checker import is_quiet, of_log, problems
from tests.chaos.faults import Faults
from tests.chaos.machine import Machine, a_machine
from tests.chaos.model import ZONE, People
from tests.chaos.shell import Shell

PATIENCE = 600.0
"""Seconds until all is done, once nothing goes wrong any more: far above what it takes."""

TICKS = 5.0
"""Seconds in which the bot sees what is due."""


def main() -> int:
    """Run all seeds. The exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=100.0, help="how long each goes on")
    parser.add_argument("--minutes", type=int, default=2, help="at how many minutes digests are due")
    options = parser.parse_args()
    if not SERVER.is_dir():
        print("chaos: left out, the Bot API server for tests is not beside the project", file=sys.stderr)
        return 0
    sys.path.insert(0, str(SERVER))
    happened: Counter[str] = Counter()
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        happened.update(run(seed, options.seconds, options.minutes))
    print(f"chaos: in all {_told(happened)}", file=sys.stderr)
    return int(happened["wrong"] > 0)


def run(seed: int, seconds: float, minutes: int) -> dict[str, int]:
    """One run: what happened in it, and how much is wrong after it."""
    with (
        tempfile.TemporaryDirectory(prefix="baozhai-chaos-") as folder,
        a_machine(Path(folder)) as machine,
        import_module("tgctl").Tg.start(limits="strict") as telegram,
    ):
        return _run(seed, machine, telegram, seconds, minutes)


def _run(seed: int, machine: Machine, telegram: object, seconds: float, minutes: int) -> dict[str, int]:
    chance = random.Random(seed)
    bot, second = (Bot(machine.disk, telegram, name) for name in ("log", "log of the second"))
    bot.log, second.log = machine.folder / "log", machine.folder / "log of the second"
    shell = Shell(machine, bot.database, chance)
    people = People(telegram, shell, chance)
    faults = Faults(bot, second, machine, telegram, chance, people.act)
    try:
        faults.start()
        people.begin(minutes)
        faults.kill()
        wait_until(lambda: is_quiet(bot, people), PATIENCE)
        people.learn_slots()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for _ in range(chance.randint(1, 8)):
                people.act()
            time.sleep(chance.uniform(0, 1.5))
            faults.happen()
        faults.end()
        found = list(shell.problems())
        settle(bot, people)
        faults.look()
        found += problems(bot, people, faults.load)
        for log in (bot.log, second.log):
            found += of_log(log.read_text() if log.exists() else "")
    finally:
        bot.kill()
        second.kill()
    did = {
        "watches": len(people.watched),
        "searches": len(people.asked),
        "pages": len(people.sent),
        "presses": len(people.pressed),
        "commands in the shell": shell.count,
        "slots": len(people.due),
    }
    took = f"{faults.load.megabytes} MB, {faults.load.threads} threads, {faults.load.descriptors} descriptors"
    happened = did | faults.count | {"wrong": len(found)}
    print(f"chaos: seed {seed}: {_told(happened)}; at most {took}", file=sys.stderr)
    for problem in found:
        print(f"chaos: seed {seed}: {problem}", file=sys.stderr)
    return happened


def settle(bot: Bot, people: People) -> None:
    """Wait until the last slot has come and nothing is under way."""
    last_slot = max(people.due.values(), default="")
    wait_until(lambda: f"digest {datetime.now(ZONE):%Y-%m-%dT%H:%M}" >= last_slot, PATIENCE)
    time.sleep(TICKS)
    wait_until(lambda: is_quiet(bot, people), PATIENCE)
    time.sleep(TICKS)
    wait_until(lambda: is_quiet(bot, people), PATIENCE)


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items())


if __name__ == "__main__":
    sys.exit(main())
