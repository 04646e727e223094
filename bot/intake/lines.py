"""JSON lines in and out: ready-made articles in bulk, and everything that is stored.

A line holds `{"id","title","text","date"?,"source"?}`, or what `export_lines` gave. Imported articles are
never merged, and pushed only where that is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from bot.intake.reports import ImportReport, Refusal
from bot.interchange.entries import KEPT, entry_from_json, entry_to_export, ref_of
from bot.interchange.subscriptions import SUBSCRIPTION, subscription_from_json, subscription_to_json
from bot.model import Article, Chat, Entry, Kind, Status
from bot.store.entries import BULK
from bot.store.store import Store
from bot.text.characters import unified
from bot.text.markup_left import without_markup

LINE_LIMIT = 16_000_000
"""Bytes of a line: a page has at most 4,000,000, and some editions."""

_EXPORTED = (KEPT, "paragraphs")
"""Fields by which a line is known as one of ours."""


def export_lines(store: Store, *, subscribers: bool = False) -> Iterator[dict[str, Any]]:
    """All entries by their ids, then, where asked for, all subscriptions; each for one line."""
    yield from map(entry_to_export, store.entries.each())
    if subscribers:
        for subscription in store.subscriptions.each():
            chat = store.chats.get(subscription.chat_id) or Chat(subscription.chat_id)
            yield subscription_to_json(subscription, chat)


def import_lines(
    store: Store,
    lines: Iterable[str | bytes],
    *,
    prepare: Callable[[Entry], Entry] = lambda entry: entry,
    push: bool = False,
) -> ImportReport:
    """Store what lines hold, some thousand in a transaction. What cannot be read is refused, the rest kept.

    What came before with the same id and text is not stored again. `prepare` may complete an entry, as by its
    summary.
    """
    tally = _Tally()
    numbered = enumerate(lines, 1)
    with ExitStack() as bulk:
        while batch := list(islice(numbered, BULK)):
            if batch[-1][0] == 2 * BULK:
                bulk.enter_context(store.in_bulk())
            entries = [
                entry for number, line in batch if line.strip() for entry in _read(store, number, line, tally)
            ]
            new = _without_known(store, entries)
            prepared = [prepare(replace(entry, push=push)) for entry in new]
            added = store.together(partial(_add_new, store, prepared))
            tally.added += added
            tally.unchanged += len(entries) - added
    return ImportReport(tally.added, tally.unchanged, tally.subscriptions, tuple(tally.refusals))


@dataclass(slots=True)
class _Tally:
    added: int = 0
    unchanged: int = 0
    subscriptions: int = 0
    refusals: list[Refusal] = field(default_factory=list)


def _without_known(store: Store, entries: list[Entry]) -> list[Entry]:
    return [entry for entry, met in zip(entries, store.entries.known(entries), strict=True) if not met]


def _add_new(store: Store, entries: list[Entry]) -> int:
    """Inside a transaction: another process may have stored some of them since they were looked up."""
    return store.entries.add_many(_without_known(store, entries))


def _read(store: Store, number: int, line: str | bytes, tally: _Tally) -> Iterator[Entry]:
    """The entry of a line, if it holds one; a subscription is stored on the way."""
    try:
        fields = _object(line)
        if SUBSCRIPTION in fields:
            _keep_subscription(store, fields, tally)
        elif any(name in fields for name in _EXPORTED):
            yield entry_from_json(fields)
        else:
            yield _ready_made(fields)
    except ValueError as error:
        tally.refusals.append(Refusal(f"line {number}", str(error)))


def _keep_subscription(store: Store, fields: Mapping[str, Any], tally: _Tally) -> None:
    subscription, chat = subscription_from_json(fields)
    if store.subscriptions.get(subscription.chat_id, subscription.thread_id) is not None:
        tally.unchanged += 1
        return
    if store.chats.get(chat.id) is None:
        store.chats.save(chat)
    # The next tick reckons its hours.
    store.subscriptions.save(subscription, {})
    tally.subscriptions += 1


def _object(line: str | bytes) -> dict[str, Any]:
    if len(line) > LINE_LIMIT:
        raise ValueError(f"it has more than {LINE_LIMIT // 1_000_000} MB")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        fields = json.loads(text)
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"it is no JSON: {error}") from error
    if not isinstance(fields, dict):
        raise ValueError("it is no JSON object")
    # Half a character, which JSON can write and no database can hold.
    if "\\ud" in text or "\\uD" in text:
        fields = json.loads(json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace"))
    return dict(fields)


def _ready_made(fields: Mapping[str, Any]) -> Entry:
    title, text, source, day = (fields.get(name) for name in ("title", "text", "source", "date"))
    for name, value in (("title", title), ("text", text), ("source", source), ("date", day)):
        if value is not None and not isinstance(value, str):
            raise ValueError(f"its {name} is not a text")
    title, text, source = (without_markup(unified(value or "")).strip() for value in (title, text, source))
    if not title and not text:
        raise ValueError("it has neither title nor text")
    ref = ref_of(fields.get("id"))
    article = Article(
        id="" if ref is None else str(ref),
        kind=Kind.NEWS,
        headline=title or None,
        paragraphs=tuple(filter(None, map(str.strip, text.splitlines()))),
        source=source or None,
        issue_date=date.fromisoformat(day) if day else None,
    )
    return Entry(article=article, ref=ref, status=Status.PUBLISHED)
