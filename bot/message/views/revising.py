"""An editor's work on one article: menus of what can be changed, and questions that a reply answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import bold, brief, button, clean, cut, escape, fit
from bot.message.moments import moment
from bot.message.pieces import HEADLINE, NAME
from bot.model import AuditRecord, Button, Entry, Message, NoiseLine, Status

TAG = "〔e{id}\\.{version} {what}〕"
"""How a question names the article, as a pattern; it stands alone on the last line."""

FIELDS = (
    "headline",
    "kicker",
    "subheadline",
    "gist",
    "authors",
    "source",
    "issue_date",
    "page",
    "section",
    "kind",
)
"""Those that have a button; the text is changed by paragraphs."""

BEGINNING = 60
"""UTF-16 units of a paragraph or line in a list."""
WHOLE = 3000
LISTED = 40
"""Lines of a list."""
IN_ROW = 5
FIELDS_IN_ROW = 3


def work_rows(t: Translator, entry: Entry, *, draft: bool) -> list[list[Button]]:
    """The buttons that open this work, under a draft or a published article."""
    rows = [[_menu(t, entry, what) for what in ("fields", "replace", "paragraphs")]]
    if draft and entry.page_id is not None:
        rows.append([_menu(t, entry, what) for what in ("join", "noise")])
    return rows


def choose_field(t: Translator, entry: Entry) -> Message:
    """Which field to change."""
    buttons = [
        button(t(f"field.{name}"), callbacks.encode(callbacks.EDIT, entry.id, name, entry.version))
        for name in FIELDS
    ]
    return fit(
        [bold(brief(entry.headline, HEADLINE)), escape(t("revise.which_field"))],
        _rows(buttons, FIELDS_IN_ROW),
    )


def choose_paragraph(t: Translator, entry: Entry) -> Message:
    """Which paragraph to change, to split before, or to move."""
    lines = [bold(brief(entry.headline, HEADLINE)), escape(t("revise.which_paragraph"))]
    buttons = []
    for index, paragraph in enumerate(entry.article.paragraphs[:LISTED]):
        lines.append(escape(f"{index + 1} {brief(paragraph, BEGINNING)}"))
        data = callbacks.encode(callbacks.PARAGRAPH, entry.id, index, entry.version)
        buttons.append(button(str(index + 1), data))
    return fit(lines, _rows(buttons, IN_ROW))


def paragraph(
    t: Translator, entry: Entry, index: int, *, before: Entry | None, after: Entry | None
) -> Message:
    """One paragraph, and what can be done with it; `before` and `after` are its neighbours on the page."""
    text = cut(clean(entry.article.paragraphs[index]), WHOLE)
    title = bold(t("revise.paragraph", number=index + 1, total=len(entry.article.paragraphs)))
    of = (entry.id, index, entry.version)
    rows = [[button(t("revise.change"), callbacks.encode(callbacks.ASK_PARAGRAPH, *of))]]
    if entry.status is Status.DRAFT and index:
        rows[0].append(button(t("revise.split"), callbacks.encode(callbacks.SPLIT, *of)))
    for where, other in (("before", before), ("after", after)):
        if other is not None and len(entry.article.paragraphs) > 1:
            label = t(f"revise.move_{where}", title=brief(other.headline, NAME // 2))
            data = callbacks.encode(callbacks.MOVE, entry.id, index, where, entry.version)
            rows.append([button(label, data)])
    return fit([title, escape(text)], rows)


def choose_other(t: Translator, entry: Entry, others: Sequence[tuple[int, Entry]]) -> Message:
    """Which other draft of the page goes on with this one; each with its number on the card."""
    if not others:
        return fit([escape(t("revise.no_other"))])
    lines = [bold(brief(entry.headline, HEADLINE)), escape(t("revise.which_other"))]
    lines += [escape(f"{number} {brief(other.headline, BEGINNING)}") for number, other in others[:LISTED]]
    buttons = [
        button(str(number), callbacks.encode(callbacks.JOIN, entry.id, other.id, entry.version))
        for number, other in others[:LISTED]
    ]
    return fit(lines, _rows(buttons, IN_ROW))


def choose_noise(t: Translator, entry: Entry, noise: Sequence[NoiseLine]) -> Message:
    """Which line of the page that belongs to no article goes to this one; each with why it was left out."""
    listed = [line for line in noise if line.text.strip()][:LISTED]
    if not listed:
        return fit([escape(t("revise.no_noise"))])
    lines = [bold(brief(entry.headline, HEADLINE)), escape(t("revise.which_noise"))]
    for line in listed:
        reason = t(f"noise.{line.reason}") if t.has(f"noise.{line.reason}") else line.reason
        text = brief(line.text, BEGINNING)
        lines.append(escape(t("revise.noise", number=line.number, text=text, reason=reason)))
    buttons = [
        button(str(line.number), callbacks.encode(callbacks.NOISE, entry.id, line.number, entry.version))
        for line in listed
    ]
    return fit(lines, _rows(buttons, IN_ROW))


def ask(t: Translator, entry: Entry, what: str, index: int = 0, *, today: date) -> Message:
    """A question that a reply answers: the new value of a field or paragraph, or a wrong and a right word."""
    tag = TAG.replace("\\", "").format(
        id=entry.id, version=entry.version, what=f"{what}{index}" if what == "paragraph" else what
    )
    lines = [bold(brief(entry.headline, HEADLINE))]
    if what == "replace":
        lines.append(escape(t("revise.ask_replace")))
    else:
        name = t("revise.number", number=index + 1) if what == "paragraph" else t(f"field.{what}")
        lines.append(escape(t("revise.ask", field=name)))
        now = _value(t, entry, what, index)
        lines.append(escape(t("revise.now", value=now)) if now else escape(t("revise.none")))
    example = t("revise.example_replace") if what == "replace" else t("revise.example")
    return fit(lines, tail=[escape(tag)], ask=example)


def replace_question(
    t: Translator, wrong: str, right: str, *, around: int, body: int, number: int
) -> Message:
    """How often a wrong word stands there, and the button that corrects it throughout."""
    words = {"wrong": brief(wrong, NAME), "right": brief(right, NAME)}
    if not around + body:
        return fit([escape(t("revise.not_there", wrong=words["wrong"]))])
    asked = t("revise.replace_question", wrong=words["wrong"], right=words["right"], around=around, body=body)
    yes = button(t("revise.replace_yes", count=around + body), callbacks.encode(callbacks.REPLACE, number))
    return fit([escape(asked)], [[yes, button(t("button.no"), callbacks.encode(callbacks.NOTHING))]])


def changed_meanwhile(
    t: Translator, record: AuditRecord | None, who: str | None, *, zone: str, today: date
) -> Message:
    """Somebody else changed the article since it was shown; nothing of this editor's was written."""
    if record is None:
        return fit([escape(t("revise.changed_by_nobody"))])
    what = t("list.bar").join(filter(None, (t(f"deed.{record.deed}"), brief(record.detail, BEGINNING))))
    name = brief(who, NAME) if who else t("audit.nobody")
    when = moment(t, record.at, zone, today)
    return fit([escape(t("revise.changed", who=name, when=when, what=what))])


def _menu(t: Translator, entry: Entry, what: str) -> Button:
    key = "revise.noise_menu" if what == "noise" else f"revise.{what}"
    return button(t(key), callbacks.encode(callbacks.EDIT, entry.id, what, entry.version))


def _value(t: Translator, entry: Entry, what: str, index: int) -> str:
    article = entry.article
    if what == "gist":
        return brief(entry.summary.gist or "", HEADLINE) if entry.summary else ""
    if what == "paragraph":
        return cut(clean(article.paragraphs[index]), WHOLE)
    if what == "authors":
        return brief(" ".join(article.authors), HEADLINE)
    if what == "kind":
        return t(f"kind.{article.kind}")
    value = getattr(article, what)
    return "" if value is None else brief(str(value), HEADLINE)


def _rows(buttons: Sequence[Button], in_row: int) -> list[Sequence[Button]]:
    return [buttons[start : start + in_row] for start in range(0, len(buttons), in_row)]
