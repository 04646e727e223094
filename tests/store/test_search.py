"""What readers type, and what they find."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from entry_samples import make_article, make_entry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Kind, Sort, Status, Subhead, Summary, Why
from bot.store.search import search as searching
from bot.store.store import Store


def found(store: Store, query: str, **options: object) -> list[str]:
    return [hit.entry.headline for hit in store.search(query, **options).hits]  # type: ignore[arg-type]


def fill(store: Store, *texts: str) -> None:
    for number, text in enumerate(texts, 1):
        store.entries.add(make_entry(f"第{number}篇", text))


@pytest.mark.parametrize(
    "query",
    [
        "氢能",
        "氢",
        "海联会",
        "1.72万亿元",
        "418个项目",
        "４１８个项目",
        "氫能",
        "HYDROGEN",
        "重卡 氢能",
        "氢能重卡驶出",
        "厂区，海联会",
        "卡驶",
        "“氢能”",
    ],
)
def test_any_piece_of_a_text_is_found(whole_store: Store, query: str) -> None:
    fill(whole_store, "书店开业。", "氢能重卡驶出厂区，海联会签下 418 个项目、1.72万亿元。Hydrogen车队上路。")
    result = whole_store.search(query)
    assert [(hit.entry.headline, hit.why) for hit in result.hits] == [("第2篇", Why.EXACT)]
    assert (result.total, result.total_exact, result.query) == (1, True, query)


@pytest.mark.parametrize("stored", ["潮汐發電與電動車", "潮汐发电与电动车"])
@pytest.mark.parametrize("query", ["發電與電動", "发电与电动"])
def test_traditional_and_simplified_find_each_other(whole_store: Store, stored: str, query: str) -> None:
    fill(whole_store, f"{stored}今天上路。")
    [hit] = whole_store.search(query).hits
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.matches] == [stored[2:7]]


def test_latin_words_are_whole_words(whole_store: Store) -> None:
    fill(whole_store, "UNICEF发来贺信。", "UN发来贺信。")
    assert found(whole_store, "un") == ["第2篇"]


def test_all_words_must_stand_in_a_text(whole_store: Store) -> None:
    fill(whole_store, "书店与剧院", "书店", "剧院")
    assert found(whole_store, "剧院　书店") == ["第1篇"]


def test_words_run_together_are_taken_apart(whole_store: Store) -> None:
    fill(whole_store, "滨海新城建起书店，元宇宙体验馆同日开放。", "元宇宙公司年会。")
    [first, *_] = whole_store.search("新城元宇宙").hits
    assert (first.entry.headline, first.why) == ("第1篇", Why.EXACT)


def test_a_word_that_is_found_is_not_pulled_apart(whole_store: Store) -> None:
    fill(whole_store, "元宇宙公司年会。", "宇宙飞船返航，元旦见。")
    assert found(whole_store, "元宇宙") == ["第1篇"]


@pytest.mark.parametrize(
    "query", ["有没有关于氢能的新闻", "氢能怎么样了？", "我想看氢能方面的报道", "最近氢能有什么消息"]
)
def test_questions_are_understood(whole_store: Store, query: str) -> None:
    fill(whole_store, "氢能重卡驶出厂区。", "书店开业。")
    assert found(whole_store, query) == ["第1篇"]


def test_a_question_that_is_printed_is_found_as_it_is(whole_store: Store) -> None:
    fill(whole_store, "书店开业。", "专栏：书店是怎么回事")
    assert found(whole_store, "书店是怎么回事")[0] == "第2篇"


def test_where_not_all_words_stand_together_the_nearest_come_and_say_so(whole_store: Store) -> None:
    fill(whole_store, "书店与剧院", "书店与影院", "菜场")
    result = whole_store.search("书店 剧院 影院")
    assert {hit.entry.headline for hit in result.hits} == {"第1篇", "第2篇"}
    assert {hit.why for hit in result.hits} == {Why.NEAR}


@pytest.mark.parametrize("query", ["绿色低炭", "缘色低碳", "绿色氏碳", "绿色低碳 书殿"])
def test_one_wrong_character_still_leads_there(whole_store: Store, query: str) -> None:
    fill(whole_store, "菜场", "走绿色低碳的路，路边有书店。")
    [hit] = whole_store.search(query).hits
    assert (hit.entry.headline, hit.why) == ("第2篇", Why.NEAR)
    assert hit.snippet.matches


def test_quotes_keep_a_phrase_and_minus_leaves_out(whole_store: Store) -> None:
    fill(whole_store, "绿色 低碳的书店", "绿色的书店，低碳的菜场", "绿色低碳的剧院")
    assert set(found(whole_store, '"绿色 低碳"')) == {"第1篇", "第3篇"}
    assert found(whole_store, "绿色低碳 -剧院 -菜场") == ["第1篇"]
    assert found(whole_store, "-剧院") == ["第3篇"]


def test_the_title_goes_before_the_body(whole_store: Store) -> None:
    whole_store.entries.add(make_entry("菜场开门", "书店、书店，还是书店。"))
    whole_store.entries.add(make_entry("书店开门", "菜场旁边，人来人往，好不热闹。"))
    assert found(whole_store, "书店") == ["书店开门", "菜场开门"]


def test_an_article_goes_before_the_box_beside_it(whole_store: Store) -> None:
    long = "老城的书店今天开门，" + "街上人来人往，好不热闹。" * 40
    whole_store.entries.add(make_entry("老城纪事", long))
    whole_store.entries.add(make_entry(None, article=make_article(None, "书店三家。", kind=Kind.BOX)))
    for name in range(8):
        whole_store.entries.add(make_entry(str(name), "菜场。"))
    assert found(whole_store, "书店") == ["老城纪事", "书店三家。"]


@pytest.mark.parametrize("sort", Sort)
def test_of_equals_the_newer_goes_first(whole_store: Store, sort: Sort) -> None:
    for name, day in (("甲", "2024-04-02"), ("乙", "2024-04-09"), ("丙", "2023-12-31"), ("今", None)):
        whole_store.entries.add(make_entry(name, "书店", day=day))
    assert found(whole_store, "书店", sort=sort) == ["乙", "今", "甲", "丙"]


def test_subheads_and_authors_are_found(whole_store: Store) -> None:
    article = make_article(
        "甲", "一\n二", authors=("林一", "周二"), subheads=(Subhead("灯火", 1), Subhead("尾声", 2))
    )
    whole_store.entries.add(make_entry(None, article=article))
    assert found(whole_store, "灯火") == found(whole_store, "尾声") == found(whole_store, "周二") == ["甲"]


def test_only_published_entries_are_found_and_at_once(whole_store: Store) -> None:
    entries = whole_store.entries
    entry = entries.add(make_entry("书店", status=Status.DRAFT))
    assert found(whole_store, "书店") == []
    entries.publish(entry.id, push=True)
    assert found(whole_store, "书店") == ["书店"]
    entries.replace(replace(entry, article=make_article("剧院", "首演。", issue_date=None)))
    assert (found(whole_store, "书店"), found(whole_store, "剧院")) == ([], ["剧院"])
    entries.retract(entry.id)
    assert found(whole_store, "剧院") == []
    entries.publish(entry.id, push=True)
    entries.remove(entry.id)
    assert found(whole_store, "剧院") == []
    assert whole_store.check() == []


def test_pages_of_hits_neither_repeat_nor_skip(whole_store: Store) -> None:
    whole_store.entries.add_many(make_entry(f"书店{n}", "书店" * (n % 5)) for n in range(37))
    for sort in Sort:
        paged = [
            name
            for offset in range(0, 40, 10)
            for name in found(whole_store, "书店", offset=offset, sort=sort)
        ]
        assert len(paged) == len(set(paged)) == 37
    assert found(whole_store, "书店", offset=37) == found(whole_store, "书店", limit=0) == []
    assert len(found(whole_store, "书店", offset=-5)) == 10


def test_of_very_many_the_count_is_a_bound_and_titles_come_first(
    whole_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COUNTED", 20)
    whole_store.entries.add_many(make_entry("书店" if n == 3 else str(n), "书店") for n in range(30))
    result = whole_store.search("书店", limit=100)
    assert (result.total, result.total_exact) == (20, False)
    assert [hit.entry.headline for hit in result.hits[:3]] == ["书店", "29", "28"]
    assert found(whole_store, "书店", limit=2, sort=Sort.NEWEST) == ["29", "28"]


def test_exactly_as_many_as_are_counted_is_an_exact_count(
    whole_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COUNTED", 20)
    whole_store.entries.add_many(make_entry(str(n), "书店") for n in range(20))
    result = whole_store.search("书店")
    assert (result.total, result.total_exact) == (20, True)


def test_where_nothing_is_near_keywords_are_suggested(whole_store: Store) -> None:
    for keywords in (("书店", "剧院"), ("书店", "灯会")):
        whole_store.entries.add(make_entry("甲", "、".join(keywords), summary=Summary(keywords=keywords)))
    result = whole_store.search("灯谜龘")
    assert (result.total, result.hits) == (0, ())
    assert result.suggestions == ("灯会", "书店", "剧院")
    assert result.suggestion_counts == (1, 2, 1)
    assert whole_store.search("甲").suggestions == ()


HOSTILE: Sequence[str] = (
    "",
    " ",
    "，。！？",
    '" * ( ) NEAR AND -',
    '"',
    '"" -',
    "- - -",
    "-",
    "NEAR(书店 剧院, 5)",
    "title:书店 OR body:*",
    "书店* ^书店 {title}: 书店",
    "'; drop table entries; --",
    "\x00书\x00店\x00",
    "\ud83d",
    "书" * 5000,
    "书 店 " * 2500,
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "书店" + "不" * 40,
)


@pytest.mark.parametrize("query", HOSTILE)
def test_no_input_is_an_error(whole_store: Store, query: str) -> None:
    fill(whole_store, "书店与剧院")
    result = whole_store.search(query)
    assert result.query == query
    assert result.total == len(result.hits) <= 1


@given(query=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_is_an_error(whole_store: Store, query: str) -> None:
    whole_store.search(query)


def test_a_pasted_text_finds_where_it_comes_from(whole_store: Store) -> None:
    text = "".join(f"河东第{number}家书店开门。" for number in range(600))
    fill(whole_store, "书店", text)
    assert found(whole_store, text[:5000])[0] == "第2篇"
