"""Drafts: what an editor sees of a page, and what publishing and merging do."""

from dataclasses import replace
from datetime import date

import pytest
from intake_samples import (
    BOOKSHOP,
    BOOKSHOP_NEWS,
    BOOKSHOP_SHORT,
    HEAD,
    LOST_TAIL,
    TAIL,
    THEATRE_NEWS,
    Clock,
    page,
)

from bot.errors import IntakeError, NoSuchEntry
from bot.intake import Intake
from bot.model import Doubt, Entry, Status, Summary
from bot.store.store import Store


def ids(entries: tuple[Entry, ...]) -> list[int]:
    return [entry.id for entry in entries]


def test_drafts_are_published_by_their_numbers(intake: Intake, store: Store, clock: Clock) -> None:
    report = intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)], draft=True)
    assert {entry.status for entry in report.entries} == {Status.DRAFT}
    assert store.search("粮仓").total == 0
    clock.turn(hours=1)
    done = intake.publish(ids(report.entries))
    assert (done.published, done.merged, done.refused) == (2, 0, 0)
    assert [entry.published_at for entry in done.entries] == [clock.now] * 2
    assert store.search("粮仓").total == 1


def test_what_is_no_draft_is_refused_and_the_rest_published(intake: Intake) -> None:
    [published] = intake.add([page(THEATRE_NEWS)]).entries
    [draft] = intake.add([page(BOOKSHOP_NEWS)], draft=True).entries
    done = intake.publish([published.id, 99, draft.id])
    assert (done.published, ids(done.entries)) == (1, [draft.id])
    assert [(each.what, each.reason) for each in done.refusals] == [
        (f"entry {published.id}", "it is published"),
        ("entry 99", "there is none with this number"),
    ]


@pytest.mark.parametrize(
    ("day", "added", "asked", "pushed"),
    [
        (date(2024, 4, 3), None, None, True),
        (date(2024, 4, 3), False, None, False),
        (date(2024, 4, 3), False, True, True),
        (date(2024, 4, 3), None, False, False),
        (date(2024, 3, 1), None, None, False),
        (date(2024, 3, 1), None, True, True),
    ],
)
def test_the_button_says_whether_a_draft_is_pushed(
    intake: Intake, day: date, added: bool | None, asked: bool | None, pushed: bool
) -> None:
    old = replace(THEATRE_NEWS, issue_date=day)
    [draft] = intake.add([page(old)], draft=True, push=added).entries
    [entry] = intake.publish([draft.id], push=asked).entries
    assert entry.push is pushed


def test_a_draft_that_is_an_edition_goes_into_the_published_entry(intake: Intake, store: Store) -> None:
    [published] = intake.add([page(BOOKSHOP_SHORT)]).entries
    [draft] = intake.add([page(BOOKSHOP_NEWS, name="b.txt")], draft=True).entries
    assert store.entries.get(published.id) == published
    done = intake.publish([draft.id])
    assert (done.published, done.merged, ids(done.entries)) == (0, 1, [published.id])
    [entry] = done.entries
    assert (entry.headline, entry.publication) == (BOOKSHOP_NEWS.headline, published.publication)
    assert [edition.article for edition in entry.editions] == [BOOKSHOP_SHORT, BOOKSHOP_NEWS]
    assert store.entries.get(draft.id) == entry
    again = intake.add([page(BOOKSHOP_NEWS, name="b.txt")], draft=True)
    assert (again.unchanged, again.added) == (1, 0)


def test_a_draft_beside_a_published_text_that_is_met_again_goes_not_into_it(intake: Intake) -> None:
    [published] = intake.add([page(BOOKSHOP_SHORT)]).entries
    report = intake.add([page(BOOKSHOP_SHORT, BOOKSHOP_NEWS, name="b.txt")], draft=True)
    assert (report.added, report.merged, report.unchanged) == (1, 0, 1)
    [draft] = report.entries
    assert (draft.status, draft.id != published.id) == (Status.DRAFT, True)


def test_two_drafts_of_a_story_are_one(intake: Intake) -> None:
    report = intake.add([page(BOOKSHOP_SHORT), page(BOOKSHOP_NEWS, name="b.txt")], draft=True)
    assert (report.added, report.merged) == (1, 1)


def test_a_half_in_draft_goes_to_its_published_head(intake: Intake, store: Store) -> None:
    [head] = intake.add([page(HEAD)]).entries
    [tail] = intake.add([page(TAIL, name="t.txt")], draft=True).entries
    done = intake.publish([tail.id])
    assert (done.merged, ids(done.entries)) == (1, [head.id])
    assert "".join(done.entries[0].article.paragraphs) == "".join(BOOKSHOP)
    assert len(list(store.entries.each())) == 1


def test_an_editor_may_publish_a_half_alone(intake: Intake) -> None:
    [tail] = intake.add([page(TAIL)]).entries
    assert intake.publish([tail.id]).published == 1


def test_an_edition_of_a_draft_publishes_it_where_no_draft_is_asked_for(intake: Intake) -> None:
    [draft] = intake.add([page(BOOKSHOP_SHORT)], draft=True).entries
    [entry] = intake.add([page(BOOKSHOP_NEWS, name="b.txt")]).entries
    assert (entry.id, entry.status, entry.push) == (draft.id, Status.PUBLISHED, True)


