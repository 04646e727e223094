from dataclasses import replace
from datetime import date

from bot.message.citation import cite
from bot.model import Article, Kind

ARTICLE = Article(
    id="x",
    kind=Kind.NEWS,
    headline="“港”越走越宽",
    paragraphs=("正文从这里开始，一直写下去，写到很远的地方。",),
    authors=("刘一", "陈二"),
    source="云州日报",
    issue_date=date(2024, 4, 3),
    page="A06",
)


def test_a_reference_by_the_standard():
    assert cite(ARTICLE) == "刘一, 陈二. “港”越走越宽[N]. 云州日报, 2024-04-03(A06)."


def test_three_authors_are_named_and_the_rest_are_others():
    names = cite(replace(ARTICLE, authors=("刘一", "陈二", "张三", "李四"))).split(". ")[0]
    assert names == "刘一, 陈二, 张三, 等"


def test_what_is_unknown_is_said_or_left_out_and_never_guessed():
    bare = replace(ARTICLE, authors=(), headline=None, source=None, issue_date=None, page=None)
    bare = replace(bare, event_date=date(2024, 4, 2))
    assert cite(bare) == "正文从这里开始，一直写下去，写到很远的地[N]. 刊名不详, 刊期不详."


def test_a_reference_is_one_clean_line():
    assert "\n" not in cite(replace(ARTICLE, headline="一\n二\u202e三"))
