"""The lists of entries, and how an article that comes again is known."""

from dataclasses import replace
from datetime import date, timedelta

from entry_samples import TurnedClock, as_edition, make_article, make_entry

from bot.model import Kind, NoiseLine, Page, Status, Verdict
from bot.store.changes import Change
from bot.store.store import Store
from bot.text.similarity import shingles, sketch

LONG = "".join(f"河东第{number}家书店在春天开门迎客。" for number in range(40))


def headlines(entries: list) -> list[str]:
    return [entry.headline for entry in entries]


def test_the_latest_are_published_ones_last_published_first(whole_store: Store) -> None:
    entries = whole_store.entries
    entries.add_many(make_entry(name) for name in "一二三四")
    entries.retract(entries.latest(1)[0].id)
    entries.add(make_entry("五", status=Status.DRAFT))
    assert headlines(entries.latest(10)) == ["三", "二", "一"]
    assert headlines(entries.latest(1, 1)) == ["二"]
    assert headlines(entries.drafts()) == ["五"]
    assert entries.counts() == {"draft": 1, "published": 3, "retracted": 1, "all": 5}


def test_digests_take_what_may_be_pushed_between_two_publications(
    whole_store: Store, turned_clock: TurnedClock
) -> None:
    entries = whole_store.entries
    start = turned_clock.now
    for name in "一二三四":
        entries.add(make_entry(name, push=name != "二"))
        turned_clock.turn(hours=1)
    assert headlines(entries.published()) == ["一", "三", "四"]
    assert headlines(entries.published(after=1, until=3)) == ["三"]
    assert headlines(entries.published(since=start + timedelta(hours=2))) == ["三", "四"]


def test_a_page_is_stored_once_for_a_paper_and_day(whole_store: Store) -> None:
    page = Page(
        name="x.txt",
        original="书店\n正文。\n3",
        articles=(make_article("书店", "正文。", confidence=0.4, belongs_to="b"),),
        noise=(NoiseLine(3, "3", "masthead"),),
        verdicts=(Verdict(1, "a", "headline"), Verdict(2, "a", "body"), Verdict(3, None, "masthead")),
        source="清河日报",
    )
    first = whole_store.pages.add(page)
    assert whole_store.pages.add(replace(page, name="y.txt")) == first
    assert whole_store.pages.find(page) == first
    assert whole_store.pages.find(replace(page, source="晚报")) is None
    assert whole_store.pages.add(replace(page, source="晚报")) != first
    assert whole_store.pages.get(first) == page
    assert whole_store.pages.get(99) is None


def test_the_entries_of_a_page_come_in_its_order(whole_store: Store) -> None:
    page = Page(name="x.txt", original="原文", articles=())
    old = whole_store.entries.add(make_entry("早有的"))
    articles = [make_article(name, f"{name}的正文。") for name in ("甲", "乙")]
    changes = [Change(make_entry(None, article=article), (article,)) for article in articles]
    changes.insert(1, Change(old, (make_article("又一版", "另有说法。"),)))
    page_id, stored = whole_store.entries.take_in(page, changes)
    assert headlines(stored) == ["甲", "早有的", "乙"]
    assert whole_store.entries.of_page(page_id) == stored


def test_a_text_is_known_again_however_it_was_broken(whole_store: Store) -> None:
    entries = whole_store.entries
    stored = entries.add(make_entry("书店 开业", "河边开了书店，\n来了３百人。"))
    assert entries.by_fingerprint(make_article("书店开业", "河边开了书店， 来了3百人。")) == stored
    assert entries.by_fingerprint(make_article("书店开业", "河边开了书店。")) is None


def test_every_edition_is_known_again(whole_store: Store) -> None:
    short = make_article("书店", "短的一版。", source="晚报")
    full = make_article("书店", "长的一版，多了几句。", source="清河日报")
    stored = whole_store.entries.add(
        make_entry(None, article=full, editions=(as_edition(full), as_edition(short)))
    )
    assert whole_store.entries.by_fingerprint(short) == stored
    assert [each.source for each in whole_store.entries.printings(short)] == ["晚报"]


