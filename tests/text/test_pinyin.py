"""Pinyin without tones."""

from hypothesis import given
from hypothesis import strategies as st

from bot.text.pinyin import MOST_SYLLABLES, characters, homophones, readings, splits


def test_every_reading_of_a_character_counts() -> None:
    assert {"xing", "hang"} <= set(readings("行"))
    assert readings("a") == ()
    assert "行" in characters("hang")
    assert "绿" in characters("lv")


def test_letters_fall_into_syllables() -> None:
    assert splits("qingneng")[0] == ("qing", "neng")
    assert {("xian",), ("xi", "an")} <= set(splits("xian"))
    assert splits("xyz") == splits("") == []


def test_what_sounds_alike_is_known() -> None:
    assert "雪" in homophones("穴")
    assert "山" in homophones("三")
    assert "穴" not in homophones("穴")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=60))
def test_splits_are_bounded_and_whole(letters: str) -> None:
    found = splits(letters)
    assert all("".join(way) == letters and len(way) <= MOST_SYLLABLES for way in found)
    assert len(found) <= 6
