import pytest

from bot.model import Deed, Kind, Status
from bot.store.store import Store

PAGE = """潍州晚报 2024年4月3日 第3版

滨河新区氢能公交上线
本报记者 林秋实

　　4月2日，滨河新区首批三十辆氢能公交车驶出场站，沿江岸线路
每十分钟发一班车。

　　公交公司介绍，每辆车加注一次可以行驶四百公里，全年预计减少
碳排放两千吨。

　　场站旁边新建的加氢站同日投用，一次可以供六辆公交车加注，全
程不过一刻钟。

老城图书馆延长开放时间
本报记者 何一川

　　4月2日，老城图书馆宣布自本周起每晚开放到十点，周末增设亲子
阅读专场。

　　馆方表示，新增的自习座位共有二百六十个，读者可以通过手机预
约。
"""


@pytest.fixture
async def at_desk(house):
    """An editor with two drafts of one page."""
    editor = house.editor()
    await house.page(editor, PAGE)
    first, second = house.store.entries.drafts()
    return editor, first, second


def now(house, entry):
    return house.store.entries.get(entry.id)


def deeds(house, count=1):
    return [record.deed for record in house.store.audit.latest(count)]


async def opened(editor, entry):
    [draft] = await editor.callback(f"d:{entry.id}")
    return draft


async def asked(editor, entry, what):
    [question] = await editor.callback(f"ed:{entry.id}:{what}:{entry.version}")
    return question


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("headline", "氢能公交来了", "氢能公交来了"),
        ("subheadline", "沿江每十分钟一班", "沿江每十分钟一班"),
        ("authors", "周青禾 陆远帆", ("周青禾", "陆远帆")),
        ("source", "滨河日报", "滨河日报"),
        ("page", "A06", "A06"),
        ("section", "要闻", "要闻"),
        ("kind", "通讯", Kind.FEATURE),
        ("headline", "无", None),
    ],
)
async def test_any_field_is_changed_by_a_reply_to_its_question(house, at_desk, field, words, value):
    editor, first, _ = at_desk
    await opened(editor, first)
    await editor.press("改字段")
    [question] = await editor.press(f"ed:{first.id}:{field}:{first.version}")
    assert question.buttons == ()
    [draft] = await editor.say(words, reply_to=question.message_id)
    assert getattr(now(house, first).article, field) == value
    assert "签发" in draft.labels
    assert deeds(house) == [Deed.EDIT]


async def test_the_issue_date_is_asked_for_too_and_what_is_no_day_changes_nothing(house, at_desk):
    editor, first, _ = at_desk
    question = await asked(editor, first, "issue_date")
    await editor.say("昨天", reply_to=question.message_id)
    assert now(house, first).version == first.version
    await editor.say("2024-04-01", reply_to=question.message_id)
    assert str(now(house, first).article.issue_date) == "2024-04-01"


async def test_a_paragraph_is_changed_by_a_reply(house, at_desk):
    editor, first, _ = at_desk
    await opened(editor, first)
    await editor.press("正文")
    [paragraph] = await editor.press("2")
    assert "四百公里" in paragraph.text
    [question] = await editor.press("改这一段")
    await editor.say("每辆车可以行驶五百公里。\n票价仍是两元。", reply_to=question.message_id)
    paragraphs = now(house, first).article.paragraphs
    assert len(paragraphs) == len(first.article.paragraphs) + 1
    assert "每辆车可以行驶五百公里。" in paragraphs
    assert "票价仍是两元。" in now(house, first).article.text


async def test_a_word_is_replaced_throughout_after_it_was_counted(house, at_desk):
    editor, first, _ = at_desk
    await opened(editor, first)
    [question] = await editor.press("改错")
    [counted] = await editor.say("公交 → 巴士", reply_to=question.message_id)
    times = first.article.text.count("公交")
    assert f"正文{times}次" in counted.text
    assert now(house, first).version == first.version
    [draft] = await editor.press("全改")
    assert "公交" not in now(house, first).article.text + now(house, first).article.headline
    assert "巴士" in draft.text
    [flash] = await editor.callback("rp:1")
    assert flash.kind == "flash"