def test_texts_that_share_wording_are_candidates(whole_store: Store) -> None:
    stored = whole_store.entries.add(make_entry("书店", LONG))
    whole_store.entries.add(make_entry("剧院", "今晚剧院首演，座无虚席，掌声经久不息。"))
    half = sketch(shingles(LONG[: len(LONG) // 2]))
    assert whole_store.entries.alike(half) == [stored]
    assert whole_store.entries.alike(frozenset()) == []


def test_an_edited_text_is_a_candidate_by_its_new_wording(whole_store: Store) -> None:
    stored = whole_store.entries.add(make_entry("书店", "从前的说法完全不同，谁也认不出来。"))
    whole_store.entries.replace(replace(stored, article=make_article("书店", LONG)))
    assert headlines(whole_store.entries.alike(sketch(shingles(LONG)))) == ["书店"]


def test_halves_are_listed_by_paper_until_they_are_joined(whole_store: Store) -> None:
    entries = whole_store.entries
    head = make_article("上半", "未完", source="清河日报", continues_to="8")
    tail = make_article(None, "续完。", source="清河日报", continues_from="1", kind=Kind.FRAGMENT)
    elsewhere = replace(tail, source="晚报")
    stored = entries.add(make_entry(None, article=head))
    for article in (tail, elsewhere, make_article("整篇", "完。", source="清河日报")):
        entries.add(make_entry(None, article=article, status=Status.DRAFT))
    assert [entry.article for entry in entries.unjoined("清河日报", None, 60)] == [tail, head]
    entries.replace(replace(stored, article=replace(head, continues_to=None)))
    assert [entry.article for entry in entries.unjoined("清河日报", None, 60)] == [tail]


def test_halves_of_other_issues_are_not_listed(whole_store: Store) -> None:
    entries = whole_store.entries
    today, before = (
        make_article("上半", f"未完{day}", source="清河日报", issue_date=date(2024, 4, day), continues_to="8")
        for day in (3, 2)
    )
    undated = replace(today, issue_date=None)
    for article in (before, today, undated):
        entries.add(make_entry(None, article=article))
    assert [entry.article for entry in entries.unjoined("清河日报", date(2024, 4, 3), 60)] == [undated, today]
    assert [entry.article for entry in entries.unjoined("清河日报", None, 1)] == [undated]


def test_each_goes_through_all_entries_by_their_ids(whole_store: Store) -> None:
    whole_store.entries.add_many(make_entry(str(number)) for number in range(7))
    assert headlines(list(whole_store.entries.each(chunk=3))) == [str(number) for number in range(7)]


def test_bulk_tells_how_far_it_is(whole_store: Store) -> None:
    told: list[int] = []
    assert whole_store.entries.add_many((make_entry(str(n)) for n in range(2500)), told.append) == 2500
    assert told == [2000, 2500]


def test_what_went_into_another_is_found_under_both_ids(whole_store: Store) -> None:
    entries = whole_store.entries
    first, second, third = (entries.add(make_entry(name, f"{name}的正文。")) for name in "一二三")
    entries.change([Change(second, absorbed=(third.id,))])
    entries.change([Change(first, absorbed=(second.id,))])
    assert {entries.get(each.id) for each in (first, second, third)} == {first}
    assert entries.by_fingerprint(third.article) == first
    assert entries.counts()["all"] == 1
    entries.remove(first.id)
    assert entries.get(third.id) is None


def test_known_tells_what_was_imported_before(whole_store: Store) -> None:
    entries = whole_store.entries
    entries.add_many([make_entry("一", ref=1), make_entry("二")])
    again = make_entry("二", id=2)
    asked = [
        make_entry("一", ref=1),
        make_entry("一", ref="1"),
        make_entry("改", ref=1),
        make_entry("改", ref=1),
        again,
        make_entry("二"),
        make_entry("二"),
    ]
    assert entries.known(asked) == [True, False, False, True, True, False, False]
