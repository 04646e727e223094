"""One update of a person, what is known of both, and the ways to answer it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import telegram
from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.chat.access import Right, right_of
from bot.chat.questions import Question, Questions
from bot.chat.replying import reply
from bot.chat.services import Services
from bot.delivery.errors import Meaning, judge
from bot.delivery.sending import edit
from bot.message.callbacks import OPEN, Callback, decode, made_for
from bot.message.languages import Translator
from bot.message.markup import escape, fit
from bot.message.views import problems
from bot.model import Button, Chat, Message, Role
from bot.text.characters import unified

if TYPE_CHECKING:
    from bot.chat.desk import Desk

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds for which what a pressed button is to do waits until the button is answered."""


@dataclass(slots=True)
class Exchange:
    """An update and the answer to it. A pressed button is answered once, whatever happens."""

    services: Services
    desk: Desk
    questions: Questions
    bot: ExtBot[Any]
    update: Update
    user_id: int
    chat_id: int
    thread_id: int
    role: Role
    t: Translator
    words: str = ""
    """What stands after a command; the text, where it is none."""
    callback: Callback = field(default_factory=lambda: Callback(""))
    """The pressed button, where one was pressed."""
    elsewhere: Chat | None = None
    """The channel or group whose settings are seen to from this private chat."""
    question: Question | None = None
    """What the person was asked, where this text is the answer."""
    _answered: bool = field(default=False, init=False)

    @property
    def place(self) -> tuple[int, int]:
        """The chat and thread whose settings are meant: this one, or the one that is seen to from here."""
        return (self.elsewhere.id, 0) if self.elsewhere else (self.chat_id, self.thread_id)

    @property
    def private(self) -> bool:
        """Whether person and bot are alone."""
        chat = self.update.effective_chat
        return chat is not None and chat.type == ChatType.PRIVATE

    @property
    def edits(self) -> bool:
        """Whether the person is an editor."""
        return right_of(self.role) >= Right.EDIT

    @property
    def today(self) -> date:
        """The day in the zone of the configuration."""
        return self.services.clock().astimezone(ZoneInfo(self.services.settings.zone)).date()

    @property
    def lists_articles(self) -> bool:
        """Whether the pressed button stands under a list of articles, such as a digest."""
        pressed = self.update.effective_message
        return pressed is not None and any(callback.verb == OPEN for callback in self.buttons_of(pressed))

    @property
    def replied(self) -> telegram.Message | None:
        """The message of the bot's that this one answers; None where it answers none."""
        message = self.update.effective_message
        replied = message.reply_to_message if message else None
        if replied is None or replied.from_user is None or replied.from_user.id != self.bot.id:
            return None
        return replied

    def buttons_of(self, message: telegram.Message) -> list[Callback]:
        """What the buttons under a message send back."""
        rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
        sent = (
            decode(data) for row in rows for button in row if isinstance(data := button.callback_data, str)
        )
        return [callback for callback in sent if callback is not None]

    async def reply(self, message: Message) -> None:
        """Send a new message to where the update came from.

        A pressed button is answered before: what is sent waits for its turn, and the button would turn on.
        """
        await self.answer()
        await reply(self.bot, self.services.store, self.chat_id, self.thread_id, self._theirs(message))

    async def show(self, message: Message) -> None:
        """Put the message in the place of the one whose button was pressed; send it where there is none, or
        where that one cannot be changed.
        """
        pressed = self.update.effective_message
        if self.update.callback_query is None or pressed is None:
            await self.reply(message)
            return
        await self.answer()
        try:
            # A button that was pressed twice asks for what stands there already, which is no error.
            await edit(self.bot, self.chat_id, pressed.message_id, self._theirs(message))
        except TelegramError:
            await self.reply(message)

    async def reply_alone(self, message: Message) -> None:
        """Send a message to the person alone, wherever the update came from."""
        await self.answer()
        await reply(self.bot, self.services.store, self.user_id, 0, message)

    async def send_file(self, name: str, content: bytes, caption: str = "") -> None:
        """Send a document to the person alone; nothing where they never opened the bot."""
        try:
            await self.bot.send_document(self.user_id, content, filename=name, caption=caption or None)
        except TelegramError as error:
            if judge(error).meaning is not Meaning.GONE:
                raise

    async def send_picture(self, picture: bytes, caption: str) -> None:
        """Send a picture to where the update came from; its caption alone where no pictures may be sent."""
        try:
            await self.bot.send_photo(
                self.chat_id, picture, caption=caption, message_thread_id=self.thread_id or None
            )
        except TelegramError as error:
            if judge(error).meaning is not Meaning.MUTED:
                raise
            await self.reply(fit([escape(caption)]))

    async def tell(self, message: Message) -> None:
        """Say something short: over the pressed button, else as a message."""
        if self.update.callback_query is None:
            await self.reply(message)
        elif not await self.answer(problems.note(message), alert=True) and self.private:
            await reply(self.bot, self.services.store, self.chat_id, self.thread_id, message)

    def _theirs(self, message: Message) -> Message:
        """In a group, the message with buttons that are this person's alone.

        Who writes as the group presses as somebody else.
        """
        asked = self.update.message
        if self.private or (asked is not None and asked.sender_chat is not None):
            return message
        rows = tuple(tuple(_made_for(button, self.user_id) for button in row) for row in message.buttons)
        return replace(message, buttons=rows)

    def keep_update(self) -> None:
        """Keep the update until it is released: it is handled anew where the bot dies before."""
        if self.services.inbox is not None:
            self.services.inbox.hold(self.update.update_id)

    def release_update(self) -> None:
        """It need not be kept any more."""
        if self.services.inbox is not None:
            self.services.inbox.release([self.update.update_id])

    async def answer(self, text: str | None = None, *, alert: bool = False, url: str | None = None) -> bool:
        """Answer the pressed button, the first time that this is called; nothing where none was pressed.

        Returns False where Telegram takes no such answer just now: no reply fails for that.
        """
        query = self.update.callback_query
        if query is None or self._answered:
            return True
        self._answered = True
        asking = asyncio.create_task(query.answer(text, show_alert=alert, url=url))
        # Nothing waits for it for long, but who is told what he asked for by it alone.
        await asyncio.wait({asking}, timeout=None if alert else PATIENCE)
        if not asking.done():
            asking.add_done_callback(_note)
            return True
        return _note(asking)


def _made_for(button: Button, person: int) -> Button:
    return replace(button, data=made_for(button.data, person)) if button.data else button


def _note(asking: asyncio.Task[bool]) -> bool:
    """Whether a button is answered, or need not be any more."""
    error = None if asking.cancelled() else asking.exception()
    if error is None or isinstance(error, BadRequest):
        # Too old to be answered: nobody looks at it any more.
        return True
    if not isinstance(error, TelegramError):
        raise error
    log.info("chat: could not answer a button: %s", judge(error).reason)
    return False


def storable(text: str) -> str:
    """A text of a message, with a question mark for each half of a surrogate pair, which no UTF-8 can hold,
    and with the usual character for each that Unicode has twice."""
    return unified(text.encode("utf-8", "replace").decode())


def thread_of(message: telegram.Message | None) -> int:
    """The forum topic; 0 outside: a reply in an ordinary group has a thread too, which is no place."""
    if message is None or not message.is_topic_message:
        return 0
    return message.message_thread_id or 0
