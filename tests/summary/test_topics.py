"""An article has the topics whose words carry it."""

import pytest

from bot.errors import ConfigurationError
from bot.summary.configuration import load_stop_words, load_topics
from bot.summary.topics import Topic, topics_of

NAMES = ["要闻", "招商引资", "绿色低碳", "科技", "外贸", "人才", "文旅", "民生", "公告"]


def test_the_nine_topics_are_there_in_their_order(topics):
    assert [topic.name for topic in topics] == NAMES


@pytest.mark.parametrize(
    ("title", "text", "topic"),
    [
        ("氢能公交上路", "首批氢能公交车上路。氢能车减碳明显，储能站同步建成。", "绿色低碳"),
        ("乡村戏剧节开幕", "八台好戏轮番上演，游客走进古城看非遗。", "文旅"),
        ("跨境电商出海记", "进出口增长，海外仓铺开，海关通关更快。", "外贸"),
        ("停电通知", "因检修，下列线路停电，特此公告。", "公告"),
    ],
)
def test_an_article_has_the_topic_that_it_is_about(topics, title, text, topic):
    assert topics_of(title, text, topics)[0] == topic


def test_one_mention_makes_no_topic(topics):
    text = "渔港开渔，渔船出海。岸上有人谈起旅游。渔民忙着补网，码头热闹起来，鱼市开到半夜。"
    assert topics_of("渔港开渔", text, topics) == ()


def test_the_name_of_a_conference_makes_no_topic(topics):
    text = (
        "作为全市高质量招商引资暨望海发展大会的一部分，对话会昨日举行。"
        "专家谈海洋牧场。为招商引资推介会作准备，代表看了渔港。"
        "全市招商引资大会还请来渔民。"
    )
    assert "招商引资" not in topics_of("渔港对话", text, topics)


def test_the_closing_formula_makes_no_topic():
    topic = Topic("科技", ("科技",))
    body = "渔港开渔。渔船出海。码头热闹。"
    formula = "这将为科技兴市、科技富民、科技强海作出新的贡献。"
    assert topics_of(None, body + formula, [topic]) == ()
    assert topics_of(None, formula + body, [topic]) == ("科技",)


def test_of_words_that_overlap_the_longer_counts_once():
    topic = Topic("招商引资", ("招商", "引资", "招商引资"))
    assert topics_of(None, "渔港开渔。渔船出海。招商引资忙。再谈招商。", [topic]) == ()


def test_a_long_article_must_say_more(topics):
    short = "甲乙丙丁。戊己庚辛。外贸增长。外贸企业。外贸航线。"
    assert "外贸" in topics_of(None, short, topics)
    assert "外贸" not in topics_of(None, short + "渔船出海捕鱼归来。" * 200, topics)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("topic = 1", "no"),
        ("[[topic]]\nname = '科技'", "name and a list of words"),
        ("[[topic]]\nname = '科技'\nwords = []", "name and a list of words"),
        (
            "[[topic]]\nname = '科技'\nwords = ['芯片']\n[[topic]]\nname = '科技'\nwords = ['算力']",
            "same name",
        ),
        ("[[topic", "could not read the topics"),
        ("", "no"),
    ],
)
def test_a_malformed_topics_file_is_refused(tmp_path, content, cause):
    path = tmp_path / "topics.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=cause):
        load_topics(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"gone\.toml"):
        load_topics(tmp_path / "gone.toml")
    with pytest.raises(ConfigurationError, match=r"gone\.txt"):
        load_stop_words(tmp_path / "gone.txt")


def test_stop_words_are_read_without_comments(tmp_path):
    path = tmp_path / "stop.txt"
    path.write_text("# 虚词\n的 了 # 常见\n和\n", encoding="utf-8")
    assert load_stop_words(path) == {"的", "了", "和"}


def test_a_topic_beside_a_much_stronger_one_is_left_out():
    strong, weak = Topic("外贸", ("外贸",)), Topic("人才", ("人才",))
    text = "外贸增长。" * 30 + "人才到来。" * 3
    assert topics_of(None, text, [weak, strong]) == ("外贸",)
    assert topics_of(None, text + "人才到来。" * 4, [weak, strong]) == ("外贸", "人才")
