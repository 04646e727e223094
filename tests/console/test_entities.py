import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.entities import found_by_itself, parse_html
from bot.console.refusal import ApiError


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("字<b><i>x</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source, words):
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    if source != "a < b":
        assert refusal.value.description == f"Bad Request: can't parse entities: {words}"
    assert refusal.value.code == 400


def test_offsets_count_utf16_units_and_stripped_blanks():
    text, entities = parse_html(" \n😀<b>好</b> <a href='https://example.org/?a=1&amp;b=2'>x</a> ")
    assert text == "😀好 x"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 1},
        {"type": "text_link", "offset": 4, "length": 1, "url": "https://example.org/?a=1&b=2"},
    ]


def test_characters_are_unescaped_once_and_impossible_ones_stay():
    assert parse_html("&amp;lt; &#65; &#x4e2d; &#xd800; &nbsp;")[0] == "&lt; A 中 &#xd800; &nbsp;"


def test_empty_tags_leave_no_entity_and_a_quotation_may_unfold():
    text, entities = parse_html("<b></b><blockquote expandable>x</blockquote><a>y</a>")
    assert (text, [entity["type"] for entity in entities]) == ("xy", ["expandable_blockquote"])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text):
    assert parse_html(html.escape(text, quote=False))[0] == text.strip()


def test_commands_and_mentions_are_found_in_what_people_write():
    assert found_by_itself("/search@baozhai_bot 😀 @someone a/b") == [
        {"type": "bot_command", "offset": 0, "length": 19},
        {"type": "mention", "offset": 23, "length": 8},
    ]