def test_the_card_of_a_page_tells_what_is_sure_and_what_merges(intake: Intake) -> None:
    [published] = intake.add([page(BOOKSHOP_SHORT)]).entries
    doubtful = replace(THEATRE_NEWS, doubts=(Doubt.HEADLINE_MISSING,))
    report = intake.add([page(doubtful, BOOKSHOP_NEWS, LOST_TAIL, name="b.txt")], draft=True)
    card = intake.preview(report.page_ids[0])
    assert (card.name, card.source, card.issue_date) == ("b.txt", "清河日报", BOOKSHOP_NEWS.issue_date)
    assert [item.entry.article for item in card.items] == [doubtful, BOOKSHOP_NEWS, LOST_TAIL]
    assert [item.sure for item in card.items] == [False, True, False]
    assert [item.merges_into for item in card.items] == [None, published, None]
    intake.publish([card.items[1].entry.id])
    after = intake.preview(report.page_ids[0])
    assert sorted(item.entry.id for item in after.items) == sorted(
        [published.id, card.items[0].entry.id, card.items[2].entry.id]
    )
    assert not any(item.sure for item in after.items)


def test_the_card_of_a_page_that_came_before_shows_its_entries(intake: Intake) -> None:
    intake.add([page(BOOKSHOP_NEWS)])
    report = intake.add([page(BOOKSHOP_NEWS, name="other dump.txt")], draft=True)
    [item] = intake.preview(report.page_ids[0]).items
    assert (item.entry.article, item.sure) == (BOOKSHOP_NEWS, False)


def test_a_page_that_is_not_there_is_named(intake: Intake) -> None:
    with pytest.raises(IntakeError, match="could not show page 9: there is none"):
        intake.preview(9)


def test_an_editor_merges_what_no_rule_would(intake: Intake, store: Store) -> None:
    first, second = intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)]).entries
    merged = intake.merge(second.id, first.id)
    assert (merged.id, merged.publication) == (second.id, first.publication)
    assert [edition.article for edition in merged.editions] == [THEATRE_NEWS, BOOKSHOP_NEWS]
    assert store.entries.get(first.id) == merged
    assert merged.summary is not None
    assert store.check() == []


def test_what_an_editor_mended_outlasts_another_edition(intake: Intake, store: Store) -> None:
    [entry] = intake.add([page(BOOKSHOP_NEWS, BOOKSHOP_SHORT)]).entries
    mended = replace(entry.article, headline="旧粮仓成了书店")
    store.entries.replace(replace(entry, article=mended))
    third = replace(BOOKSHOP_SHORT, source="西山时报")
    [merged] = intake.add([page(third, name="third.txt")]).entries
    assert (merged.id, merged.article, len(merged.editions)) == (entry.id, mended, 3)


def test_merging_a_published_entry_into_a_draft_keeps_it_public(intake: Intake) -> None:
    [published] = intake.add([page(THEATRE_NEWS)]).entries
    [draft] = intake.add([page(BOOKSHOP_NEWS, name="b.txt")], draft=True).entries
    merged = intake.merge(draft.id, published.id)
    assert (merged.id, merged.status, merged.push) == (draft.id, Status.PUBLISHED, False)


def test_what_cannot_be_merged_is_named(intake: Intake, store: Store) -> None:
    first, second = intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)]).entries
    with pytest.raises(IntakeError, match="they are one entry"):
        intake.merge(first.id, first.id)
    with pytest.raises(NoSuchEntry):
        intake.merge(first.id, 99)
    store.entries.retract(second.id)
    with pytest.raises(IntakeError, match=f"{second.id} is retracted"):
        intake.merge(first.id, second.id)


def test_a_missing_summary_is_made_and_stored(intake: Intake, store: Store) -> None:
    bare = store.entries.add(Entry(BOOKSHOP_NEWS, status=Status.PUBLISHED))
    made = intake.summary_of(bare)
    assert made.summary is not None
    assert store.entries.get(bare.id) == made
    kept = replace(made, summary=Summary(("别的。",), gist="别的。"))
    assert intake.summary_of(kept) is kept


def test_a_summary_that_came_with_an_article_without_a_gist_gets_one_and_stays(
    intake: Intake, store: Store
) -> None:
    old = store.entries.add(Entry(BOOKSHOP_NEWS, summary=Summary(("自己写的。",)), status=Status.PUBLISHED))
    assert [entry.id for entry in store.entries.without_gist(5)] == [old.id]
    assert intake.make_gists(5) == 1
    made = store.entries.get(old.id).summary
    assert made is not None
    assert made.gist
    assert made.sentences == ("自己写的。",)
    assert intake.make_gists(5) == 0


def test_what_an_earlier_version_made_of_a_page_is_made_anew_once(intake: Intake, store: Store) -> None:
    [new] = intake.add([page(BOOKSHOP_NEWS)]).entries
    store.entries.replace(replace(new, summary=Summary(("旧的摘要。",), keywords=("旧的词",))))
    assert intake.make_gists(5) == 1
    assert store.entries.get(new.id).summary == new.summary
    assert intake.make_gists(5) == 0
