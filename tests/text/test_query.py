"""What readers type, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.query import MOST_WORDS, parse, without_question


def words(text: str) -> list[str]:
    return [word.text for word in parse(text).words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("氢能", ["氢能"]),
        ("  氢能　潍坊\n书店 ", ["氢能", "潍坊", "书店"]),
        ("氢能 氫能", ["氢能"]),
        ('"绿色 低碳" 书店', ["绿色 低碳", "书店"]),
        ("“绿色 低碳”「书 店」", ["绿色 低碳", "书 店"]),
        ('书店"剧院', ["书店", "剧院"]),
        ("1-5月 -2024", ["1-5月"]),
        ("！？", []),
        ("-书店", ["书店"]),
        ("", []),
    ],
)
def test_blanks_part_words_and_quotes_keep_phrases(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_minus_before_a_word_leaves_it_out() -> None:
    query = parse('书店 -剧院 －"灯 会" -书店')
    assert [word.text for word in query.words] == ["书店"]
    assert [word.phrase for word in query.without] == [("剧", "院"), ("灯", "会")]


def test_there_are_never_more_words_than_bounded_work_allows() -> None:
    assert len(words(" ".join(chr(0x4E00 + number) for number in range(140)))) == MOST_WORDS
    assert len("".join(words("书" * 5000))) == 300


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("有没有关于氢能的新闻", ["氢能"]),
        ("书店是怎么回事？", ["书店"]),
        ("我想看书店方面的报道", ["书店"]),
        ("请问 书店 在哪里", ["书店"]),
        ("新书店的最新消息", ["新书店"]),
        ("书店", ["书店"]),
        ("有没有", ["有没有"]),
        ("看守所", ["看守所"]),
        ("酒吧", ["酒吧"]),
        ("有色金属", ["有色金属"]),
        ("最近书店有什么消息吗", ["书店"]),
        ('"是怎么回事" 书店', ["是怎么回事", "书店"]),
    ],
)
def test_what_only_makes_a_question_falls_away(text: str, core: list[str]) -> None:
    assert [word.text for word in without_question(parse(text)).words] == core


@given(st.text())
def test_every_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert all(word.phrase for word in (*query.words, *without_question(query).words))
    assert bool(query.words) == bool(without_question(query).words)
