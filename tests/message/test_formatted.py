"""What was written bold or as a link stays so, whatever the entities are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message.entities import MOST, Entity, after, formatted
from bot.message.markup import fits, to_plain

LINK = Entity("text_link", 6, 2, 'https://paper.example/a?b=1&c="2"')


@pytest.mark.parametrize(
    ("entities", "source"),
    [
        ([], "今晚试发，详见说明。"),
        ([Entity("bold", 0, 2)], "<b>今晚</b>试发，详见说明。"),
        ([Entity("expandable_blockquote", 0, 2)], "<blockquote expandable>今晚</blockquote>试发，详见说明。"),
        ([LINK], '今晚试发，详<a href="https://paper.example/a?b=1&amp;c=&quot;2&quot;">见说</a>明。'),
        ([Entity("bold", 0, 4), Entity("italic", 2, 2)], "<b>今晚<i>试发</i></b>，详见说明。"),
        # These cross, or lie outside: the first counts.
        ([Entity("bold", 0, 4), Entity("italic", 2, 6)], "<b>今晚试发</b>，详见说明。"),
        ([Entity("bold", 8, 90)], "今晚试发，详见说明。"),
        ([Entity("text_link", 0, 2, "javascript:x")], "今晚试发，详见说明。"),
        ([Entity("mention", 0, 2)], "今晚试发，详见说明。"),
    ],
)
def test_a_text_is_written_with_its_entities(entities, source):
    assert formatted("今晚试发，详见说明。", entities, 3500).source == source


def test_places_are_counted_as_telegram_counts_them():
    text = "📰报<摘>"
    assert formatted(text, [Entity("bold", 2, 1)], 3500).source == "📰<b>报</b>&lt;摘&gt;"
    assert after([Entity("bold", 2, 1), Entity("bold", 0, 2)], text, 1) == [Entity("bold", 0, 1)]


def test_a_text_that_is_too_long_ends_in_an_ellipsis():
    assert formatted("很长" * 100, [Entity("bold", 0, 2), Entity("bold", 190, 4)], 50).source == (
        "<b>很长</b>" + "很长" * 23 + "很…"
    )


def test_a_text_with_very_many_entities_is_still_a_message():
    entities = [Entity("bold", 2 * place, 1) for place in range(300)]
    found = formatted("字" * 600, entities, 3500)
    assert found.entities == MOST
    assert fits(found)


@given(
    st.text(max_size=30),
    st.lists(
        st.builds(
            Entity,
            st.sampled_from(["bold", "italic", "text_link", "x"]),
            st.integers(-3, 40),
            st.integers(-3, 40),
            st.just("https://a.example"),
        ),
        max_size=8,
    ),
)
def test_any_entities_give_whole_html(text, entities):
    found = formatted(text, entities, 3500)
    opened = []
    for closing, tag in re.findall(r"<(/?)([a-z]+)[^>]*>", found.source):
        if closing:
            assert opened.pop() == tag
        else:
            opened.append(tag)
    assert not opened
    assert to_plain(found.source) == found.plain
