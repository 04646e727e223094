"""Articles in messages, where a line is a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.page import read_page
from bot.reading.posts import as_page

FIRST = "4月3日，滨河新区新开三条公交线，串起码头、书市和医院，首日载客一万二千人次。"
SECOND = "公交公司负责人周青禾介绍，线路每天运行十六小时，年内还将再开两条。"
HEADLINE = "滨河新区新开三条公交线"


@pytest.mark.parametrize(
    "post",
    [
        f"{HEADLINE}\n{FIRST}\n{SECOND}",
        f"{HEADLINE}\n本报讯 {FIRST}\n{SECOND}\n（记者 林秋实）",
        f"【{HEADLINE}】{FIRST}\n{SECOND}",
        f"#早读 #滨河 {HEADLINE}\n{FIRST}\n{SECOND}",
        f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}",
    ],
)
def test_the_headline_of_a_post_is_not_read_as_its_first_line(post):
    [article] = read_page(as_page(post), "post.txt").articles
    assert article.headline == HEADLINE
    assert article.paragraphs[-1].startswith("公交公司")
    assert len(article.paragraphs) == 2


@pytest.mark.parametrize(
    "text",
    [
        "滨河新区新开三条公交线\n4月3日，滨河新区新开三条公交线，串起码头、书\n市和医院，首日载客一万二千人次。",
        f"{HEADLINE}\n\n{FIRST}\n{SECOND}",
        f"{HEADLINE}\n　　{FIRST}\n　　{SECOND}",
        "\n".join([HEADLINE, *[FIRST] * 60]),
        "【快讯】滨河",
        "一行",
        "",
    ],
)
def test_what_is_wrapped_or_has_blank_lines_stays_as_it_is(text):
    assert as_page(text) == text


@given(st.text(max_size=200))
def test_no_words_are_lost_but_tags_and_brackets(text):
    kept = set("".join(as_page(text).split()))
    assert kept <= set(text)
