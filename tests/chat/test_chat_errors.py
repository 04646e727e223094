import asyncio
import logging
import sqlite3
from contextlib import closing

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, TimedOut

from bot.chat.errors import SAME_AGAIN, Errors
from bot.console import TOKEN
from bot.console.refusal import ApiError
from bot.errors import DatabaseUnusable


async def test_what_nobody_foresaw_is_one_line_in_the_log_and_a_kind_word(house, monkeypatch, caplog):
    def broken(*given, **named):
        raise RuntimeError(f"out of the\nblue {TOKEN}")

    monkeypatch.setattr(type(house.store), "search", broken)
    [answer] = await house.person().say("氢能")
    assert "blue" not in answer.text
    [record] = caplog.records
    assert "\n" not in record.getMessage()
    assert "RuntimeError: out of the blue" in record.getMessage()
    assert TOKEN not in record.getMessage()
    assert record.exc_info is None


async def test_a_database_that_refuses_is_said_kindly(house, monkeypatch, caplog):
    def full(*given):
        raise DatabaseUnusable("write to the database", "disk is full")

    monkeypatch.setattr(type(house.store.watches), "add", full)
    [answer] = await house.person().say("/watch 氢能")
    assert "disk" not in answer.text
    assert caplog.records[0].getMessage() == "store: could not write to the database: disk is full"


async def test_a_damaged_search_index_is_named_with_what_mends_it(house, caplog):
    house.publish("氢能公交上线")
    with closing(sqlite3.connect(house.store.path)) as connection, connection:
        connection.execute("delete from search_titles_data")
        connection.execute("delete from search_index_data")
    [answer] = await house.person().say("氢能")
    assert "索引坏了" in answer.text
    [inline] = await house.person().inline("氢能")
    assert inline.results == ()
    assert [record.getMessage().count("doctor --rebuild-index") for record in caplog.records] == [1, 1]
    house.store.rebuild_index()
    [answer] = await house.person().say("氢能")
    assert "氢能公交上线" in answer.text


async def test_a_button_is_answered_though_its_handler_fails(house, monkeypatch):
    house.publish("氢能公交上线")
    reader = house.person()
    await reader.say("氢能")
    monkeypatch.setattr(type(house.store.saved), "has", lambda *given: 1 / 0)
    await reader.press("1")
    assert not house.api.presses


async def test_a_message_that_telegram_does_not_take_goes_as_plain_text(house):
    house.api.refuse_next("sendMessage", ApiError(400, "Bad Request: can't parse entities"))
    [welcome] = await house.person().say("/start")
    assert "<b>" not in welcome.source
    assert welcome.buttons == ()


async def test_a_topic_that_was_deleted_is_answered_in_the_group(house):
    person = house.person(7, chat_id=-500, kind="supergroup", thread_id=3)
    house.api.refuse_next("sendMessage", ApiError(400, "Bad Request: message thread not found"))
    [answer] = await person.say("/latest")
    assert answer.thread_id == 0


async def test_a_message_too_old_to_be_edited_is_sent_anew(house):
    for number in range(7):
        house.publish(f"氢能消息第{number}条")
    reader = house.person()
    [first] = await reader.say("氢能")
    house.api.refuse_next("editMessageText", ApiError(400, "Bad Request: message can't be edited"))
    [second] = await reader.press("下一页")
    assert second.message_id != first.message_id


async def test_a_press_too_old_to_be_answered_is_no_error(house, caplog):
    house.publish("氢能公交上线")
    reader = house.person()
    await reader.say("氢能")
    house.api.refuse_next("answerCallbackQuery", ApiError(400, "Bad Request: query is too old"))
    await reader.press("1")
    house.api.presses.clear()
    assert not caplog.records


@pytest.mark.parametrize(
    "refusal",
    [
        ApiError(429, "Too Many Requests: retry after 43837", retry_after=43_837),
        ApiError(400, "Bad Request: not enough rights to send text messages to the chat"),
        ApiError(400, "Bad Request: TOPIC_CLOSED"),
        ApiError(403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
        ApiError(403, "Forbidden: bot was kicked from the supergroup chat"),
    ],
)
@pytest.mark.parametrize("thread_id", [0, 3])
async def test_a_chat_that_takes_no_answer_is_no_error_of_ours(house, caplog, refusal, thread_id):
    caplog.set_level(logging.INFO)
    person = house.person(7, chat_id=-500, kind="supergroup", thread_id=thread_id)
    for _ in range(2):
        house.api.refuse_next("sendMessage", refusal)
    assert await person.say("/latest") == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_topic_that_is_closed_is_answered_in_the_group(house):
    person = house.person(7, chat_id=-500, kind="supergroup", thread_id=3)
    house.api.refuse_next("sendMessage", ApiError(400, "Bad Request: TOPIC_CLOSED"))
    [answer] = await person.say("/latest")
    assert answer.thread_id == 0


async def test_where_no_pictures_may_be_sent_the_words_come_without_one(house, caplog):
    owner = house.owner()
    house.api.refuse_next("sendPhoto", ApiError(400, "Bad Request: not enough rights to send photos"))
    assert len(await owner.say("/stats")) == 2
    assert not caplog.records


@pytest.mark.parametrize("code", [429, 502])
async def test_a_button_that_cannot_be_answered_keeps_no_answer_back(house, caplog, code):
    house.publish("氢能公交上线")
    reader = house.person()
    await reader.say("氢能")
    house.api.refuse_next("answerCallbackQuery", ApiError(code, "not now"))
    [shown] = await reader.press("1")
    assert "氢能公交上线" in shown.text
    house.api.refuse_next("answerCallbackQuery", ApiError(code, "not now"))
    [said] = await reader.callback("forged")
    assert said.text
    house.api.presses.clear()
    assert not caplog.records


async def test_a_second_poller_is_one_line_until_ten_minutes_are_over(house, caplog):
    seconds = 0.0
    errors = Errors(house.services, lambda: seconds)
    for _ in range(5):
        await errors.see_to(None, Conflict("terminated by other getUpdates request"), house.application.bot)
    assert len(caplog.records) == 1
    assert "another program uses the same token" in caplog.text
    seconds = SAME_AGAIN
    await errors.see_to(None, Conflict("terminated"), house.application.bot)
    assert len(caplog.records) == 2


@pytest.mark.parametrize("error", [NetworkError("httpx.ConnectError"), TimedOut(), InvalidToken(TOKEN)])
async def test_trouble_with_fetching_is_logged_without_the_token(house, caplog, error):
    caplog.set_level(logging.INFO)
    await Errors(house.services).see_to(None, error, house.application.bot)
    [record] = [record for record in caplog.records if record.name == "bot.chat.errors"]
    assert record.getMessage().startswith("telegram: could not fetch updates: ")
    assert TOKEN not in record.getMessage()


async def test_what_goes_wrong_beside_the_handlers_is_logged(house, caplog):
    await Errors(house.services).see_to(None, ValueError(TOKEN), house.application.bot)
    [record] = caplog.records
    assert record.getMessage() == "chat: could not handle an update: ValueError: …"


async def test_a_chat_that_floods_is_answered_to_the_last(house):
    reader = house.person()
    for _ in range(150):
        house.api.people.text(100, 100, "/latest")
    assert len(await reader.answers()) == 150


async def test_messages_of_one_chat_are_handled_in_their_order(house):
    reader = house.person()
    for hour in range(10):
        house.api.people.text(100, 100, f"/subscribe {hour:02}:00")
    await reader.answers()
    await asyncio.sleep(0)
    assert house.store.subscriptions.get(100).times[0].hour == 9