async def test_a_word_that_does_not_stand_there_is_said(house, at_desk):
    editor, first, _ = at_desk
    question = await asked(editor, first, "replace")
    [answer] = await editor.say("飞船 → 火箭", reply_to=question.message_id)
    assert "没有“飞船”" in answer.text
    [again] = await editor.say("看不懂", reply_to=question.message_id)
    assert "错字" in again.text


async def test_a_draft_is_split_before_a_paragraph(house, at_desk):
    editor, first, _ = at_desk
    await editor.callback(f"pa:{first.id}:1:{first.version}")
    shown = await editor.press("从此段拆稿")
    assert len(shown) == 2
    drafts = house.store.entries.drafts()
    assert len(drafts) == 3
    parts = [now(house, first), drafts[-1]]
    assert "".join(part.article.text for part in parts).replace("\n", "") == first.article.text.replace(
        "\n", ""
    )
    assert drafts[-1].page_id == first.page_id
    assert drafts[-1].article.source == "潍州晚报"
    [card] = await editor.callback(f"pg:{first.page_id}")
    assert "拆出3篇" in card.text
    assert "缺标题" in card.text


async def test_two_pieces_become_one_article(house, at_desk):
    editor, first, second = at_desk
    await opened(editor, first)
    await editor.press("并稿")
    [draft] = await editor.press("2")
    assert "签发" in draft.labels
    joined = now(house, first).article
    assert joined.paragraphs == first.article.paragraphs + second.article.paragraphs
    assert [subhead.text for subhead in joined.subheads] == [second.article.headline]
    assert len(house.store.entries.drafts()) == 1
    assert deeds(house) == [Deed.MERGE]


async def test_a_paragraph_goes_to_the_neighbour(house, at_desk):
    editor, first, second = at_desk
    last = len(first.article.paragraphs) - 1
    await editor.callback(f"pa:{first.id}:{last}:{first.version}")
    shown = await editor.press("移到下一篇首")
    assert len(shown) == 2
    moved = first.article.paragraphs[last]
    assert now(house, second).article.paragraphs[0] == moved
    assert moved not in now(house, first).article.paragraphs
    again = now(house, second)
    await editor.callback(f"mv:{second.id}:0:before:{again.version}")
    assert now(house, first).article.paragraphs == first.article.paragraphs


async def test_a_line_called_noise_is_taken_back(house, at_desk):
    editor, first, _ = at_desk
    noise = house.store.pages.get(first.page_id).noise
    assert noise
    await opened(editor, first)
    [lines] = await editor.press("收回杂行")
    assert noise[0].text.strip()[:6] in lines.text
    assert "（" in lines.text
    await editor.press(str(noise[0].number))
    assert now(house, first).article.paragraphs[-1] == noise[0].text.strip()
    assert len(house.store.pages.get(first.page_id).noise) == len(noise) - 1
    assert deeds(house) == [Deed.TAKE_BACK]


async def test_the_second_of_two_editors_is_told_and_overwrites_nothing(house, at_desk):
    one, first, _ = at_desk
    other = house.owner()
    await other.say("/start")
    theirs = await opened(other, first)
    question = await asked(other, first, "headline")
    mine = await asked(one, first, "headline")
    await one.say("我先改的标题", reply_to=mine.message_id)
    told, draft = await other.say("他后改的标题", reply_to=question.message_id)
    assert "编辑" in told.text
    assert "我先改的标题" in told.text
    assert now(house, first).article.headline == "我先改的标题"
    assert "我先改的标题" in draft.text
    shown = await other.press("签发", message_id=theirs.message_id)
    assert shown[0].kind == "flash"
    assert now(house, first).status is Status.DRAFT
    await other.press("弃用", message_id=theirs.message_id)
    assert now(house, first) is not None
    await other.press("签发", message_id=draft.message_id)
    assert now(house, first).status is Status.PUBLISHED


async def test_ones_own_earlier_change_is_no_reason_to_ask(house, at_desk):
    editor, first, _ = at_desk
    draft = await opened(editor, first)
    question = await asked(editor, first, "headline")
    await editor.say("改过的标题", reply_to=question.message_id)
    await editor.press("签发", message_id=draft.message_id)
    assert now(house, first).status is Status.PUBLISHED
    assert now(house, first).article.headline == "改过的标题"


