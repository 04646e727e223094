"""Changing one field of an article by words: which fields there are, and what each takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.errors import IntakeError
from bot.model import Article, Doubt, Kind

NAMES = {
    "headline": "headline",
    "title": "headline",
    "标题": "headline",
    "主题": "headline",
    "kicker": "kicker",
    "引题": "kicker",
    "肩题": "kicker",
    "subheadline": "subheadline",
    "副题": "subheadline",
    "gist": "gist",
    "要点": "gist",
    "authors": "authors",
    "author": "authors",
    "作者": "authors",
    "记者": "authors",
    "source": "source",
    "paper": "source",
    "报名": "source",
    "来源": "source",
    "issue_date": "issue_date",
    "date": "issue_date",
    "刊期": "issue_date",
    "日期": "issue_date",
    "page": "page",
    "版次": "page",
    "section": "section",
    "版名": "section",
    "kind": "kind",
    "体裁": "kind",
    "text": "text",
    "正文": "text",
}
"""What an editor may call a field, and its name on an article."""

KINDS = {
    "消息": Kind.NEWS,
    "通讯": Kind.FEATURE,
    "启事": Kind.NOTICE,
    "资料": Kind.BOX,
    "图片说明": Kind.CAPTION,
    "续文": Kind.FRAGMENT,
}
"""What an editor may call a kind, besides its own name."""

LONGEST_LINE, LONGEST_GIST = 500, 60
"""Characters of everything but the text, and of the gist: what a digest shows of it."""

_NOTHING = frozenset({"-", "—", "无", "none"})
_FIELD_AND_VALUE = re.compile(r"^\s*+(\w++)\s*+[=＝:：]?\s*+(.*)", re.DOTALL)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_BETWEEN_NAMES = re.compile(r"[\s,，、;；]+")


def parse(words: str) -> tuple[str, str] | None:
    """The field and its new value, as in `headline 新标题` or `标题＝新标题`; None where none is named."""
    match = _FIELD_AND_VALUE.fullmatch(words)
    if match is None:
        return None
    field = NAMES.get(match[1].casefold())
    value = match[2].strip()
    return (field, value) if field and value else None


def changed(article: Article, field: str, value: str) -> Article:
    """The article with one field set; `-` or 无 empties it, where it may be empty.

    Raises IntakeError for a value that the field does not take.
    """
    if field == "text":
        return _with_text(article, value)
    if field == "authors":
        names = () if _is_nothing(value) else tuple(filter(None, _BETWEEN_NAMES.split(value)))
        return replace(article, authors=names)
    if field == "kind":
        return replace(article, kind=_kind(value))
    if field == "issue_date":
        return replace(article, issue_date=None if _is_nothing(value) else _day(value))
    return _WITH_LINE[field](article, line_of(field, value, LONGEST_LINE))


def line_of(field: str, value: str, longest: int) -> str | None:
    """What was said, on one line; None where `-` or 无 was. Raises IntakeError where it is longer."""
    line = " ".join(value.split())
    if len(line) > longest:
        raise IntakeError(
            f"set the {field}",
            f"it has more than {longest} characters",
            key="line_too_long",
            limit=longest,
        )
    return None if _is_nothing(value) else line


def _with_headline(article: Article, line: str | None) -> Article:
    doubts = tuple(doubt for doubt in article.doubts if doubt is not Doubt.HEADLINE_MISSING)
    return replace(article, headline=line, doubts=doubts if line else article.doubts)


def _with_text(article: Article, value: str) -> Article:
    paragraphs = tuple(filter(None, (line.strip() for line in value.splitlines())))
    if not paragraphs or _is_nothing(value):
        raise IntakeError(
            "empty the text", "an article without text is retracted, not edited", key="text_emptied"
        )
    subheads = tuple(subhead for subhead in article.subheads if subhead.before_paragraph < len(paragraphs))
    return replace(article, paragraphs=paragraphs, subheads=subheads)


def _day(value: str) -> date:
    match = _DAY.fullmatch(value.strip())
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise IntakeError(
        f"read {value[:20]!r} as a day", "it is written like 2024-04-03", key="no_day", value=value
    )


def _kind(value: str) -> Kind:
    try:
        return KINDS.get(value.strip()) or Kind(value.strip().casefold())
    except ValueError:
        raise IntakeError(
            f"read {value[:20]!r} as a kind", "it is one of " + ", ".join(KINDS), key="no_kind", value=value
        ) from None


def text_of(value: str) -> str:
    """What was said, or nothing where `-` or 无 was."""
    return "" if _is_nothing(value) else value


def _is_nothing(value: str) -> bool:
    return value.strip().casefold() in _NOTHING


_WITH_LINE: dict[str, Callable[[Article, str | None], Article]] = {
    "headline": _with_headline,
    "kicker": lambda article, line: replace(article, kicker=line),
    "subheadline": lambda article, line: replace(article, subheadline=line),
    "source": lambda article, line: replace(article, source=line),
    "page": lambda article, line: replace(article, page=line),
    "section": lambda article, line: replace(article, section=line),
}
