"""Who acts on an older version of an article than the stored one is told so, whatever the record says."""

import pytest
from test_chat_revising import PAGE, asked, deeds, now, opened

from bot.model import Deed, PageHints, Status


@pytest.fixture
async def two(house):
    """Two editors with the same draft before them."""
    one, other = house.editor(), house.owner()
    await house.page(one, PAGE)
    await other.say("/start")
    first, second = house.store.entries.drafts()
    return one, other, first, second


async def test_ones_own_later_change_does_not_hide_that_of_another(house, two):
    one, other, first, _ = two
    old = await opened(one, first)
    question = await asked(one, first, "headline")
    await other.say(f"/edit {first.id} 标题 别人改的标题")
    await one.say(f"/edit {first.id} 版名 要闻")
    assert deeds(house) == [Deed.EDIT]
    shown = await one.press("签发", message_id=old.message_id)
    assert "主人" in shown[0].text
    assert "别人改的标题" in shown[0].text
    assert now(house, first).status is Status.DRAFT
    told, _ = await one.say("我的标题", reply_to=question.message_id)
    assert "没有写入" in told.text
    assert now(house, first).article.headline == "别人改的标题"


async def test_a_change_that_stands_in_no_record_is_told(house, two):
    one, _, first, _ = two
    old = await opened(one, first)
    house.services.intake.stamp(first.page_id, PageHints(source="滨河日报"))
    shown = await one.press("签发", message_id=old.message_id)
    assert "没有写入" in shown[0].text
    assert now(house, first).status is Status.DRAFT


async def test_paper_and_day_that_another_sets_on_the_page_are_a_change_of_its_drafts(house, two):
    one, other, first, _ = two
    old = await opened(one, first)
    [card, *_] = await other.callback(f"pg:{first.page_id}")
    await other.say("滨河日报 2024-04-02 第5版", reply_to=card.message_id)
    assert now(house, first).article.source == "滨河日报"
    await one.press("弃用", message_id=old.message_id)
    assert now(house, first) is not None


async def test_several_changes_of_ones_own_are_no_reason_to_ask(house, two):
    one, _, first, _ = two
    old = await opened(one, first)
    await one.say(f"/edit {first.id} 标题 一改")
    await one.say(f"/edit {first.id} 标题 二改")
    await one.press("签发", message_id=old.message_id)
    assert now(house, first).status is Status.PUBLISHED


async def test_setting_what_is_set_already_is_no_change(house, two):
    one, other, first, _ = two
    old = await opened(one, first)
    await other.say(f"/edit {first.id} 标题 {first.headline}")
    await one.press("签发", message_id=old.message_id)
    assert now(house, first).status is Status.PUBLISHED


async def test_a_place_in_the_text_means_nothing_after_the_text_was_changed_even_by_oneself(house, two):
    one, _, first, _ = two
    question = (await one.callback(f"pc:{first.id}:2:{first.version}"))[0]
    await one.callback(f"sp:{first.id}:1:{first.version}")
    left = now(house, first).article.paragraphs
    for data in (f"pa:{first.id}:0:{first.version}", f"sp:{first.id}:1:{first.version}"):
        shown = await one.callback(data)
        assert "没有写入" in shown[0].text
    told, _ = await one.say("新的一段。", reply_to=question.message_id)
    assert "没有写入" in told.text
    assert now(house, first).article.paragraphs == left


async def test_a_draft_that_went_into_another_is_told_to_whom_has_it_still_before_them(house, two):
    one, other, first, second = two
    old = await opened(one, second)
    await other.callback(f"j:{first.id}:{second.id}:{first.version}")
    assert [entry.id for entry in house.store.entries.drafts()] == [first.id]
    await one.press("签发", message_id=old.message_id)
    assert now(house, first).status is Status.DRAFT


async def test_a_reply_to_an_article_is_for_the_version_that_it_shows(house, two):
    one, other, first, _ = two
    house.services.intake.publish([first.id])
    [article] = await one.callback(f"o:{first.id}")
    await other.say(f"/edit {first.id} 标题 别人改的标题")
    told, *_ = await one.say("标题 我的标题", reply_to=article.message_id)
    assert "没有写入" in told.text
    [article] = await one.callback(f"o:{first.id}")
    await one.say("标题 我的标题", reply_to=article.message_id)
    assert now(house, first).article.headline == "我的标题"


async def test_an_editor_who_is_forgotten_is_nobody_among_those_who_changed(house, two):
    one, other, first, _ = two
    old = await opened(other, first)
    await one.say(f"/edit {first.id} 标题 改过")
    assert house.store.entries.changed_by(first.id) == (one.user_id, first.version)
    house.store.entries.forget(one.user_id)
    assert house.store.entries.changed_by(first.id)[0] is None
    shown = await other.press("签发", message_id=old.message_id)
    assert "没有写入" in shown[0].text
