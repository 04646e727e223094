"""Whatever the text, reading ends with a page or a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NothingToRead, PageTooLarge
from bot.reading.page import read_page
from bot.reading.stories import link_stories

MARKS = [
    "本报讯（记者 王梅）",
    "□本报记者 王梅",
    "（上接1版）",
    "（下转8版）",
    "核心提示",
    "● ",
    "■",
    "——",
    "王梅 摄",
]
EDGES = [
    "2022年3月9日",
    "河山日报",
    "第6版",
    "责编：王梅",
    "　　",
    "    ",
    "\n",
    "\n\n",
    "\n\n\n",
    "\x07",
    "\ue000",
    "\r",
]
WORDS = [
    "。",
    "，",
    "”",
    "“",
    "增增强强发发展展优优",
    "发 展 优 势 强",
    "新桥昨天通车",
    "计划停水通知",
    "A 第一章",
    "a",
    "1",
]
BLANK = "".join(map(chr, range(33))) + "\u3000\ue000"
LONG = "老街开出新铺子，大家都来看热闹，一连三天不断人"
PIECES = st.sampled_from([*MARKS, *EDGES, *WORDS, LONG])


def read(text: str) -> None:
    try:
        page = read_page(text, "a.txt")
    except NothingToRead:
        return
    assert all(article.paragraphs for article in page.articles)
    assert len({article.id for article in page.articles}) == len(page.articles)
    lines = text.split("\n")
    numbers = [line.number for line in page.noise]
    assert numbers == sorted(set(numbers))
    assert all(lines[line.number - 1] == line.text for line in page.noise)
    printed = [number for number, line in enumerate(lines, 1) if line.strip(BLANK)]
    assert [verdict.number for verdict in page.verdicts if verdict.number in printed] == printed
    assert {verdict.article for verdict in page.verdicts} - {None} <= {each.id for each in page.articles}
    for article in page.articles:
        assert 0 <= article.confidence <= 1
        assert all(0 <= subhead.before_paragraph <= len(article.paragraphs) for subhead in article.subheads)
    link_stories([page, page])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_a_page_of_anything_papers_print(text):
    read(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_a_page_of_anything(text):
    read(text)


def test_lines_without_end_are_read_in_bounded_time():
    for text in (
        "中\n" * 20_000,
        "（记者 " * 20_000,
        "标题一行字\n\n" * 4_000,
        "张" * 40_000,
        "字 " * 40_000,
        "記記者者報報導導發發展展" * 3_000,
    ):
        read(text)


def test_more_lines_than_an_issue_has_are_no_page():
    for text in ("中\n" * 30_001, "标题一行字\n\n" * 20_001):
        with pytest.raises(PageTooLarge, match="a page has at most"):
            read(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_is_joined_is_joined_already(text):
    """A body that was read is read again as the same paragraphs."""
    try:
        page = read_page(text, "a.txt")
    except NothingToRead:
        return
    for article in page.articles:
        again = "\n\n".join(article.paragraphs)
        assert again.replace("\n\n", "\n") == article.text
