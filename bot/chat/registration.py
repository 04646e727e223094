"""The handlers, in the order in which python-telegram-bot asks them."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat.desk import Desk
from bot.chat.dispatch import Context, Dispatcher
from bot.chat.downloads import Downloads
from bot.chat.errors import Errors
from bot.chat.inline import answer_inline
from bot.chat.limits import Limiter
from bot.chat.membership import note_membership, note_migration
from bot.chat.services import Services

# An edited message has been answered, and only a caption says something anew; a channel post talks to nobody.
_NEW = filters.UpdateType.MESSAGE
_EDITED_CAPTION = filters.UpdateType.EDITED_MESSAGE & filters.CAPTION


def register(
    application: Application[Any, Any, Any, Any, Any, Any],
    services: Services,
    downloads: Downloads | None = None,
) -> Desk:
    """Add the handlers, and give the desk on which pages are laid. The application must not run yet.

    Files come by `downloads`; without it, by the application's own bot.
    """
    desk = Desk(application, services, downloads or Downloads(application.bot))
    limiter = Limiter(services.clock)
    dispatcher = Dispatcher(services, desk, limiter)
    errors = Errors(services)

    async def inline(update: Update, context: Context) -> None:
        await answer_inline(services, limiter, update, context.bot)

    async def membership(update: Update, context: Context) -> None:
        await note_membership(services, update, context.bot)

    async def migration(update: Update, context: Context) -> None:
        await note_migration(services, update)

    async def error(update: object, context: Context) -> None:
        await errors.see_to(update, context.error, context.bot)

    application.add_handlers(
        [
            MessageHandler(_NEW & filters.COMMAND, dispatcher.command),
            MessageHandler(_NEW & filters.TEXT, dispatcher.text),
            MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, migration),
            MessageHandler(_NEW & filters.Document.ALL, dispatcher.document),
            MessageHandler(_NEW & filters.PHOTO, dispatcher.photo),
            MessageHandler(_NEW & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, dispatcher.other),
            MessageHandler(_EDITED_CAPTION, dispatcher.edited_caption),
            CallbackQueryHandler(dispatcher.button),
            InlineQueryHandler(inline),
            ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    application.add_error_handler(error)
    return desk
