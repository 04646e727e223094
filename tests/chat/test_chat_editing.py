from datetime import date

import pytest

from bot.chat import fields
from bot.errors import IntakeError
from bot.model import Article, Deed, Doubt, Kind, Status, Subhead


def deeds(house):
    return [record.deed for record in house.store.audit.latest(20)]


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("headline 新的标题", "headline", "新的标题"),
        ("标题＝新的标题", "headline", "新的标题"),
        ("引题 在滨河", "kicker", "在滨河"),
        ("副题 沿江而行", "subheadline", "沿江而行"),
        ("authors 林秋实、何一川", "authors", ("林秋实", "何一川")),
        ("报名 滨河日报", "source", "滨河日报"),
        ("刊期 2024年4月1日", "issue_date", date(2024, 4, 1)),
        ("issue_date = 2024-04-01", "issue_date", date(2024, 4, 1)),
        ("版次 A06", "page", "A06"),
        ("section 要闻", "section", "要闻"),
        ("text 第一段。\n\n第二段。", "paragraphs", ("第一段。", "第二段。")),
        ("刊期 无", "issue_date", None),
        ("副题 -", "subheadline", None),
        ("authors -", "authors", ()),
    ],
)
async def test_a_field_is_changed_by_command(house, words, field, value):
    entry = house.publish("旧标题", subheadline="旧副题", authors=("甲",))
    [answer] = await house.editor().say(f"/edit {entry.id} {words}")
    stored = house.store.entries.get(entry.id)
    assert getattr(stored.article, field) == value
    assert stored.status is Status.PUBLISHED
    assert stored.summary is not None
    assert answer.text
    assert deeds(house) == [Deed.EDIT]


async def test_the_summary_says_what_the_article_says_now(house):
    entry = house.publish("旧标题", "旧的正文有一句话。")
    await house.editor().say(f"/edit {entry.id} 正文 新的正文说的是另一件事。")
    assert house.store.entries.get(entry.id).summary.text == "新的正文说的是另一件事。"


async def test_what_was_changed_is_found_by_its_new_words_alone(house):
    entry = house.publish("旧标题")
    await house.editor().say(f"/edit {entry.id} 标题 滨河新区夜读")
    [found] = await house.person().say("滨河新区夜读")
    assert "1" in found.labels
    assert house.store.search("旧标题").total == 0


@pytest.mark.parametrize(
    "words", ["刊期 昨天", "刊期 2024-02-30", "颜色 红", "标题", "headline " + "长" * 600]
)
async def test_what_a_field_does_not_take_changes_nothing(house, words):
    entry = house.publish("旧标题")
    [answer] = await house.editor().say(f"/edit {entry.id} {words}")
    assert answer.text
    assert house.store.entries.get(entry.id) == entry


@pytest.mark.parametrize(
    "words", ["/edit", "/edit x", "/edit 99999999999999999999", "/retract", "/merge 1", "/merge 1 1"]
)
async def test_a_command_without_its_number_is_told_how_it_is_written(house, words):
    house.publish("旧标题")
    [answer] = await house.editor().say(words)
    assert "/" in answer.text


async def test_an_article_that_is_not_there_is_said_kindly(house):
    house.publish("旧标题")
    for words in ("/edit 9 标题 新", "/retract 9", "/merge 1 9", "/merge 9 1"):
        [answer] = await house.editor().say(words)
        assert "意外" not in answer.text
    assert deeds(house) == []


async def test_a_draft_is_corrected_by_a_reply(house):
    draft = house.publish("旧标题", draft=True)
    editor = house.editor()
    await editor.say("/drafts")
    [card] = await editor.press(f"d:{draft.id}")
    reply(house, card, "标题 回复改的标题")
    [answer] = await editor.answers()
    assert "回复改的标题" in answer.text
    assert house.store.entries.get(draft.id).article.headline == "回复改的标题"


async def test_the_help_on_editing_is_answered_by_a_reply_too(house):
    entry = house.publish("旧标题")
    editor = house.editor()
    [how] = await editor.say(f"/edit {entry.id}")
    assert "旧标题" in how.text
    reply(house, how, "标题：回复改的标题")
    await editor.answers()
    assert house.store.entries.get(entry.id).article.headline == "回复改的标题"


