"""What an editor asks for and cannot have: each refusal says what is the matter and what to do."""

import pytest
from test_chat_revising import PAGE

ASKED = {
    "/edit {draft} 刊期 昨天": ("昨天", "2024-04-03"),
    "/edit {draft} 体裁 社论": ("社论", "消息"),
    "/edit {draft} 正文 无": ("清空", "/retract"),
    "/edit {draft} 标题 " + "长" * 501: ("500字", "写短"),
    "/merge {draft} {retracted}": ("已撤下", "换一篇"),
    "um:{retracted}:2": ("已撤下", "重新发"),
    "um:{published}:1": ("一个来源", "拆稿"),
    "sp:{draft}:0:1": ("没有正文", "后面的段落"),
    "j:{draft}:{draft}:1": ("自己", "另一篇"),
    "no:{draft}:999:1": ("999", "收回杂行"),
    "sp:{published}:1:1": ("不能再拆", "/edit"),
}


@pytest.fixture
async def articles(house):
    editor = house.editor()
    await house.page(editor, PAGE)
    retracted = house.publish("老码头亮灯", "老码头昨晚亮起了灯。").id
    house.store.entries.retract(retracted)
    return {
        "draft": house.store.entries.drafts()[0].id,
        "retracted": retracted,
        "published": house.publish("花市开市", "南岸花市昨天开市。").id,
    }


async def answer_to(editor, asked):
    said = await (editor.say(asked) if asked.startswith("/") else editor.callback(asked))
    return said[0].text


async def test_each_refusal_says_what_is_the_matter_and_what_to_do(house, articles):
    editor = house.editor()
    before = house.store.entries.counts()
    told = [await answer_to(editor, asked.format(**articles)) for asked in ASKED]
    for asked, text, words in zip(ASKED, told, ASKED.values(), strict=True):
        assert all(word in text for word in words), (asked, text)
    assert len(set(told)) == len(told)
    assert house.store.entries.counts() == before
