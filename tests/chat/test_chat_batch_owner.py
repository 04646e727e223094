"""Of several processes one reads a batch; deaths while a page is read count against it, and no others."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EDITOR, PAGE, opened_house

from bot.chat import desk, reading
from bot.model import Batch, Sheet, SheetState

CHECKOUT = Path(__file__).parents[2]

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.delivery.lease import Lease
from bot.store import leases
from bot.store.store import Store

with Store(Path(sys.argv[1]), lambda: datetime.now(UTC)) as store:
    assert Lease(store, leases.batch(1)).renew()
    print("held", flush=True)
    sys.stdin.read()
"""

DIES_AT_WORK = """
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.store.store import Store

with Store(Path(sys.argv[1]), lambda: datetime.now(UTC)) as store, store.batches.at_risk(1):
    os._exit(9)
"""


def process(script, database):
    return subprocess.Popen(
        [sys.executable, "-c", script, str(database)],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lay(house, *names):
    """Pages as a process laid them that is no more."""
    for number, name in enumerate(names, 1):
        sheet = Sheet(name, text=PAGE.replace("第3版", f"第{number}版"), message_id=number)
        house.store.batches.lay(Batch(EDITOR, EDITOR, "zh"), sheet)


def states(house):
    return [sheet.state for sheet in house.store.batches.get(1).sheets]


async def until(what, patience=300.0):
    async with asyncio.timeout(patience):
        while not what():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_batch_that_another_process_reads_is_left_to_it_until_it_dies(house, monkeypatch):
    monkeypatch.setattr(desk, "LEFT_LOOK", 0.05)
    lay(house, "一.txt")
    other = process(HOLDER, house.store.path)
    assert other.stdout.readline() == "held\n"
    looking = asyncio.create_task(house.desk.run())
    await asyncio.sleep(0.5)
    assert states(house) == [SheetState.WAITING]
    assert not house.desk.at_work
    other.kill()
    other.wait()
    await until(lambda: states(house) == [SheetState.READ])
    looking.cancel()


async def test_who_has_lost_a_batch_stores_nothing_of_it(house, monkeypatch):
    lay(house, "一.txt")
    take_in = reading._take_in

    def lose(services, *given):
        services.store._database.write(
            lambda tables: tables.execute("update leases set holder = 'another' where name = 'batch 1'")
        )
        return take_in(services, *given)

    monkeypatch.setattr(reading, "_take_in", lose)
    await house.desk.resume()
    await asyncio.gather(*house.desk.at_work)
    assert states(house) == [SheetState.WAITING]
    assert house.store.entries.counts()["all"] == 0


async def test_deaths_while_a_page_is_read_leave_it_alone_and_the_next_is_read(house):
    lay(house, "一.txt", "二.txt")
    for _ in range(reading.MOST_TRIES):
        assert process(DIES_AT_WORK, house.store.path).wait() == 9
    await house.desk.resume()
    await until(lambda: states(house) == [SheetState.REFUSED, SheetState.READ])


async def test_a_page_that_waits_for_its_file_or_its_turn_is_not_counted(house, monkeypatch):
    counted = []
    opened = house.desk._downloads.opened
    read_file = house.services.intake.read_file

    def getting(*given):
        counted.append(("waits", house.store.batches.get(1).sheets[0].tries))
        return opened(*given)

    def counting(*given):
        counted.append(("reads", house.store.batches.get(1).sheets[0].tries))
        return read_file(*given)

    monkeypatch.setattr(house.desk._downloads, "opened", getting)
    monkeypatch.setattr(house.services.intake, "read_file", counting)
    await house.page(house.editor())
    assert counted == [("waits", 0), ("reads", 1)]
    assert house.store.batches.get(1).sheets[0].tries == 0


async def test_stops_while_a_page_waits_do_not_give_it_up(tmp_path, clock):
    for stop in range(reading.MOST_TRIES + 2):
        async with opened_house(tmp_path / "test.db", clock) as house:
            if not stop:
                lay(house, "一.txt")
            # It stops between taking the page up and reading it.
            house.desk._read(1)
            house.application._running = False
            await asyncio.gather(*house.desk.at_work)
            house.application._running = True
            assert states(house) == [SheetState.WAITING]
    async with opened_house(tmp_path / "test.db", clock) as house:
        await house.desk.resume()
        await until(lambda: states(house) == [SheetState.READ])


async def test_a_message_that_is_handled_again_lays_its_page_once(house):
    for _ in range(2):
        lay(house, "一.txt", "二.txt")
    assert len(house.store.batches.get(1).sheets) == 2
    await house.desk.resume()
    await until(lambda: SheetState.WAITING not in states(house))
    lay(house, "一.txt")
    assert len(house.store.batches.get(1).sheets) == 2
    assert house.store.batches.get(2) is None


async def test_what_a_try_stored_before_it_died_is_not_called_known(house, monkeypatch):
    lay(house, "一.txt", "二.txt")
    [first, _] = house.store.batches.get(1).sheets
    document = house.services.intake.read_file(first.text.encode(), first.name)
    reading._take_in(house.services, house.store.batches.get(1), first, document, lambda: None)
    assert house.store.batches.get(1).sheets[0].state is SheetState.WAITING
    await house.desk.resume()
    await until(lambda: SheetState.WAITING not in states(house))
    assert states(house)[0] is SheetState.READ


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch):
    monkeypatch.setattr(reading, "QUIET", 0.2)


async def test_an_editor_has_one_page_read_at_a_time_in_however_many_chats(house, monkeypatch):
    other_editor = EDITOR + 1
    for chat, editor in ((-1, EDITOR), (-2, EDITOR), (-3, EDITOR), (-4, other_editor)):
        for number in (1, 2):
            sheet = Sheet(f"{chat}-{number}", text=PAGE.replace("第3版", f"第{number}版"), message_id=number)
            house.store.batches.lay(Batch(chat, editor, "zh"), sheet)
    at_once, most = [], set()
    open_page = reading.Reading._open

    async def opening(self, batch, sheet):
        at_once.append(batch.user_id)
        most.add(tuple(sorted(at_once)))
        try:
            await asyncio.sleep(0.05)
            return await open_page(self, batch, sheet)
        finally:
            at_once.remove(batch.user_id)

    monkeypatch.setattr(reading.Reading, "_open", opening)
    await house.desk.resume()
    await until(lambda: all(house.store.batches.get(number).done == 2 for number in range(1, 5)))
    assert (EDITOR, other_editor) in most
    assert all(editors.count(EDITOR) <= 1 for editors in most)
