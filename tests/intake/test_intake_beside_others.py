"""Several processes that take in, publish and change at once do together what one would do alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any, cast

import pytest
from intake_samples import (
    BOOKSHOP_NEWS,
    BOOKSHOP_SHORT,
    THEATRE_NEWS,
    Clock,
    FirstSentence,
    make_intake,
    page,
)

from bot.intake import Intake, PublishReport
from bot.intake.merging import edition
from bot.model import Deed, Entry, Status
from bot.store.store import Store

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def other(store: Store, clock: Clock) -> Iterator[Intake]:
    """What another process would work with: connections and locks of its own."""
    with Store(store.path, clock) as second:
        yield make_intake(second, clock)


@contextmanager
def meanwhile(intake: Intake, work: Callable[[], object]) -> Iterator[None]:
    """Let something happen between what an intake decides and what it stores: while it makes a summary."""
    summariser = cast(FirstSentence, intake._summariser)
    plain = summariser.summarise
    threads: list[Thread] = []

    def summarise(*args: Any, **named: Any) -> Any:
        if not threads:
            threads.append(Thread(target=work))
            threads[0].start()
            threads[0].join()
        return plain(*args, **named)

    summariser.summarise = summarise  # type: ignore[method-assign]
    yield
    assert threads


def test_a_page_that_another_stores_meanwhile_is_stored_once(
    store: Store, intake: Intake, other: Intake
) -> None:
    news = page(BOOKSHOP_NEWS, THEATRE_NEWS)
    with meanwhile(intake, lambda: other.add([news])):
        report = intake.add([news])
    assert (report.added, report.unchanged) == (0, 2)
    assert store.entries.counts()["all"] == 2


def test_an_edition_of_what_another_stores_meanwhile_goes_into_that(
    store: Store, intake: Intake, other: Intake
) -> None:
    with meanwhile(intake, lambda: other.add([page(BOOKSHOP_NEWS)])):
        report = intake.add([page(BOOKSHOP_SHORT)])
    assert (report.added, report.merged) == (0, 1)
    [entry] = store.entries.each()
    assert [each.source for each in entry.editions] == ["清河日报", "东城晚报"]


def test_what_an_editor_changes_meanwhile_stays(store: Store, intake: Intake, other: Intake) -> None:
    intake.add([page(BOOKSHOP_SHORT)])
    [entry] = store.entries.each()
    mended = replace(entry.article, kicker="老城新事")
    with meanwhile(intake, lambda: other.revisions.change(entry, mended)):
        intake.add([page(BOOKSHOP_NEWS)])
    [now] = store.entries.each()
    assert [each.article.kicker for each in now.editions] == ["老城新事", None]


def test_two_that_publish_a_story_publish_it_once(
    store: Store, intake: Intake, other: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = (
        store.entries.add(Entry(each, status=Status.DRAFT, editions=(edition(each),)))
        for each in (BOOKSHOP_SHORT, BOOKSHOP_NEWS)
    )
    plain, done = store.entries.alike, list[PublishReport]()

    def alike(sketch: frozenset[int]) -> list[Entry]:
        found = plain(sketch)
        if not done:
            done.append(other.publish([theirs.id]))
        return found

    monkeypatch.setattr(store.entries, "alike", alike)
    intake.publish([mine.id])
    counts = store.entries.counts()
    assert (counts["published"], counts["draft"]) == (1, 0)
    assert len(store.entries.latest(1)[0].editions) == 2


def test_what_belongs_to_a_deed_is_undone_with_it(store: Store, intake: Intake) -> None:
    def fails(report: object) -> None:
        store.audit.add(1, Deed.ADD)
        raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError):
        intake.add([page(BOOKSHOP_NEWS)], then=fails)
    assert store.entries.counts()["all"] == 0
    assert store.pages.find(page(BOOKSHOP_NEWS)) is None
    assert store.audit.count() == 0


def test_two_imports_of_a_file_store_it_once(store: Store, intake: Intake, other: Intake) -> None:
    lines = [json.dumps({"id": number, "title": f"标题{number}", "text": "正文。"}) for number in range(5)]
    with meanwhile(intake, lambda: other.import_lines(lines)):
        report = intake.import_lines(lines, summarise=True)
    assert (report.added, report.unchanged) == (0, 5)
    assert store.entries.counts()["all"] == 5


def test_two_shells_that_add_the_same_pages_store_them_once(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(6):
        pages.joinpath(f"潍州晚报_2024-04-03_{number + 1:02}.txt").write_text(_dump(number))
    environment = os.environ | {"BAOZHAI_DB": str(tmp_path / "test.db"), "BAOZHAI_NOW": "2024-04-03T08:00"}
    command = [sys.executable, "run_bot.py", "add", str(pages), "--json"]
    both = [
        subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE) for _ in range(2)
    ]
    reports = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert sum(report["added"] for report in reports) == 12
    assert sum(report["unchanged"] for report in reports) == 12


def _dump(number: int) -> str:
    """A page of two articles, whose words no other page has."""
    words = Random(number)

    def sentence() -> str:
        return "".join(chr(words.randrange(0x4E00, 0x9000)) for _ in range(40)) + "。"

    articles = [
        f"第{number}版的标题{which}\n本报记者 林秋实\n\n4月2日，{sentence()}\n{sentence()}{sentence()}\n"
        for which in "甲乙"
    ]
    return "\n".join([f"潍州晚报 2024年4月3日 第{number + 1}版\n", *articles])
