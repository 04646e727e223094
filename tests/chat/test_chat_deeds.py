"""What an editor or the owner does and its line in the record of deeds are one transaction."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import OWNER

from bot.console.refusal import ApiError
from bot.errors import DatabaseUnusable
from bot.message import callbacks
from bot.model import Deed, Role
from bot.store.audit import Audit

TABLES = ("entries", "editions", "printings", "pages", "people", "feeds", "announced", "marks", "apart")
ANNOUNCED = "select * from deliveries where key like 'announcement%'"


def stored(house):
    """All rows of what editors change."""
    queries = {table: f"select * from {table}" for table in TABLES} | {"announced": ANNOUNCED}
    with sqlite3.connect(house.store.path) as connection:
        return {table: connection.execute(query).fetchall() for table, query in queries.items()}


async def edit(house):
    entry = house.publish("旧标题")
    return house.editor(), f"/edit {entry.id} 标题 新标题"


async def merge(house):
    ids = [house.publish(headline).id for headline in ("甲报的标题", "乙报的标题")]
    return house.editor(), f"/merge {ids[0]} {ids[1]}"


async def unmerge(house):
    ids = [house.publish(headline, source=paper).id for headline, paper in (("甲", "甲报"), ("乙", "乙报"))]
    merged = house.services.intake.merge(*ids)
    return house.editor(), callbacks.encode(callbacks.UNMERGE, merged.id, merged.version)


async def retract(house):
    return house.editor(), callbacks.encode(callbacks.RETRACT, house.publish("旧标题").id)


async def drop(house):
    entry = house.publish("草稿", draft=True)
    return house.editor(), callbacks.encode(callbacks.DROP, entry.id, entry.version)


async def split(house):
    entry = house.publish("草稿", "第一段。\n第二段。", draft=True)
    return house.editor(), callbacks.encode(callbacks.SPLIT, entry.id, 1, entry.version)


async def ban(house):
    await house.person(100).say("/start")
    return house.owner(), callbacks.encode(callbacks.ROLE, 100, Role.REFUSED)


async def admit(house):
    house.settle(access="approval")
    await house.person(300, name="新人").say("/start")
    return house.owner(), callbacks.encode(callbacks.ADMIT, 300, "yes")


async def announce(house):
    await house.person(100).say("/start")
    [question] = await house.owner().say("/announce 今晚停机")
    buttons = (button for row in question.buttons for button in row)
    return house.owner(), next(one.data for one in buttons if one.data.startswith(callbacks.ANNOUNCE))


async def stamp(house):
    card = await house.page(
        house.editor(), "滨河新区氢能公交上线\n\n4月2日，滨河新区首批三十辆氢能公交车上线。"
    )
    page_id = house.store.entries.drafts()[0].page_id
    assert card and page_id
    return house.editor(), "潍州日报 2024-04-05", card.message_id


@pytest.mark.parametrize(
    ("prepare", "deed"),
    [
        (edit, Deed.EDIT),
        (merge, Deed.MERGE),
        (unmerge, Deed.UNMERGE),
        (retract, Deed.RETRACT),
        (drop, Deed.DROP),
        (split, Deed.SPLIT),
        (ban, Deed.ROLE),
        (admit, Deed.ADMIT),
        (announce, Deed.ANNOUNCE),
        (stamp, Deed.EDIT),
    ],
)
async def test_a_deed_that_cannot_be_recorded_is_not_done(house, monkeypatch, prepare, deed):
    for person in (house.editor(), house.owner()):
        await person.say("/help")
    who, said, *reply_to = await prepare(house)
    before = stored(house)

    def full(self, *args, **named):
        raise DatabaseUnusable("write to the database", "disk is full")

    async def do():
        if said.startswith("/") or reply_to:
            return await who.say(said, reply_to=reply_to[0] if reply_to else 0)
        return await who.callback(said)

    with monkeypatch.context() as patch:
        patch.setattr(Audit, "add", full)
        assert await do(), "nobody is told"
    assert stored(house) == before

    await do()
    assert stored(house) != before
    assert deed in {record.deed for record in house.store.audit.latest(5)}


async def test_a_person_who_is_let_in_hears_of_it_once_telegram_takes_it(house):
    owner, data = await admit(house)
    await owner.say("/help")
    for _ in range(2):
        house.api.refuse_next("sendMessage", ApiError(502, "Bad Gateway"))
        await owner.callback(data)
    house.clock.on(seconds=2)
    assert [delivery.chat_id for delivery in house.promised()] == [300]


async def test_the_owner_is_asked_once_telegram_takes_it(house):
    house.settle(access="approval")
    house.api.refuse_next("sendMessage", ApiError(502, "Bad Gateway"))
    for _ in range(2):
        await house.person(300, name="新人").say("/start")
    house.clock.on(seconds=2)
    [asked] = house.promised()
    assert asked.chat_id == OWNER
    assert "新人" in asked.message.text
