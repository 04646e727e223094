"""From an update to its handler: who asks, in which chat and language, and whether they may."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import Any

from telegram import Chat as TelegramChat
from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.access import Right, right_of, role_of
from bot.chat.actions import BUTTONS, COMMANDS, DOCUMENT, FIND, PHOTO, Action
from bot.chat.admission import turn_away
from bot.chat.albums import ALBUM_PATIENCE, Albums, is_picture
from bot.chat.desk import Desk
from bot.chat.exchange import Exchange, storable, thread_of
from bot.chat.limits import REFUSED_PRESSES, REQUESTS, Allowance, Limiter, Verdict
from bot.chat.public import may_press
from bot.chat.questions import Questions
from bot.chat.services import Services, in_thread, unless_locked
from bot.chat.stewarding import hides_refused, runs
from bot.chat.texts import CAPTION, PAGE, action_for, in_group, is_page
from bot.message.callbacks import Callback, decode
from bot.message.languages import translator
from bot.message.markup import brief
from bot.message.pieces import NAME
from bot.message.views import problems
from bot.model import Chat, ChatState, Role
from bot.store.database import ASIDE_PATIENCE

Context = Any
"""Of python-telegram-bot; only its bot is used."""


class Dispatcher:
    """The functions that python-telegram-bot calls."""

    def __init__(self, services: Services, desk: Desk, limiter: Limiter) -> None:
        self._services = services
        self._desk = desk
        self._limiter = limiter
        self._questions = Questions()
        self._albums = Albums()

    async def command(self, update: Update, context: Context) -> None:
        """A command for this bot; an unknown one is answered where the two are alone, or the bot is named."""
        message = update.effective_message
        if message is None or not message.text:
            return
        length = message.entities[0].length
        name, _, addressed = message.text[1:length].partition("@")
        if addressed and addressed.casefold() != context.bot.username.casefold():
            return
        exchange = await self._meet(update, context.bot, message.text[length:].strip())
        if exchange is None:
            return
        exchange.questions.drop(exchange.chat_id, exchange.user_id)
        action = COMMANDS.get(name.casefold())
        if action is not None:
            await self._perform(action, exchange)
        elif exchange.private or addressed:
            await exchange.reply(problems.unknown_command(exchange.t))

    async def text(self, update: Update, context: Context) -> None:
        """A text: in a group only where it is meant for the bot."""
        message = update.effective_message
        if message is None or message.text is None:
            return
        words: str | None = message.text
        if message.chat.type != ChatType.PRIVATE:
            words = in_group(message, context.bot)
        if words is None:
            return
        exchange = await self._meet(update, context.bot, words)
        if exchange is not None:
            await self._perform(action_for(exchange), exchange)

    async def document(self, update: Update, context: Context) -> None:
        """A file: in a group only where it answers the bot. The caption of a picture may be a page."""
        exchange = await self._meet_sender(update, context)
        if exchange is None:
            return
        message = update.effective_message
        is_first = self._albums.is_first(message)
        if message is not None and is_picture(message) and exchange.edits and is_page(exchange):
            self._albums.is_told(message)
            await self._perform(PAGE, exchange)
        elif exchange.edits or is_first:
            await self._perform(DOCUMENT, exchange)

    async def photo(self, update: Update, context: Context) -> None:
        """A photograph: where an editor sends it a page, by its caption or by what it shows."""
        exchange = await self._meet_sender(update, context)
        if exchange is None:
            return
        message = update.effective_message
        is_first = self._albums.is_first(message)
        if exchange.edits and is_page(exchange):
            self._albums.is_told(message)
            await self._perform(PAGE, exchange)
        elif exchange.edits and message is not None and message.media_group_id is not None:
            # Its album may have an article as the caption of a picture that is yet to come.
            exchange.keep_update()
            exchange.desk.start(self._album_photo(exchange, message))
        elif exchange.edits:
            await self._perform(PHOTO, exchange)
        elif exchange.private and is_first:
            await self._perform(self._of_caption(exchange), exchange)

    async def _album_photo(self, exchange: Exchange, message: Message) -> None:
        try:
            await asyncio.sleep(ALBUM_PATIENCE)
            # The pictures beside an article that is the caption of one of them are no pages.
            if not self._albums.was_told(message):
                await self._perform(PHOTO, exchange)
        finally:
            exchange.release_update()

    async def other(self, update: Update, context: Context) -> None:
        """A video, a voice, a sticker, where the two are alone: its caption may be a page."""
        message = update.effective_message
        exchange = await self._meet(update, context.bot, (message and message.caption) or "")
        if exchange is None:
            return
        is_first = self._albums.is_first(message)
        if exchange.edits and is_page(exchange):
            self._albums.is_told(message)
            await self._perform(PAGE, exchange)
        elif is_first:
            await self._perform(self._of_caption(exchange), exchange)

    @staticmethod
    def _of_caption(exchange: Exchange) -> Action:
        """What to do about a picture or video that is no page: a reader's caption is words to look up."""
        return FIND if exchange.words.strip() and not exchange.edits else COMMANDS["help"]

    async def edited_caption(self, update: Update, context: Context) -> None:
        """Another caption for a page that an editor sent: another paper, day or number."""
        exchange = await self._meet(update, context.bot, "")
        message = update.effective_message
        if exchange is not None and message is not None and exchange.edits:
            exchange.words = storable(message.caption or "")
            if not is_page(exchange):
                await self._perform(CAPTION, exchange)

    async def button(self, update: Update, context: Context) -> None:
        """A pressed button, answered once whatever happens."""
        query = update.callback_query
        if query is None:
            return
        callback = decode(query.data)
        exchange = await self._meet(update, context.bot, "", callback or Callback(""))
        if exchange is None:
            with contextlib.suppress(TelegramError):
                await query.answer()
            return
        exchange.questions.drop(exchange.chat_id, exchange.user_id)
        try:
            action = BUTTONS.get(exchange.callback.verb)
            if action is None:
                await exchange.tell(problems.stale(exchange.t))
            elif await may_press(
                exchange, action.public, of_chat=action.of_chat, of_editors=action.right >= Right.EDIT
            ):
                await self._perform(action, exchange)
        finally:
            await exchange.answer()

    async def _meet_sender(self, update: Update, context: Context) -> Exchange | None:
        """Who sends a file; nobody in a group where it is not meant for the bot."""
        message = update.effective_message
        if message is None:
            return None
        words: str | None = message.caption or ""
        if message.chat.type != ChatType.PRIVATE:
            words = in_group(message, context.bot)
        if words is None:
            return None
        return await self._meet(update, context.bot, words)

    async def _meet(
        self, update: Update, bot: ExtBot[Any], words: str, callback: Callback | None = None
    ) -> Exchange | None:
        person, place = update.effective_user, update.effective_chat
        if person is None or place is None:
            return None
        message = update.effective_message if update.callback_query is None else None
        if message is not None and message.is_automatic_forward:
            # What a channel posts into the group of its readers talks to nobody.
            return None
        known = await in_thread(self._services.store.chats.get, place.id)
        role = await self._role(person.id, message, bot)
        if right_of(role) >= Right.READ:
            await self._remember(place, known)
        # Beside the loop, since the first of each language reads a catalogue.
        t = await in_thread(translator, (known and known.language) or person.language_code)
        return Exchange(
            services=self._services,
            desk=self._desk,
            questions=self._questions,
            bot=bot,
            update=update,
            user_id=person.id,
            chat_id=place.id,
            thread_id=thread_of(update.effective_message),
            role=role,
            t=t,
            words=storable(words),
            callback=callback or Callback(""),
        )

    async def _role(self, user_id: int, message: Message | None, bot: ExtBot[Any]) -> Role:
        if message is None or message.sender_chat is None:
            return await role_of(self._services, user_id)
        # Behind one id stand all who write as their group or channel: nobody can be admitted by it, and
        # somebody who was refused may be among them.
        if (
            self._services.settings.access != "open"
            or message.sender_chat.id != message.chat.id
            or await hides_refused(self._services, bot, message.chat.id)
        ):
            return Role.REFUSED
        return Role.READER

    async def _remember(self, place: TelegramChat, known: Chat | None) -> None:
        met = Chat(place.id, place.type, storable(place.title or place.full_name or ""))
        now = replace(known, kind=met.kind, title=met.title, state=ChatState.ACTIVE) if known else met
        if now != known:
            await unless_locked(None, self._services.store.chats.save, now, ASIDE_PATIENCE)

    async def _perform(self, action: Action, exchange: Exchange) -> None:
        person = exchange.update.effective_user
        right = right_of(exchange.role)
        turned_away = right < min(Right.READ, action.right)
        allowance = action.allowance
        if right < action.right or (allowance is None and right < Right.EDIT):
            allowance = REQUESTS
        if allowance is not None and not await self._admits(allowance, exchange):
            return
        if turned_away:
            if person is not None:
                await turn_away(exchange, person)
        elif right < action.right:
            await exchange.tell(problems.not_editor(exchange.t))
        elif action.of_chat and not await _rules_chat(exchange):
            await exchange.tell(problems.group_admins_only(exchange.t))
        else:
            await action.handle(exchange)

    async def _admits(self, allowance: Allowance, exchange: Exchange) -> bool:
        message = exchange.update.effective_message
        if allowance.named and message is not None:
            verdict = self._limiter.judge(exchange.user_id, allowance, message.date)
            # Of an album one refusal speaks for the rest.
            if verdict is Verdict.REFUSED or (
                verdict is Verdict.STILL_REFUSED and message.media_group_id is None
            ):
                await exchange.tell(
                    problems.say(exchange.t, allowance.refusal, name=brief(_name(message), NAME))
                )
            return verdict is Verdict.ADMITTED
        verdict = self._limiter.judge(exchange.user_id, allowance)
        pressed = exchange.update.callback_query is not None
        # A flood of messages is answered once, and one of presses, which does not show among messages.
        if verdict is Verdict.REFUSED or (
            verdict is Verdict.STILL_REFUSED
            and pressed
            and self._limiter.judge(exchange.user_id, REFUSED_PRESSES) is Verdict.ADMITTED
        ):
            await exchange.tell(problems.say(exchange.t, allowance.refusal))
        return verdict is Verdict.ADMITTED


def _name(message: Message) -> str:
    """What a message is called by to who sent it: its file's name, or how it begins."""
    document = message.document
    said = (document.file_name if document else None) or message.text or message.caption or ""
    return storable(" ".join(said.split())) or str(message.message_id)


async def _rules_chat(exchange: Exchange) -> bool:
    """Whether the person may change what is set for this chat: alone anyone, in a group who runs it."""
    if exchange.private:
        return True
    message = exchange.update.message
    if message is not None and message.sender_chat is not None:
        # An anonymous administrator writes as the group itself.
        return message.sender_chat.id == exchange.chat_id
    return await runs(exchange.bot, exchange.chat_id, exchange.user_id)
