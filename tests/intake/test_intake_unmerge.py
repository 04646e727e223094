"""Entries taken apart again: each printing with its own text, paper and day; nobody is told twice."""

from dataclasses import replace

import pytest
from intake_samples import BOOKSHOP_NEWS, BOOKSHOP_SHORT, END, HEAD, MIDDLE, TAIL, THEATRE_NEWS, Clock, page

from bot.errors import IntakeError, NoSuchEntry
from bot.intake import Intake
from bot.model import Kind, Status
from bot.store.store import Store

THIRD = replace(BOOKSHOP_SHORT, source="西山时报", page="2")


def test_editions_come_apart_into_entries_of_their_own(intake: Intake, store: Store, clock: Clock) -> None:
    [entry] = intake.add([page(BOOKSHOP_SHORT, BOOKSHOP_NEWS, THIRD)]).entries
    assert entry.article == BOOKSHOP_NEWS
    clock.turn(days=1)
    first, second, third = intake.unmerge(entry.id)
    assert [each.article for each in (first, second, third)] == [BOOKSHOP_SHORT, BOOKSHOP_NEWS, THIRD]
    assert [len(each.editions) for each in (first, second, third)] == [1, 1, 1]
    assert (first.id, first.publication, first.published_at) == (
        entry.id,
        entry.publication,
        entry.published_at,
    )
    assert {each.page_id for each in (first, second, third)} == {entry.page_id}
    assert all(each.summary is not None for each in (first, second, third))
    assert store.search("粮仓").total == 3
    assert store.check() == []


def test_what_comes_apart_is_public_and_pushed_to_nobody(intake: Intake, store: Store) -> None:
    [entry] = intake.add([page(BOOKSHOP_SHORT, BOOKSHOP_NEWS)]).entries
    first, second = intake.unmerge(entry.id)
    assert (first.push, second.push, second.status) == (True, False, Status.PUBLISHED)
    assert store.entries.published(after=entry.publication) == []


def test_a_page_that_comes_again_puts_nothing_together(intake: Intake, store: Store) -> None:
    pages = [page(BOOKSHOP_SHORT), page(BOOKSHOP_NEWS, name="b.txt")]
    intake.add(pages)
    [entry] = store.entries.each()
    apart = intake.unmerge(entry.id)
    again = intake.add(pages)
    assert (again.added, again.merged, again.unchanged) == (0, 0, 2)
    assert list(store.entries.each()) == apart


def test_only_an_editor_puts_together_what_came_apart(intake: Intake, store: Store) -> None:
    [draft] = intake.add([page(BOOKSHOP_SHORT, BOOKSHOP_NEWS)], draft=True).entries
    first, second = intake.unmerge(draft.id)
    assert [first.status, second.status] == [Status.DRAFT] * 2
    assert second.push
    done = intake.publish([first.id, second.id])
    assert (done.published, done.merged) == (2, 0)
    merged = intake.merge(first.id, second.id)
    assert [each.article for each in merged.editions] == [BOOKSHOP_SHORT, BOOKSHOP_NEWS]
    assert store.entries.get(second.id) == merged


def test_who_was_parted_stays_so_under_another_number(intake: Intake, store: Store) -> None:
    [draft] = intake.add([page(BOOKSHOP_SHORT, BOOKSHOP_NEWS)], draft=True).entries
    first, second = intake.unmerge(draft.id)
    [theatre] = intake.add([page(THEATRE_NEWS, name="t.txt")]).entries
    into = intake.merge(theatre.id, first.id)
    assert store.entries.apart_from(second.id) == {into.id}
    assert intake.publish([second.id]).merged == 0


def test_joined_halves_come_apart_and_the_second_is_held_back(intake: Intake, store: Store) -> None:
    [head] = intake.add([page(HEAD)]).entries
    [whole] = intake.add([page(TAIL, name="t.txt")]).entries
    assert whole.id == head.id and whole.article.continues_to is None
    first, second = intake.unmerge(whole.id)
    assert (first.id, first.article, second.article) == (head.id, HEAD, TAIL)
    assert (first.status, second.status, second.push) == (Status.PUBLISHED, Status.DRAFT, False)
    assert intake.publish([second.id]).merged == 0


def test_a_story_over_three_pages_comes_apart_into_three(intake: Intake, store: Store) -> None:
    intake.add([page(HEAD), page(MIDDLE, name="b.txt"), page(END, name="c.txt")])
    [entry] = store.entries.each()
    assert [each.article for each in intake.unmerge(entry.id)] == [HEAD, MIDDLE, END]


def test_a_joined_edition_stays_joined_beside_another(intake: Intake) -> None:
    intake.add([page(HEAD)])
    [joined] = intake.add([page(TAIL, name="t.txt")]).entries
    [entry] = intake.add([page(BOOKSHOP_SHORT, name="s.txt")]).entries
    assert entry.id == joined.id
    first, second = intake.unmerge(entry.id)
    assert (first.article, second.article) == (joined.article, BOOKSHOP_SHORT)
    assert [each.article.kind for each in intake.unmerge(first.id)] == [Kind.NEWS, Kind.FRAGMENT]


def test_what_an_editor_mended_stays_mended(intake: Intake, store: Store) -> None:
    [entry] = intake.add([page(BOOKSHOP_SHORT, BOOKSHOP_NEWS)]).entries
    mended = replace(entry.article, headline="旧粮仓成了书店")
    store.entries.replace(replace(entry, article=mended))
    assert [each.article for each in intake.unmerge(entry.id)] == [BOOKSHOP_SHORT, mended]


def test_what_an_editor_put_together_comes_apart(intake: Intake) -> None:
    first, second = intake.add([page(BOOKSHOP_NEWS, THEATRE_NEWS)]).entries
    intake.merge(first.id, second.id)
    assert [each.article for each in intake.unmerge(first.id)] == [BOOKSHOP_NEWS, THEATRE_NEWS]


def test_what_cannot_come_apart_is_named(intake: Intake, store: Store) -> None:
    [entry] = intake.add([page(THEATRE_NEWS)]).entries
    with pytest.raises(IntakeError, match=f"could not take entry {entry.id} apart: it is one printing"):
        intake.unmerge(entry.id)
    [merged] = intake.add([page(BOOKSHOP_SHORT, BOOKSHOP_NEWS, name="b.txt")]).entries
    store.entries.retract(merged.id)
    with pytest.raises(IntakeError, match="it is retracted"):
        intake.unmerge(merged.id)
    with pytest.raises(NoSuchEntry):
        intake.unmerge(99)
