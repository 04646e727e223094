"""Keywords are what a person would search for."""

import pytest

from bot.summary.document import take_apart
from bot.summary.facts import facts_of
from bot.summary.keywords import best_keywords, keywords_of

ARTICLE = """本报讯（记者 方小舟）望海市跨境电商综合试验区昨日揭牌，32家跨境电商企业入驻。
跨境电商进出口额去年达到46亿元。试验区将建设海外仓12个，培育新质生产力。
望海港集团与跨境电商企业签订协议，开通望海港到仁川港的快船。望海港集团今年新增两条航线。
望海港集团负责人说，新质生产力要靠人才。"""


def keywords(stop_words, title="跨境电商出海记", text=ARTICLE):
    document = take_apart(title, text, stop_words)
    return keywords_of(document, facts_of(document))


def test_compounds_stay_whole(stop_words):
    found = keywords(stop_words)
    assert found[0] == "跨境电商"
    assert "新质生产力" in found
    assert "电商" not in found


def test_there_are_at_most_ten_and_none_is_part_of_another(stop_words):
    found = keywords(stop_words, text=ARTICLE * 3)
    assert 5 <= len(found) <= 10
    assert not any(a != b and a in b for a in found for b in found)


def test_no_function_words_and_nothing_that_reporters_say_of_themselves(stop_words):
    assert not {"记者", "本报", "的", "达到", "将", "进行", "昨日", "32"} & set(keywords(stop_words))


def test_neighbours_that_stand_together_again_and_again_are_one_name(stop_words):
    text = "潮汐电站并网。潮汐电站今年发电。专家看好潮汐电站。"
    assert "潮汐电站" in keywords(stop_words, None, text)


def test_a_word_that_only_the_headline_plays_with_comes_last(stop_words):
    found = keywords(stop_words, title="巧绣花 跨境电商出海")
    assert found[0] == "跨境电商"
    assert "绣花" not in found[:5]


def test_a_text_without_words_has_no_keywords(stop_words):
    assert keywords(stop_words, None, "……。") == ()


def test_names_are_whole(stop_words):
    text = "望海市商务局局长严立群说，望海市商务局今年办展会。严立群介绍，展会在望海国际会展中心举行。"
    found = keywords(stop_words, "望海展会开幕", text * 2)
    assert "严立群" in found
    assert not {"立群", "会展中心", "商务局局长"} & set(found)


@pytest.mark.parametrize("filler", ["更是如此", "可谓", "越来越多", "拉开帷幕"])
def test_turns_of_phrase_are_no_keywords(stop_words, filler):
    found = keywords(stop_words, text=ARTICLE + f"海风{filler}，渔港{filler}，灯塔{filler}。" * 3)
    assert filler not in found


def test_a_quoted_term_is_a_keyword_and_a_quoted_sentence_is_none(stop_words):
    text = ARTICLE + "试验区推出“一柜到底”服务。渔民说：“好。”船长问：“能快吗？”" * 2
    found = keywords(stop_words, text=text)
    assert "一柜到底" in found
    assert not any(mark in keyword for keyword in found for mark in "。？")


def test_a_piece_of_a_longer_word_is_no_keyword(stop_words):
    found = keywords(
        stop_words, "中俄两国通航", "中俄两国昨日通航。中俄两国商船在望海港会合，中俄两国船员联欢。"
    )
    assert "俄两国" not in found


@pytest.mark.parametrize(
    ("ranked", "kept"),
    [
        (["跨境电商", "跨境电子商务", "海外仓"], ("跨境电商", "海外仓")),
        (["跨境电子商务", "海外仓", "跨境电商"], ("跨境电子商务", "海外仓")),
        (["灯塔博物馆", "灯塔", "望海"], ("灯塔博物馆", "望海")),
    ],
)
def test_an_abbreviation_or_a_part_says_nothing_more(ranked, kept):
    assert best_keywords(ranked) == kept
