from __future__ import annotations

import pytest

from bot.digest.selection import Selection, find_words
from bot.model import Article, Entry, Kind, Summary


def entry(key: int, text: str, *topics: str, kind: Kind = Kind.NEWS) -> Entry:
    return Entry(Article(str(key), kind, f"标题{key}", (text,)), Summary((), topics=topics), id=key)


NEWS = [
    entry(1, "氢能公交上路，AI 调度", "绿色低碳"),
    entry(2, "老码头开书市", "文旅"),
    entry(3, "氫能產業園開工，拍卖公告另发", "招商引资"),
    entry(4, "照片说明：氢能车", kind=Kind.CAPTION),
]
WORDS = ("氢能", "书市", "拍卖", "ai", "I")


def chosen(*topics: str, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[int]:
    found = Selection(NEWS, WORDS).choose(topics, include=include, exclude=exclude)
    return [one.id for one in found.entries]


def test_without_wishes_everything_is_chosen_but_captions() -> None:
    assert chosen() == [1, 2, 3]


def test_words_bring_articles_besides_the_topics() -> None:
    assert chosen("文旅", include=("氢能",)) == [1, 2, 3]
    assert chosen("文旅") == [2]
    assert chosen(include=("书市",)) == [2]


def test_excluded_words_outweigh_everything() -> None:
    assert chosen(exclude=("拍卖",)) == [1, 2]
    assert chosen("招商引资", include=("氢能",), exclude=("拍卖",)) == [1]


def test_what_a_chat_was_told_is_left_out() -> None:
    assert [one.id for one in Selection(NEWS, ()).choose((), without={1, 3}).entries] == [2]


def test_what_came_by_words_is_named() -> None:
    assert Selection(NEWS, WORDS).choose(("绿色低碳",), include=("氢能",)).by_words == {1, 3}


@pytest.mark.parametrize(("word", "found"), [("氢能", {1, 3, 4}), ("ai", {1}), ("I", None), ("无", None)])
def test_words_are_found_however_they_are_written(word: str, found: set[int] | None) -> None:
    assert find_words(NEWS, [word, "  "]).get(word) == found
