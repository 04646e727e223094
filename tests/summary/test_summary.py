"""What a summary promises, whichever engine makes it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ConfigurationError
from bot.model import Summary

ARTICLE = """本报讯（记者 方小舟 通讯员 陆平）5月6日，望海市氢能公交示范线开通，首批30辆氢能公交车上路运行。
示范线全长18公里，串起高铁站、大学城和望海港，每天发车96个班次，预计每年减少碳排放1200吨。
氢能公交车加氢一次约10分钟，可以行驶400公里，比同线路的柴油车噪声低得多。
“车里很安静，坐着舒服。”市民何春梅说。
此外，望海市公交集团还培训了60名驾驶员。
望海市公交集团有限公司董事长严立群表示，到明年底全市氢能公交车将达到200辆。
望海市交通运输局表示，示范线运行半年后将评估成效，再决定是否延长到开发区。
"""

CHINESE_LIKE = st.text(
    alphabet="春江潮水连海平氢能公交示范线开通上路。！？…，；：“”（）\n 12%万元", max_size=600
)


def bare(text):
    return re.sub(r"\s", "", text)


def test_a_summary_is_made_of_sentences_of_the_article_in_its_order(make, engine):
    summary = make(engine=engine).summarise("氢能公交上路", ARTICLE)
    places = [ARTICLE.index(sentence[:6]) for sentence in summary.sentences]
    assert summary.sentences
    assert all(is_left_of(sentence, ARTICLE) for sentence in summary.sentences)
    assert places == sorted(places)
    assert all(sentence[-1] in "。！？” " for sentence in summary.sentences[:-1])


def test_a_heavier_sentence_that_comes_later_stands_later(make):
    text = (
        "春天的望海很美，处处花开。" * 2
        + "渔民忙着补网晒网。" * 8
        + "灯塔博物馆周末向游客开放，灯塔模型有百件。"
    )
    text = text.replace("补网晒网。渔民", "补网。渔民")
    summary = make(max_sentences=2).summarise("灯塔博物馆开放", text)
    assert len(summary.sentences) == 2
    assert summary.sentences[-1].startswith("灯塔博物馆周末")


def test_both_limits_hold_together(make, engine):
    summary = make(engine=engine, max_chars=100, max_sentences=2).summarise(None, ARTICLE)
    assert len(summary.text) <= 100
    assert 1 <= len(summary.sentences) <= 2


def test_lede_and_byline_do_not_stand_in_a_summary(make, engine):
    summary = make(engine=engine).summarise("氢能公交上路", ARTICLE)
    assert "本报讯" not in summary.text
    assert "记者" not in summary.text


def test_a_text_with_a_lede_is_told_by_its_news(make):
    summary = make().summarise(None, ARTICLE)
    assert summary.sentences[0].startswith("5月6日，望海市氢能公交示范线开通")


def test_sentences_that_lean_on_others_do_not_stand_alone(make, engine):
    summary = make(engine=engine).summarise("氢能公交上路", ARTICLE)
    assert not any(sentence.startswith(("此外", "“")) for sentence in summary.sentences)


def test_the_same_is_not_said_twice(make, engine):
    twice = "望海市氢能公交示范线昨天开通，首批30辆车上路运行。\n"
    text = twice + twice + "示范线全长18公里，每天发车96个班次。\n" * 2 + ARTICLE
    summary = make(engine=engine).summarise(None, text)
    assert len(set(summary.sentences)) == len(summary.sentences)
    assert summary.text.count("首批30辆") <= 1


def test_a_short_text_is_its_own_summary(make, engine):
    text = "望海港夜景。灯光映着归航的渔船。"
    assert make(engine=engine).summarise(None, text).text == text


def test_an_empty_text_has_an_empty_summary(make, engine):
    for text in ("", " \n　", "本报讯（记者 方小舟）"):
        assert make(engine=engine).summarise("标题", text) == Summary(gist="")


def test_where_no_sentence_fits_the_best_clause_does(make, engine):
    text = "望海市氢能公交示范线开通，首批车辆上路运行，" + "沿线群众出行更加方便，" * 20 + "大家都说好。"
    summary = make(engine=engine, max_chars=40).summarise(None, text)
    assert summary.text.startswith("望海市氢能公交示范线开通，首批车辆上路运行")
    assert len(summary.text) <= 40
    assert summary.text.removesuffix("。") in text and summary.text.endswith("。")


def test_where_no_clause_fits_its_first_words_do(make):
    assert make(max_chars=7).summarise(None, "望海市氢能公交示范线正式开通运营。").text == "望海市氢能。"
    assert make(max_chars=10).summarise(None, "a" * 300).text == "a" * 10


def test_headings_do_not_stand_in_a_summary(make):
    text = ARTICLE.replace("\n示范线", "\n氢能公交示范线驶进新时代\n示范线")
    assert "驶进新时代" not in make().summarise(None, text).text


def test_an_agency_headline_after_its_line_is_passed_over(make):
    text = ARTICLE.replace(
        "本报讯（记者 方小舟 通讯员 陆平）", "海潮社望海5月6日电（记者方小舟）题：氢能公交上路\n"
    )
    assert make().summarise(None, text).sentences[0].startswith("5月6日，望海市")


def test_a_headline_in_a_text_that_has_no_title_stands_on_a_line_before_the_news(make):
    line, news = "望海灯塔“百年首开”", "望海灯塔今年首次向游人开放。"
    text = f"海潮社望海5月6日电题：{line}\n记者方小舟\n{news}"
    assert make().summarise(None, text).text == f"{line}\n{news}"
    assert make(max_chars=len(line + news)).summarise(None, text).text in (line, news)
    assert make().summarise("望海灯塔开放", text).text == news


def test_room_at_the_end_is_filled_by_a_clause(make):
    long = "示范线串起高铁站、大学城和望海港，" + "沿线的站点都换上了新站牌，" * 8 + "市民看得清楚。"
    text = "本报讯 5月6日，望海市氢能公交示范线开通。\n" + long
    sentences = make(max_chars=60).summarise(None, text).sentences
    assert sentences[0] == "5月6日，望海市氢能公交示范线开通。"
    assert sentences[1].startswith("示范线串起高铁站、大学城和望海港")
    assert is_left_of(sentences[1], text) and sentences[1].endswith("。")


def test_clauses_of_one_sentence_are_joined_where_those_between_do_not_fit(make):
    text = (
        "望海市昨天公布，氢能公交示范线全长18公里，"
        + "各方高度重视、通力协作、攻坚克难，" * 8
        + "总投资12亿元，示范线明年6月通车，首批投放30辆车。\n"
        + "渔港的灯光照着归来的船。" * 4
    )
    (sentence,) = [each for each in make(max_chars=60).summarise("氢能公交", text).sentences if "18" in each]
    assert is_left_of(sentence, text)
    assert "示范线" in sentence and "总投资12亿元" in sentence
    assert sentence.count("通力协作") <= 1


def test_a_clause_without_its_subject_does_not_begin_a_sentence(make):
    for sentence in make(max_chars=50).summarise("氢能公交上路", ARTICLE * 2).sentences:
        assert not sentence.startswith(("预计", "可以", "将", "对", "比"))


def test_wrapped_lines_are_read_as_sentences(make):
    column = (
        "望海市氢能公交示范线昨天正式开通首批\n三十辆氢能公交车上路运行沿线设站二十\n"
        "座每天发车近百班方便了沿线居民的出行\n需要。\n"
    )
    assert "首批三十辆" in make().summarise(None, column).text


def test_an_unknown_engine_is_refused_by_name(make):
    with pytest.raises(ConfigurationError, match=r"nosuch.*coverage.*textrank4zh"):
        make(engine="nosuch")


def test_a_very_long_text_is_no_trouble_to_textrank(make):
    text = "".join(f"第{number}座灯塔今年换上了新的灯，守塔人周三去看。" for number in range(500))
    assert make(engine="textrank4zh").summarise(None, text).sentences


def is_left_of(short, long):
    """Whether a text is another with some of its characters left out."""
    rest = iter(long)
    return all(character in rest for character in short)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=CHINESE_LIKE, characters=st.integers(0, 150), sentences=st.integers(0, 4))
def test_for_any_text_both_limits_hold_and_sentences_stand_in_it(make, text, characters, sentences):
    summary = make(max_chars=characters, max_sentences=sentences).summarise(None, text)
    assert len(summary.text) <= characters
    assert len(summary.sentences) <= sentences
    assert all(is_left_of(bare(sentence), bare(text)) for sentence in summary.sentences)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=CHINESE_LIKE)
def test_the_same_holds_with_textrank(make, text):
    summary = make(engine="textrank4zh").summarise(None, text)
    assert len(summary.text) <= 120
    assert len(summary.sentences) <= 3
    assert all(is_left_of(bare(sentence), bare(text)) for sentence in summary.sentences)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=st.text(max_size=40), text=st.text(max_size=300))
def test_any_characters_at_all_are_borne(make, title, text):
    assert len(make().summarise(title, text).text) <= 120
