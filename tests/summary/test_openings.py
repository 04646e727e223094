"""Ledes and bylines that are taken away, and openings that lean."""

import pytest

from bot.summary.openings import (
    Standing,
    hangs,
    is_byline,
    is_headline,
    standing_of,
    without_headline_mark,
    without_lede,
)


@pytest.mark.parametrize(
    "lede",
    [
        "本报讯 ",
        "本报讯（记者 方小舟）",
        "本报望海5月6日讯（记者方小舟 通讯员陆平）",
        "海潮社望海5月6日电（记者方小舟）",
        "海潮社望海5月6日体育专电（记者方小舟）",
        "望海日报讯（全媒体记者 方小舟）",
        "（记者 方小舟）",
    ],
)
def test_a_lede_is_taken_away(lede):
    assert without_lede(lede + "渔港昨天开渔。") == "渔港昨天开渔。"


@pytest.mark.parametrize(
    "sentence",
    [
        "渔港（望海最大的）昨天开渔。",
        "望海日报社昨天搬家，记者都来了。",
        "本报记者走进渔港，看开渔。",
        "电影节开幕。",
        "（一）渔港要整修。",
        "望海社区电影放映员来了。",
        "望海电视网资讯台昨天开播。",
    ],
)
def test_what_is_no_lede_stays(sentence):
    assert without_lede(sentence) == sentence


@pytest.mark.parametrize(
    "line", ["□望海日报社全媒体记者 方小舟", "记者 方小舟 陆平", "本报记者 方小舟", "（记者 方小舟）"]
)
def test_a_line_that_only_names_who_wrote_is_dropped(line):
    assert without_lede(line) == ""


def test_a_sentence_about_a_reporter_is_no_byline():
    assert not is_byline("记者昨天从渔港管理处获悉，开渔时间提前了。")


@pytest.mark.parametrize(
    "sentence",
    ["此外，还有灯塔。", "他说，好。", "据了解，已开工。", "“好看。”", "“灯塔要修，”他回忆道，“要快。”"],
)
def test_sentences_whose_ground_is_not_beside_them(sentence):
    assert standing_of(sentence) is Standing.NEVER


@pytest.mark.parametrize(
    "sentence", ["这是第一次。", "但渔船没有出海。", "该灯塔建于去年。", "这个灯塔很高。"]
)
def test_sentences_that_lean_on_the_one_before(sentence):
    assert standing_of(sentence) is Standing.ON_PREVIOUS


@pytest.mark.parametrize(
    "sentence",
    [
        "渔港开渔。",
        "5月6日，渔港开渔。",
        "其他渔船也来了。",
        "“渔港之夜”系列活动开幕。",
        "“十五五”开局之年，渔港扩建。",
        "这个夏天，渔港热闹。",
    ],
)
def test_sentences_that_stand(sentence):
    assert standing_of(sentence) is Standing.ALONE


def test_a_quotation_that_opens_an_article_leans_on_the_sentence_after_it():
    assert standing_of("“我喜欢看海。”", is_first=True) is Standing.ON_NEXT


def test_a_headline_ends_no_sentence():
    assert is_headline("题：渔港的“新灯塔”")
    assert not is_headline("渔港开渔。")
    assert not is_headline("“渔港开渔。”")
    assert without_headline_mark("题：渔港的“新灯塔”") == "渔港的“新灯塔”"
    assert without_headline_mark("渔港开渔") == "渔港开渔"


def test_a_clause_that_promises_more_hangs():
    assert hangs("渔港管理处表示")
    assert not hangs("渔港管理处发布新规")
