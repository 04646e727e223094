"""Pages to stored entries: what is added, merged, joined, held back, refused, or known already."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from intake_samples import (
    BOOKSHOP,
    BOOKSHOP_NEWS,
    BOOKSHOP_SHORT,
    END,
    HEAD,
    MIDDLE,
    TAIL,
    THEATRE_NEWS,
    TODAY,
    Clock,
    article,
    page,
)

from bot.errors import DatabaseUnusable
from bot.intake import AddReport, Intake
from bot.model import Kind, Status
from bot.store.store import Store


def counts(report: AddReport) -> tuple[int, int, int, int]:
    return report.added, report.merged, report.unchanged, report.refused


def test_articles_become_published_entries_with_summaries(intake: Intake, store: Store) -> None:
    report = intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)])
    assert counts(report) == (2, 0, 0, 0)
    assert [entry.article for entry in report.entries] == [BOOKSHOP_NEWS, THEATRE_NEWS]
    assert all(entry.status is Status.PUBLISHED and entry.summary for entry in report.entries)
    assert list(report.entries) == list(store.entries.each())
    assert store.search("粮仓").hits[0].entry == report.entries[0]
    assert store.pages.get(report.page_ids[0]) == page(BOOKSHOP_NEWS, THEATRE_NEWS)


def test_adding_the_same_page_again_changes_nothing(intake: Intake, store: Store) -> None:
    pages = [page(BOOKSHOP_NEWS, BOOKSHOP_SHORT), page(HEAD), page(TAIL)]
    first = intake.add(pages)
    before = list(store.entries.each())
    again = intake.add(pages)
    assert counts(again) == (0, 0, 4, 0)
    assert (again.entries, again.page_ids) == ((), first.page_ids)
    assert list(store.entries.each()) == before


def test_the_same_text_broken_otherwise_is_the_same(intake: Intake) -> None:
    intake.add([page(BOOKSHOP_NEWS)])
    broken = replace(BOOKSHOP_NEWS, paragraphs=("".join(BOOKSHOP),))
    assert counts(intake.add([page(broken, name="again.txt")])) == (0, 0, 1, 0)


@pytest.mark.parametrize("order", list(itertools.permutations([BOOKSHOP_NEWS, BOOKSHOP_SHORT])))
@pytest.mark.parametrize("together", [True, False])
def test_editions_become_one_entry_that_shows_the_fullest(
    intake: Intake, order: list, together: bool
) -> None:
    pages = [page(*order)] if together else [page(one, name=one.id + one.source) for one in order]
    report = intake.add(pages)
    assert counts(report) == (1, 1, 0, 0)
    [entry] = report.entries
    assert entry.article == BOOKSHOP_NEWS
    assert [edition.article for edition in entry.editions] == list(order)
    assert entry.summary is not None


def test_an_edition_that_comes_later_keeps_id_and_publication(
    intake: Intake, store: Store, clock: Clock
) -> None:
    [first] = intake.add([page(BOOKSHOP_SHORT)]).entries
    clock.turn(hours=3)
    [merged] = intake.add([page(BOOKSHOP_NEWS)]).entries
    assert (merged.id, merged.publication, merged.published_at) == (
        first.id,
        first.publication,
        first.published_at,
    )
    assert merged.headline == "旧粮仓变身书店"
    assert store.search("下个月").total == 1
    assert store.check() == []


@pytest.mark.parametrize("order", list(itertools.permutations([HEAD, TAIL])))
@pytest.mark.parametrize("together", ["page", "call", "apart"])
def test_halves_become_one_published_entry(intake: Intake, store: Store, order: list, together: str) -> None:
    match together:
        case "page":
            reports = [intake.add([page(*order)])]
        case "call":
            reports = [intake.add([page(half, name=str(half.page)) for half in order])]
        case _:
            reports = [intake.add([page(half, name=str(half.page))]) for half in order]
    assert sum(report.added for report in reports) == sum(report.merged for report in reports) == 1
    [entry] = store.entries.each()
    assert "".join(entry.article.paragraphs) == "".join(BOOKSHOP)
    assert (entry.status, entry.headline) == (Status.PUBLISHED, "旧粮仓变身书店")
    assert entry.article.continues_to is None
    assert [edition.article for edition in entry.editions] == [entry.article]
    assert store.search("下个月 渡口").total == 1


@pytest.mark.parametrize("order", list(itertools.permutations([HEAD, MIDDLE, END])))
@pytest.mark.parametrize("together", [True, False])
def test_a_story_over_three_pages_becomes_one_entry(
    intake: Intake, store: Store, order: list, together: bool
) -> None:
    pages = [page(*order)] if together else [page(part, name=str(part.page)) for part in order]
    report = intake.add(pages)
    [entry] = store.entries.each()
    assert sum(counts(report)) == 3
    assert "".join(entry.article.paragraphs) == "".join((*BOOKSHOP, *END.paragraphs))
    assert (entry.status, entry.article.continues_to) == (Status.PUBLISHED, None)
    assert entry.editions[0].parts == (HEAD, MIDDLE, END)
    assert all(store.entries.get(each.id) == entry for each in report.entries)
    again = intake.add(pages)
    assert counts(again) == (0, 0, 3, 0)


def test_a_half_without_its_head_is_held_back(intake: Intake, store: Store) -> None:
    report = intake.add([page(TAIL)])
    assert counts(report) == (1, 0, 0, 0)
    assert [entry.status for entry in report.entries] == [Status.DRAFT]
    assert store.search("下个月").total == 0


def test_halves_of_other_papers_and_pages_are_not_joined(intake: Intake, store: Store) -> None:
    other = replace(TAIL, source="东城晚报")
    elsewhere = replace(TAIL, page="5", paragraphs=(*TAIL.paragraphs, "另有一段。"))
    intake.add([page(HEAD), page(other, name="o"), page(elsewhere, name="e")])
    assert next(entry.status for entry in store.entries.each()) is Status.PUBLISHED
    assert store.entries.counts()["published"] == 1


def test_what_a_second_look_knows_more_of_the_page_is_kept(intake: Intake) -> None:
    unknown = replace(BOOKSHOP_NEWS, source=None, issue_date=None, page=None)
    [first] = intake.add([page(unknown)]).entries
    report = intake.add([page(BOOKSHOP_NEWS, name="again.txt")])
    assert counts(report) == (0, 1, 0, 0)
    [entry] = report.entries
    assert (entry.id, entry.article) == (first.id, BOOKSHOP_NEWS)
    assert len(entry.editions) == 1
    assert counts(intake.add([page(unknown, name="third.txt")])) == (0, 0, 1, 0)
    assert counts(intake.add([page(BOOKSHOP_NEWS, name="fourth.txt")])) == (0, 0, 1, 0)


def test_the_same_text_in_another_paper_is_another_edition(intake: Intake) -> None:
    reprint = replace(BOOKSHOP_NEWS, source="东城晚报")
    report = intake.add([page(BOOKSHOP_NEWS), page(reprint, name="reprint.txt")])
    assert counts(report) == (1, 1, 0, 0)
    assert [edition.source for edition in report.entries[0].editions] == ["清河日报", "东城晚报"]


def test_what_has_no_text_is_refused_by_name_and_the_rest_is_kept(intake: Intake) -> None:
    report = intake.add([page(article("只有标题", ("——",)), THEATRE_NEWS)])
    assert counts(report) == (1, 0, 0, 1)
    [refusal] = report.refusals
    assert (refusal.what, refusal.reason) == ("page.txt: 只有标题", "it has no text")


@pytest.mark.parametrize(
    ("fields", "asked", "pushed"),
    [
        ({}, None, True),
        ({}, False, False),
        ({"issue_date": date(2024, 3, 27)}, None, True),
        ({"issue_date": date(2024, 3, 26)}, None, False),
        ({"issue_date": date(2024, 3, 26)}, True, True),
        ({"issue_date": None, "event_date": date(2024, 3, 1)}, None, False),
        ({"issue_date": TODAY, "event_date": date(2024, 3, 1)}, None, True),
        ({"issue_date": None}, None, True),
        ({"kind": Kind.CAPTION}, True, False),
        ({"kind": Kind.BOX}, None, False),
    ],
)
def test_what_is_old_or_no_article_is_not_pushed(
    intake: Intake, fields: dict, asked: bool | None, pushed: bool
) -> None:
    [entry] = intake.add([page(replace(THEATRE_NEWS, **fields))], push=asked).entries
    assert (entry.status, entry.push) == (Status.PUBLISHED, pushed)


def test_a_page_is_stored_wholly_or_not_at_all(
    intake: Intake, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseUnusable("write to the database", "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("bot.store.printings.add_new", fail)
        with pytest.raises(DatabaseUnusable):
            intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)])
    assert store.entries.counts()["all"] == 0
    assert store.pages.find(page(BOOKSHOP_NEWS, THEATRE_NEWS)) is None
    assert store.search("粮仓").total == 0
    assert counts(intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)])) == (2, 0, 0, 0)


def test_a_summary_is_made_once_for_each_text(intake: Intake) -> None:
    summariser = intake._summariser
    intake.add([page(BOOKSHOP_NEWS, BOOKSHOP_SHORT)])
    intake.add([page(BOOKSHOP_NEWS, BOOKSHOP_SHORT)])
    assert summariser.made == 1  # type: ignore[attr-defined]


def test_a_page_that_comes_twice_at_once_is_stored_once(intake: Intake, store: Store) -> None:
    with ThreadPoolExecutor(4) as threads:
        reports = list(threads.map(lambda _: intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)]), range(4)))
    assert sum(report.added for report in reports) == store.entries.counts()["all"] == 2
    assert sum(report.unchanged for report in reports) == 6
