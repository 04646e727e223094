"""Chats in which the bot may not write: told in the log once, and again only after it could write there."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.delivery.errors import Meaning, judge
from bot.delivery.limits import ChatId

log = logging.getLogger(__name__)

Place = tuple[ChatId, int | None]
"""A chat and a forum topic of it."""

MOST = 10_000
"""Chats remembered at once; of more, the oldest may be told again."""


class MutedChats:
    """The chats and forum topics that refused the last message."""

    def __init__(self) -> None:
        self._places: dict[Place, None] = {}

    def refused(self, place: Place, error: TelegramError) -> None:
        """A message was refused: logged where that is because the bot may not write there, and is news."""
        verdict = judge(error)
        if verdict.meaning not in {Meaning.MUTED, Meaning.THREAD_CLOSED} or place in self._places:
            return
        self._places[place] = None
        while len(self._places) > MOST:
            del self._places[next(iter(self._places))]
        chat, thread = place
        topic = f", topic {thread}" if thread else ""
        log.info("delivery: the bot may not write in chat %s%s: %s", chat, topic, verdict.reason)

    def taken(self, place: Place) -> None:
        """A message was taken there."""
        self._places.pop(place, None)
