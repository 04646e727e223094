"""Pages that a program wrapped at a count of characters."""

from __future__ import annotations

import pytest

from bot.model import Article
from bot.reading.lines import read_lines
from bot.reading.page import read_page
from bot.reading.wrapping import unwrapped

FERRY = (
    "老渡口换上电动渡船",
    "本报讯　新华社记者宋远、本报记者段青报道：老渡口昨天换上6艘电动渡船，每艘能坐48人，"
    "一趟比从前省3.5元油钱，船工说，充一夜电能跑十二个来回。",
    "渡口的班次也从每天14趟加到26趟，末班船晚上9点20分开，赶夜市的人再也不用绕道大桥。",
)
KILN = (
    "旧砖窑里开起陶艺课",
    "本报讯（记者高凝）停火十六年的旧砖窑，上月开起陶艺课，头一期收了32名学员，有退休的老窑工，也有放暑假的学生。",
    "老窑工唐师傅说，火候还是那个火候，拉坯的手艺却要从头教，他一周来4次，一次讲2.5小时。",
)


def wrapped(count: int, *articles: tuple[str, ...], between: str = "") -> str:
    rows: list[str] = []
    for article in articles:
        if rows and between:
            rows.append("")
        rows.append(article[0])
        for text in article[1:]:
            line = "　　" + text
            rows += [line[start : start + count] for start in range(0, len(line), count)]
    return "\n".join(rows) + "\n"


def read(text: str) -> list[Article]:
    return list(read_page(text, "a.txt").articles)


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("count", range(14, 26))
def test_paragraphs_are_whole_wherever_they_were_cut(count: int, between: str) -> None:
    ferry, kiln = read(wrapped(count, FERRY, KILN, between=between))
    assert [ferry.headline, kiln.headline] == [FERRY[0], KILN[0]]
    assert ferry.authors[:2] == ("宋远", "段青")
    assert "省3.5元油钱，船工说" in ferry.paragraphs[0]
    assert "晚上9点20分开" in ferry.paragraphs[1]
    assert kiln.paragraphs[1] == KILN[2]


def test_every_line_that_was_put_together_is_told_of() -> None:
    text = wrapped(17, FERRY, KILN)
    page = read_page(text, "a.txt")
    assert {verdict.number for verdict in page.verdicts} == {*range(1, len(text.splitlines()) + 1)}
    first = [verdict.part for verdict in page.verdicts if verdict.article == page.articles[0].id]
    assert first[0] == "headline"
    assert set(first[1:]) == {"body"}


def test_a_headline_under_a_full_last_line_stays_apart() -> None:
    full = ("桥头新栽两百棵柳树", "　　" + "种树的人天不亮就来，一锹一锹挖好了树坑。" * 3)
    count = (len(full[1]) + 2) // 5
    text = wrapped(count, (full[0], full[1].strip()[: 5 * count - 3] + "。"), KILN, FERRY)
    assert [article.headline for article in read(text)] == [full[0], KILN[0], FERRY[0]]


def test_lines_of_a_column_are_left_as_they_are() -> None:
    column = "\n".join(
        (
            "老渡口换上电动渡船",
            "　　老渡口昨天换上六艘电动渡",
            "船，每艘能坐四十八个人，一趟",
            "比从前省三块五毛钱的油，船工",
            "们说，充一夜电能跑十二个来回，",
            "赶夜市的人再也不用绕道大桥，",
            "渡口边的小店也跟着开到夜里，",
            "卖汤圆的老人说，这样的夜晚真",
            "是很久没有见到了，往后天天都",
            "要来，风雨无阻，一直卖到立春，",
            "等桥那边的人都回了家才肯收摊。",
        )
    )
    lines, _ = read_lines(column)
    assert unwrapped(lines) is lines
