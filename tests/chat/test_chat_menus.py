import asyncio
from datetime import timedelta

import pytest

from bot.chat import menus, set_menus
from bot.chat.actions import CHINESE, COMMANDS
from bot.console.refusal import ApiError
from bot.message.menus import EDITOR_COMMANDS, READER_COMMANDS


async def test_menus_are_set_by_language_and_for_editors(house):
    await house.owner().say("/start")
    await set_menus(house.application.bot, house.services)
    found = house.api.menus
    english, chinese = (dict(found["default", None, code]) for code in ("", "zh"))
    assert "retract" not in english
    assert english["search"].isascii()
    assert not chinese["search"].isascii()
    assert "retract" in dict(found["chat", 1, "zh"])


@pytest.fixture
def quick(monkeypatch):
    """What Telegram wants waited for is over at once."""
    monkeypatch.setattr(menus, "retry_after", lambda error: timedelta())


async def test_a_flood_answer_to_a_menu_is_waited_for_beside_all_else(house, quick):
    await house.owner().say("/start")
    for _ in range(3):
        house.api.refuse_next("setMyCommands", ApiError(429, "Too Many Requests", retry_after=45))
    await set_menus(house.application.bot, house.services)
    assert "retract" in dict(house.api.menus["chat", 1, "zh"])


async def test_a_flood_answer_to_a_persons_menu_keeps_no_answer_and_the_menu_comes_later(house, quick):
    house.api.refuse_next("setMyCommands", ApiError(429, "Too Many Requests", retry_after=45))
    reader = house.person()
    [answer] = await reader.say("/settings language 繁體中文")
    assert "繁體" in answer.text
    async with asyncio.timeout(300):
        while ("chat", 100, "zh") not in house.api.menus:  # noqa: ASYNC110 - a menu rings no bell
            await asyncio.sleep(0.01)


async def test_an_admin_who_never_opened_the_bot_keeps_no_menu_from_others(house, caplog):
    house.api.refuse_next("setMyCommands", ApiError(400, "Bad Request: chat not found"))
    await set_menus(house.application.bot, house.services)
    assert all("Traceback" not in record.getMessage() for record in caplog.records)


def test_every_command_of_the_menus_is_answered():
    assert {*READER_COMMANDS, *EDITOR_COMMANDS, "start"} == set(COMMANDS)


def test_every_chinese_word_is_a_command():
    assert set(CHINESE.values()) <= set(COMMANDS)


def test_every_command_and_word_is_ascii_or_two_characters():
    assert all(name.isascii() for name in COMMANDS)
    assert all(len(word) == 2 for word in CHINESE)


async def test_groups_are_offered_what_may_be_asked_there(house):
    await set_menus(house.application.bot, house.services)
    everyone = dict(house.api.menus["all_group_chats", None, "zh"])
    stewards = dict(house.api.menus["all_chat_administrators", None, "zh"])
    assert "search" in everyone
    assert "subscribe" not in everyone
    assert "mydata" not in stewards
    assert "settings" in stewards


async def test_only_the_owner_is_offered_the_backup(house):
    await house.owner().say("/start")
    await house.editor().say("/start")
    await set_menus(house.application.bot, house.services)
    assert "backup" in dict(house.api.menus["chat", 1, "zh"])
    assert "backup" not in dict(house.api.menus["chat", 2, "zh"])


async def test_the_menu_speaks_the_language_that_was_chosen(house):
    reader = house.person()
    await reader.say("/settings language 繁體中文")
    assert dict(house.api.menus["chat", 100, "zh"])["settings"] == "設置"
    assert dict(house.api.menus["chat", 100, ""])["settings"] == "設置"
