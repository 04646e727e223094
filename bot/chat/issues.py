"""The day's papers are out: said by an editor, and told at once to those who wait for it."""

from __future__ import annotations

from bot.chat.exchange import Exchange
from bot.chat.push import issue_complete
from bot.chat.services import in_thread
from bot.message.views import batch as views
from bot.model import Deed

YES = "yes"


async def complete(exchange: Exchange) -> None:
    """The button 今日出刊完毕: a question first; then the digests that wait for it are promised."""
    if YES not in exchange.callback.args:
        drafts = await in_thread(exchange.services.store.entries.counts)
        await exchange.reply(views.issue_question(exchange.t, drafts["draft"]))
        return
    await exchange.answer()
    # In many transactions, each of some chats: what is promised is written down before, how many after.
    audit = exchange.services.store.audit
    recorded = await in_thread(audit.add, exchange.user_id, Deed.ISSUE)
    promised = await issue_complete(exchange.services)
    await in_thread(audit.complete, recorded, str(promised))
    await exchange.show(views.issue_completed(exchange.t, promised))
