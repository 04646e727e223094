"""Characters: comparing form, width, blanks."""

import pytest

from bot.text.characters import bare, cells, collapse_blanks, count_han, fold, is_han, without_controls


def test_full_width_and_half_width_capital_and_small_are_one():
    assert fold("ＡＢＣ１２３，Ｑｆｌｐ") == fold("abc123,qflp")


@pytest.mark.parametrize("character", ["报", "〇", "㐀", "𠮷", "豈"])
def test_chinese_characters_are_han(character):
    assert is_han(character)


@pytest.mark.parametrize("character", ["a", "1", "，", "あ", " "])
def test_others_are_not_han(character):
    assert not is_han(character)


def test_han_is_counted():
    assert count_han("共3个项目 OK") == 4


def test_a_chinese_character_takes_two_cells():
    assert cells("报纸A4") == 6
    assert cells("plain") == 5


def test_blanks_become_one_and_none_stands_beside_punctuation():
    assert collapse_blanks("  早春 　时节 ，万物  生长。 好 ") == "早春 时节，万物 生长。好"


def test_a_blank_before_an_opening_quote_stays():
    assert collapse_blanks("逐绿前行 “碳”路先锋") == "逐绿前行 “碳”路先锋"


def test_controls_and_private_characters_go():
    assert without_controls("报\u200b纸\ue003\x07头\ufeff版") == "报纸头版"


def test_only_wording_counts_in_the_bare_form():
    assert bare("“新 城” ＡＢ，——一期！") == "新城ab一期"
