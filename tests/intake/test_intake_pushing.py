"""Over a week old is one rule: what the card of a page says of a draft is what publishing it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from intake_samples import BOOKSHOP_NEWS, THEATRE_NEWS, TODAY, Clock, FirstSentence, page

from bot.intake import Intake
from bot.intake.rules import pushing
from bot.model import Article, Kind, Page, Pushing, is_old
from bot.store.store import Store

SHANGHAI = ZoneInfo("Asia/Shanghai")
A_WEEK_AGO = TODAY - timedelta(days=7)
EIGHT_DAYS_AGO = TODAY - timedelta(days=8)


def intake_at(store: Store, now: datetime) -> Intake:
    return Intake(store, FirstSentence(), Clock(now), zone=SHANGHAI)  # type: ignore[arg-type]


def dated(issue: date | None, event: date | None = None, kind: Kind = Kind.NEWS) -> Article:
    return replace(THEATRE_NEWS, issue_date=issue, event_date=event, kind=kind)


@pytest.mark.parametrize(
    ("article", "old"),
    [
        (dated(A_WEEK_AGO), False),
        (dated(EIGHT_DAYS_AGO), True),
        (dated(None, EIGHT_DAYS_AGO), True),
        (dated(TODAY, EIGHT_DAYS_AGO), False),
        (dated(EIGHT_DAYS_AGO, TODAY), True),
        (dated(None), False),
        (dated(TODAY + timedelta(days=30)), False),
    ],
)
def test_an_article_is_old_by_its_own_date(article: Article, old: bool) -> None:
    assert is_old(article, TODAY) is old


@pytest.mark.parametrize("printed", [None, TODAY, EIGHT_DAYS_AGO])
@pytest.mark.parametrize("hour", [1, 15, 16, 23])
@pytest.mark.parametrize("added", [None, True, False])
@pytest.mark.parametrize("asked", [None, True, False])
def test_the_card_says_what_publishing_does(
    store: Store, printed: date | None, hour: int, added: bool | None, asked: bool | None
) -> None:
    """Whatever date the page prints, and whatever day it is in Greenwich."""
    intake = intake_at(store, datetime(2024, 4, 3, hour, tzinfo=UTC))
    articles = [
        replace(BOOKSHOP_NEWS, headline=f"第{number}篇", paragraphs=(f"第{number}篇{text}。" * 9,), **fields)
        for number, (text, fields) in enumerate(
            [
                ("清河涨水", {"issue_date": A_WEEK_AGO}),
                ("剧院重开", {"issue_date": EIGHT_DAYS_AGO}),
                ("书店迎客", {"issue_date": None, "event_date": EIGHT_DAYS_AGO}),
                ("渡口换船", {"issue_date": None}),
                ("桥头卖花", {"kind": Kind.BOX}),
                ("老街修灯", {"kind": Kind.CAPTION, "issue_date": EIGHT_DAYS_AGO}),
            ],
            1,
        )
    ]
    sheet: Page = replace(page(*articles), issue_date=printed)
    [page_id] = intake.add([sheet], draft=True, push=added).page_ids
    for item in intake.preview(page_id).items:
        [published] = intake.publish([item.entry.id], push=asked).entries
        by_itself = item.pushing is Pushing.PUSHED
        expected = by_itself if asked is None else asked and item.pushing is not Pushing.NEVER
        assert published.push is expected, item


def test_the_day_is_that_of_the_configured_zone(store: Store) -> None:
    """At 16:00 in Greenwich the next day has begun in Shanghai."""
    for hour, expected in ((15, Pushing.PUSHED), (16, Pushing.OLD)):
        intake = intake_at(store, datetime(2024, 4, 3, hour, tzinfo=UTC))
        [page_id] = intake.add([page(dated(A_WEEK_AGO), name=f"{hour}.txt")], draft=True).page_ids
        [item] = intake.preview(page_id).items
        assert item.pushing is expected
        assert pushing(item.entry, TODAY + timedelta(days=hour == 16)) is expected


def test_what_was_added_not_to_be_pushed_is_told_from_what_is_old(store: Store) -> None:
    intake = intake_at(store, datetime(2024, 4, 3, 1, tzinfo=UTC))
    [page_id] = intake.add([page(dated(TODAY))], draft=True, push=False).page_ids
    assert [item.pushing for item in intake.preview(page_id).items] == [Pushing.STORED]


def test_a_report_counts_what_is_pushed(store: Store) -> None:
    intake = intake_at(store, datetime(2024, 4, 3, 1, tzinfo=UTC))
    added = intake.add([page(dated(EIGHT_DAYS_AGO), BOOKSHOP_NEWS)], draft=True).entries
    report = intake.publish([entry.id for entry in added])
    assert (report.published, report.pushed) == (2, 1)
