"""Ledes and bylines that are taken away, and openings that lean."""

import pytest

from bot.summary.openings import hangs, is_byline, leans, without_lede


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
    "sentence", ["此外，还有灯塔。", "他说，好。", "据了解，已开工。", "“好看。”", "这是第一次。"]
)
def test_sentences_that_lean(sentence):
    assert leans(sentence)


@pytest.mark.parametrize("sentence", ["渔港开渔。", "5月6日，渔港开渔。", "其他渔船也来了。"])
def test_sentences_that_stand(sentence):
    assert not leans(sentence)


def test_a_clause_that_promises_more_hangs():
    assert hangs("渔港管理处表示")
    assert not hangs("渔港管理处发布新规")
