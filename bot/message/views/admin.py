"""What the owner and the editors see of the bot as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import MAX_UNITS, Html, bold, brief, button, clean, code, escape, fit
from bot.message.moments import moment
from bot.message.pieces import NAME, paging
from bot.model import AuditRecord, Message

ANNOUNCEMENT = MAX_UNITS - 40
"""UTF-16 units of an announcement: what a message takes beside its title."""
IN_QUESTION = 3500
"""UTF-16 units of an announcement that the question shows; a longer one stands above it."""
DETAIL = 80
MEGABYTE = 1_000_000


def announce_question(t: Translator, text: Html, *, chats: int, composition: int) -> list[Message]:
    """What would be sent, to how many, with the button that sends it; a long one goes before it."""
    short = text.units <= IN_QUESTION
    key = "announce.question" if short else "announce.question_above"
    question = fit(
        [bold(t.plural(key, chats)), *([text] if short else [])],
        [
            [
                button(t("announce.send"), callbacks.encode(callbacks.ANNOUNCE, composition)),
                button(t("button.no"), callbacks.encode(callbacks.NOTHING)),
            ]
        ],
    )
    return [question] if short else [announcement(t, text), question]


def announcement(t: Translator, text: Html) -> Message:
    """What the readers get."""
    return fit([bold(t("announce.title")), text])


def announced(t: Translator, chats: int) -> Message:
    """It is on its way."""
    return fit([escape(t.plural("announce.done", chats))])


def stats(
    t: Translator, *, articles: Mapping[str, int], chats: Mapping[str, int], deliveries: Mapping[str, int]
) -> Message:
    """The counts, by what they count."""
    lines = [bold(t("stats.title"))]
    for title, counts in (
        ("stats.articles", articles),
        ("stats.chats", chats),
        ("stats.deliveries", deliveries),
    ):
        lines += [escape(""), bold(t(title)), *_counts(t, counts)]
    return fit(lines)


def topic_gone(t: Translator, group: str) -> Message:
    """To an admin of a group: its digests have lost their forum topic."""
    return fit([escape(t("topic.gone", group=clean(group)))])


def audit(
    t: Translator,
    records: Sequence[AuditRecord],
    *,
    names: Mapping[int, str],
    offset: int,
    limit: int,
    more: bool,
    zone: str,
    today: date,
) -> Message:
    """Who did what, the last first; `names` by the ids of people."""
    if not records:
        return fit([escape(t("audit.none"))])
    title = t("audit.title_range", first=offset + 1, last=offset + len(records))
    lines = [bold(title), *(_deed(t, record, names, zone, today) for record in records)]
    return fit(lines, [paging(t, callbacks.AUDIT, offset=offset, limit=limit, more=more)])


def backup_caption(t: Translator, size: int) -> Message:
    """Under the database that is sent; `size` in bytes."""
    return fit([escape(t("backup.sent", megabytes=f"{size / MEGABYTE:.1f}"))])


def backup_path(t: Translator, path: str) -> Message:
    """The database is too large for Telegram: where it lies."""
    return fit([escape(t("backup.kept")), code(brief(path, 1000))])


def _counts(t: Translator, counts: Mapping[str, int]) -> list[Html]:
    if not counts:
        return [escape(t("stats.none"))]
    return [escape(t("stats.line", what=_what(t, name), count=count)) for name, count in counts.items()]


def _what(t: Translator, name: str) -> str:
    # A name that has no words yet still shows its number.
    return t(f"stats.{name}") if t.has(f"stats.{name}") else name


def _deed(t: Translator, record: AuditRecord, names: Mapping[int, str], zone: str, today: date) -> Html:
    who = t("audit.nobody") if record.user_id is None else _name(names, record.user_id)
    words = [moment(t, record.at, zone, today), who, t(f"deed.{record.deed}")]
    if record.entry_id is not None:
        words.append(t("audit.entry", id=record.entry_id))
    if record.person_id is not None:
        words.append(t("audit.person", id=_name(names, record.person_id)))
    if record.detail:
        words.append(brief(record.detail, DETAIL))
    return escape(t("list.bar").join(words))


def _name(names: Mapping[int, str], person_id: int) -> str:
    name = brief(names.get(person_id, ""), NAME)
    return str(person_id) if name in {"", str(person_id)} else f"{name}({person_id})"
