from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from message_samples import HARBOUR, HARBOUR_ENTRY

from bot.message.languages import translator
from bot.message.markup import MAX_UNITS, to_plain, utf16_length
from bot.message.parts import PART, full_text_parts, split_text
from bot.message.views.article import full_text

T = translator("zh")


def _entry(*paragraphs, subheads=()):
    return replace(HARBOUR_ENTRY, article=replace(HARBOUR, paragraphs=paragraphs, subheads=subheads))


def test_a_long_text_is_cut_after_sentences():
    assert split_text("一二三。四五六。七八九。", 9) == ["一二三。四五六。", "七八九。"]
    assert split_text("他说：“一二三。”四五六。", 9) == ["他说：“一二三。”", "四五六。"]


def test_a_sentence_over_the_limit_is_cut_anywhere():
    assert split_text("一" * 10, 4) == ["一一一一", "一一一一", "一一"]
    assert all(utf16_length(piece) <= 5 for piece in split_text("😀" * 9, 5))


@given(st.text("一。😀”\u3000a", max_size=80), st.integers(2, 20))
def test_cut_pieces_are_within_the_limit_and_make_the_text_again(text, limit):
    pieces = split_text(text, limit)
    assert "".join(pieces) == text
    assert all(utf16_length(piece) <= limit for piece in pieces)


def test_all_parts_together_hold_the_whole_text_once():
    paragraphs = [f"第{number}段：" + "云州港的船一艘接一艘。" * 40 for number in range(40)]
    entry = _entry(*paragraphs)
    parts = full_text_parts(entry)
    assert len(parts) > 4
    together = "".join(line.plain for part in parts for line in part)
    assert together.replace("\u3000", "") == "".join(paragraphs)
    assert all(sum(line.units + 1 for line in part) <= PART for part in parts)


def test_each_part_is_a_message_with_its_way_on_and_back():
    entry = _entry(*["云州港的船一艘接一艘。" * 100] * 9)
    first, second, last = full_text(T, entry, 0), full_text(T, entry, 1), full_text(T, entry, 99)
    assert [button.label for button in first.buttons[0]] == ["下一段"]
    assert [button.label for button in second.buttons[0]] == ["上一段", "下一段"]
    assert [button.label for button in last.buttons[0]] == ["上一段"]
    assert "（1/3）" in first.text
    assert last.text.endswith("《云州日报》2024年4月3日 第7版")
    assert full_text(T, entry, -5) == first
    assert all(utf16_length(to_plain(message.text)) <= MAX_UNITS for message in (first, second, last))


def test_one_paragraph_longer_than_a_message_is_cut():
    assert len(full_text_parts(_entry("云州港的船一艘接一艘。" * 1000))) == 4


def test_an_article_without_text_still_has_a_page():
    assert "“港”越走越宽" in full_text(T, _entry()).text
