"""Keywords are what a person would search for."""

from bot.summary.document import take_apart
from bot.summary.keywords import keywords_of

ARTICLE = """本报讯（记者 方小舟）望海市跨境电商综合试验区昨日揭牌，32家跨境电商企业入驻。
跨境电商进出口额去年达到46亿元。试验区将建设海外仓12个，培育新质生产力。
望海港集团与跨境电商企业签订协议，开通望海港到仁川港的快船。望海港集团今年新增两条航线。
望海港集团负责人说，新质生产力要靠人才。"""


def keywords(stop_words, title="跨境电商出海记", text=ARTICLE):
    return keywords_of(take_apart(title, text, stop_words))


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
