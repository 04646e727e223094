"""The digest: one message, the rest behind a button."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, time
from functools import lru_cache

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, escape, fit, fits, join
from bot.message.moments import weekday
from bot.message.pieces import NAME, gist, number_rows, paging, paper, place_or_event, title_lines
from bot.model import Button, Digest, Entry, Length, Message

READING_SPEED = 300
"""Characters a minute: unhurried reading of Chinese on a phone."""
SUMMARY = 600
"""UTF-16 units of a whole summary: far above what is configured, so that one item never fills a message."""
PAPERS = 2
"""Named in the head; of more, how many there are."""
NOON = time(11)
EVENING = time(17)


def digest(
    t: Translator,
    digest: Digest,
    *,
    limit: int = 8,
    composition: int | None = None,
    length: Length = Length.SHORT,
) -> Message:
    """What is new by topic, then what is old; at most `limit` items, the rest by the button of `composition`.

    `length` says how much of each. With nothing in it, one line that says so.
    """
    if not digest.entries:
        return fit([escape(t("digest.nothing_new", title=_title(t, digest)))], [_end_row(t)])
    lines, shown = _first(t, digest, limit, length)
    while len(shown) > 1 and not fits(join("\n", lines)):
        lines, shown = _first(t, digest, len(shown) - 1, length)
    rows = number_rows(shown, after=(callbacks.OF_DIGEST,))
    last = _end_row(t)
    if len(shown) < len(digest.entries) and composition is not None:
        more = t("digest.more", count=len(digest.entries) - len(shown))
        last.insert(0, button(more, callbacks.encode(callbacks.REST, composition, len(shown))))
    return fit(lines, [*rows, last])


def rest(
    t: Translator,
    shown: Sequence[Entry],
    *,
    total: int,
    offset: int,
    limit: int,
    composition: int,
    today: date,
    length: Length = Length.SHORT,
) -> Message:
    """A further page of a digest: at most `limit` of its `total` items, from the one numbered `offset` on."""
    if not shown:
        return fit([escape(t("digest.no_more"))])
    lines = _further(t, shown, offset, total, today, length)
    while len(shown) > 1 and not fits(join("\n", lines)):
        shown = shown[:-1]
        lines = _further(t, shown, offset, total, today, length)
    more = offset + len(shown) < total
    turning = paging(
        t, callbacks.REST, before=(composition,), offset=offset, limit=limit, more=more, shown=len(shown)
    )
    return fit(lines, [*number_rows(shown, first=offset + 1, after=(callbacks.OF_DIGEST,)), turning])


def _first(t: Translator, digest: Digest, limit: int, length: Length) -> tuple[list[Html], list[Entry]]:
    lines = [bold(_title(t, digest)), escape(_head(t, digest))]
    shown: list[Entry] = []
    for title, entries in _sections(t, digest):
        if len(shown) == limit:
            break
        taken = entries[: limit - len(shown)]
        if taken:
            lines += [escape(""), title]
        for entry in taken:
            shown.append(entry)
            lines += _item(t, len(shown), entry, digest.day, length)
    return lines, shown


def _further(
    t: Translator, shown: Sequence[Entry], offset: int, total: int, today: date, length: Length
) -> list[Html]:
    lines = [bold(t("digest.rest", first=offset + 1, last=offset + len(shown), total=total))]
    for number, entry in enumerate(shown, offset + 1):
        lines += _item(t, number, entry, today, length)
    return lines


def _title(t: Translator, digest: Digest) -> str:
    return t("digest.title", name=t(_name(digest.at)), day=_weekday(t, digest.day))


@lru_cache(maxsize=64)
def _weekday(t: Translator, day: date) -> str:
    return weekday(t, day, day)


def _name(at: time | None) -> str:
    if at is None:
        return "digest.today"
    if at < NOON:
        return "digest.morning"
    return "digest.noon" if at < EVENING else "digest.evening"


def _head(t: Translator, digest: Digest) -> str:
    """《潍坊日报》《海陵晚报》等3份报纸｜新报8篇，旧报1篇，约5分钟; without papers where none is known."""
    names = [paper(t, name) for name in digest.papers[:PAPERS]]
    # 《》 part the papers by themselves.
    named = ("" if all(name.endswith("》") for name in names) else t("list.and")).join(names)
    if len(digest.papers) > PAPERS:
        named = t("digest.papers", papers=named, count=len(digest.papers))
    counts = _counts(t, digest)
    return t("list.bar").join((named, counts)) if named else counts


def _counts(t: Translator, digest: Digest) -> str:
    new = len(digest.entries) - len(digest.old)
    counts = [t.plural("digest.new", new)] if new else []
    if digest.old:
        counts.append(t.plural("digest.old", len(digest.old)))
    counts.append(t.plural("digest.minutes", math.ceil(digest.characters / READING_SPEED) or 1))
    return t("list.comma").join(counts)


def _sections(t: Translator, digest: Digest) -> Iterator[tuple[Html, Sequence[Entry]]]:
    for group in digest.groups:
        yield _section(t, group.topic or t("digest.other")), group.entries
    yield _section(t, t("digest.old_title")), digest.old


@lru_cache(maxsize=512)
def _section(t: Translator, topic: str) -> Html:
    return bold(t("digest.topic", topic=brief(topic, NAME)))


@lru_cache(maxsize=4096)
def _item(t: Translator, number: int, entry: Entry, today: date, length: Length) -> tuple[Html, ...]:
    # Kept: at one hour the same few hundred articles stand in a hundred thousand digests.
    lines = title_lines(entry, f"{number} ", "  ")
    about = _about(entry, length)
    if about:
        lines.append(escape("  " + about))
    return (*lines, escape("  " + _place(t, entry, today)))


def _about(entry: Entry, length: Length) -> str:
    match length:
        case Length.HEADLINE:
            return ""
        case Length.FULL if entry.summary and entry.summary.sentences:
            return brief(entry.summary.text, SUMMARY)
    return gist(entry)


def _place(t: Translator, entry: Entry, today: date) -> str:
    where = place_or_event(t, entry.article, today)
    others = len(entry.editions) - 1
    return where + t.plural("digest.editions", others) if others > 0 else where


def _end_row(t: Translator) -> list[Button]:
    return [button(t("button.settings"), callbacks.encode(callbacks.SETTINGS))]
