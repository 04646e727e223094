"""Snippets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.passages import LENGTH, passage
from bot.text.search_form import tokens

FILLER = "河边的街上人来人往，卖花的、修表的各忙各的，谁也不急。"


def shown(text: str, *phrases: str) -> str:
    """The passage with its matches in brackets."""
    found = passage(text, [tokens(phrase) for phrase in phrases])
    marked = found.text
    for start, end in reversed(found.matches):
        marked = f"{marked[:start]}【{marked[start:end]}】{marked[end:]}"
    return marked


def test_a_short_text_is_shown_whole() -> None:
    assert shown("书店开业。", "书店") == "【书店】开业。"


def test_where_nothing_matches_the_beginning_is_shown() -> None:
    assert shown(FILLER * 5, "书店").startswith("河边的街上")


def test_the_passage_is_cut_at_clause_ends() -> None:
    text = FILLER * 3 + "傍晚时分，书店亮了灯，" + FILLER * 3
    result = shown(text, "书店")
    assert "傍晚时分，【书店】亮了灯，" in result
    assert result.lstrip("…").startswith(("卖花的", "修表的", "谁也不急", "傍晚"))
    assert result.endswith(("，…", "、…", "。"))


def test_a_passage_that_begins_with_a_sentence_has_no_dots_before_it() -> None:
    assert shown(FILLER * 3 + "书店亮了灯。" + FILLER, "书店").startswith(("【书店】", "谁也不急。", "…"))
    assert shown("人来人往。" * 4 + "\n书店亮了灯。" + FILLER * 4, "书店").startswith("人来人往。")


def test_the_place_with_most_of_the_words_is_shown() -> None:
    text = "书店很远。" + FILLER * 6 + "书店旁边是剧院。" + FILLER * 6
    assert "【书店】旁边是【剧院】。" in shown(text, "书店", "剧院")


def test_a_phrase_longer_than_a_passage_is_marked_as_far_as_it_is_shown() -> None:
    text = FILLER * 10
    found = passage(text, [tokens(FILLER * 6)])
    assert found.matches[0][0] == 0
    assert len(found.text) >= LENGTH


def test_paragraphs_run_on_in_a_passage() -> None:
    assert shown("书店开业。\n剧院首演。", "剧院") == "书店开业。 【剧院】首演。"


def test_matches_that_overlap_are_one() -> None:
    assert shown("绿色低碳书店", "绿色低", "低碳书") == "【绿色低碳书】店"


def test_matches_are_marked_as_they_were_written() -> None:
    assert shown("㎡里的書店，面積３㎡。", "书店", "面积") == "㎡里的【書店】，【面積】３㎡。"


@pytest.mark.parametrize("number", ["1,234", "2.5"])
def test_a_number_is_not_cut(number: str) -> None:
    text = "街" * 70 + f"共{number}人" + "巷" * 60
    assert number in shown(text, "街共") or number not in text[:LENGTH]
    assert number in shown(text, f"{number}人").replace("【", "").replace("】", "")


@given(st.text(alphabet="书店，。\n 1,a㎡", max_size=300), st.sampled_from(["书", "书店", "1", "店1", "a"]))
def test_marks_hold_the_phrase_and_the_rest_is_the_text(text: str, phrase: str) -> None:
    found = passage(text, [tokens(phrase)])
    inner = found.text.strip("…")
    assert inner in text.replace("\n", " ")
    last = 0
    for start, end in found.matches:
        assert last <= start < end <= len(found.text)
        last = end
    assert len(found.text) <= LENGTH + 60
