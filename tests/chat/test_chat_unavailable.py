"""A document that Telegram does not hand out is named to its editor, with a button to try once more."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from conftest import EDITOR, PAGE, opened_house

from bot.console.refusal import ApiError
from bot.model import Role, SheetState

NAME = "潍州晚报_2024-04-03_03.txt"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.downloads.WAITS", (0.0, 0.0))
    monkeypatch.setattr("bot.chat.downloads.Downloads.__init__.__defaults__", ((0.0, 0.0),))
    monkeypatch.setattr("bot.chat.reading.AGAIN_AFTER", ())


def keep_away(house, times=3):
    for _ in range(times):
        house.api.refuse_next(
            "getFile", ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        )


def has_card(sent):
    return "滨河新区氢能公交上线" in sent.text


async def named(house, editor):
    keep_away(house)
    return await house.soon(editor, await editor.send_file(NAME, PAGE.encode()))


async def test_a_passing_failure_is_not_told(house):
    keep_away(house, 2)
    editor = house.editor()
    card = await house.soon(editor, await editor.send_file(NAME, PAGE.encode()))
    assert has_card(card)


async def test_a_lasting_failure_names_the_file_and_its_button_brings_it(house, caplog):
    editor = house.editor()
    told = await named(house, editor)
    assert NAME in told.text
    assert told.labels == ("再取一次",)
    assert f"fetch {NAME}" in caplog.text
    [flash, *shown] = await editor.press("再取一次")
    assert flash.text == "正在重新取"
    assert has_card(await house.soon(editor, shown, has_card))
    [stale] = await editor.press("再取一次", message_id=told.message_id)
    assert "已过期" in stale.text


async def test_the_button_may_be_pressed_again_and_again(house):
    editor = house.editor()
    await named(house, editor)
    keep_away(house)
    _, *shown = await editor.press("再取一次")
    told = await house.soon(editor, shown, lambda sent: sent.kind == "message")
    assert NAME in told.text
    _, *shown = await editor.press("再取一次")
    assert has_card(await house.soon(editor, shown, has_card))


async def test_the_button_works_after_a_restart(tmp_path, clock):
    async with opened_house(tmp_path / "test.db", clock) as house:
        await named(house, house.editor())
        data = house.api.sent[-1].buttons[0][0].data
        files = house.api.room.files
    clock.now += timedelta(days=1)
    async with opened_house(tmp_path / "test.db", clock) as house:
        house.api.room.files.update(files)
        editor = house.editor()
        await editor.say("/help")
        _, *shown = await editor.callback(data)
        assert has_card(await house.soon(editor, shown, has_card))


async def test_only_who_may_edit_can_press_it_and_only_in_its_chat(house):
    editor = house.editor()
    told = await named(house, editor)
    data = told.buttons[0][0].data
    reader, owner = house.person(), house.owner()
    for person in (reader, owner):
        await person.say("/help")
    [refused] = await reader.callback(data)
    assert "编辑" in refused.text
    [stale] = await owner.callback(data)
    assert "已过期" in stale.text
    house.settle(admins=(1,))
    house.store.people.set_role(EDITOR, Role.READER)
    [refused] = await editor.callback(data)
    assert "编辑" in refused.text
    assert house.store.batches.get(1).sheets[0].state is SheetState.UNAVAILABLE


@pytest.mark.parametrize("data", ["ga", "ga:x", "ga:9", "ga:1:9", "ga:1:x", "ga:1:", "ga:-1", "ga:1:2:3"])
async def test_a_forged_button_is_stale(house, data):
    editor = house.editor()
    await named(house, editor)
    [stale] = await editor.callback(data)
    assert "已过期" in stale.text


async def test_in_a_batch_the_report_names_what_is_missing_and_brings_it(house, monkeypatch):
    monkeypatch.setattr("bot.chat.reading.QUIET", 0.2)
    keep_away(house)
    editor = house.editor()
    await editor.send_files({"不在.txt": PAGE.encode(), "另一版.txt": "一句话的稿件在这里。".encode()})
    report = await editor.wait_for(lambda sent: "本批2版" in sent.text)
    assert "1版未取到" in report.text
    assert "不在.txt" in report.text
    assert "再取未取到的1版" in report.labels
    await editor.press("再取未取到的1版")
    again = await editor.wait_for(lambda sent: "本批2版" in sent.text)
    assert "未取到" not in again.text
    assert any(has_card(sent) for sent in house.api.sent)


BUSY = ApiError(502, "Bad Gateway")


async def until(what, patience=300.0):
    async with asyncio.timeout(patience):
        while not what():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_what_is_passing_is_called_so_and_comes_by_itself(house, monkeypatch):
    monkeypatch.setattr("bot.chat.reading.AGAIN_AFTER", (0.1, 0.1, 0.1))
    for _ in range(9):
        house.api.refuse_next("getFile", BUSY)
    editor = house.editor()
    shown = await editor.send_file(NAME, PAGE.encode())
    told = await house.soon(editor, shown)
    assert NAME in told.text
    assert "不必重发" in told.text
    assert has_card(await editor.wait_for(has_card))
    assert sum("不必重发" in sent.text for sent in house.api.sent) == 1
    assert not any("损坏" in sent.text for sent in house.api.sent)


async def test_what_is_asked_for_again_comes_at_once_by_its_button(house, monkeypatch):
    monkeypatch.setattr("bot.chat.reading.AGAIN_AFTER", (600.0,) * 3)
    editor = house.editor()
    told = await named(house, editor)
    assert told.labels == ("再取一次",)
    keep_away(house)
    [flash] = await editor.press("再取一次")
    assert flash.text == "正在重新取"
    await until(lambda: not house.api._refusals)
    await editor.press("再取一次", message_id=told.message_id)
    assert has_card(await editor.wait_for(has_card))
    [stale] = await editor.press("再取一次", message_id=told.message_id)
    assert "已过期" in stale.text


async def test_nobody_else_has_asked_for_again_what_an_editor_waits_for(house, monkeypatch):
    monkeypatch.setattr("bot.chat.reading.AGAIN_AFTER", (600.0,))
    told = await named(house, house.editor())
    owner = house.owner()
    await owner.say("/help")
    [stale] = await owner.callback(told.buttons[0][0].data)
    assert "已过期" in stale.text
    assert states(house) == [SheetState.WAITING]


async def test_other_pages_are_read_while_one_is_asked_for_again(house, monkeypatch):
    monkeypatch.setattr("bot.chat.reading.QUIET", 0.2)
    monkeypatch.setattr("bot.chat.reading.AGAIN_AFTER", (1.0,))
    keep_away(house)
    editor = house.editor()
    await editor.send_files({NAME: PAGE.encode(), "另一版.txt": "一句话的稿件在这里。".encode()})
    await until(lambda: SheetState.READ in states(house))
    assert states(house) == [SheetState.WAITING, SheetState.READ]
    report = await editor.wait_for(lambda sent: "本批2版" in sent.text)
    assert "未取到" not in report.text
    assert states(house) == [SheetState.READ, SheetState.READ]


async def test_a_page_that_is_asked_for_again_survives_a_stop(tmp_path, clock, monkeypatch):
    monkeypatch.setattr("bot.chat.reading.AGAIN_AFTER", (600.0,))
    async with opened_house(tmp_path / "test.db", clock) as house:
        keep_away(house)
        await house.editor().send_file(NAME, PAGE.encode())
        await until(lambda: any("不必重发" in sent.text for sent in house.api.sent))
        files = house.api.room.files
        house.application._running = False
        await asyncio.gather(*house.desk.at_work)
        house.application._running = True
    async with opened_house(tmp_path / "test.db", clock) as house:
        house.api.room.files.update(files)
        await house.editor().say("/help")
        await house.desk.resume()
        await until(lambda: states(house) == [SheetState.READ])


def states(house):
    return [sheet.state for sheet in house.store.batches.get(1).sheets]
