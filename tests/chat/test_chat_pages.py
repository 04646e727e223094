import asyncio

import pytest

from bot.chat.pages import LARGEST
from bot.chat.pasting import ALMOST_FULL, MAX_PARTS, Pastes
from bot.model import Deed, Status

PAGE = """潍州晚报 2024年4月3日 第3版

滨河新区氢能公交上线
本报记者 林秋实

4月2日，滨河新区首批三十辆氢能公交车驶出场站，沿江岸线路每十分钟发一班车。
公交公司介绍，每辆车加注一次可以行驶四百公里，全年预计减少碳排放两千吨。
"""


def has_buttons(sent):
    return bool(sent.buttons)


async def test_a_document_becomes_a_card_and_one_button_publishes_it(house):
    editor = house.editor()
    card = await house.page(editor)
    assert "滨河新区氢能公交上线" in card.text
    assert (await house.person().say("氢能"))[-1].text.count("滨河新区") == 0
    shown = await editor.press("签发")
    assert any("已签发" in sent.text or "签发" in sent.text for sent in shown)
    [found] = await house.person().say("氢能")
    assert "滨河新区氢能公交上线" in found.text


async def test_publishing_alerts_those_who_watch_and_is_recorded(house):
    await house.person().say("/watch 氢能")
    editor = house.editor()
    await house.page(editor)
    await editor.press("签发")
    assert [one.chat_id for one in house.promised()] == [100]
    deeds = [record.deed for record in house.store.audit.latest(10)]
    assert deeds[-1] is Deed.ADD
    assert deeds[0] is Deed.PUBLISH


async def test_publishing_twice_publishes_once(house):
    editor = house.editor()
    card = await house.page(editor)
    button = next(b.data for row in card.buttons for b in row if b.data.startswith("p:"))
    await editor.press(button)
    shown = await editor.callback(button)
    assert shown[0].kind == "flash"
    assert len([r for r in house.store.audit.latest(50) if r.deed is Deed.PUBLISH]) == 2


async def test_what_is_only_stored_is_found_and_not_pushed(house):
    editor = house.editor()
    await house.page(editor)
    await editor.press("只入库不推送")
    assert house.store.entries.published() == []
    [found] = await house.person().say("氢能")
    assert "滨河新区氢能公交上线" in found.text


async def test_a_page_is_pasted_as_text(house):
    editor = house.editor()
    card = await house.soon(editor, await editor.say(PAGE))
    assert "滨河新区氢能公交上线" in card.text


async def test_a_page_in_several_messages_is_put_together(house):
    body = "".join(
        f"第{number}辆氢能公交车沿江岸线路行驶，班次间隔十分钟，票价两元。\n" for number in range(220)
    )
    page = f"潍州晚报 2024年4月3日 第3版\n\n滨河新区氢能公交上线\n本报记者 林秋实\n\n{body}"
    editor = house.editor()
    await house.soon(editor, await editor.say(page), has_buttons)
    drafts = house.store.entries.drafts()
    text = "".join(draft.article.text for draft in drafts)
    assert "第0辆" in text
    assert "第219辆" in text
    assert len({draft.page_id for draft in drafts}) == 1


async def test_after_add_a_short_text_is_a_page(house):
    editor = house.editor()
    [how] = await editor.say("/add")
    assert how.text
    await house.soon(editor, await editor.say("氢能公交上线\n首批三十辆氢能公交车驶出场站。"))
    assert house.store.pages.get(1) is not None
    [search] = await editor.say("氢能")
    assert "氢能" in search.text


async def test_a_page_may_follow_the_command(house):
    editor = house.editor()
    card = await house.soon(editor, await editor.say(f"/add {PAGE}"))
    assert "滨河新区氢能公交上线" in card.text


