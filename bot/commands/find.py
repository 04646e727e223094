"""`search`, `digest` and `summarise`: what brings articles out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot.commands.options import (
    as_json,
    existing_path,
    print_json,
    print_json_line,
    say,
    with_settings,
    write,
)
from bot.commands.sources import lines_with_progress
from bot.digest.content import content, content_of_day
from bot.digest.schedule import parse_zone
from bot.errors import ConfigurationError
from bot.interchange.entries import entry_to_json
from bot.message import markup
from bot.message.languages import translator
from bot.message.views import digest as digest_view
from bot.model import Hit, SearchResult, Sort, Subscription
from bot.rooms import Rooms, make_summariser, open_rooms
from bot.settings import Settings
from bot.summary.as_json import summary_to_json
from bot.summary.model.writer import AnswersInMemory
from bot.text.characters import unified
from bot.text.markup_left import without_markup

BATCH_LIMIT = 10
"""Ids a line of a batch: what the first page of results would show."""

SOME_REFUSED = 1


@click.command()
@click.argument("query", required=False)
@click.option("--batch", type=existing_path, help='A file of {"query"} lines, or -.')
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value)
@as_json
@with_settings
def search(
    query: str | None,
    batch: Path | None,
    limit: int,
    offset: int,
    sort: str,
    as_json: bool,
    settings: Settings,
) -> int:
    """Look words up, as a reader would."""
    if (query is None) == (batch is None):
        raise click.UsageError("either a QUERY or --batch FILE is needed")
    with open_rooms(settings) as rooms:
        if batch is not None:
            return _search_batch(rooms, batch, Sort(sort))
        result = rooms.store.search(query or "", limit=limit, offset=offset, sort=Sort(sort))
    if as_json:
        print_json(_result_to_json(result))
    else:
        write(_result_in_words(result, offset))
    return 0


@click.command()
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="A local day; else the last 24 hours.")
@click.option("--topics", multiple=True, help="Only these topics; several by commas or by repeating it.")
@click.option("--zone", help="The IANA zone that the day is meant in.")
@as_json
@with_settings
def digest(
    day: datetime | None, topics: tuple[str, ...], zone: str | None, as_json: bool, settings: Settings
) -> int:
    """The digest that subscribers would get of what was published in the bot."""
    zone = parse_zone(zone or settings.zone)
    wanted = tuple(
        name.strip() for given in topics for name in given.replace("，", ",").split(",") if name.strip()
    )
    with open_rooms(settings) as rooms:
        _check_topics(rooms, wanted)
        if day is None:
            asked = Subscription(chat_id=0, zone=zone, topics=wanted)
            found = content(
                rooms.store, asked, rooms.clock(), order=rooms.topic_names, summarise=rooms.intake.summary_of
            )
        else:
            found = content_of_day(
                rooms.store,
                day.date(),
                zone,
                topics=wanted,
                order=rooms.topic_names,
                summarise=rooms.intake.summary_of,
            )
        whole = rooms.store.entries.get_many([entry.id for entry in found.entries]) if as_json else []
    if as_json:
        print_json({"date": found.day.isoformat(), "items": list(map(entry_to_json, whole))})
    else:
        shown = digest_view.digest(translator("zh-Hans"), found, limit=settings.digest.items)
        write(markup.to_plain(shown.text) + "\n")
    return 0


@click.command()
@click.option("--max-chars", type=click.IntRange(1), help="No summary is longer.  [default: 120]")
@click.option("--max-sentences", type=click.IntRange(1), help="No summary has more sentences.  [default: 3]")
@as_json
@with_settings
def summarise(max_chars: int | None, max_sentences: int | None, as_json: bool, settings: Settings) -> int:
    """Summarise JSON lines from standard input, in order, as they come.

    A line holds "id", "title" and "text"; what comes out are always JSON lines.
    """
    limits = settings.summary.model_copy(
        update={
            name: value
            for name, value in (("max_chars", max_chars), ("max_sentences", max_sentences))
            if value is not None
        }
    )
    summariser, _ = make_summariser(settings.model_copy(update={"summary": limits}), AnswersInMemory())
    refused = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            article = _object(line)
            title, text = article.get("title"), article.get("text") or ""
            if not isinstance(text, str) or not isinstance(title, str | None):
                raise ValueError("title and text are not texts")
            title, text = title and without_markup(unified(title)), without_markup(unified(text))
        except ValueError as error:
            say(f"summary: could not read line {number}: {error}")
            refused += 1
            continue
        summary = summariser.summarise(title, text)
        print_json_line({"id": article.get("id"), **summary_to_json(summary)})
    return SOME_REFUSED if refused else 0


def _search_batch(rooms: Rooms, file: Path, sort: Sort) -> int:
    refused = 0
    with lines_with_progress(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                query = _object(line).get("query")
                if not isinstance(query, str):
                    raise ValueError("it has no query that is a text")
            except ValueError as error:
                say(f"search: could not read line {number}: {error}")
                refused += 1
                continue
            began = time.perf_counter()
            found = rooms.store.headlines(query, limit=BATCH_LIMIT, sort=sort)
            took = (time.perf_counter() - began) * 1000
            ids = [one.id if one.ref is None else one.ref for one in found]
            print_json_line({"query": query, "ids": ids, "took_ms": round(took, 3)})
    return SOME_REFUSED if refused else 0


def _object(line: bytes) -> dict[str, Any]:
    """The JSON object on a line. Raises ValueError."""
    try:
        value = json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"it is no JSON ({error})") from error
    if not isinstance(value, dict):
        raise ValueError("it is no JSON object")
    return value


def _result_to_json(result: SearchResult) -> dict[str, Any]:
    return {
        "query": result.query,
        "total": result.total,
        "total_exact": result.total_exact,
        "hits": [_hit_to_json(hit) for hit in result.hits],
        "suggestions": list(result.suggestions),
        "took_ms": round(result.took_ms, 3),
    }


def _hit_to_json(hit: Hit) -> dict[str, Any]:
    article = hit.entry.article
    return {
        "id": hit.entry.id,
        "ref": hit.entry.ref,
        "headline": article.headline,
        "subheadline": article.subheadline,
        "source": article.source,
        "date": article.date and article.date.isoformat(),
        "issue_date": article.issue_date and article.issue_date.isoformat(),
        "page": article.page,
        "snippet": hit.snippet.text,
        "score": hit.score,
        "why": hit.why.value,
    }


def _result_in_words(result: SearchResult, offset: int) -> str:
    lines = [f"{result.total}{'' if result.total_exact else '+'}"]
    for number, hit in enumerate(result.hits, offset + 1):
        article = hit.entry.article
        told = " ".join(str(part) for part in (article.source, article.date, article.page) if part)
        lines += [f"{number} {hit.entry.headline}  {told}".rstrip(), f"  {hit.snippet.text}"]
    lines += [f"? {suggestion}" for suggestion in result.suggestions]
    return "\n".join(lines) + "\n"


def _check_topics(rooms: Rooms, wanted: Iterable[str]) -> None:
    for name in wanted:
        if name not in rooms.topic_names:
            raise ConfigurationError(f"use the topic {name}", f"there are {', '.join(rooms.topic_names)}")
