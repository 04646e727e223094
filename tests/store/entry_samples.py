"""Entries to store in tests, and a clock that is turned by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.model import Article, Edition, Entry, Kind, Status
from bot.store.store import Store


@dataclass
class TurnedClock:
    now: datetime = datetime(2024, 4, 3, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


def make_store(folder: Path, clock: TurnedClock | None = None) -> Store:
    return Store(folder / "test.db", clock or TurnedClock())


def make_article(headline: str | None, text: str, **fields: Any) -> Article:
    return Article(
        **{"id": "a", "kind": Kind.NEWS, "headline": headline, "paragraphs": tuple(text.split("\n"))} | fields
    )


def make_entry(headline: str | None, text: str = "正文。", **fields: Any) -> Entry:
    """A published entry; `day` is its issue date, other fields are those of Entry."""
    day = fields.pop("day", None)
    article = fields.pop("article", None) or make_article(
        headline, text, issue_date=None if day is None else date.fromisoformat(day)
    )
    return Entry(**{"article": article, "status": Status.PUBLISHED} | fields)


def as_edition(article: Article) -> Edition:
    return Edition(article.source, article.issue_date, article.page, article)