async def test_an_article_is_corrected_or_retracted_by_a_reply(house):
    entry = house.publish("旧标题", "正文提到氢能。")
    editor = house.editor()
    await editor.say("旧标题")
    [card] = await editor.press("1")
    reply(house, card, "标题 回复改的标题")
    await editor.answers()
    assert house.store.entries.get(entry.id).article.headline == "回复改的标题"
    reply(house, card, "/edit 作者 林秋实")
    await editor.answers()
    assert house.store.entries.get(entry.id).article.authors == ("林秋实",)
    reply(house, card, "氢能")
    [found] = await editor.answers()
    assert "回复改的标题" in found.text
    reply(house, card, "/retract")
    [question] = await editor.answers()
    assert f"x2:{entry.id}" in [button.data for row in question.buttons for button in row]


async def test_a_readers_reply_corrects_nothing(house):
    entry = house.publish("旧标题")
    reader = house.person(2)
    house.settle(admins=())
    await reader.say("旧标题")
    [card] = await reader.press("1")
    reply(house, card, "标题 回复改的标题")
    await reader.answers()
    assert house.store.entries.get(entry.id) == entry


def reply(house, to, text):
    house.api.updates.add(
        "message",
        {
            "message_id": 9000,
            "date": 0,
            "chat": {"id": 2, "type": "private", "first_name": "编辑"},
            "from": {"id": 2, "is_bot": False, "first_name": "编辑", "language_code": "zh"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
            if text.startswith("/")
            else [],
            "reply_to_message": house.api.room.describe(to),
        },
    )


async def test_an_article_is_retracted_after_a_question(house):
    entry = house.publish("氢能公交上线")
    editor = house.editor()
    [question] = await editor.say(f"/retract {entry.id}")
    assert house.store.entries.get(entry.id).status is Status.PUBLISHED
    [done] = await editor.press(f"x2:{entry.id}")
    assert done.message_id == question.message_id
    assert house.store.entries.get(entry.id).status is Status.RETRACTED
    assert house.store.search("氢能").total == 0
    assert deeds(house) == [Deed.RETRACT]
    [flash] = await editor.callback(f"x2:{entry.id}")
    assert flash.kind == "flash"


async def test_a_question_is_called_off(house):
    entry = house.publish("氢能公交上线")
    editor = house.editor()
    await editor.say(f"/retract {entry.id}")
    [off] = await editor.press("n")
    assert off.buttons == ()
    await editor.callback("n")
    assert house.store.entries.get(entry.id).status is Status.PUBLISHED


async def test_two_entries_become_one(house):
    kept, other = (
        house.publish("氢能公交上线", "首批三十辆。"),
        house.publish("氢能公交开行", "首批三十台。", source="滨河日报"),
    )
    [answer] = await house.editor().say(f"/merge {kept.id} {other.id}")
    assert answer.text
    assert house.store.search("氢能").total == 1
    assert house.store.entries.get(other.id).id == kept.id
    assert deeds(house) == [Deed.MERGE]


async def test_what_is_retracted_is_merged_with_nothing(house):
    kept, other = house.publish("氢能公交上线"), house.publish("氢能公交开行")
    house.store.entries.retract(other.id)
    [answer] = await house.editor().say(f"/merge {kept.id} {other.id}")
    assert answer.text
    assert deeds(house) == []


@pytest.mark.parametrize(
    "words",
    [
        "/edit 1 标题 改了",
        "/retract 1",
        "/merge 1 2",
        "/drafts",
        "/announce 通知",
        "/stats",
        "/audit",
        "/backup",
    ],
)
async def test_readers_are_refused_politely_and_change_nothing(house, words):
    entry = house.publish("氢能公交上线")
    [answer] = await house.person().say(words)
    assert "编辑" in answer.text
    assert house.store.entries.get(entry.id) == entry
    assert deeds(house) == []


def article(**changes):
    return Article(id="1", kind=Kind.NEWS, headline=None, paragraphs=("一", "二", "三"), **changes)


def test_a_headline_that_is_given_is_missing_no_more():
    changed = fields.changed(
        article(doubts=(Doubt.HEADLINE_MISSING, Doubt.CUT_UNCERTAIN)), "headline", "有了"
    )
    assert changed.doubts == (Doubt.CUT_UNCERTAIN,)


def test_subheads_beyond_a_new_text_go():
    subheads = (Subhead("前", 0), Subhead("后", 2))
    assert fields.changed(article(subheads=subheads), "text", "只有一段").subheads == (Subhead("前", 0),)


def test_a_text_keeps_something():
    with pytest.raises(IntakeError):
        fields.changed(article(), "text", " \n ")
