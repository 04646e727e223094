import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.entities import parse_html
from bot.message.markup import (
    ELLIPSIS,
    MAX_ENTITIES,
    MAX_LABEL,
    MAX_MARKS,
    MAX_UNITS,
    bold,
    brief,
    button,
    clean,
    code,
    cut,
    escape,
    fit,
    join,
    marked,
    to_plain,
    utf16_length,
)
from bot.model import Button, Passage

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'/\n\r\t\u202e\u200b\u200d\ufeff\ud800\udfff\u2028\u3164\U000e0041😀b"),
    )
)


@given(hostile)
def test_cleaned_text_holds_nothing_that_hides_turns_or_breaks(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert all(
        unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character == "\n"
        for character in cleaned
    )
    assert clean(cleaned) == cleaned


def test_cleaning_keeps_what_a_newspaper_prints():
    printed = "“碳”索未来　第7版 1.72万亿元，48.1％\n—— café 𠮷 😀"
    assert clean(printed) == printed


def test_line_ends_of_all_kinds_are_one_and_tabs_are_blanks():
    assert clean("a\r\nb\rc\u2028d\u0085e\tf\u00a0g") == "a\nb\nc\nd\ne f g"


@given(hostile)
def test_escaped_text_means_what_it_says_and_is_measured_as_telegram_measures(text):
    piece = escape(text) + bold(text) + code(text)
    parsed, entities = parse_html(f"|{piece.source}|")
    assert parsed == f"|{piece.plain}|"
    assert piece.units + 2 == utf16_length(parsed)
    assert len(entities) == piece.entities
    assert to_plain(piece.source) == piece.plain


@given(hostile, st.integers(1, 50))
def test_a_brief_text_is_one_line_within_its_limit(text, limit):
    short = brief(text, limit)
    assert "\n" not in short
    assert utf16_length(short) <= limit


def test_a_cut_text_says_so_and_splits_no_character():
    assert cut("😀😀😀", 5) == "😀😀" + ELLIPSIS
    assert cut("😀😀😀", 4) == "😀" + ELLIPSIS
    assert cut("一二三", 3) == "一二三"


def test_nothing_is_marked_where_there_is_nothing_to_see():
    assert bold("").source == ""
    assert bold("\u200b").entities == 0


@given(hostile, st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=12))
def test_a_marked_passage_is_sound_whatever_the_ranges(text, matches):
    piece = marked(Passage(text, tuple(matches)))
    parsed, entities = parse_html(f"|{piece.source}|")
    assert parsed == f"|{piece.plain}|"
    assert len(entities) == piece.entities <= MAX_MARKS
    assert "\n" not in parsed


def test_the_matches_of_a_passage_are_bold():
    passage = Passage("一<二三四", ((2, 4), (0, 1), (3, 5)))
    assert marked(passage).source == "<b>一</b>&lt;<b>二三</b>四"


@given(st.lists(hostile, min_size=1, max_size=6), st.lists(hostile, max_size=2), st.integers(1, 900))
def test_whatever_is_fitted_is_a_message_that_telegram_takes(texts, tail, times):
    lines = [bold(text) if place % 2 else escape(text * times) for place, text in enumerate(texts)]
    try:
        message = fit(lines, tail=[escape(text) for text in tail])
    except ValueError:
        assert not any(clean(text).strip() for text in (*texts, *tail))
        return
    parsed, entities = parse_html(message.text)
    assert 0 < utf16_length(parsed) <= MAX_UNITS
    assert len(entities) <= MAX_ENTITIES


def test_what_is_too_long_loses_its_last_lines_and_keeps_its_tail():
    message = fit([escape("头"), *[escape("行" * 999)] * 5], tail=[bold("尾")])
    assert message.text.count("行" * 999) == 4
    assert message.text.endswith(f"{ELLIPSIS}\n<b>尾</b>")


def test_what_is_too_rich_loses_lines_too():
    message = fit([bold(str(number)) for number in range(200)])
    assert message.text.count("<b>") == MAX_ENTITIES


def test_one_line_that_is_too_long_alone_is_cut_as_plain_text():
    message = fit([bold("<" * 5000)])
    assert to_plain(message.text) == "<" * (MAX_UNITS - 1) + ELLIPSIS


def test_exactly_the_limit_fits():
    assert to_plain(fit([escape("字" * MAX_UNITS)]).text) == "字" * MAX_UNITS


def test_a_message_without_text_is_an_error():
    with pytest.raises(ValueError, match="without text"):
        fit([escape("\u200b")])


def test_empty_rows_of_buttons_are_left_out():
    row = [Button("一", data="n")]
    assert fit([escape("x")], [[], row, []]).buttons == ((row[0],),)


@given(hostile)
def test_a_button_always_has_a_short_label(text):
    label = button(text, "n").label
    assert 0 < len(label) <= MAX_LABEL
    assert label.strip()


def test_pieces_are_joined_with_plain_text():
    assert join("<", [bold("一"), bold("二")]).source == "<b>一</b>&lt;<b>二</b>"
