"""Links: an article, a file, a whole issue by its contents page, as politely as the site asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import web_samples
from document_samples import PAGE, archive
from loopback import answer, redirect

from bot.errors import FetchError, NothingToRead, ReadingStopped, RobotsRefused
from bot.fetching import LinkReader
from bot.fetching import issues as issue_module
from bot.model import Page, PageHints
from bot.workshop import Workshop

CONTENTS = "/html/2024-04/03/node_1.htm"
FOLDER = "/html/2024-04/03"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as given:
        yield given


@pytest.fixture
def links(fetcher, workshop) -> LinkReader:
    return LinkReader(fetcher, workshop, pace=0)


def article(headline: str, page: str = "") -> bytes:
    return answer(
        f"""<html><meta charset=utf-8><!--enpproperty <title>{headline}</title><date>2024-04-03</date>
        <nodename>{page}</nodename>/enpproperty-->
        <!--enpcontent--><p>　　{headline}，市民纷纷叫好，说是件实事。</p>
        <!--/enpcontent--></html>""".encode()
    )


@pytest.fixture
def issue(server):
    """Two pages of a paper with two articles each, the second listed on a page of its own."""
    server.answers |= {
        CONTENTS: answer(
            """<html><meta charset=utf-8><body><a href="node_1.htm">第01版：要闻</a>
            <a href="node_2.htm">第02版：民生</a><a href="content_11.htm">渡口改建成江畔书房</a>
            <a href="content_12.htm">公交加开夜班</a>
            <a href="/html/2024-04/02/content_9.htm">昨天</a></body>""".encode()
        ),
        f"{FOLDER}/node_2.htm": answer(
            """<html><meta charset=utf-8><body><a href="node_1.htm">第01版：要闻</a>
            <a href="node_3.htm">第03版</a><a href="content_21.htm">菜场装上电梯</a>
            <a href="content_22.htm">夜校开到社区里</a></body>""".encode()
        ),
        f"{FOLDER}/content_11.htm": article("渡口改建成江畔书房", "第01版：要闻"),
        f"{FOLDER}/content_12.htm": article("公交加开夜班", "第01版：要闻"),
        f"{FOLDER}/content_21.htm": article("菜场装上电梯"),
        f"{FOLDER}/content_22.htm": answer(status="500 Oops"),
    }
    return server


async def test_a_link_to_an_article_gives_the_article(server, links) -> None:
    server.answers["/n"] = redirect("/2024-04/03/content_88.htm")
    server.answers["/2024-04/03/content_88.htm"] = answer(
        web_samples.BY_COMMENT.encode("gb18030"), Content_Type="text/html; charset=gbk"
    )
    server.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /")
    [page] = (await links.read(server.address("/n"), PageHints(page="B2"))).pages
    assert page.name == server.address("/2024-04/03/content_88.htm")
    assert page.articles[0].headline == "渡口改建成 江畔书房"
    assert (page.issue_date, page.page) == (date(2024, 4, 3), "B2")
    assert "/robots.txt" not in server.asked


async def test_a_link_to_a_file_gives_its_pages(server, links) -> None:
    server.answers["/a.zip"] = answer(archive({"a.txt": PAGE.encode()}), Content_Type="application/zip")
    server.answers["/a.txt"] = answer(PAGE.encode(), Content_Type="text/plain")
    for path in ("/a.zip", "/a.txt"):
        [page] = (await links.read(server.address(path))).pages
        assert page.articles[0].headline == "渡口改建成江畔书房"


async def test_a_contents_page_gives_the_issue_page_by_page(issue, links) -> None:
    told = []

    async def progress(done: int, total: int) -> None:
        told.append((done, total))

    document = await links.read(issue.address(CONTENTS), progress=progress)
    assert [(page.page, [each.headline for each in page.articles]) for page in document.pages] == [
        ("01", ["渡口改建成江畔书房", "公交加开夜班"]),
        ("02", ["菜场装上电梯"]),
    ]
    assert document.pages[1].name == "paper.example 2024-04-03 02"
    assert [error.cause for error in document.refusals] == ["it answers 404", "it answers 500"]
    assert told[-1] == (6, 6)
    assert len(issue.asked) == len(set(issue.asked))
    assert "/html/2024-04/02/content_9.htm" not in issue.asked


async def test_an_issue_is_fetched_only_as_far_as_robots_txt_allows(issue, links) -> None:
    issue.answers["/robots.txt"] = answer(f"User-agent: Baozhai\nDisallow: {FOLDER}/content_1".encode())
    document = await links.read(issue.address(CONTENTS))
    assert [page.page for page in document.pages] == ["02"]
    assert f"{FOLDER}/content_11.htm" not in issue.asked
    assert {type(error) for error in document.refusals} == {RobotsRefused, FetchError}


@pytest.mark.parametrize("rules", [answer(b"User-agent: *\nDisallow: /"), answer(status="503 Later")])
async def test_a_site_that_wants_no_programs_is_left_alone(issue, fetcher, workshop, rules) -> None:
    issue.answers["/robots.txt"] = rules
    with pytest.raises(RobotsRefused, match=r"robots|does not want programs"):
        await LinkReader(fetcher, workshop, pace=0).read(issue.address(CONTENTS))
    assert issue.asked == [CONTENTS, "/robots.txt"]


async def test_between_two_requests_as_much_time_passes_as_the_site_asks_for(
    issue, fetcher, workshop, monkeypatch
) -> None:
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(issue_module.asyncio, "sleep", sleep)
    issue.answers["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 7\nDisallow:")
    await LinkReader(fetcher, workshop, pace=2).read(issue.address(CONTENTS))
    assert slept == [7.0] * 6


async def test_an_issue_without_end_is_cut_off_and_that_is_said(issue, links, monkeypatch) -> None:
    monkeypatch.setattr(issue_module, "REQUEST_LIMIT", 3)
    document = await links.read(issue.address(CONTENTS))
    assert "only 3 of its pages" in document.refusals[-1].cause


async def test_a_site_that_fails_again_and_again_is_left_alone(server, links) -> None:
    items = "".join(f'<a href="content_{number}.htm">第{number}条消息</a>' for number in range(20))
    server.answers[CONTENTS] = answer(f"<html><meta charset=utf-8>{items}".encode())
    with pytest.raises(FetchError, match="404"):
        await links.read(server.address(CONTENTS))
    assert len(server.asked) == 2 + issue_module.FAILURES


async def test_who_stops_the_bot_does_not_wait_for_an_issue(issue, links) -> None:
    with pytest.raises(ReadingStopped):
        await links.read(issue.address(CONTENTS), goes_on=lambda: False)


async def test_an_issue_whose_last_page_the_stop_of_the_bot_cut_off_is_not_given_in_part(
    issue, links, monkeypatch
) -> None:
    runs = True

    async def stopped(*given: object) -> Page:
        nonlocal runs
        runs = False
        raise ReadingStopped("read it", "the bot is about to stop", key="stopped_by_stop")

    monkeypatch.setattr(links, "compose", stopped)
    with pytest.raises(ReadingStopped):
        await links.read(issue.address(CONTENTS), goes_on=lambda: runs)


async def test_a_page_without_anything_is_refused(server, links) -> None:
    server.answers["/"] = answer(b"<html><body></body></html>")
    with pytest.raises(NothingToRead):
        await links.read(server.address())
