from hypothesis import given
from hypothesis import strategies as st

from bot.message.comparison import Difference, differences


def test_one_word_is_shown_in_its_surroundings():
    [found] = differences(["甲。那些故事人人都耳熟能详的，乙。"], ["甲。那些故事人人都耳熟不能详的，乙。"])
    assert found == Difference("故事人人都耳熟", "", "不", "能详的，乙。") or found.other == "不"
    assert (found.shown, found.other) == ("", "不")


def test_a_replaced_word_is_shown_in_both_wordings():
    [found] = differences(["共有18个项目签约。"], ["共有28个项目签约。"])
    assert (found.before, found.shown, found.other, found.after) == ("共有", "1", "2", "8个项目签约。")


def test_a_sentence_that_only_one_has_stands_alone_beside_a_changed_one():
    shown = ["会议开幕。共有18个项目签约，总投资九亿元。老船长的故事人人耳熟能详。"]
    other = ["会议开幕。老船长的故事人人耳熟不能详。花市也开了。"]
    assert [(found.shown, found.other) for found in differences(shown, other)] == [
        ("共有18个项目签约，总投资九亿元。", ""),
        ("", "不"),
        ("", "花市也开了。"),
    ]


def test_how_lines_are_broken_makes_no_difference():
    assert differences(["会议开幕。项目", "签约。"], ["会议 开幕。", "项目签约。"]) == []


def test_where_too_much_differs_nothing_is_paired():
    shown = "".join(f"甲{number}。" for number in range(30))
    other = "".join(f"乙{number}号。" for number in range(29))
    assert len(differences([shown], [other])) == 1


@given(st.text("甲乙丙。，“”", max_size=60), st.text("甲乙丙。，“”", max_size=60))
def test_texts_differ_exactly_where_differences_are_found(one, two):
    found = differences([one], [two])
    assert bool(found) == (one != two)
    assert all(difference.shown or difference.other for difference in found)
