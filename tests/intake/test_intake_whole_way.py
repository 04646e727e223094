"""From the bytes of a page dump to what is found, by the real reading and the real summaries."""

from datetime import date
from pathlib import Path

import pytest
from intake_samples import Clock

from bot.errors import NothingToRead, ReadingError, UnreadableFile
from bot.intake import Intake
from bot.model import PageHints, Status
from bot.reading.documents import read_document
from bot.store.store import Store
from bot.summary import Summariser, SummaryOptions, Topic

PAGE = """\
旧粮仓变身书店
□本报记者 林一鸣 通讯员 周小河
本报讯 4月2日，清河边的旧粮仓改成的书
店开门迎客，三百多位读者冒雨赶来。书店
保留了粮仓的木梁和砖墙，二楼临河的一面
全部换成了玻璃，坐在窗边能看见渡口的船。
店主说，粮仓空了二十年，改造花了一年半，
总投资860万元，请的都是镇上的老木匠。
书店每周五晚办读书会，头一场讲的是清河
的桥，报名的人已经排到了下个月。

东街剧院重新开张
□本报记者 赵大川
本报讯 东街剧院停演三年后重新开张，第一
出戏演的是本地人写的本地事。新装的灯光
和音响都由市里的工厂制作，舞台比从前宽
了4米，座位却少了100个。院长告诉记者，
票价分三档，最便宜的只要20元，学生凭证
再减一半。剧院计划全年演出120场，其中
一半留给乡镇剧团，演员的车费由剧院承担。
"""


@pytest.fixture
def whole_intake(store: Store, clock: Clock) -> Intake:
    summariser = Summariser(
        SummaryOptions(), [Topic("文旅", ("书店", "剧院", "读书会"))], frozenset("的了在")
    )
    return Intake(store, summariser, clock)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_becomes_entries_that_are_found(whole_intake: Intake, store: Store, encoding: str) -> None:
    [page] = whole_intake.read_file(PAGE.encode(encoding), "清河日报_2024-04-03_07.txt").pages
    report = whole_intake.add([page])
    assert (report.added, report.merged, report.refused) == (2, 0, 0)
    [hit] = store.search("旧粮仓改成的书店").hits
    entry = hit.entry
    assert (entry.headline, entry.status) == ("旧粮仓变身书店", Status.PUBLISHED)
    assert (entry.article.source, entry.article.issue_date, entry.article.page) == (
        "清河日报",
        date(2024, 4, 3),
        "07",
    )
    assert hit.snippet.text[slice(*hit.snippet.matches[0])] == "旧粮仓改成的书店"
    summary = entry.summary
    assert summary is not None
    assert summary.sentences
    assert set("".join(summary.sentences)) <= set(entry.article.text)
    assert "书店" in summary.keywords
    assert summary.topics == ("文旅",)
    assert any(figure.figure.startswith("860万") for figure in summary.facts.figures)
    assert whole_intake.add([page]).unchanged == 2
    assert store.check() == []


def test_what_the_editor_says_goes_before_the_page_and_that_before_the_name() -> None:
    printed = f"清河日报 2024年4月3日 星期三 第7版\n{PAGE}".encode()
    [named] = read_document(PAGE.encode(), "东城晚报_2024-01-02_05.txt").pages
    assert (named.source, named.issue_date, named.page) == ("东城晚报", date(2024, 1, 2), "05")
    [page] = read_document(printed, "东城晚报_2024-01-02_05.txt").pages
    assert (page.source, page.issue_date) == ("清河日报", date(2024, 4, 3))
    [said] = read_document(printed, "x.txt", PageHints("西山时报", date(2024, 5, 6), "A1")).pages
    for told in (said, *said.articles):
        assert (told.source, told.issue_date, told.page) == ("西山时报", date(2024, 5, 6), "A1")


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", UnreadableFile), (bytes(range(256)) * 20, ReadingError), (b"7\n", NothingToRead)],
)
def test_what_is_no_page_is_named_with_its_reason(data: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem, match=r"x\.txt"):
        read_document(data, "x.txt")


def test_a_restart_finds_everything_again(
    tmp_path: Path, whole_intake: Intake, store: Store, clock: Clock
) -> None:
    whole_intake.add(whole_intake.read_file(PAGE.encode(), "a.txt").pages)
    before = list(store.entries.each())
    with Store(store.path, clock) as again:
        assert list(again.entries.each()) == before
        assert again.search("读书会").total == 1
