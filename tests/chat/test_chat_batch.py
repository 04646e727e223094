import asyncio

import pytest
from morning import page

from bot.chat import reading
from bot.intake.review import Review
from bot.model import BatchState, Deed, SheetState, Status


def pages(*numbers, **how):
    return {f"{number:02}.txt": page(number, **how) for number in numbers}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(reading, "QUIET", 0.3)
    monkeypatch.setattr(reading, "PROGRESS_EVERY", 0.0)


def is_report(sent):
    return sent.text.startswith("本批") and sent.kind == "message"


async def reported(house, editor):
    """The report of a batch, and all that was shown before it."""
    report = await editor.wait_for(is_report)
    return report, [sent for sent in house.api.sent if sent.chat_id == editor.chat_id]


def published(house):
    return house.store.entries.counts()["published"]


async def test_many_files_are_one_batch_with_one_progress_message_and_one_report(house):
    editor = house.editor()
    files = pages(1, 2, 3) | {"坏.bin": b"\x00\x01\x02" * 500}
    await editor.send_files(files)
    report, shown = await reported(house, editor)
    cards = [sent for sent in shown if "签发1" in sent.labels]
    assert len(cards) == 3
    progress = {sent.message_id for sent in shown if "/4版：" in sent.text}
    assert len(progress) == 1
    assert [sent.text for sent in shown if sent.message_id in progress][-1] == "4版已读完"
    lines = report.text.splitlines()
    assert lines[0] == "本批4版"
    for number, name in enumerate(("第1版", "第2版", "第3版"), 2):
        assert name in lines[number]
        assert "1篇可签发" in lines[number]
    assert "坏.bin：未收下" in lines[5]
    assert "签发全部3篇" in report.labels


async def test_all_that_is_sure_in_a_batch_is_signed_with_one_tap(house):
    editor = house.editor()
    await editor.send_files(pages(1, 2))
    await reported(house, editor)
    shown = await editor.press("签发")
    assert published(house) == 2
    assert "1篇已入库" in shown[-1].text
    assert shown[-1].labels == ("今日出刊完毕",)
    deeds = [record.deed for record in house.store.audit.latest(10)]
    assert deeds.count(Deed.PUBLISH) == 2
    batch = house.store.batches.get(1)
    assert batch.state is BatchState.CLOSED
    flashed = await editor.callback("b:1:auto")
    assert flashed[0].kind == "flash"
    assert published(house) == 2


async def test_a_batch_is_only_stored_where_that_is_asked_for(house):
    editor = house.editor()
    await editor.send_files(pages(1, 2))
    await reported(house, editor)
    await editor.press("只入库不推送")
    assert published(house) == 2
    assert house.store.entries.published() == []


async def test_a_card_leads_to_the_next_page_with_something_to_decide(house):
    editor = house.editor()
    await editor.send_files(pages(1, 2, 3))
    report, _ = await reported(house, editor)
    [first] = await editor.press("逐版看")
    assert "第1/3版" in first.text
    for taps in range(3):
        assert published(house) == taps
        await editor.press("签发1")
        if taps < 2:
            [card] = await editor.press("下一版")
            assert f"第{taps + 2}/3版" in card.text
    assert published(house) == 3
    [again] = await editor.press("本批")
    assert again.message_id != report.message_id
    assert again.labels == ("今日出刊完毕",)


async def test_one_page_alone_is_a_card_without_progress_and_report(house):
    editor = house.editor()
    await house.soon(editor, await editor.send_files(pages(1)))
    await asyncio.gather(*house.desk.at_work)
    assert await editor.answers() == []
    assert house.store.batches.unfinished() == []


async def test_what_is_known_already_is_said(house):
    editor = house.editor()
    await editor.send_files(pages(1, 2))
    await reported(house, editor)
    await editor.press("签发")
    await editor.send_files(pages(1, 3))
    report, _ = await reported(house, editor)
    lines = report.text.splitlines()
    assert "库内已有" in lines[2]
    assert "库内已有" not in lines[3]


async def test_the_caption_of_an_album_holds_for_all_of_it_whichever_comes_first(house):
    editor = house.editor()
    await editor.send_files(
        pages(1, 2, 3, placed=False), {"02.txt": "滨河日报 2024-04-01 第5版"}, album="album"
    )
    await reported(house, editor)
    drafts = {draft.article.page: draft.article for draft in house.store.entries.drafts()}
    assert {(each.source, str(each.issue_date)) for each in drafts.values()} == {("滨河日报", "2024-04-01")}
    assert set(drafts) == {None, "5"}


async def test_what_a_file_name_says_is_taken_over_from_page_to_page_until_another_says_more(house):
    editor = house.editor()
    texts = [page(number, placed=False) for number in range(4)]
    names = ("滨河日报_2024-04-01_01.txt", "b.txt", "潍州晚报_2024-04-02.txt", "d.txt")
    await editor.send_files(dict(zip(names, texts, strict=True)))
    await reported(house, editor)
    told = [draft.article for draft in house.store.entries.drafts()]
    assert [article.source for article in told] == ["滨河日报", "滨河日报", "潍州晚报", "潍州晚报"]
    assert [article.issue_date.day for article in told] == [1, 1, 2, 2]
    assert [article.page for article in told] == ["01", None, None, None]


