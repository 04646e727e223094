"""Adding entries, publishing them and taking them back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from entry_samples import TurnedClock, as_edition, make_article, make_entry

from bot.errors import NoSuchEntry
from bot.model import Article, Doubt, Fact, Facts, Figure, Kind, Status, Subhead, Summary
from bot.store.changes import Change
from bot.store.store import Store

FULL_ARTICLE = Article(
    id="page-3",
    kind=Kind.FEATURE,
    headline="旧仓库里开出新书店",
    paragraphs=("河边的旧仓库改成了书店。", "开业当天来了三百位读者。"),
    kicker="老城更新",
    subheadline="三百位读者赶来",
    authors=("林一", "周二"),
    source="清河日报",
    issue_date=date(2024, 4, 3),
    event_date=date(2024, 4, 2),
    page="A06",
    section="文化",
    subheads=(Subhead("读者来了", 1),),
    continues_from="1",
    continues_to="8",
    story_id="story-1",
    doubts=(Doubt.CUT_UNCERTAIN,),
)
FULL_SUMMARY = Summary(
    sentences=("开业当天来了三百位读者。",),
    keywords=("书店", "仓库"),
    facts=Facts(
        figures=(Figure("三百位", "读者", "开业当天来了三百位读者。"),),
        places=(Fact("老城", "老城更新"),),
    ),
    topics=("文旅",),
)


def test_an_entry_comes_back_as_it_was_stored(whole_store: Store) -> None:
    other = replace(FULL_ARTICLE, source="晚报", paragraphs=("河边的旧仓库改成了书店。",))
    entry = make_entry(
        None,
        article=FULL_ARTICLE,
        summary=FULL_SUMMARY,
        status=Status.DRAFT,
        push=False,
        editions=(as_edition(FULL_ARTICLE), as_edition(other)),
    )
    stored = whole_store.entries.add(entry)
    assert stored.id > 0
    assert stored == replace(entry, id=stored.id)
    assert whole_store.entries.get(stored.id) == stored


@pytest.mark.parametrize("ref", [5, "5", None, 10**30, "𠮷", "half \ud83d"])
def test_a_ref_keeps_its_type(whole_store: Store, ref: int | str | None) -> None:
    stored = whole_store.entries.add(make_entry("书店", ref=ref))
    assert stored.ref == ref
    assert type(stored.ref) is type(ref)
    if ref is not None:
        assert whole_store.entries.by_ref(ref) == [stored]


def test_an_entry_alone_is_its_own_only_edition(whole_store: Store) -> None:
    stored = whole_store.entries.add(make_entry("书店"))
    assert [edition.article for edition in stored.editions] == [stored.article]


def test_publications_are_numbered_in_order_and_never_given_twice(whole_store: Store) -> None:
    entries = whole_store.entries
    assert entries.last_publication() == 0
    first, second = entries.add(make_entry("一")), entries.add(make_entry("二"))
    assert (first.publication, second.publication) == (1, 2)
    entries.remove(second.id)
    assert entries.last_publication() == 2
    third = entries.add(make_entry("三"))
    assert third.publication == 3
    assert third.id > second.id


def test_a_draft_is_published_at_the_time_of_the_clock(whole_store: Store, turned_clock: TurnedClock) -> None:
    draft = whole_store.entries.add(make_entry("书店", status=Status.DRAFT))
    assert (draft.published_at, draft.publication) == (None, None)
    turned_clock.turn(hours=2)
    published = whole_store.entries.publish(draft.id, push=False)
    assert published.status is Status.PUBLISHED
    assert published.published_at == turned_clock.now
    assert (published.publication, published.push) == (1, False)


def test_publishing_twice_changes_nothing(whole_store: Store, turned_clock: TurnedClock) -> None:
    once = whole_store.entries.add(make_entry("书店"))
    turned_clock.turn(hours=2)
    assert whole_store.entries.publish(once.id, push=False) == once


def test_what_is_published_again_keeps_its_first_publication(
    whole_store: Store, turned_clock: TurnedClock
) -> None:
    entries = whole_store.entries
    first = entries.add(make_entry("书店"))
    entries.retract(first.id)
    entries.add(make_entry("剧院"))
    turned_clock.turn(days=1)
    assert entries.publish(first.id, push=True) == first
    assert entries.last_publication() == 2


def test_replacing_leaves_status_and_publication(whole_store: Store) -> None:
    stored = whole_store.entries.add(make_entry("书店开业"))
    changed = replace(
        stored, article=make_article("剧院开业", "今晚首演。"), status=Status.DRAFT, publication=99
    )
    result = whole_store.entries.replace(changed)
    assert (result.headline, result.status, result.publication) == ("剧院开业", Status.PUBLISHED, 1)


def test_a_summary_is_kept_only_where_it_fits_the_text(whole_store: Store) -> None:
    entries = whole_store.entries
    stored = entries.add(make_entry("书店开业", "河边开了书店。"))
    edited = entries.replace(replace(stored, article=make_article("书店开业", "河边开了两家书店。")))
    entries.keep_summary(replace(stored, summary=FULL_SUMMARY))
    assert entries.get(stored.id) == edited
    with_gist = replace(FULL_SUMMARY, gist="三百位读者来了。")
    entries.keep_summary(replace(edited, summary=with_gist))
    entries.keep_summary(replace(edited, summary=Summary()))
    assert entries.get(stored.id) == replace(edited, summary=with_gist)


@pytest.mark.parametrize("act", ["retract", "replace", "publish"])
def test_an_entry_that_is_not_there_is_named(whole_store: Store, act: str) -> None:
    with pytest.raises(NoSuchEntry, match="could not find entry 7: there is none"):
        match act:
            case "retract":
                whole_store.entries.retract(7)
            case "replace":
                whole_store.entries.replace(make_entry("书店", id=7))
            case _:
                whole_store.entries.publish(7, push=True)
    whole_store.entries.remove(7)


def test_entries_come_in_the_order_asked_for(whole_store: Store) -> None:
    first, second = (whole_store.entries.add(make_entry(name)) for name in "一二")
    ids = [second.id, 99, first.id, second.id]
    assert [entry.id for entry in whole_store.entries.get_many(ids)] == [second.id, first.id, second.id]
    assert whole_store.entries.get_many([]) == []


def test_an_id_that_is_brought_is_kept_where_it_is_free(whole_store: Store) -> None:
    entries = whole_store.entries
    taken = entries.add(make_entry("一"))
    brought = [
        make_entry("二", id=taken.id),
        make_entry("三", id=50),
        make_entry("四"),
        make_entry("五", id=50),
    ]
    entries.add_many([*brought, make_entry("六", id=2**40)])
    ids = {entry.headline: entry.id for entry in entries.each()}
    assert ids["三"] == 50
    assert len(set(ids.values())) == 6
    assert max(ids.values()) < 100


def test_a_moment_without_whole_seconds_is_kept(whole_store: Store) -> None:
    at = datetime(2024, 4, 3, 1, 2, 3, 456789, tzinfo=UTC)
    assert whole_store.entries.add(make_entry("书店", published_at=at)).published_at == at


def test_the_latest_versions_in_a_row_are_those_of_one_editor(whole_store: Store) -> None:
    entries = whole_store.entries
    entry = entries.add(make_entry("书店"))
    assert entries.changed_by(entry.id) == (None, 0)

    def change(headline: str, by: int | None) -> tuple[int | None, int]:
        stored = entries.get(entry.id)
        assert stored is not None
        article = replace(stored.article, headline=headline)
        entries.revise([Change(replace(stored, article=article), by=by)])
        return entries.changed_by(entry.id)

    assert change("一", by=7) == (7, 1)
    assert change("二", by=7) == (7, 1)
    assert change("二", by=8) == (7, 1)
    assert change("三", by=8) == (8, 3)
    assert change("四", by=None) == (None, 4)
    assert change("五", by=None) == (None, 5)
    entries.publish(entry.id, push=True, by=7)
    entries.retract(entry.id, 7)
    assert entries.changed_by(entry.id) == (7, 6)
    entries.forget(7)
    assert entries.changed_by(entry.id)[0] is None
    with pytest.raises(NoSuchEntry):
        entries.changed_by(entry.id + 1)
