"""A stored entry as JSON: as the commands print it, and as `export` writes it for `import`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.interchange.articles import article_from_json, article_to_json
from bot.model import Article, Doubt, Edition, Entry, Status, Summary
from bot.summary.as_json import facts_from_json, facts_to_json, summary_to_json

KEPT = "kept"
"""The field in which `export` keeps what the printed fields do not hold."""


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """The fields that scripts may rely on, ready for `json.dumps`.

    `sources` names the paper of every edition, null where it is not known.
    """
    summary = summary_to_json(entry.summary or Summary())
    return {
        **article_to_json(entry.article),
        "id": entry.id,
        "ref": entry.ref,
        "status": entry.status.value,
        "published_at": entry.published_at and _utc(entry.published_at),
        "gist": summary["gist"],
        "summary": summary["summary"] if entry.summary is not None else None,
        "keywords": summary["keywords"],
        "topics": list(entry.summary.topics) if entry.summary else [],
        "facts": summary["facts"],
        "sources": [edition.source for edition in entry.editions],
    }


def entry_to_export(entry: Entry) -> dict[str, Any]:
    """All of an entry but its publication: `entry_from_json` gives it back."""
    kept: dict[str, Any] = {"article_id": entry.article.id}
    if entry.summary is not None:
        kept |= {"sentences": list(entry.summary.sentences), "facts": facts_to_json(entry.summary.facts)}
        if entry.summary.gist_is_edited:
            kept["gist_is_edited"] = True
    if len(entry.editions) > 1 or any(edition.parts for edition in entry.editions):
        kept["editions"] = list(map(_edition_to_json, entry.editions))
    return entry_to_json(entry) | {KEPT: kept}


def entry_from_json(fields: Mapping[str, Any]) -> Entry:
    """The entry that `entry_to_export` or `entry_to_json` wrote, never pushed; the latter with one edition.

    Raises ValueError where a field is missing or malformed.
    """
    try:
        kept = fields.get(KEPT) or {}
        article = article_from_json(fields)
        article = replace(
            article,
            id=str(kept.get("article_id", fields["id"])),
            doubts=tuple(map(Doubt, kept.get("doubts", article.doubts))),  # where exports once kept them
        )
        return Entry(
            article=article,
            summary=_summary(fields, kept),
            id=_number(fields["id"]),
            ref=ref_of(fields.get("ref")),
            status=Status(fields.get("status", Status.PUBLISHED)),
            push=False,
            published_at=_moment(fields.get("published_at")),
            editions=_editions(article, kept),
        )
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"not an entry: {error!r}") from error


def ref_of(value: object) -> int | str | None:
    """An id that came with an article. Raises ValueError where it is neither number nor text."""
    if value is None or (isinstance(value, int | str) and not isinstance(value, bool)):
        return value
    raise ValueError("the id is neither a whole number nor a text")


def _edition_to_json(edition: Edition) -> dict[str, Any]:
    parts = {"parts": list(map(article_to_json, edition.parts))} if edition.parts else {}
    return article_to_json(edition.article) | parts


def _summary(fields: Mapping[str, Any], kept: Mapping[str, Any]) -> Summary | None:
    text = fields.get("summary")
    if text is None:
        return None
    return Summary(
        sentences=_texts(kept.get("sentences", [text])),
        keywords=_texts(fields.get("keywords") or []),
        facts=facts_from_json(kept.get("facts") or fields.get("facts") or {}),
        topics=_texts(fields.get("topics") or []),
        gist=_text_or_none(fields.get("gist")),
        gist_is_edited=kept.get("gist_is_edited") is True,
    )


def _editions(article: Article, kept: Mapping[str, Any]) -> tuple[Edition, ...]:
    written = [
        (article_from_json(edition), tuple(map(article_from_json, edition.get("parts", ()))))
        for edition in kept.get("editions", ())
    ]
    return tuple(
        Edition(each.source, each.issue_date, each.page, each, parts)
        for each, parts in written or [(article, ())]
    )


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("a list of texts is needed")
    return tuple(value)


def _text_or_none(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("the id is not a number")
    return value


def _moment(text: Any) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("published_at has no zone")
    return moment.astimezone(UTC)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
