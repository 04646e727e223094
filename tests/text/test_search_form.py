"""The form in which texts are searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.search_form import Finder, find, spaced, spelling_version, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("氢能2023年", ("氢", "能", "2023", "年")),
        ("１．７２万亿元", ("1", "72", "万", "亿", "元")),
        ("Ｈ2O café ﬁn", ("h2o", "cafe", "fin")),
        ("乾隆發電，臺灣", ("干", "隆", "发", "电", "台", "湾")),
        ("面积3㎡", ("面", "积", "3m2")),
        ("，。！ \n\x00\ud83d", ()),
        ("𠮷野家", ("𠮷", "野", "家")),
    ],
)
def test_tokens_are_characters_and_latin_words(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


@given(st.text(), st.text())
def test_a_character_has_the_same_form_wherever_it_stands(before: str, after: str) -> None:
    assert "".join(tokens(before + after)) == "".join(tokens(before) + tokens(after))


@given(st.text())
def test_spaced_text_holds_letters_digits_and_blanks_only(text: str) -> None:
    assert all(part.isalnum() or part == " " for part in spaced(text))
    assert all(token.isascii() or len(token) == 1 for token in tokens(text))


@pytest.mark.parametrize(
    ("text", "phrase", "spans"),
    [
        ("418 个项目，共418个项目", "418个项目", [(0, 7), (9, 15)]),
        ("1418个项目", "418个项目", []),
        ("172万与1.72万", "1.72万", [(5, 10)]),
        ("㎡㎡氢能", "氢能", [(2, 4)]),
        ("㎡㎡氢能", "m2", []),
        ("3㎡ 氢", "3m2", [(0, 2)]),
        ("e\u0301té", "ete", [(0, 4)]),
        ("發電发电", "发电", [(0, 2), (2, 4)]),
        ("氢能", "", []),
        ("", "氢", []),
    ],
)
def test_phrases_are_found_where_they_were_written(
    text: str, phrase: str, spans: list[tuple[int, int]]
) -> None:
    assert find(text, tokens(phrase)) == spans


@given(st.text(alphabet="氢能發电ab1２ ，㎡é\u0301", min_size=1, max_size=30), st.data())
def test_a_piece_between_blanks_is_found_in_its_text(piece: str, data: st.DataObject) -> None:
    around = st.text(alphabet="氢发a1 ㎡，", max_size=20)
    text = data.draw(around) + " " + piece + " " + data.draw(around)
    phrase = tokens(piece)
    spans = Finder(text).find(phrase)
    assert bool(spans) == bool(phrase)
    assert all(tokens(text[start:end]) == phrase for start, end in spans)


def test_the_version_names_what_forms_depend_on() -> None:
    assert "unicode" in spelling_version()
    assert "opencc" in spelling_version()
