"""What an editor signs with one tap is published whole, recorded and answered, whatever stops the bot."""

from __future__ import annotations

import asyncio

import pytest
from conftest import opened_house

from bot.console.refusal import ApiError
from bot.errors import DatabaseUnusable
from bot.model import Deed, Status
from bot.store.audit import Audit

STORIES = 6


class Killed(BaseException):
    """The process dies here: nothing of it is run any more."""


def page():
    """A page of stories with not a word in common."""
    letters = iter(range(0x4E00, 0x9000))

    def words():
        return "".join(chr(next(letters)) for _ in range(60))

    stories = [
        f"第{n}条消息的标题\n本报记者 林秋实\n\n4月2日，"
        + "".join(chr(next(letters)) for _ in range(60))
        + "。\n"
        for n in range(STORIES)
    ]
    return "潍州晚报 2024年4月3日 第3版\n\n" + "\n".join(stories)


async def a_page(house):
    """An editor, and the card of the page that they sent."""
    editor = house.editor()
    card = await house.page(editor, page())
    assert len(house.store.entries.drafts()) == STORIES
    return editor, card


def published(house):
    return house.store.entries.counts()["published"]


def recorded(house):
    return [record.deed for record in house.store.audit.latest(100)].count(Deed.PUBLISH)


def dies_at(monkeypatch, house, number, *, within=True):
    """Die at the n-th draft, before or after its transaction."""
    decide, seen = house.desk.publisher._decide, []

    def count(*given):
        seen.append(given)
        if within and len(seen) == number:
            raise Killed
        decide(*given)

    step = house.desk.publisher._step

    async def stepped(job_id, holding):
        done = await step(job_id, holding)
        if not within and len(seen) == number:
            raise Killed
        return done

    monkeypatch.setattr(house.desk.publisher, "_decide", count)
    monkeypatch.setattr(house.desk.publisher, "_step", stepped)


async def until(what, patience=300.0):
    async with asyncio.timeout(patience):
        while not what():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("within", [True, False])
@pytest.mark.parametrize("number", [1, 4, STORIES])
async def test_a_kill_in_the_middle_leaves_the_rest_to_the_next_start(
    tmp_path, clock, monkeypatch, number, within
):
    async with opened_house(tmp_path / "test.db", clock) as house:
        editor, card = await a_page(house)
        dies_at(monkeypatch, house, number, within=within)
        editor.api.people.press(editor.chat_id, editor.user_id, "签发", message_id=card.message_id)
        done = number - 1 if within else number
        await until(
            lambda: (
                house.store.publish_jobs.unanswered()
                and published(house) >= done
                and not house.desk.publisher._running
            )
        )
        assert published(house) == recorded(house) == done
        house.api.presses.clear()
    async with opened_house(tmp_path / "test.db", clock) as house:
        await house.editor().say("/help")
        await house.desk.resume()
        await until(lambda: not house.store.publish_jobs.unanswered())
        assert published(house) == recorded(house) == STORIES
        answers = [
            sent for sent in house.api.sent if f"{STORIES}" in sent.text and sent.kind in {"edit", "message"}
        ]
        assert answers
        await house.desk.resume()
        assert published(house) == recorded(house) == STORIES


async def test_a_press_that_is_handled_again_publishes_and_answers_once(house, monkeypatch):
    editor, _ = await a_page(house)
    handled = []
    update = house.application.process_update

    async def twice(given):
        handled.append(given)
        await update(given)
        await update(given)

    monkeypatch.setattr(house.application, "process_update", twice)
    shown = await editor.press("签发")
    assert handled
    assert published(house) == recorded(house) == STORIES
    assert [sent.kind for sent in shown if sent.kind != "flash"] == ["edit"]


async def test_an_answer_that_cannot_take_the_place_of_its_card_comes_as_a_message(house):
    editor, _ = await a_page(house)
    house.api.refuse_next("editMessageText", ApiError(502, "Bad Gateway"))
    house.api.refuse_next("sendMessage", ApiError(502, "Bad Gateway"))
    await editor.press("签发")
    assert published(house) == STORIES
    house.clock.on(seconds=2)
    [owed] = house.promised()
    assert f"{STORIES}" in owed.message.text


async def test_nothing_is_published_that_cannot_be_recorded_and_all_of_it_once_it_can(house, monkeypatch):
    editor, _ = await a_page(house)
    add, failed = Audit.add, []

    def refuse_thrice(self, *given, **named):
        if len(failed) < 3:
            failed.append(given)
            raise DatabaseUnusable("write to the database", "the disk is full")
        return add(self, *given, **named)

    monkeypatch.setattr(Audit, "add", refuse_thrice)
    monkeypatch.setattr("bot.chat.publishing.STORE_PAUSE", 0.01)
    await editor.press("签发")
    await until(lambda: published(house) == STORIES)
    assert len(failed) == 3
    assert recorded(house) == STORIES
    assert sorted(entry.publication for entry in house.store.entries.each()) == list(range(1, STORIES + 1))


async def test_a_draft_that_cannot_be_published_keeps_back_no_others(house, monkeypatch):
    editor, _ = await a_page(house)
    publish = house.services.intake.publish
    bad = house.store.entries.drafts()[1].id

    def break_one(ids, **named):
        if ids == [bad]:
            raise ValueError("nobody foresaw this")
        return publish(ids, **named)

    monkeypatch.setattr(house.services.intake, "publish", break_one)
    await editor.press("签发")
    await until(lambda: not house.store.publish_jobs.unanswered())
    assert published(house) == recorded(house) == STORIES - 1
    assert house.store.entries.get(bad).status is Status.DRAFT
