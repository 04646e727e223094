"""Inline mode: `@bot WORDS` in any chat."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot
from telegram.helpers import create_deep_linked_url

from bot.chat.access import Right, right_of, role_of
from bot.chat.exchange import storable
from bot.chat.limits import INLINE, Limiter, Verdict
from bot.chat.search import MAX_QUERY
from bot.chat.services import Services, in_thread, searching
from bot.chat.snippets import as_allowed
from bot.delivery.sending import NO_PREVIEW
from bot.errors import StoreError
from bot.message.languages import Translator, translator
from bot.message.markup import brief, to_plain
from bot.message.views import article, problems
from bot.model import Hit, Message

RESULTS = 10
"""Results a page: Telegram asks for the next when the reader scrolls."""

CACHE_SECONDS = 10
"""Brief, since what is published is found at once."""

TITLE = 100
DESCRIPTION = 120
BUTTON = 60
"""UTF-16 units of a result, of what stands under it, and of a button above all."""


async def answer_inline(services: Services, limiter: Limiter, update: Update, bot: ExtBot[Any]) -> None:
    """Answer an inline query with a page of articles; who may not read gets a button to the bot instead."""
    query = update.inline_query
    if query is None:
        return
    known = await in_thread(services.store.chats.get, query.from_user.id)
    t = await in_thread(translator, (known and known.language) or query.from_user.language_code)
    role = await role_of(services, query.from_user.id)
    if right_of(role) < Right.READ:
        await _refuse(query, problems.private_bot(t))
        return
    words = " ".join(storable(query.query).split())[:MAX_QUERY]
    offset = int(query.offset) if query.offset.isdecimal() and len(query.offset) < 10 else 0
    if not words or limiter.judge(query.from_user.id, INLINE) is not Verdict.ADMITTED:
        await _answer(query, [])
        return
    try:
        result = await searching(
            services, query.from_user.id, services.store.search, words, limit=RESULTS, offset=offset
        )
    except StoreError as error:
        await _refuse(query, problems.problem(t, error))
        raise
    result = await as_allowed(services, role, query.from_user.id, 0, result)
    today = services.clock().astimezone(ZoneInfo(services.settings.zone)).date()
    results = [_result(t, hit, bot, today) for hit in result.hits]
    more = len(result.hits) == RESULTS
    await _answer(query, results, next_offset=str(offset + RESULTS) if more else "")


async def _refuse(query: InlineQuery, why: Message) -> None:
    """Answer with a button to the bot that says why there is nothing."""
    button = InlineQueryResultsButton(brief(to_plain(why.text), BUTTON), start_parameter="inline")
    await _answer(query, [], button=button)


async def _answer(
    query: InlineQuery,
    results: list[InlineQueryResultArticle],
    next_offset: str = "",
    button: InlineQueryResultsButton | None = None,
) -> None:
    try:
        # Personal: whether someone may read is theirs.
        await query.answer(
            results,
            cache_time=CACHE_SECONDS,
            is_personal=True,
            next_offset=next_offset,
            button=button,
        )
    except BadRequest:
        # Telegram waits some seconds only; who typed on has asked again.
        return


def _result(t: Translator, hit: Hit, bot: ExtBot[Any], today: date) -> InlineQueryResultArticle:
    entry = hit.entry
    link = create_deep_linked_url(bot.username, f"a_{entry.id}")
    return InlineQueryResultArticle(
        id=str(entry.id),
        title=brief(entry.headline, TITLE),
        description=brief(hit.snippet.text, DESCRIPTION),
        input_message_content=InputTextMessageContent(
            article.article(t, entry, today=today).text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
        ),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(t("entry.open"), url=link)]]),
    )
