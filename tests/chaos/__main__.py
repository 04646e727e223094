"""Runs the bot through chaos, and says what was lost.

    python -m tests.chaos [--seeds 1] [--seconds 100] [--first-seed 1]

Each seed is a run of its own; a run is played again by `--first-seed`. Where the Bot API server for tests is
not beside the project, nothing is run. Exits with 1 where anything is not as it must be.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import datetime
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pushing import SERVER, Bot, wait_until

from tests.chaos.checker import is_quiet, problems
from tests.chaos.faults import LONGEST_STOP, Faults
from tests.chaos.model import ZONE, People

PATIENCE = 180.0
"""Seconds until all is done, once nothing goes wrong any more."""


def main() -> int:
    """Run all seeds. The exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=100.0)
    options = parser.parse_args()
    if not SERVER.is_dir():
        print("chaos: left out, the Bot API server for tests is not beside the project", file=sys.stderr)
        return 0
    sys.path.insert(0, str(SERVER))
    wrong = 0
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        wrong += run(seed, options.seconds)
    return int(wrong > 0)


def run(seed: int, seconds: float) -> int:
    """One run: how much is wrong after it."""
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory(prefix="baozhai-chaos-") as folder,
        import_module("tgctl").Tg.start(limits="strict") as telegram,
    ):
        bot, people = Bot(Path(folder), telegram), People(telegram, chance)
        faults = Faults(bot, telegram, chance)
        try:
            faults.start()
            people.subscribe()
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                for _ in range(chance.randint(1, 8)):
                    people.act()
                time.sleep(chance.uniform(0, 1.5))
                faults.happen()
            faults.end()
            settle(bot, max(people.due.values()))
            found = list(problems(bot, people))
        finally:
            bot.kill()
    if faults.slowest_stop > LONGEST_STOP:
        found.append(f"SIGTERM took {faults.slowest_stop:.1f} s")
    did = f"{len(people.watched)} watches, {len(people.sent)} pages, {len(people.due)} slots"
    harm = f"{faults.kills} kills, {faults.stops} stops, the slowest {faults.slowest_stop:.1f} s"
    print(f"chaos: seed {seed}: {did}; {harm}; {len(found)} wrong", file=sys.stderr)
    for problem in found:
        print(f"chaos: seed {seed}: {problem}", file=sys.stderr)
    return len(found)


def settle(bot: Bot, last_slot: str) -> None:
    """Wait until the last slot has come and nothing is under way."""
    wait_until(lambda: f"digest {datetime.now(ZONE):%Y-%m-%dT%H:%M}" >= last_slot, PATIENCE)
    time.sleep(5)
    wait_until(lambda: is_quiet(bot), PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
