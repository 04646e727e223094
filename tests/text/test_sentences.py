"""Where sentences and clauses end."""

from hypothesis import given
from hypothesis import strategies as st

from bot.text.sentences import split_clauses, split_sentences, unwrap

CHINESE_LIKE = st.text(alphabet="甲乙说。！？…，；：“”（）《》\n 1.a—", max_size=200)


def test_sentences_keep_their_punctuation():
    assert split_sentences("天晴了。走吧！去哪？") == ["天晴了。", "走吧！", "去哪？"]


def test_a_line_ends_a_sentence_and_blank_lines_make_none():
    assert split_sentences("种粮大户\n\n　春耕开始了。") == ["种粮大户", "春耕开始了。"]


def test_closing_marks_stay_with_the_sentence_they_close():
    assert split_sentences("他问：“行吗？”大家点头。") == ["他问：“行吗？”", "大家点头。"]


def test_a_quotation_of_several_sentences_stays_whole():
    text = "老周说：“去年收成好。今年要更好！”说完下了地。"
    assert split_sentences(text) == ["老周说：“去年收成好。今年要更好！”", "说完下了地。"]


def test_the_words_that_name_the_speaker_stay_with_the_quotation():
    assert split_sentences("“路修好了。”老周说，“车就来了。”鱼卖完了。") == [
        "“路修好了。”老周说，“车就来了。”",
        "鱼卖完了。",
    ]


def test_an_ellipsis_ends_a_sentence_only_where_the_text_goes_on_afresh():
    assert split_sentences("渔船、码头、灯塔……海边变了样。") == ["渔船、码头、灯塔……", "海边变了样。"]
    assert split_sentences("他想了想……，还是走了。") == ["他想了想……，还是走了。"]


def test_a_quotation_mark_that_never_closes_holds_nothing_together():
    assert split_sentences("“开头没有收。后面照常。") == ["“开头没有收。", "后面照常。"]


def test_brackets_keep_a_full_stop_inside():
    assert split_sentences("新桥（长三里。宽五丈。）通车了。") == ["新桥（长三里。宽五丈。）通车了。"]


def test_clauses_end_at_commas_outside_quotation_marks_and_numbers():
    assert split_clauses("签约12,000吨，他说：“好，行。”") == ["签约12,000吨，", "他说：", "“好，行。”"]


def test_wrapped_lines_of_a_column_are_joined():
    column = (
        "全市春耕春播正在有序推进各地抢\n抓农时检修农机备足农资确保不误\n"
        "农时目前已经完成播种面积过半今\n年预计增产。\n另一段。"
    )
    assert unwrap(column).splitlines() == [
        "全市春耕春播正在有序推进各地抢抓农时检修农机备足农资确保不误农时目前已经完成播种面积过半今年预计增产。",
        "另一段。",
    ]


def test_paragraphs_are_left_as_they_are():
    text = "短段。\n" + "很长的一段" * 20 + "。\n又一段。"
    assert unwrap(text) == text


def test_a_list_of_short_lines_is_no_column():
    assert unwrap("甲\n乙\n\n丙\n丁") == "甲\n乙\n\n丙\n丁"


@given(CHINESE_LIKE)
def test_nothing_but_blanks_is_lost(text):
    def bare(written):
        return "".join(written.split())

    assert bare("".join(split_sentences(text))) == bare(text)
    assert bare("".join(split_clauses(text))) == bare(text)
    assert bare(unwrap(text)) == bare(text)


@given(CHINESE_LIKE)
def test_each_sentence_stands_in_the_text(text):
    assert all(sentence in text and sentence.strip() for sentence in split_sentences(text))