async def test_the_caption_says_which_page_it_is(house):
    editor = house.editor()
    body = PAGE.partition("\n")[2]
    await house.soon(
        editor, await editor.send_file("scan.txt", body.encode(), caption="滨河日报 2024-04-01 A06版")
    )
    [draft, *_] = house.store.entries.drafts()
    assert (draft.article.source, str(draft.article.issue_date), draft.article.page) == (
        "滨河日报",
        "2024-04-01",
        "A06",
    )


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 500, b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20])
async def test_a_file_that_cannot_be_read_is_refused_kindly(house, data):
    editor = house.editor()
    refusal = await house.soon(editor, await editor.send_file("bad.bin", data))
    assert refusal.text
    assert "意外" not in refusal.text
    assert house.store.entries.counts()["all"] == 0


async def test_a_file_that_is_too_large_is_not_even_fetched(house):
    editor = house.editor()
    [refusal] = await editor.send_file("large.txt", b"x" * (LARGEST + 1))
    assert refusal.text
    assert house.api.calls["getFile"] == 0


async def test_a_stranger_who_sends_a_page_is_refused_and_changes_nothing(house):
    stranger = house.person()
    [by_file] = await stranger.send_file("page.txt", PAGE.encode())
    [by_command] = await stranger.say(f"/add {PAGE}")
    assert "编辑" in by_file.text
    assert by_file.text == by_command.text
    # As a text it is words to look up.
    [by_text] = await stranger.say(PAGE)
    assert "没有找到" in by_text.text
    assert house.store.entries.counts()["all"] == 0


async def test_the_same_page_again_changes_nothing(house):
    editor = house.editor()
    await house.page(editor)
    await editor.press("签发")
    before = house.store.entries.counts()
    await house.page(editor)
    assert house.store.entries.counts() == before


async def test_a_stranger_cannot_publish_by_a_forged_button(house):
    editor = house.editor()
    await house.page(editor)
    stranger = house.person()
    await stranger.say("/start")
    for data in ("p:1:push", "pe:1:push", "x:1", "x2:1", "d:1", "ds:0", "pg:1", "an:1", "ad:100:yes"):
        [flash] = await stranger.callback(data)
        assert "编辑" in flash.text
    assert house.store.entries.counts()["draft"] == 2
    assert house.store.entries.counts()["published"] == 0


@pytest.mark.parametrize(
    "data",
    [
        "p:99:push",
        "p:1:maybe",
        "p:x:push",
        "p:1",
        "pg:99",
        "pe:99:push",
        "pe:1:maybe",
        "d:99",
        "x:99",
        "ds:-1",
    ],
)
async def test_stale_and_forged_buttons_of_editors_are_answered(house, data):
    editor = house.editor()
    await house.page(editor)
    shown = await editor.callback(data)
    assert [sent.kind for sent in shown] == ["flash"]
    assert house.store.entries.counts()["draft"] == 2


async def test_a_draft_is_opened_and_published_or_thrown_away(house):
    editor = house.editor()
    await house.page(editor)
    first, second = house.store.entries.drafts()
    await editor.say("/drafts")
    [draft] = await editor.press(f"d:{first.id}")
    assert first.article.paragraphs[0][:10] in draft.text
    [published] = await editor.press("签发")
    assert "已签发" in published.text or first.headline in published.text
    assert house.store.entries.get(first.id).status is Status.PUBLISHED
    await editor.callback(f"d:{second.id}")
    [dropped] = await editor.press("弃用")
    assert second.headline in dropped.text
    assert house.store.entries.get(second.id) is None
    [flash] = await editor.callback(f"x:{second.id}")
    assert flash.kind == "flash"


async def test_the_card_of_a_page_is_shown_again(house):
    editor = house.editor()
    card = await house.page(editor)
    [first, *_] = house.store.entries.drafts()
    await editor.callback(f"d:{first.id}")
    [again] = await editor.callback(f"pg:{first.page_id}")
    assert again.text == card.text


async def test_drafts_turn_in_place(house):
    for number in range(11):
        house.publish(f"第{number:02}号稿", draft=True)
    editor = house.editor()
    [first] = await editor.say("/drafts")
    [second] = await editor.press("下一页")
    assert second.kind == "edit"
    assert all(f"第{number:02}号稿" in first.text + second.text for number in range(11))


