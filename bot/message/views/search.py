"""What was found, or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import Html, bold, brief, button, escape, fit, marked
from bot.message.pieces import number_rows, paging, place_or_event, title_lines
from bot.model import Button, Hit, Message, SearchResult, Sort, Why

QUERY = 60
"""UTF-16 units of the words that are shown again."""
QUERY_ON_BUTTON = 16


def results(
    t: Translator,
    result: SearchResult,
    *,
    search: int,
    offset: int,
    limit: int,
    sort: Sort,
    today: date,
    suggested: Sequence[tuple[str, int, int]] = (),
) -> Message:
    """A page of hits, exact ones before near ones; or that nothing was found.

    `search` is the stored search that the buttons page through, `suggested` has other words,
    the stored search for them and how much it finds.
    """
    if not result.hits:
        return _nothing(t, result, search, offset, limit, sort, suggested)
    lines = [_head(t, result, offset)]
    if result.stopped:
        lines.append(escape(t("search.stopped")))
    near_said = all(hit.why is Why.NEAR for hit in result.hits)
    for number, hit in enumerate(result.hits, offset + 1):
        if hit.why is Why.NEAR and not near_said:
            near_said = True
            lines += [escape(""), escape(t("search.near_below"))]
        lines += _hit(t, number, hit, today)
    seen = offset + len(result.hits)
    more = seen < result.total or (not result.total_exact and len(result.hits) == limit)
    rows = number_rows([hit.entry for hit in result.hits], first=offset + 1)
    rows.append(_turning(t, search, offset, limit, sort, more))
    rows.append([_sort_button(t, search, sort), _watch_button(t, result.query, search)])
    return fit(lines, rows)


def empty_query(t: Translator) -> Message:
    """Nothing that could be looked for was typed."""
    return fit([escape(t("search.empty")), escape(t("search.example"))])


def _head(t: Translator, result: SearchResult, offset: int) -> Html:
    query = brief(result.query, QUERY)
    instead = _instead(result)
    if all(hit.why is Why.NEAR for hit in result.hits):
        return bold(
            t("search.instead", query=query, instead=instead)
            if instead
            else t("search.near_only", query=query)
        )
    if instead:
        query = t("search.spelled", query=query, instead=instead)
    total = f"{result.total}" if result.total_exact else f"{result.total}+"
    head = t.plural("search.found", result.total, query=query, total=total)
    shown = len(result.hits)
    if offset > 0 or result.total > shown:
        head += t("search.range", first=offset + 1, last=offset + shown)
    return bold(head)


def _instead(result: SearchResult) -> str:
    """The words that were looked for instead of what was typed, where they are the same for all hits."""
    instead = {hit.instead for hit in result.hits}
    return brief(instead.pop(), QUERY) if len(instead) == 1 else ""


def _hit(t: Translator, number: int, hit: Hit, today: date) -> list[Html]:
    lines = [escape(""), *title_lines(hit.entry, f"{number} ", "  ")]
    if hit.snippet.text.strip():
        lines.append(escape("  ") + marked(hit.snippet))
    return [*lines, escape("  " + place_or_event(t, hit.entry.article, today))]


def _nothing(
    t: Translator,
    result: SearchResult,
    search: int,
    offset: int,
    limit: int,
    sort: Sort,
    suggested: Sequence[tuple[str, int, int]],
) -> Message:
    query = brief(result.query, QUERY)
    if offset > 0:
        # What was on this page has been retracted since.
        return fit(
            [escape(t("search.no_more", query=query))], [_turning(t, search, offset, limit, sort, False)]
        )
    lines = [bold(t("search.none", query=query))]
    if result.stopped:
        lines.append(escape(t("search.stopped")))
    rows: list[list[Button]] = []
    if suggested:
        lines.append(escape(t("search.suggestions")))
        rows += [
            [
                button(
                    t("search.suggestion", words=brief(words, QUERY_ON_BUTTON), count=count),
                    callbacks.encode(callbacks.SEARCH, number, 0, Sort.RELEVANCE),
                )
            ]
            for words, number, count in suggested
        ]
    else:
        lines.append(escape(t("search.none_advice")))
    rows.append([_watch_button(t, result.query, search)])
    return fit(lines, rows)


def _turning(t: Translator, search: int, offset: int, limit: int, sort: Sort, more: bool) -> list[Button]:
    return paging(t, callbacks.SEARCH, before=(search,), after=(sort,), offset=offset, limit=limit, more=more)


def _sort_button(t: Translator, search: int, sort: Sort) -> Button:
    other = Sort.RELEVANCE if sort is Sort.NEWEST else Sort.NEWEST
    return button(t(f"search.sort.{other}"), callbacks.encode(callbacks.SEARCH, search, 0, other))


def _watch_button(t: Translator, query: str, search: int) -> Button:
    label = t("search.watch", query=brief(query, QUERY_ON_BUTTON))
    return button(label, callbacks.encode(callbacks.WATCH, search))
