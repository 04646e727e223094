"""What search results quote to a person who may not read full texts: of the summary, and nothing else.

A passage around whatever words are looked up would give the whole text away, search by search.
"""

from __future__ import annotations

from dataclasses import replace

from bot.chat.access import may_read_full_text
from bot.chat.services import Services
from bot.model import Hit, Role, SearchResult
from bot.text.passages import LENGTH, passage
from bot.text.search_form import tokens


async def as_allowed(
    services: Services, role: Role, chat_id: int, thread_id: int, result: SearchResult
) -> SearchResult:
    """A search's result as it may be shown to a person of this role in this chat."""
    if await may_read_full_text(services, role, chat_id, thread_id):
        return result
    return replace(result, hits=tuple(map(_of_summary, result.hits)))


def _of_summary(hit: Hit) -> Hit:
    """The hit with the passage of the summary that shows best why it was found.

    Where nobody needed a summary yet, with the beginning of the text, which is always the same.
    """
    summary = hit.entry.summary
    shown = summary.text if summary is not None and summary.text else hit.entry.article.text[:LENGTH]
    found = {hit.snippet.text[start:end] for start, end in hit.snippet.matches}
    return replace(hit, snippet=passage(shown, [tokens(word) for word in sorted(found)]))