async def test_three_hundred_documents_that_waited_are_all_taken(house, monkeypatch):
    # Nothing is read: what counts is what is kept.
    monkeypatch.setattr(house.desk, "_read", lambda batch_id: None)
    editor = house.editor()
    names = [f"{number:03}.txt" for number in range(300)]
    assert await editor.send_files(dict.fromkeys(names, PAGE.encode())) == []
    assert [sheet.name for sheet in house.store.batches.get(1).sheets] == names


async def test_what_goes_wrong_with_one_page_does_not_keep_the_next(house, monkeypatch, caplog):
    editor = house.editor()
    reads = iter([RuntimeError("out of the blue")])
    read_file = type(house.services.intake).read_file

    def failing(self, *given):
        error = next(reads, None)
        if error:
            raise error
        return read_file(self, *given)

    monkeypatch.setattr(type(house.services.intake), "read_file", failing)
    await editor.send_file("first.txt", PAGE.encode())
    await house.soon(editor, await editor.send_file("second.txt", PAGE.encode()), has_buttons)
    assert "out of the blue" in caplog.text


async def test_parts_wait_for_each_other_and_for_no_longer_than_their_patience():
    pastes, pages = Pastes(asyncio.create_task, patience=0.01), []

    async def done(page):
        pages.append(page)

    long = "长" * ALMOST_FULL
    assert await pastes.add(1, long, done)
    assert pastes.is_open(1)
    assert not await pastes.add(2, "另一页", done)
    assert not await pastes.add(1, "完", done)
    assert pages == ["另一页", f"{long}\n完"]
    assert await pastes.add(1, long, done)
    await asyncio.sleep(0.05)
    assert pages[2:] == [long]
    assert not pastes.is_open(1)


async def test_a_page_without_end_ends_at_its_most_parts():
    pastes, pages = Pastes(asyncio.create_task), []

    async def done(page):
        pages.append(page)

    for _ in range(MAX_PARTS):
        await pastes.add(1, "长" * ALMOST_FULL, done)
    assert len(pages) == 1


async def test_an_editor_may_publish_the_doubtful_too_but_never_a_half_without_its_head(house):
    page = (
        "潍州晚报 2024年4月3日 第3版\n\n（上接1版）沿江岸线路每十分钟发一班车，氢能公交车已有三十辆。\n"
        + PAGE
    )
    editor = house.editor()
    await house.page(editor, page)
    halves = [entry.id for entry in house.store.entries.drafts() if entry.article.continues_from]
    await editor.callback("p:1:all")
    assert [entry.id for entry in house.store.entries.drafts()] == halves
    assert house.store.entries.counts()["published"] >= 1


async def test_a_page_with_nothing_sure_is_signed_with_one_tap_too(house):
    editor = house.editor()
    card = await house.page(editor, "氢能公交车昨天驶出场站，沿江岸线路每十分钟发一班车。")
    assert "签发1" in card.labels
    await editor.press("签发")
    assert house.store.entries.counts()["published"] == 1


OLD_PAGE = PAGE.replace("4月3日", "3月20日").replace("4月2日", "3月19日")


async def test_the_card_says_which_articles_are_stored_without_being_pushed(house):
    editor = house.editor()
    card = await house.soon(editor, await editor.say(OLD_PAGE), has_buttons)
    assert "已过一周" in card.text
    assert [button.label for button in card.buttons[0]][1:] == ["仍要推送"]
    shown = await editor.press("签发")
    assert any("只入库，不推送" in sent.text for sent in shown)
    assert house.store.entries.published() == []


async def test_a_date_that_an_editor_sets_decides_what_the_draft_and_the_card_say(house):
    editor = house.editor()
    card = await house.soon(editor, await editor.say(PAGE), has_buttons)
    assert "已过一周" not in card.text
    [draft] = house.store.entries.drafts()
    [told] = await editor.say(f"/edit {draft.id} 刊期 2024-03-20")
    assert "已过一周" in told.text
    assert {"签发", "仍要推送"} <= {button.label for button in told.buttons[0]}
    shown = await editor.callback(f"pg:{draft.page_id}")
    assert "已过一周" in shown[-1].text
    await editor.press("仍要推送")
    assert [entry.id for entry in house.store.entries.published()] == [draft.id]
