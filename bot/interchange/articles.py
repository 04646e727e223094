"""An Article as JSON, and back: the one form in which pages, entries, exports and imports write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.model import Article, Doubt, Kind, Subhead
from bot.text.characters import unified


def article_to_json(article: Article) -> dict[str, Any]:
    """Return the fields that scripts may rely on, ready for `json.dumps`."""
    return {
        "id": article.id,
        "kind": article.kind.value,
        "headline": article.headline,
        "kicker": article.kicker,
        "subheadline": article.subheadline,
        "authors": list(article.authors),
        "source": article.source,
        "issue_date": _iso(article.issue_date),
        "event_date": _iso(article.event_date),
        "date": _iso(article.date),
        "page": article.page,
        "section": article.section,
        "paragraphs": list(article.paragraphs),
        "subheads": [{"text": s.text, "before_paragraph": s.before_paragraph} for s in article.subheads],
        "continues_from": article.continues_from,
        "continues_to": article.continues_to,
        "story_id": article.story_id,
        "belongs_to": article.belongs_to,
        "doubts": [doubt.value for doubt in article.doubts],
        "confidence": article.confidence,
    }


def article_from_json(fields: Mapping[str, Any]) -> Article:
    """The Article that `article_to_json` wrote. Raises ValueError where a field is missing or malformed.

    `date` is not read, since it follows from the two others; further fields are ignored.
    """
    try:
        return Article(
            id=str(fields["id"]),
            kind=Kind(fields["kind"]),
            headline=_text(fields, "headline"),
            kicker=_text(fields, "kicker"),
            subheadline=_text(fields, "subheadline"),
            authors=_texts(fields, "authors"),
            source=_text(fields, "source"),
            issue_date=_day(fields, "issue_date"),
            event_date=_day(fields, "event_date"),
            page=_text(fields, "page"),
            section=_text(fields, "section"),
            paragraphs=_texts(fields, "paragraphs"),
            subheads=tuple(
                Subhead(unified(str(subhead["text"])), int(subhead["before_paragraph"]))
                for subhead in fields.get("subheads") or ()
            ),
            continues_from=_name(fields, "continues_from"),
            continues_to=_name(fields, "continues_to"),
            story_id=_name(fields, "story_id"),
            belongs_to=_name(fields, "belongs_to"),
            doubts=tuple(map(Doubt, _texts(fields, "doubts"))),
            confidence=float(fields.get("confidence", 1.0)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an article: {error!r}") from error


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(fields: Mapping[str, Any], key: str) -> date | None:
    text = _name(fields, key)
    return date.fromisoformat(text) if text else None


def _text(fields: Mapping[str, Any], key: str) -> str | None:
    text = _name(fields, key)
    return text and unified(text)


def _name(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{key} is not a text")
    return value


def _texts(fields: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = fields.get(key) or ()
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{key} is not a list of texts")
    return tuple(map(unified, value))
