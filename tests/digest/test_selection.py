from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.arrangement import rank
from bot.digest.selection import Selection
from bot.digest.words import find_words
from bot.model import Article, Entry, Facts, Figure, Kind, Summary


def entry(key: int, text: str, *topics: str, kind: Kind = Kind.NEWS) -> Entry:
    return Entry(Article(str(key), kind, f"标题{key}", (text,)), Summary((), topics=topics), id=key)


NEWS = [
    entry(1, "氢能公交上路，AI 调度", "绿色低碳"),
    entry(2, "老码头开书市", "文旅"),
    entry(3, "氫能產業園開工，拍卖公告另发", "招商引资"),
    entry(4, "照片说明：氢能车", kind=Kind.CAPTION),
]
WORDS = ("氢能", "书市", "拍卖", "ai", "I")


def chosen(*topics: str, without: tuple[int, ...] = (), **words: tuple[str, ...]) -> list[int]:
    digest = Selection(NEWS, WORDS).digest(topics=topics, without=without, day=date(2024, 4, 3), **words)
    return sorted(one.id for one in digest.entries)


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
    assert chosen(without=(1, 3, 99)) == [2]


def test_what_came_by_words_stands_under_its_own_topic() -> None:
    digest = Selection(NEWS, WORDS).digest(topics=("绿色低碳",), include=("氢能",), day=date(2024, 4, 3))
    assert [(group.topic, [one.id for one in group.entries]) for group in digest.groups] == [
        ("招商引资", [3]),
        ("绿色低碳", [1]),
    ]


@pytest.mark.parametrize(("word", "found"), [("氢能", {1, 3, 4}), ("ai", {1}), ("I", None), ("无", None)])
def test_words_are_found_however_they_are_written(word: str, found: set[int] | None) -> None:
    assert find_words(NEWS, [word, "  "]).get(word) == found


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from("甲乙丙丁"), unique=True),
            st.sampled_from(["港口", "书市", "港口书市", ""]),
            st.sampled_from(["1", "2", None]),
        ),
        max_size=12,
    ),
    st.sets(st.sampled_from("甲乙丙丁戊")),
    st.sets(st.sampled_from(["港口", "书市"])),
    st.sets(st.sampled_from(["港口", "书市"])),
)
def test_a_choice_by_bits_is_the_choice_article_by_article(
    articles: list[tuple[list[str], str, str | None]], topics: set[str], include: set[str], exclude: set[str]
) -> None:
    entries = [
        Entry(
            Article(str(key), Kind.NEWS, "标题", (text,), page=page), Summary((), topics=tuple(named)), id=key
        )
        for key, (named, text, page) in enumerate(articles, 1)
    ]
    digest = Selection(entries, include | exclude).digest(
        topics=topics, include=include, exclude=exclude, order="丙甲", day=date(2024, 4, 3)
    )
    expected: dict[str | None, list[int]] = {}
    for entry in sorted(entries, key=rank):
        text, named = entry.article.text, entry.summary.topics if entry.summary else ()
        by_topic = [topic for topic in named if topic in topics]
        wanted = by_topic or any(word in text for word in include) or not (topics or include)
        if wanted and not any(word in text for word in exclude):
            expected.setdefault(next(iter(by_topic or named), None), []).append(entry.id)
    shown = {group.topic: [one.id for one in group.entries] for group in digest.groups}
    assert shown == expected
    places = ["丙甲".find(topic) % 9 if topic else 10 for topic in shown]
    assert places == sorted(places)


def test_texts_are_looked_through_one_at_a_time_and_not_kept():
    def long(number: int) -> Entry:
        sentence = f"第{number:03}篇稿子很长，" * 400
        figures = tuple(Figure("3个", "摊位", sentence) for _ in range(5))
        return replace(
            NEWS[0],
            id=number,
            article=replace(
                NEWS[0].article, id=str(number), story_id=None, paragraphs=(sentence, "末句有氢能。")
            ),
            summary=Summary((f"第{number}篇。",), facts=Facts(figures=figures)),
            publication=number,
        )

    tracemalloc.start()
    try:
        selection = Selection(map(long, range(1, 501)), ["氢能"])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    chosen = selection.digest(include=("氢能",), day=date(2024, 4, 3)).entries
    assert len(chosen) == 500
    assert [entry.summary.text for entry in chosen[:2]] == ["第1篇。", "第2篇。"]
    # A whole one takes over 8 kB.
    assert most < 500 * 4_000
