"""Editions and halves of one story."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model import Article, Doubt, Kind, Page, Subhead
from bot.reading.stories import CONTINUES, continues, fullest, join_halves, link_stories, same_story

FIRST = "养殖工船昨天靠上东港码头，第一批三十吨黄鱼当天运往三个省份，船长周大海说今年水温比往年高了两度。"
SECOND = "工船带动岸上的冷库、饲料厂和运输队，一千三百人在家门口找到了工作，村集体年收入超过两百万元。"
THIRD = "周大海还想把养殖工船开到更远的地方去，黄鱼之外再养石斑鱼，东港码头正在为此加深航道。"
OTHER = "山村小学的孩子们昨天走进了自己的图书馆，两千册新书摆上书架，捐书的是一位退休教师，他教了四十年语文。"


def article(id_: str, *paragraphs: str, **fields) -> Article:
    return Article(
        id_, fields.pop("kind", Kind.NEWS), fields.pop("headline", "海上牧场添新绿"), paragraphs, **fields
    )


def page(name: str, *articles: Article) -> Page:
    return Page(name, "", articles)


FULL = article("a-1", FIRST, SECOND, THIRD)
SHORT = article("b-1", FIRST, SECOND)
HEAD = article("c-1", FIRST, SECOND, continues_to="8", page="1", source="河山日报")
TAIL = article(
    "d-1", THIRD, kind=Kind.FRAGMENT, headline=None, continues_from="1", page="8", source="河山日报"
)


def test_a_shortened_edition_is_the_same_story():
    assert same_story(FULL, SHORT)


def test_another_story_is_not():
    assert not same_story(FULL, article("e-1", OTHER))


def test_captions_and_boxes_are_no_editions():
    assert not same_story(FULL, replace(SHORT, kind=Kind.BOX))


def test_notices_of_one_formula_are_one_story_only_with_the_same_figures():
    formula = "为配合管网改造，下列街道将于{}停水，请居民做好准备，九点停水，十七点恢复供水，不便之处请谅解。"
    one = article("n-1", formula.format("3月12日"), kind=Kind.NOTICE, headline="停水通知")
    assert same_story(one, replace(one, id="n-2"))
    assert not same_story(one, replace(one, id="n-3", paragraphs=(formula.format("4月15日"),)))


def test_the_tail_goes_on_from_its_head():
    assert continues(HEAD, TAIL) >= CONTINUES


@pytest.mark.parametrize(
    "tail",
    [
        replace(TAIL, continues_from="2"),
        replace(TAIL, page="7"),
        replace(TAIL, source="临江晚报"),
        replace(TAIL, continues_from=None),
        replace(TAIL, paragraphs=(OTHER,)),
    ],
)
def test_what_contradicts_or_speaks_of_something_else_does_not(tail):
    assert continues(HEAD, tail) < CONTINUES


def test_days_must_agree_where_both_are_known():
    assert (
        continues(replace(HEAD, issue_date=date(2022, 3, 9)), replace(TAIL, issue_date=date(2022, 3, 8))) == 0
    )


def test_one_headline_over_both_halves_is_enough():
    tail = replace(TAIL, headline="海上牧场添新绿", paragraphs=(OTHER,))
    assert continues(HEAD, tail) == 1


def test_editions_and_halves_share_a_story_id_within_and_across_pages():
    pages = link_stories(
        [page("a", FULL, article("a-2", OTHER)), page("b", SHORT), page("c", HEAD), page("d", TAIL)]
    )
    ids = {each.id: each.story_id for one in pages for each in one.articles}
    assert ids["a-1"] == ids["b-1"] == ids["c-1"] == ids["d-1"] == "story-a-1"
    assert ids["a-2"] is None


def test_joining_puts_the_tail_after_the_head_and_closes_it():
    tail = replace(
        TAIL, subheads=(Subhead("向远海去", 0),), doubts=(Doubt.HEAD_ELSEWHERE,), authors=("王梅",)
    )
    whole = join_halves(HEAD, tail)
    assert whole.paragraphs == (FIRST, SECOND, THIRD)
    assert whole.subheads == (Subhead("向远海去", 2),)
    assert (whole.id, whole.continues_to, whole.doubts, whole.authors) == ("c-1", None, (), ("王梅",))


def test_joining_makes_a_sentence_cut_by_the_page_whole():
    head = replace(HEAD, paragraphs=("船长说，夜里每两个小时就",))
    tail = replace(TAIL, paragraphs=("要巡一遍网箱。", THIRD), subheads=(Subhead("向远海去", 1),))
    whole = join_halves(head, tail)
    assert whole.paragraphs == ("船长说，夜里每两个小时就要巡一遍网箱。", THIRD)
    assert whole.subheads == (Subhead("向远海去", 1),)


def test_the_fullest_edition_is_whole_and_long():
    assert fullest([SHORT, TAIL, FULL]) == FULL
