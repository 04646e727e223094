"""Articles in captions, captions that are corrected, albums, forwards, remarks and announcements."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.chat.albums import ALBUM_PATIENCE
from bot.model import SheetState

ARTICLE = """滨河新区新开三条公交线
本报讯 4月3日，滨河新区新开三条公交线，串起码头、书市和医院，首日载客一万二千人次。
公交公司负责人周青禾介绍，线路每天运行十六小时，年内还将再开两条。
（记者 林秋实）"""

GROUP = -100500


def photo(house, user, caption=None, album=None, **content):
    """A picture, or what is given in its place."""
    picture = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]
    content = content or {"photo": picture}
    if caption is not None:
        content["caption"] = caption
    if album is not None:
        content["media_group_id"] = album
    house.api.people.content(user, user, content)


VIDEO = {"file_id": "v", "file_unique_id": "v", "width": 9, "height": 9, "duration": 3}


@pytest.mark.parametrize("content", [{}, {"video": VIDEO}])
async def test_an_article_in_the_caption_of_a_picture_or_video_is_a_page(house, content):
    editor = house.editor()
    photo(house, editor.user_id, ARTICLE, **content)
    card = await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)
    await editor.press("签发", message_id=card.message_id)
    [entry] = house.store.entries.published()
    assert "年内还将再开两条" in entry.article.text


SHORT = """滨河新区新开三条公交线
4月3日，滨河新区新开三条公交线，串起码头、书市和医院，首日载客一万二千人次。"""


async def test_a_short_article_that_is_forwarded_is_a_page_as_text_or_caption(house):
    editor = house.editor()
    photo(house, editor.user_id, SHORT)
    card = await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)
    assert "✓1 滨河新区新开三条公交线" in card.text
    origin = {"type": "hidden_user", "date": 0, "sender_user_name": "读者"}
    other = SHORT.replace("公交", "地铁")
    house.api.people.content(editor.user_id, editor.user_id, {"text": other, "forward_origin": origin})
    await house.soon(editor, await editor.answers(), lambda sent: "新开三条地铁线" in sent.text)


@pytest.mark.parametrize("content", ["animation", "document"])
async def test_an_article_in_the_caption_of_a_picture_that_is_a_file_is_a_page(house, content):
    editor = house.editor()
    document = {"file_id": "d", "file_unique_id": "d", "file_name": "a", "mime_type": "image/png"}
    sent = {"document": document} | ({"animation": VIDEO} if content == "animation" else {})
    photo(house, editor.user_id, ARTICLE, **sent)
    await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)


@pytest.mark.parametrize("captions", [(ARTICLE, None, None), (None, ARTICLE, None), (None, None, ARTICLE)])
async def test_the_other_pictures_of_such_an_album_are_no_pages(house, captions):
    editor = house.editor()
    for caption in captions:
        photo(house, editor.user_id, caption, album="a")
    await asyncio.sleep(1.5 * ALBUM_PATIENCE)
    await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)
    sheets = house.store._database.read(lambda tables: tables.table("sheets").count)
    assert sheets == 1


async def test_a_reader_gets_one_answer_to_an_album(house):
    reader = house.person()
    for number in range(4):
        photo(house, reader.user_id, ARTICLE if number == 0 else None, album="b")
    assert len(await reader.answers()) == 1
    for number in range(3):
        photo(house, reader.user_id, None, album="c", message_id=9100 + number, video=VIDEO)
    assert len(await reader.answers()) == 1
    photo(house, reader.user_id, None)
    assert len(await reader.answers()) == 1


async def test_what_cannot_be_read_of_an_album_is_told_in_one_report(house):
    editor = house.editor()
    shown = await editor.send_files({"a.txt": b""}, album="g")
    async with asyncio.timeout(300):
        while house.store.batches.get(1).sheets[0].state is not SheetState.REFUSED:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    shown += await editor.send_files({"b.txt": ARTICLE.encode(), "c.bin": bytes(99)}, album="g")
    while not any("b.txt" in sent.text and "c.bin" in sent.text for sent in shown):
        shown.append(await editor.wait_for())
    assert ["a.txt" in sent.text for sent in shown if "空的" in sent.text] == [True]


async def test_one_file_of_an_album_that_cannot_be_read_is_told(house):
    editor = house.editor()
    shown = await editor.send_files({"a.txt": b""}, album="h")
    report = await house.soon(editor, shown, lambda sent: "未收下" in sent.text)
    assert "a.txt" in report.text


async def test_the_caption_of_a_picture_that_a_reader_forwards_is_looked_up(house):
    house.publish("滨河新区新开三条公交线")
    reader = house.person()
    photo(house, reader.user_id, "滨河新区新开三条公交线", album="e")
    photo(house, reader.user_id, None, album="e")
    [hits] = await reader.answers()
    assert "含" not in hits.text
    assert "1 滨河新区新开三条公交线" in hits.text


async def test_files_of_a_stranger_in_an_album_are_refused_once(house):
    reader = house.person()
    shown = await reader.send_files({"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"}, album="d")
    assert len(shown) == 1


def edit_caption(house, user, message_id, caption):
    document = {"file_id": "p", "file_unique_id": "p"}
    house.api.people.edited_caption(user, user, message_id, {"document": document, "caption": caption})


async def test_an_edited_caption_corrects_paper_day_and_page(house):
    editor = house.editor()
    number = house.api.people.document(
        editor.user_id, editor.user_id, "a.txt", ARTICLE.encode(), caption="海陵晚报 2024-04-02 第2版"
    )
    card = await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)
    assert "海陵晚报" in card.text
    edit_caption(house, editor.user_id, number, "潍州晚报 2024-04-03 第5版")
    again = await house.soon(editor, await editor.answers(), lambda sent: "潍州晚报" in sent.text)
    assert "第5版" in again.text
    await editor.press("签发", message_id=again.message_id)
    [entry] = house.store.entries.published()
    article = entry.article
    assert (article.source, str(article.issue_date), article.page) == ("潍州晚报", "2024-04-03", "5")


async def test_an_edited_caption_with_a_page_alone_corrects_that(house):
    editor = house.editor()
    number = house.api.people.document(
        editor.user_id, editor.user_id, "a.txt", ARTICLE.encode(), caption="海陵晚报 2024/4/2 第2版"
    )
    card = await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)
    assert "《海陵晚报》4月2日 第2版" in card.text
    edit_caption(house, editor.user_id, number, "第七版")
    again = await house.soon(editor, await editor.answers(), lambda sent: "第7版" in sent.text)
    assert "《海陵晚报》4月2日 第7版" in again.text


async def test_a_caption_that_is_edited_while_its_page_is_read_is_not_lost(house, monkeypatch):
    editor, begun, reading = house.editor(), threading.Event(), threading.Event()
    read_file = house.services.intake.read_file

    def slowly(*given):
        begun.set()
        assert reading.wait(20)
        return read_file(*given)

    monkeypatch.setattr(house.services.intake, "read_file", slowly)
    number = house.api.people.document(
        editor.user_id, editor.user_id, "a.txt", ARTICLE.encode(), caption="海陵晚报 2024-04-02"
    )
    await editor.answers()
    assert await asyncio.to_thread(begun.wait, 20)
    edit_caption(house, editor.user_id, number, "潍州晚报 2024-04-03 第5版")
    shown = await editor.answers()
    reading.set()
    card = await house.soon(editor, shown, lambda sent: "新开三条公交线" in sent.text)
    assert "《潍州晚报》4月3日 第5版" in card.text


async def test_an_edited_caption_holds_for_the_files_sent_together_with_it(house):
    editor = house.editor()
    other = ARTICLE.replace("公交", "地铁")
    own = f"云州日报 2024年4月1日 第1版\n\n{ARTICLE.replace('公交', '轮渡')}"
    numbers = [
        house.api.people.document(
            editor.user_id, editor.user_id, name, text.encode(), caption=caption, album="f"
        )
        for name, text, caption in (
            ("a.txt", ARTICLE, "海陵晚报 2024-04-02"),
            ("b.txt", other, None),
            ("c.txt", own, None),
        )
    ]
    await house.soon(editor, await editor.answers(), lambda sent: "第3/3版" in sent.text)
    edit_caption(house, editor.user_id, numbers[0], "潍州晚报 2024-04-03 第5版")
    await house.soon(editor, await editor.answers(), lambda sent: "《潍州晚报》4月3日" in sent.text)
    batch = house.store.batches.get(1)
    cards = [house.services.intake.preview(sheet.page_id) for sheet in batch.sheets]
    assert [(card.source, str(card.issue_date), card.page) for card in cards] == [
        ("潍州晚报", "2024-04-03", "5"),
        ("潍州晚报", "2024-04-03", None),
        ("云州日报", "2024-04-01", "1"),
    ]


async def test_an_article_as_an_edited_caption_says_nothing_of_paper_and_day(house):
    editor = house.editor()
    number = house.api.people.document(
        editor.user_id, editor.user_id, "a.txt", ARTICLE.encode(), caption="海陵晚报 2024-04-02"
    )
    await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)
    edit_caption(house, editor.user_id, number, f"{ARTICLE}\n《潍州晚报》2024-04-03")
    assert await editor.answers() == []


async def test_other_edited_messages_and_captions_of_others_change_nothing(house):
    editor, reader = house.editor(), house.person()
    number = house.api.people.document(
        editor.user_id, editor.user_id, "a.txt", ARTICLE.encode(), caption="海陵晚报 2024-04-02"
    )
    await house.soon(editor, await editor.answers(), lambda sent: "新开三条公交线" in sent.text)
    edit_caption(house, reader.user_id, number, "潍州晚报 2024-04-03")
    edit_caption(house, editor.user_id, number, "看看这个")
    edit_caption(house, editor.user_id, number + 500, "潍州晚报 2024-04-03")
    house.api.people.edited(reader.user_id, reader.user_id, 3, "氢能")
    assert await editor.answers() == []
    assert await reader.answers() == []


async def test_a_text_that_a_reader_forwards_is_looked_up_by_its_words(house):
    house.publish("滨河新区新开三条公交线", "\n".join(ARTICLE.splitlines()[1:]))
    [hits] = await house.person().say(ARTICLE * 3)
    assert "滨河新区新开三条公交线" in hits.text


@pytest.mark.parametrize("between", ["，", ", ", ". ", " "])
async def test_a_longer_text_is_looked_up_by_its_beginning_however_it_is_written(house, between):
    house.publish("滨河新区新开三条公交线", "串起码头、书市和医院。")
    said = between.join(["滨河新区新开三条公交线", "串起码头书市和医院", *(["线路每天运行十六小时"] * 30)])
    [hits] = await house.person().say(said)
    assert "1 滨河新区新开三条公交线" in hits.text


async def in_group(house, said, replied=None, number=9000):
    message = {
        "message_id": number,
        "date": 0,
        "chat": {"id": GROUP, "type": "supergroup", "title": "群"},
        "from": {"id": 7, "is_bot": False, "first_name": "x", "language_code": "zh"},
        "text": said,
    }
    if replied is not None:
        message["reply_to_message"] = house.api.room.describe(replied)
    house.api.updates.add("message", message)


@pytest.mark.parametrize(
    "remark",
    [
        "谢谢",
        "谢谢分享",
        "多谢",
        "不错",
        "好文",
        "学习了",
        "👍",
        "收到",
        "Thanks!",
        "这条新闻写得好。",
        "明天也有吗？",
        "毫不相干的一句话",
        "666",
        "+1",
        "这座城真好",
        "这座城加油",
        "这座城的消息怎么这么少",
        "同意",
    ],
)
async def test_a_remark_under_a_digest_in_a_group_is_no_search(house, remark):
    house.publish("谢谢这座城", "多谢分享，不错，收到，学习，thanks，同意，消息真好，这么少。")
    person = house.person(7, chat_id=GROUP, kind="supergroup")
    [digest] = await person.say("/today@baozhai_bot")
    await in_group(house, remark, digest)
    assert await person.answers() == []


async def test_words_that_are_found_are_a_search_in_a_reply_and_any_words_beside_the_name(house):
    house.publish("氢能公交上线")
    person = house.person(7, chat_id=GROUP, kind="supergroup")
    [digest] = await person.say("/today@baozhai_bot")
    await in_group(house, "氢能公交", digest)
    [found] = await person.answers()
    assert "氢能公交上线" in found.text
    [none] = await person.say("@baozhai_bot 毫不相干")
    assert "没有找到" in none.text


async def test_an_announcement_keeps_what_is_bold_and_its_links(house):
    reader, owner = house.person(), house.owner()
    await reader.say("/start")
    house.api.people.content(
        owner.user_id,
        owner.user_id,
        {
            "text": "/announce 📰 今晚试发，详见说明",
            "entities": [
                {"type": "bot_command", "offset": 0, "length": 9},
                {"type": "bold", "offset": 13, "length": 2},
                {"type": "text_link", "offset": 20, "length": 2, "url": "https://paper.example/x"},
            ],
        },
    )
    [question] = await owner.answers()
    assert [entity["type"] for entity in question.entities][-2:] == ["bold", "text_link"]
    await owner.press("群发")
    [promised] = [delivery for delivery in house.promised() if delivery.chat_id == reader.chat_id]
    assert "<b>今晚</b>试发" in promised.message.text
    assert '<a href="https://paper.example/x">说明</a>' in promised.message.text


async def test_a_long_announcement_is_shown_whole_before_it_is_asked_for(house):
    owner, said = house.owner(), "停机通知。" * 800
    shown, question = await owner.say(f"/announce {said}")
    assert said in shown.text
    assert "上面" in question.text
    await owner.press("群发")
    [promised] = house.promised()
    assert said in promised.message.text
    [refused] = await owner.say(f"/announce {'字' * 4080}")
    assert "4056" in refused.text
    assert house.promised() == []


async def test_an_announcement_keeps_who_is_mentioned(house):
    owner = house.owner()
    user = {"id": 77, "is_bot": False, "first_name": "林"}
    entities = [
        {"type": "bot_command", "offset": 0, "length": 9},
        {"type": "text_mention", "offset": 10, "length": 1, "user": user},
    ]
    house.api.people.content(owner.user_id, owner.user_id, {"text": "/announce 林值班", "entities": entities})
    [question] = await owner.answers()
    assert question.entities[-1]["url"] == "tg://user?id=77"
