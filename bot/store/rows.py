"""Articles, entries and pages as rows, and back. Lists and nested things are JSON in their column."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from bot.model import (
    Article,
    Doubt,
    Edition,
    Entry,
    Fact,
    Facts,
    Figure,
    Kind,
    NoiseLine,
    Page,
    Repair,
    Status,
    Subhead,
    Summary,
    Verdict,
)

Row = dict[str, Any]

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: object) -> str:
    """Compact JSON, Chinese as it is."""
    return _JSON.encode(value)


def entry_row(entry: Entry) -> Row:
    """The columns of an entry that follow from the value alone: without id, status and publication."""
    return {
        "push": entry.push,
        "page_id": entry.page_id,
        # As JSON, so that a number stays a number; escaped, so that any text can be stored.
        "ref": None if entry.ref is None else json.dumps(entry.ref),
        "summary": None if entry.summary is None else to_json(asdict(entry.summary)),
        **article_row(entry.article),
    }


def article_row(article: Article) -> Row:
    """An article as columns; this same row, as JSON, is how editions and pages keep articles."""
    return {
        "article_id": article.id,
        "kind": article.kind.value,
        "headline": article.headline,
        "kicker": article.kicker,
        "subheadline": article.subheadline,
        "authors": to_json(article.authors),
        "source": article.source,
        "issue_date": iso(article.issue_date),
        "event_date": iso(article.event_date),
        "page": article.page,
        "section": article.section,
        "paragraphs": to_json(article.paragraphs),
        "subheads": to_json([(subhead.text, subhead.before_paragraph) for subhead in article.subheads]),
        "continues_from": article.continues_from,
        "continues_to": article.continues_to,
        "story_id": article.story_id,
        "doubts": to_json(article.doubts),
        "confidence": article.confidence,
        "belongs_to": article.belongs_to,
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a row made by `article_row`."""
    return Article(
        id=row["article_id"],
        kind=Kind(row["kind"]),
        headline=row["headline"],
        paragraphs=tuple(json.loads(row["paragraphs"])),
        kicker=row["kicker"],
        subheadline=row["subheadline"],
        authors=tuple(json.loads(row["authors"])),
        source=row["source"],
        issue_date=day_of(row["issue_date"]),
        event_date=day_of(row["event_date"]),
        page=row["page"],
        section=row["section"],
        subheads=tuple(Subhead(text, before) for text, before in json.loads(row["subheads"])),
        continues_from=row["continues_from"],
        continues_to=row["continues_to"],
        story_id=row["story_id"],
        doubts=tuple(map(Doubt, json.loads(row["doubts"]))),
        # An edition or a page of an older version has neither.
        confidence=row.get("confidence", 1.0),
        belongs_to=row.get("belongs_to"),
    )


def entry_of(row: Mapping[str, Any], editions: tuple[Edition, ...] = ()) -> Entry:
    """The entry of a row; without editions it is its own only one."""
    article = article_of(row)
    return Entry(
        article=article,
        summary=_summary(row["summary"]),
        id=row["id"],
        ref=None if row["ref"] is None else json.loads(row["ref"]),
        status=Status(row["status"]),
        push=bool(row["push"]),
        published_at=moment_of(row["published_at"]),
        publication=row["publication"],
        page_id=row["page_id"],
        editions=editions or (edition_of(article),),
        version=row["version"],
    )


def edition_of(article: Article, parts: tuple[Article, ...] = ()) -> Edition:
    """An article as one printing of its story."""
    return Edition(article.source, article.issue_date, article.page, article, parts)


def edition_text(edition: Edition) -> str:
    """An edition as it is stored."""
    row = article_row(edition.article)
    if edition.parts:
        row["parts"] = [article_row(part) for part in edition.parts]
    return to_json(row)


def edition_from(text: str) -> Edition:
    """The edition of `edition_text`."""
    row = json.loads(text)
    return edition_of(article_of(row), tuple(map(article_of, row.get("parts", ()))))


def page_row(page: Page) -> Row:
    """A page as columns, without id, mark and time."""
    return {
        "name": page.name,
        "original": page.original,
        "source": page.source,
        "issue_date": iso(page.issue_date),
        "page": page.page,
        "articles": to_json([article_row(article) for article in page.articles]),
        "noise": to_json([asdict(line) for line in page.noise]),
        "repairs": to_json([asdict(repair) for repair in page.repairs]),
        "verdicts": to_json([(each.number, each.article, each.part) for each in page.verdicts]),
    }


def page_of(row: Mapping[str, Any]) -> Page:
    """The page of a row."""
    return Page(
        name=row["name"],
        original=row["original"],
        articles=tuple(map(article_of, json.loads(row["articles"]))),
        noise=tuple(NoiseLine(**line) for line in json.loads(row["noise"])),
        repairs=tuple(Repair(**repair) for repair in json.loads(row["repairs"])),
        verdicts=tuple(Verdict(*verdict) for verdict in json.loads(row["verdicts"])),
        source=row["source"],
        issue_date=day_of(row["issue_date"]),
        page=row["page"],
    )


def moment_text(moment: datetime) -> str:
    """A moment in UTC, in a form whose order as text is its order in time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str | None) -> datetime | None:
    """The moment of `moment_text`."""
    return None if text is None else datetime.fromisoformat(text)


def iso(day: date | None) -> str | None:
    """A day as it is stored."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """The day of `iso`."""
    return None if text is None else date.fromisoformat(text)


def newest_by(row: Mapping[str, Any]) -> date:
    """The day by which a published entry is newer or older than others: its own, else that of publication."""
    return date.fromisoformat(row["issue_date"] or row["event_date"] or row["published_at"][:10])


def _summary(text: str | None) -> Summary | None:
    if text is None:
        return None
    value = json.loads(text)
    facts = value["facts"]
    return Summary(
        sentences=tuple(value["sentences"]),
        keywords=tuple(value["keywords"]),
        facts=Facts(
            figures=tuple(Figure(**figure) for figure in facts["figures"]),
            **{
                name: tuple(Fact(**fact) for fact in facts[name])
                for name in ("dates", "places", "organisations", "people")
            },
        ),
        topics=tuple(value["topics"]),
        gist=value.get("gist"),
        gist_is_edited=value.get("gist_is_edited", False),
    )
