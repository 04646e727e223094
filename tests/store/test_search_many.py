"""Words that stand in very many texts: bounded work, but whole pages and true counts."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from entry_samples import make_entry
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Sort, Why
from bot.store.search import conditions, interpretations, ranking, search
from bot.store.search.conditions import Counts
from bot.store.store import Store
from bot.text.search_form import indexed, pairs_of, tokens

TITLED = 45
IN_BODY = 160
FIRST_DAY = date(2024, 1, 1)


@pytest.fixture
def many(whole_store: Store) -> Iterator[Store]:
    """Entries stored in another order than that of their days, some with the word in the title."""
    entries = []
    for number in range(IN_BODY):
        day = FIRST_DAY + timedelta(days=number * 37 % IN_BODY)
        headline = f"潮汐第{number}号" if number < TITLED else f"第{number}号"
        text = f"第{number}段：港口的潮汐电站今天发电。"
        entries.append(make_entry(headline, text, day=day.isoformat()))
    whole_store.entries.add_many(entries)
    yield whole_store


def ids(store: Store, query: str, sort: Sort = Sort.RELEVANCE, page: int = 10) -> list[int]:
    """All hits, page by page."""
    found: list[int] = []
    while True:
        hits = store.search(query, limit=page, offset=len(found), sort=sort).hits
        if not hits:
            return found
        found += [hit.entry.id for hit in hits]


@pytest.mark.parametrize("page", [7, 10, 50])
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("query", ["潮汐", "潮汐 发电", "汐", "潮汐电站", "港口"])
def test_pages_neither_repeat_nor_skip(many: Store, query: str, sort: Sort, page: int) -> None:
    found = ids(many, query, sort, page)
    assert len(found) == len(set(found)) == IN_BODY
    assert many.search(query, sort=sort).total == IN_BODY


def test_the_first_headlines_are_those_of_the_first_page(many: Store) -> None:
    for query in ("潮汐", "港口", "第3号", "没有的词"):
        page = [hit.entry.id for hit in many.search(query).hits]
        assert [one.id for one in many.headlines(query)] == page


def test_titles_come_first_and_the_newest_of_them_first(many: Store) -> None:
    found = many.entries.get_many(ids(many, "潮汐")[:TITLED])
    assert all("潮汐" in (entry.article.headline or "") for entry in found)
    days = [entry.article.issue_date for entry in found]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]


def test_what_is_excluded_is_no_title_hit(many: Store) -> None:
    everything = {entry.id: entry for entry in many.entries.get_many(ids(many, "潮汐"))}
    found = ids(many, "潮汐 -第3段")
    assert set(everything) - set(found) == {
        entry_id for entry_id, entry in everything.items() if "第3段" in entry.article.text
    }


def test_filters_hold_for_title_hits(many: Store) -> None:
    found = many.entries.get_many(ids(many, "潮汐 日期:2024-01"))
    assert len(found) == 31
    assert all(entry.article.issue_date <= date(2024, 1, 31) for entry in found)  # type: ignore[operator]


@pytest.mark.parametrize("sorted_at_once", [10_000, 20])
def test_newest_first_is_by_the_day_of_the_text_whenever_it_was_stored(
    many: Store, monkeypatch: pytest.MonkeyPatch, sorted_at_once: int
) -> None:
    monkeypatch.setattr(ranking, "SORTED", sorted_at_once)
    found = [entry.article.issue_date for entry in many.entries.get_many(ids(many, "电站", Sort.NEWEST))]
    assert found == [FIRST_DAY + timedelta(days=IN_BODY - 1 - number) for number in range(IN_BODY)]


def test_a_rare_word_beside_a_common_one_leads_to_what_has_both(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (conditions, interpretations, ranking):
        monkeypatch.setattr(module, "COMMON", IN_BODY // 2)
    many.entries.add_many([make_entry("甲", "渔火映着潮汐。"), make_entry("乙", "渔火照着书店。")])
    result = many.search("潮汐 渔火 茶馆")
    assert [(hit.entry.headline, hit.why) for hit in result.hits] == [("甲", Why.NEAR)]


def test_common_words_that_stand_together_without_a_rare_one_are_found(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (conditions, interpretations, ranking):
        monkeypatch.setattr(module, "COMMON", IN_BODY // 2)
    many.entries.add(make_entry("乙", "渔火照着书店。"))
    result = many.search("潮汐 港口 渔火 茶馆")
    assert (result.total, {hit.why for hit in result.hits}) == (IN_BODY, {Why.NEAR})


def test_what_is_left_out_early_would_not_have_been_found(
    whole_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["渔火", "茶馆", "河堤", "花市", "夜校", "灯塔", "年货", "庙会"]
    dice = Random(3)
    whole_store.entries.add_many(
        make_entry(f"第{number}号", "，".join(dice.sample(words[:-1], 3)) + "。") for number in range(40)
    )
    monkeypatch.setattr(search, "LONG", 4)
    queries = [" ".join(dice.sample(words, dice.randint(2, 5))) for _ in range(60)]
    found = [ids(whole_store, query) for query in queries]
    monkeypatch.setattr(Counts, "never_together", lambda *_: False)
    assert [ids(whole_store, query) for query in queries] == found


def test_more_than_a_thousand_are_told_as_such(whole_store: Store) -> None:
    whole_store.entries.add_many(make_entry(f"第{number}号", "潮汐。") for number in range(1005))
    result = whole_store.search("潮汐")
    assert (result.total, result.total_exact) == (1000, False)
    assert whole_store.search("潮汐", offset=995).hits[4:] != ()
    assert whole_store.search("潮汐", offset=1000).hits == ()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("25年", [1]),
        ("25年内", [1]),
        ("A座25年", [1]),
        ("3月", [2]),
        ("3月5日", [2]),
        ("年25", [3]),
        ("5年", [3]),
        ("25", [1, 3]),
    ],
)
def test_numbers_beside_characters_are_found_as_they_stand(
    whole_store: Store, query: str, numbers: list[int]
) -> None:
    texts = ["它在A座25年内。", "3月5日开工。", "后年25日，5年。"]
    whole_store.entries.add_many(make_entry(None, text) for text in texts)
    found = [hit.entry.id for hit in whole_store.search(query).hits if hit.why is Why.EXACT]
    assert sorted(found) == numbers


@given(st.text(alphabet="年月日A座 25,水", max_size=12), st.data())
def test_what_is_asked_of_the_index_is_what_stands_in_it(text: str, data: st.DataObject) -> None:
    """The pairs of any run of a text's tokens follow each other in what is indexed of the text."""
    whole = tokens(text)
    if not whole:
        return
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    asked = pairs_of(whole[start:end])
    stored = indexed(text)[0].split()
    assert any(stored[place : place + len(asked)] == asked for place in range(len(stored) + 1))


def test_a_search_that_takes_too_long_shows_what_was_found_so_far(
    whole_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_store.entries.add_many(make_entry(f"书店{n}", "书店开业，读者排队。") for n in range(3000))
    monkeypatch.setattr("bot.store.search.search.SECONDS", 0.0)
    monkeypatch.setattr("bot.store.search.budget._STEPS", 1)
    result = whole_store.search("书店 -菜场")
    assert result.stopped
    assert whole_store.headlines("书店 -菜场") == []
    monkeypatch.undo()
    again = whole_store.search("书店 -菜场")
    assert (again.stopped, again.total) == (False, 1000)


@pytest.mark.parametrize(
    ("query", "found"),
    [("书 -菜", {"甲", "乙"}), ("书 -店", {"乙"}), ("书店 -业", set()), ("书 -菜场 -店", {"乙"})],
)
def test_words_and_characters_are_left_out_of_single_characters_and_words(
    whole_store: Store, query: str, found: set[str]
) -> None:
    for headline, text in (("甲", "书店开业。"), ("乙", "读书的人。"), ("丙", "菜场开门。")):
        whole_store.entries.add(make_entry(headline, text))
    assert {hit.entry.headline for hit in whole_store.search(query).hits} == found
