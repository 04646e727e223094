"""Glyphs become the lines that an eye sees."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.layout import Area, Glyph
from bot.reading.layout.glyphs import lines_of


def _row(text: str, left: float, top: float, size: float = 10, extra: float = 0) -> list[Glyph]:
    step = size + extra
    return [
        Glyph(character, Area(left + at * step, top, left + at * step + size, top + size), size, "song")
        for at, character in enumerate(text)
    ]


def _column(text: str, left: float, top: float, size: float) -> list[Glyph]:
    return [
        Glyph(character, Area(left, top + at * 1.1 * size, left + size, top + (at * 1.1 + 1) * size), size)
        for at, character in enumerate(text)
    ]


def test_doubled_glyphs_are_one_and_the_line_says_so() -> None:
    [line] = lines_of(_row("山路修好了", 0, 0) + _row("山路修好了", 0.4, 0))
    assert line.text == "山路修好了"
    assert line.doubled


def test_words_that_repeat_a_character_stay() -> None:
    [line] = lines_of(_row("家家户户点上了灯", 0, 0))
    assert line.text == "家家户户点上了灯"
    assert not line.doubled


def test_a_gutter_parts_the_rows_of_two_columns() -> None:
    rows = ["一行又一行的字", "两栏并排印出来", "中间只留一个字"]
    glyphs = [
        glyph for at, text in enumerate(rows) for left in (0, 70 + 11) for glyph in _row(text, left, at * 14)
    ]
    assert Counter(line.text for line in lines_of(glyphs)) == Counter(rows * 2)


def test_a_blank_between_names_is_no_gutter() -> None:
    glyphs = _row("本报记者", 0, 0) + _row("林远", 50, 0) + _row("这一行横过两个名字之间的空白", 0, 14)
    assert [line.text for line in lines_of(glyphs)] == ["本报记者 林远", "这一行横过两个名字之间的空白"]


def test_a_letter_spaced_headline_is_one_line() -> None:
    assert [line.text for line in lines_of(_row("春到山村", 0, 0, 30, extra=20))] == ["春到山村"]


def test_a_headline_may_run_downwards_beside_columns() -> None:
    glyphs = _column("渡口的新桥通车了", 0, 0, 30)
    glyphs += [glyph for at in range(15) for glyph in _row("正文排在标题的右边一行行", 50, at * 15)]
    lines = lines_of(glyphs)
    assert [line.text for line in lines if line.vertical] == ["渡口的新桥通车了"]
    assert sum(not line.vertical for line in lines) == 15


def test_doubtful_characters_are_remembered_by_their_place() -> None:
    glyphs = _row("种植面积", 0, 0)
    glyphs[1] = Glyph("植", glyphs[1].area, 10, "", confidence=0.4)
    [line] = lines_of(glyphs)
    assert line.doubtful == (1,)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("甲乙丙丁，。12ab"), st.floats(0, 500), st.floats(0, 500), st.floats(5, 60)
        ),
        max_size=60,
    )
)
def test_no_glyph_is_lost_or_made_up(places: list[tuple[str, float, float, float]]) -> None:
    glyphs = [Glyph(each, Area(x, y, x + size, y + size), size) for each, x, y, size in places]
    printed = Counter(glyph.character for glyph in glyphs)
    read = Counter(character for line in lines_of(glyphs) for character in line.text if character != " ")
    assert read <= printed
    assert set(read) == set(printed)