async def test_what_the_page_prints_goes_before_what_was_said_of_another(house):
    editor = house.editor()
    await editor.send_files({"滨河日报_2024-04-01.txt": page(1, placed=False), "b.txt": page(2)})
    await reported(house, editor)
    assert [draft.article.source for draft in house.store.entries.drafts()] == ["滨河日报", "潍州晚报"]


async def test_a_reply_to_a_card_says_its_paper_and_a_button_says_it_for_the_batch(house):
    editor = house.editor()
    await editor.send_files(pages(1, 2, 3, placed=False))
    await reported(house, editor)
    await editor.press("逐版看")
    [question] = await editor.press("改报名/刊期/版次")
    shown = await editor.say("滨河日报 2024-04-01 第6版", reply_to=question.message_id)
    assert "《滨河日报》" in shown[-1].text
    [first, second, _] = house.store.entries.drafts()
    assert (first.article.source, first.article.page, second.article.source) == ("滨河日报", "6", None)
    await editor.press("imb:1", message_id=shown[0].message_id)
    drafts = house.store.entries.drafts()
    assert [draft.article.source for draft in drafts] == ["滨河日报"] * 3
    assert [draft.article.page for draft in drafts] == ["6", None, None]
    assert house.store.pages.get(3).source == "滨河日报"


async def test_a_reply_to_the_card_itself_is_understood_too(house):
    editor = house.editor()
    card = await house.soon(editor, await editor.send_files(pages(1, placed=False)))
    await editor.say("滨河日报 2024-04-01", reply_to=card.message_id)
    [draft] = house.store.entries.drafts()
    assert draft.article.source == "滨河日报"
    assert [record.deed for record in house.store.audit.latest(1)] == [Deed.EDIT]


@pytest.mark.parametrize("data", ["im:9", "imb:1", "imb:9", "b:9", "b:9:auto", "b:1:maybe", "b:x", "ic:no"])
async def test_stale_and_forged_buttons_of_batches_are_answered(house, data):
    editor = house.editor()
    await house.soon(editor, await editor.send_files(pages(1)))
    shown = await editor.callback(data)
    assert shown
    assert published(house) == 0


async def test_what_must_be_read_first_is_signed_only_where_it_was_opened(house):
    object.__setattr__(house.services.intake, "_review", Review(["活动从上午"]))
    editor = house.editor()
    card = await house.soon(editor, await editor.send_files(pages(1)))
    assert "须先读：活动从上午" in card.text
    assert not any("签发" in label for label in card.labels)
    await editor.callback("p:1:all")
    assert published(house) == 0
    [draft] = await editor.press("看1", message_id=card.message_id)
    assert "须先读：活动从上午" in draft.text
    await editor.press("签发")
    assert published(house) == 1


async def test_a_batch_goes_on_after_a_restart_in_its_middle(house, monkeypatch):
    editor = house.editor()
    take_in, taken = reading._take_in, []

    def stopping(services, batch, sheet, *read):
        taken.append(sheet.name)
        if len(taken) == 2:
            house.application._running = False
        return take_in(services, batch, sheet, *read)

    monkeypatch.setattr(reading, "_take_in", stopping)
    await editor.send_files(pages(1, 2, 3, 4))
    await asyncio.gather(*house.desk.at_work)
    assert len(taken) == 2
    assert [sheet.state for sheet in house.store.batches.get(1).sheets][2:] == [SheetState.WAITING] * 2
    house.application._running = True
    await house.desk.resume()
    report, _ = await reported(house, editor)
    assert [name for name in ("第1版", "第2版", "第3版", "第4版") if name in report.text] == [
        "第1版",
        "第2版",
        "第3版",
        "第4版",
    ]
    assert taken == ["01.txt", "02.txt", "03.txt", "04.txt"]


async def test_the_papers_are_out_when_an_editor_says_so_and_confirms(house):
    reader = house.person()
    await reader.say("/subscribe 20:00")
    editor = house.editor()
    await editor.send_files(pages(1, 2))
    await reported(house, editor)
    await editor.press("签发")
    [question] = await editor.press("今日出刊完毕")
    assert Deed.ISSUE not in {record.deed for record in house.store.audit.latest(5)}
    [done] = await editor.press("出刊完毕", message_id=question.message_id)
    assert "今日出刊完毕" in done.text
    assert house.store.audit.latest(1)[0].deed is Deed.ISSUE


async def test_two_editors_have_batches_of_their_own(house):
    first, second = house.editor(), house.owner()
    await first.send_files(pages(1, 2))
    await second.send_files(pages(3, 4))
    one, _ = await reported(house, first)
    other, _ = await reported(house, second)
    assert "第1版" in one.text
    assert "第3版" not in one.text
    assert "第3版" in other.text
    assert all(draft.status is Status.DRAFT for draft in house.store.entries.drafts())