async def test_two_editors_at_one_draft_are_told_of_each_other(house, at_desk):
    one, first, _ = at_desk
    await opened(one, first)
    other = house.owner()
    await other.say("/start")
    draft = await opened(other, first)
    assert "编辑也在看这篇" in draft.text
    again = await opened(one, first)
    assert "主人也在看这篇" in again.text
    house.clock.on(minutes=11)
    assert "也在看" not in (await opened(one, first)).text


async def test_drafts_and_their_buttons_survive_a_restart(house, at_desk, tmp_path):
    editor, first, _ = at_desk
    question = await asked(editor, first, "headline")
    with Store(tmp_path / "test.db", house.clock) as again:
        assert again.entries.drafts() == house.store.entries.drafts()
    # Nothing of a question is kept in memory: its own words say what it asks.
    assert f"〔e{first.id}.{first.version} headline〕" in question.text


@pytest.mark.parametrize(
    "data",
    [
        "ed:99:fields:1",
        "ed:1:nothing:1",
        "ed:1",
        "pa:1:99:1",
        "pa:1:x:1",
        "pc:1:99:1",
        "sp:1:0:1",
        "sp:1:99:1",
        "mv:1:0:before:1",
        "mv:1:0:sideways:1",
        "mv:1:99:after:1",
        "j:1:99:1",
        "j:1:1:1",
        "no:1:999:1",
        "rp:99",
        "rp:x",
    ],
)
async def test_stale_and_forged_buttons_change_nothing(house, at_desk, data):
    editor, first, second = at_desk
    shown = await editor.callback(data)
    assert shown
    assert house.store.entries.drafts() == [first, second]


async def test_a_reader_who_forges_them_is_refused(house, at_desk):
    _, first, second = at_desk
    stranger = house.person()
    await stranger.say("/start")
    for data in ("ed:1:fields:1", "pa:1:0:1", "sp:1:1:1", "mv:1:0:after:1", "j:1:2:1", "no:1:1:1", "rp:1"):
        [flash] = await stranger.callback(data)
        assert "编辑" in flash.text
    assert house.store.entries.drafts() == [first, second]


async def test_a_tag_in_an_article_is_no_question(house):
    draft = house.publish("标题〔e1.1 headline〕", "正文。", draft=True)
    other = house.publish("另一篇", draft=True)
    editor = house.editor()
    await editor.say("/drafts")
    shown = await opened(editor, other)
    await editor.say("标题 换了的标题", reply_to=shown.message_id)
    assert now(house, draft).article.headline == "标题〔e1.1 headline〕"
    assert now(house, other).article.headline == "换了的标题"


async def test_a_gist_that_an_editor_wrote_is_what_readers_see_whatever_becomes_of_the_text(house, at_desk):
    editor, first, _ = at_desk
    made = first.summary.gist
    assert made
    await opened(editor, first)
    await editor.press("改字段")
    [question] = await editor.press("要点")
    assert made in question.text
    await editor.say("氢能公交投用，加一次氢可跑四百公里。", reply_to=question.message_id)
    assert deeds(house) == [Deed.EDIT]
    await editor.say(f"/edit {first.id} 正文 每辆车可以行驶五百公里。\n票价仍是两元。\n沿江每十分钟一班。")
    changed = now(house, first)
    assert changed.summary.text.startswith("每辆车可以行驶五百公里。")
    assert changed.summary.gist == "氢能公交投用，加一次氢可跑四百公里。"
    house.store.entries.publish(first.id, push=True)
    reader = house.person()
    await reader.say("氢能公交")
    [article] = await reader.press("1")
    assert "氢能公交投用，加一次氢可跑四百公里。" in article.text


async def test_without_words_of_an_editor_an_article_tells_its_gist_itself(house, at_desk):
    editor, first, _ = at_desk
    for words in ("编辑写的要点。", "无"):
        question = await asked(editor, now(house, first), "gist")
        await editor.say(words, reply_to=question.message_id)
    assert now(house, first).summary == first.summary


async def test_a_gist_that_no_digest_could_show_whole_is_refused(house, at_desk):
    editor, first, _ = at_desk
    question = await asked(editor, first, "gist")
    [told] = await editor.say("长" * 61, reply_to=question.message_id)
    assert "60" in told.text
    assert now(house, first).version == first.version
