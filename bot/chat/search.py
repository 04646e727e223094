"""Looking words up, and turning the pages of what was found."""

from __future__ import annotations

import re

from bot.chat.exchange import Exchange
from bot.chat.services import in_thread, searching, unless_locked
from bot.chat.snippets import as_allowed
from bot.message.views import problems, search
from bot.model import Entry, Message, Sort
from bot.store.daily import FOUND_NOTHING
from bot.store.searches import Search
from bot.text.search_form import folded, tokens

HITS = 5
"""Hits in a message: what fits a phone, and a row of buttons."""

MAX_QUERY = 256
"""Characters of a query: Telegram's limit for inline queries, taken for all."""

_BETWEEN_WORDS = re.compile(r"[\s，。！？；：、,.!?;:…—]")

NAMED = 2
"""Characters of the shortest word that is looked up without being asked to."""

IN_TEXT = 4
"""Characters from which it is no chance that they stand in a text as they were typed."""

UNKEPT = 0
"""In the place of a search's id where it could not be kept: its buttons say that they are too old."""


async def find(exchange: Exchange) -> None:
    """Look up the words of the exchange."""
    query = _query(exchange)
    if not tokens(query):
        await exchange.reply(search.empty_query(exchange.t))
        return
    if len(query) > MAX_QUERY:
        await exchange.reply(problems.query_too_long(exchange.t, MAX_QUERY))
        return
    number = await unless_locked(UNKEPT, exchange.services.store.searches.add, exchange.chat_id, query)
    kept = Search(number, exchange.chat_id, query, Sort.RELEVANCE)
    await exchange.reply(await _results(exchange, kept, 0, Sort.RELEVANCE, counted=True))


async def find_quietly(exchange: Exchange) -> None:
    """As `find`, for words in a group that may be meant for others: silent where no article has them."""
    query = _query(exchange)
    store = exchange.services.store
    sought = len(query) <= MAX_QUERY and tokens(query)
    if not sought:
        return
    result = await searching(exchange.services, exchange.user_id, store.search, query, limit=1)
    if any(_names(query, hit.entry) for hit in result.hits):
        await find(exchange)


def _names(query: str, entry: Entry) -> bool:
    """Whether words stand as typed in an article's headings or keywords, or together in its text."""
    article, summary = entry.article, entry.summary
    named = [article.kicker, article.headline, article.subheadline]
    if summary is not None:
        named += [*summary.keywords, *summary.topics]
    about, words = folded("\n".join(filter(None, named))), folded(query).split()
    if len(query) < NAMED:
        return False
    return all(word in about for word in words) or (
        len(query) >= IN_TEXT and folded(query) in folded(article.text)
    )


def _query(exchange: Exchange) -> str:
    """The words of the exchange; of a longer text, such as an article that was forwarded, its beginning."""
    words = " ".join(exchange.words.split())
    if len(words) <= MAX_QUERY:
        return words
    ends = [found.start() for found in _BETWEEN_WORDS.finditer(words, 0, MAX_QUERY + 1)]
    return words[: ends[-1]] if ends else words


async def turn(exchange: Exchange) -> None:
    """Another page, or the other order, in the place of the message."""
    kept = await pressed_search(exchange)
    if kept is None:
        return
    offset, sort = exchange.callback.number(1), _sort(exchange.callback.args[2:])
    if offset is None or offset < 0 or sort is None:
        await exchange.tell(problems.stale(exchange.t))
        return
    await exchange.show(await _results(exchange, kept, offset, sort))


async def pressed_search(exchange: Exchange) -> Search | None:
    """The search that the pressed button names; where it is kept no more, that is said."""
    number = exchange.callback.number(0)
    kept = None
    if number is not None:
        kept = await in_thread(exchange.services.store.searches.get, number, exchange.chat_id)
    if kept is None:
        await exchange.tell(problems.stale(exchange.t))
    return kept


async def _results(
    exchange: Exchange, kept: Search, offset: int, sort: Sort, *, counted: bool = False
) -> Message:
    store = exchange.services.store
    result = await searching(
        exchange.services,
        exchange.user_id,
        store.search,
        kept.query,
        limit=HITS,
        offset=offset,
        sort=sort,
    )
    result = await as_allowed(exchange.services, exchange.role, exchange.chat_id, exchange.thread_id, result)
    if counted and not result.total:
        await unless_locked(None, store.daily.add, exchange.today, FOUND_NOTHING)
    suggested = [
        (words, await unless_locked(UNKEPT, store.searches.add, exchange.chat_id, words), count)
        for words, count in zip(result.suggestions, result.suggestion_counts, strict=True)
    ]
    return search.results(
        exchange.t,
        result,
        search=kept.id,
        offset=offset,
        limit=HITS,
        sort=sort,
        today=exchange.today,
        suggested=suggested,
    )


def _sort(args: tuple[str, ...]) -> Sort | None:
    return Sort(args[0]) if args and args[0] in set(Sort) else None
