"""Articles in captions, captions that are corrected, albums, forwards, remarks and announcements."""

from __future__ import annotations

import pytest

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


async def test_the_other_pictures_of_such_an_album_are_no_pages(house):
    editor = house.editor()
    photo(house, editor.user_id, ARTICLE, album="a")
    photo(house, editor.user_id, None, album="a")
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
    ],
)
async def test_a_remark_under_a_digest_in_a_group_is_no_search(house, remark):
    house.publish("谢谢这座城", "多谢分享，不错，收到，学习，thanks。")
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
