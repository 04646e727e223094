"""Fields, alternatives, dates, amounts, other names and pinyin."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from entry_samples import TurnedClock, make_article, make_entry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Summary, Why
from bot.store.search import interpretations
from bot.store.store import Store
from bot.text.aliases import Aliases


def found(store: Store, query: str) -> set[str]:
    return {hit.entry.headline for hit in store.search(query).hits}


def fill(store: Store, *texts: str) -> None:
    for number, text in enumerate(texts, 1):
        store.entries.add(make_entry(f"第{number}篇", text))


def test_or_joins_its_neighbours(whole_store: Store) -> None:
    fill(whole_store, "书店与菜场", "剧院与菜场", "影院与菜场", "剧院")
    assert found(whole_store, "菜场 书店 OR 剧院") == {"第1篇", "第2篇"}
    assert found(whole_store, "OR 书店") == {"第1篇"}
    assert found(whole_store, "书店 OR") == {"第1篇"}


@pytest.mark.parametrize("field", ["标题:", "標題：", "title:", "标题: "])
def test_a_word_can_be_asked_of_the_title(whole_store: Store, field: str) -> None:
    whole_store.entries.add(make_entry("书店开门", "正文。"))
    whole_store.entries.add(make_entry("菜场开门", "书店。"))
    assert found(whole_store, f"{field}书店") == {"书店开门"}
    assert found(whole_store, f"开门 -{field}书店") == {"菜场开门"}


def test_source_date_and_topic_narrow(whole_store: Store) -> None:
    for name, source, day, topic in (
        ("甲", "河东晚报", date(2024, 4, 2), "文化"),
        ("乙", "河东日报", date(2024, 4, 1), "交通"),
        ("丙", "河西晚报", date(2024, 3, 1), "文化"),
    ):
        article = make_article(name, "书店。", source=source, issue_date=day)
        whole_store.entries.add(make_entry(None, article=article, summary=Summary(topics=(topic,))))
    whole_store.entries.add(make_entry("丁", "书店。"))
    assert found(whole_store, "书店 来源:晚报") == {"甲", "丙"}
    assert found(whole_store, "source:河東") == {"甲", "乙"}
    assert found(whole_store, "书店 日期:2024-04") == {"甲", "乙"}
    assert found(whole_store, "见报:昨天") == {"甲"}
    assert found(whole_store, "书 日期:2024-03-01..2024-04-01") == {"乙", "丙"}
    assert found(whole_store, "话题:文化 date:2024-04") == {"甲"}
    assert found(whole_store, "书店 来源:无此报") == set()


def test_a_minus_leaves_out_sources_dates_and_topics(whole_store: Store) -> None:
    for name, source, day, topic in (
        ("甲", "河东晚报", date(2024, 4, 2), "文化"),
        ("乙", "河东日报", date(2024, 4, 1), "交通"),
    ):
        article = make_article(name, "书店。", source=source, issue_date=day)
        whole_store.entries.add(make_entry(None, article=article, summary=Summary(topics=(topic,))))
    whole_store.entries.add(make_entry("丁", "书店。"))
    assert found(whole_store, "书店 -来源:晚报") == {"乙", "丁"}
    assert found(whole_store, "书店 -日期:2024-04-01") == {"甲", "丁"}
    assert found(whole_store, "书店 -topic:文化") == {"乙", "丁"}
    assert found(whole_store, "-来源:晚报 -来源:日报") == {"丁"}


def test_a_latin_word_may_be_how_a_longer_one_begins_where_it_stands_nowhere(whole_store: Store) -> None:
    whole_store.entries.add(make_entry("第1篇", "Hydrogen车队上路。"))
    [hit] = whole_store.search("hydro").hits
    assert hit.why is Why.NEAR
    assert whole_store.search('"hydro"').hits == ()
    whole_store.entries.add(make_entry("第2篇", "Hydro公司到访。"))
    assert found(whole_store, "hydro") == {"第2篇"}


def test_other_names_are_known_inside_what_is_typed_without_blanks(tmp_path: Path) -> None:
    aliases = Aliases([["综保区", "综合保税区"]])
    with Store(tmp_path / "names.db", TurnedClock(), aliases=aliases) as store:
        fill(store, "这家书店落户河东，货物经综合保税区出口。")
        assert found(store, "书店综保区") == {"第1篇"}


@pytest.mark.parametrize("cut", [list, lambda text: [text], lambda text: [text[:1], text[1:]]])
def test_what_fits_does_not_depend_on_how_words_are_told_apart(
    whole_store: Store, monkeypatch: pytest.MonkeyPatch, cut: Callable[[str], list[str]]
) -> None:
    """Another segmenter, or another of its versions, may only change which interpretations are near."""
    monkeypatch.setattr(interpretations, "segment", cut)
    whole_store.entries.add(make_entry("第1篇", "享生活的人逐水草而居，元宇宙也不例外。"))
    for query in ("享生", "生活的人", "水草而", "元宇宙", "宇宙也", "逐水草 元宇宙", "人"):
        [hit] = whole_store.search(query).hits
        assert hit.why is Why.EXACT


@pytest.mark.parametrize("query", ["4月2日", "4.2", "昨天", "2024-04-02", "上周 书店 OR 昨天"])
def test_a_date_means_the_date_in_the_text(whole_store: Store, query: str) -> None:
    fill(whole_store, "2024年4月2日，书店开门。", "2024年4月12日，菜场开门。")
    assert found(whole_store, query) == {"第1篇"}


@pytest.mark.parametrize("query", ["1.72万亿", "17200亿元", "17,200亿", "1.72万亿元"])
def test_an_amount_is_found_in_any_form(whole_store: Store, query: str) -> None:
    fill(whole_store, "产值1.72万亿元。", "产值2.72万元。")
    assert found(whole_store, query) == {"第1篇"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("COVID19", "COVID-19"),
        ("GPT4", "GPT-4"),
        ("PM2.5", "PM 2.5"),
        ("5000平方米", "5000㎡"),
        ("32所", "三十二所"),
        ("¥1280", "1280元"),
        ("￥1,280", "1280元"),
        ("12%", "百分之十二"),
        ("25℃", "25摄氏度"),
    ],
)
def test_one_thing_is_found_however_it_is_written(whole_store: Store, one: str, other: str) -> None:
    fill(
        whole_store,
        f"此处有{one}，书店开门。",
        f"别处有{other}，菜场开门。",
        "两处都有19、4、32、12和25，PM在5000。",
    )
    assert found(whole_store, one) == found(whole_store, other) == {"第1篇", "第2篇"}


def test_a_share_is_not_any_number(whole_store: Store) -> None:
    fill(whole_store, "增长5%。", "增长5倍。")
    assert found(whole_store, "5%") == {"第1篇"}


@pytest.mark.parametrize("query", ["河东综保区", "有没有关于河东综保区的新闻"])
def test_other_names_are_known(tmp_path: Path, query: str) -> None:
    aliases = Aliases([["综保区", "综合保税区"]])
    with Store(tmp_path / "names.db", TurnedClock(), aliases=aliases) as store:
        fill(store, "河东综合保税区扩区。", "书店。")
        assert found(store, query) == {"第1篇"}


@pytest.mark.parametrize(
    "query", ["qingneng", "qing neng", "QingNeng", "hedong qingneng", "he dong qing neng"]
)
def test_pinyin_leads_to_the_words(whole_store: Store, query: str) -> None:
    fill(whole_store, "河东氢能重卡上路。", "书店开门。")
    [hit] = whole_store.search(query).hits
    assert (hit.entry.headline, hit.why) == ("第1篇", Why.PINYIN)
    assert hit.snippet.matches


def test_latin_words_go_before_pinyin(whole_store: Store) -> None:
    fill(whole_store, "米勒到访。", "Mile跑团到访。")
    hits = whole_store.search("mile").hits
    assert [(hit.entry.headline, hit.why) for hit in hits] == [("第2篇", Why.EXACT), ("第1篇", Why.PINYIN)]
    assert hits[1].instead == "米勒"


def test_a_homophone_leads_to_the_word_and_says_so(whole_store: Store) -> None:
    fill(whole_store, "氢能重卡上路。", "轻轨通车，能源充足。")
    [hit] = whole_store.search("轻能").hits
    assert (hit.entry.headline, hit.why, hit.instead) == ("第1篇", Why.NEAR, "氢能")


def test_several_homophones_are_told_in_the_order_in_which_they_were_typed(whole_store: Store) -> None:
    fill(whole_store, "氢能重卡驶过渔港的灯塔，低碳出行。")
    [hit] = whole_store.search("低炭 轻能 灯踏 鱼港").hits
    assert (hit.why, hit.instead) == (Why.NEAR, "低碳 氢能 灯塔 渔港")


def test_what_is_not_there_is_never_said_to_be(whole_store: Store) -> None:
    fill(whole_store, "一词千金。", "词与曲。")
    assert all(hit.why is Why.NEAR for hit in whole_store.search("没有这个词的啦").hits)


def test_filters_hold_for_edits(whole_store: Store) -> None:
    article = make_article("甲", "书店。", source="河东晚报")
    entry = whole_store.entries.add(make_entry(None, article=article))
    whole_store.entries.replace(replace(entry, article=replace(article, source="河西晚报")))
    assert (found(whole_store, "来源:河东"), found(whole_store, "来源:河西")) == (set(), {"甲"})


@given(
    st.lists(
        st.sampled_from(
            ["标题:", "来源:", "日期:", "话题:", "OR", "-", '"', "书店", " ", "2024-04", "..", "a", "|"]
        ),
        max_size=12,
    )
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mixture_of_the_language_is_an_error(whole_store: Store, parts: list[str]) -> None:
    whole_store.search("".join(parts))
