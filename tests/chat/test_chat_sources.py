"""Documents of every kind, photographs and links from editors."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import web_samples
from document_samples import MARKDOWN, PAGE, archive, styled_word
from loopback import Server, answer, redirect, serving

from bot.errors import RecognitionMissing
from bot.reading.documents import read_document
from bot.workshop import Workshop


def has_buttons(sent):
    return bool(sent.buttons)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as given:
        given.answers["/a.htm"] = answer(web_samples.BY_META.encode())
        yield given


@pytest.mark.parametrize(
    ("name", "data", "headline"),
    [
        ("a.docx", styled_word(), "渡口改建成江畔书房"),
        ("a.md", MARKDOWN.encode(), "渡口改建成江畔书房"),
        ("a.html", web_samples.BY_META.encode(), "山乡电商走进直播间"),
    ],
)
async def test_a_document_of_any_kind_becomes_a_card(house, name, data, headline) -> None:
    editor = house.editor()
    card = await house.soon(editor, await editor.send_file(name, data), has_buttons)
    assert headline in card.text


async def test_an_archive_becomes_a_card_a_page_and_what_is_broken_stands_in_the_report(house) -> None:
    editor = house.editor()
    data = archive({"a.txt": PAGE.encode(), "b.html": web_samples.BY_META.encode(), "c.docx": b"PK\x03\x04"})
    await editor.send_file("晚报.zip", data)
    report = await editor.wait_for(lambda sent: "c.docx" in sent.text)
    assert "读不了" in report.text
    shown = [sent.text for sent in house.api.sent]
    assert any("渡口改建成江畔书房" in text for text in shown)
    assert any("山乡电商走进直播间" in text for text in shown)


@pytest.mark.parametrize("words", ["{}", "/add {}", "{} 山城日报 B2版"])
async def test_a_link_becomes_a_card(house, server, words) -> None:
    editor = house.editor()
    link = server.address("/a.htm")
    card = await house.soon(editor, await editor.say(words.format(link)), has_buttons)
    assert "山乡电商走进直播间" in card.text
    [draft, *_] = house.store.entries.drafts()
    assert draft.article.page == ("B2" if "B2" in words else "07")


async def test_the_same_link_twice_is_one(house, server) -> None:
    editor = house.editor()
    for _ in range(2):
        await house.soon(editor, await editor.say(server.address("/a.htm")), has_buttons)
    assert house.store.entries.counts()["all"] == 2


async def test_a_contents_page_becomes_a_card_a_page_and_a_report(house, server) -> None:
    folder = "/html/2024-04/03"
    items = "".join(f'<a href="content_{n}.htm">第{n}条</a>' for n in range(3))
    server.answers[f"{folder}/node_1.htm"] = answer(f"<html><meta charset=utf-8>{items}".encode())
    for n, page in enumerate(("A01", "A02", "A02")):
        server.answers[f"{folder}/content_{n}.htm"] = answer(
            f"""<html><meta charset=utf-8><!--enpproperty <title>第{n}号线开通</title>
            <nodename>{page}</nodename>/enpproperty--><!--enpcontent-->
            <p>　　第{n}号线昨天开通，全长{n}0公里，沿线居民出行更方便。</p>""".encode()
        )
    editor = house.editor()
    await editor.say(server.address(f"{folder}/node_1.htm"))
    report = await editor.wait_for(lambda sent: "A01" in sent.text and "A02" in sent.text)
    assert has_buttons(report)
    assert [draft.article.page for draft in house.store.entries.drafts()] == ["A01", "A02", "A02"]
    assert sum("号线开通" in sent.text for sent in house.api.sent) >= 2


@pytest.mark.parametrize(
    ("path", "said"),
    [("http://169.254.169.254/latest", "公网"), ("{}/gone", "取不到"), ("{}/private", "公网")],
)
async def test_a_link_that_leads_nowhere_good_is_refused_kindly(house, server, path, said) -> None:
    server.answers["/private"] = redirect("http://10.0.0.1/")
    editor = house.editor()
    refusal = await house.soon(editor, await editor.say(path.format(server.address("").rstrip("/"))))
    assert said in refusal.text


async def test_a_reader_who_sends_a_link_searches(house, server) -> None:
    await house.person().say(server.address("/a.htm"))
    assert not server.asked


async def test_words_with_a_link_in_a_page_are_a_page(house, server) -> None:
    editor = house.editor()
    await house.soon(editor, await editor.say(f"{PAGE}\n详见 {server.address('/a.htm')}"))
    assert not server.asked
    assert house.store.pages.get(1) is not None


async def test_a_photograph_is_read_as_a_page(house, monkeypatch) -> None:
    seen = []

    def read(workshop, job, data, named, hints, *_, **__):
        seen.append((data, named, hints))
        return read_document(PAGE.encode(), named, hints)

    monkeypatch.setattr(Workshop, "run", read)
    editor = house.editor()
    card = await house.soon(
        editor,
        await editor.send_photo(b"\xff\xd8\xff\xe0photo", "滨河日报 2024-04-01 A06版"),
        has_buttons,
    )
    assert "渡口改建成江畔书房" in card.text
    [(data, name, hints)] = seen
    assert data.startswith(b"\xff\xd8")
    assert name.endswith(".jpg")
    assert hints.page == "A06"


async def test_without_a_recogniser_a_photograph_is_refused_with_what_helps(house, monkeypatch) -> None:
    def read(*_, **__):
        raise RecognitionMissing("read photo", "not installed")

    monkeypatch.setattr(Workshop, "run", read)
    editor = house.editor()
    refusal = await house.soon(editor, await editor.send_photo(b"\xff\xd8\xff\xe0photo"))
    assert "baozhai[ocr]" in refusal.text


async def test_a_readers_photograph_is_answered_with_help(house) -> None:
    [shown] = await house.person().send_photo(b"\xff\xd8\xff\xe0photo")
    assert "搜索" in shown.text or "关键词" in shown.text
    assert house.store.batches.unfinished() == []
