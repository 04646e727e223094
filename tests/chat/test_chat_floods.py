"""What one person floods the bot with is answered once, and delays nobody else."""

import asyncio
import threading

import pytest

from bot.chat import limits
from bot.chat.services import searching

TIMES = limits.REQUESTS.times


async def test_a_flood_of_who_asks_to_be_admitted_is_answered_once_more(house):
    house.settle(access="approval")
    reader = house.person()
    answers = [await reader.say("/start") for _ in range(TIMES + 20)]
    assert [len(answer) for answer in answers] == [1] * (TIMES + 1) + [0] * 19
    [other] = await house.person(200).say("/start")
    assert other.text


async def test_a_flood_of_presses_is_told_once_and_each_press_is_answered(house):
    house.publish("氢能公交上线")
    reader = house.person()
    await reader.say("氢能")
    told = [await reader.press("氢能：设提醒") for _ in range(TIMES + 20)]
    flashes = [sent for shown in told for sent in shown if "操作太快" in sent.text]
    assert 1 <= len(flashes) <= 2
    assert told[-1] == []
    assert await house.person(200).say("氢能")


async def test_a_flood_of_albums_is_answered_once(house):
    reader = house.person()
    shown = []
    for album in range(TIMES + 20):
        shown += await reader.send_files({"a.txt": b"a", "b.txt": b"b"}, album=str(album))
    assert len(shown) == TIMES + 1


async def test_pages_of_an_album_that_are_too_many_are_refused_once(house):
    editor = house.editor()
    house.use_up(limits.UPLOADS, editor)
    files = {f"{number}.txt": b"x" for number in range(5)}
    refusals = await editor.send_files(files, album="a")
    assert len(refusals) == 1


@pytest.mark.parametrize("waiting", [1, 30])
async def test_the_searches_of_one_person_leave_a_turn_to_others(house, waiting):
    going, goes_on = [], threading.Event()

    def search(who):
        going.append(who)
        if who == "one":
            goes_on.wait()

    many = [asyncio.create_task(searching(house.services, 100, search, "one")) for _ in range(waiting)]
    await asyncio.sleep(0)
    await searching(house.services, 200, search, "other")
    assert going.count("other") == 1
    assert going.count("one") <= 1
    goes_on.set()
    await asyncio.gather(*many)
    assert going.count("one") == waiting
