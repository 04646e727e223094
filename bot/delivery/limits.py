"""How often Telegram lets a bot send, as arithmetic: the caller brings the time.

Telegram's own words: about 30 messages a second over all chats, one a second in a chat with short bursts
allowed, twenty a minute in a group (https://core.telegram.org/bots/faq, "My bot is hitting limits").
"""

from __future__ import annotations

from collections import deque

from telegram.constants import FloodLimit

ChatId = int | str

CHAT_INTERVAL = 1.0 / FloodLimit.MESSAGES_PER_SECOND_PER_CHAT
GROUP_COUNT: int = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
GROUP_PERIOD = 61.0
"""Seconds: Telegram's minute, and one for a message that arrives late, and so nearer to those after it."""

BURST = 3
"""Replies to one chat that may follow each other at once: a person who presses buttons does not wait."""

_TIDY_ABOVE = 1024
"""Chats remembered before those without any wait are dropped."""


class ChatLimits:
    """When each chat may be sent to. Times are seconds of any clock that never goes back."""

    def __init__(self) -> None:
        self._chats: dict[ChatId, _Chat] = {}
        self._tidy_above = _TIDY_ABOVE

    def ready_at(self, chat: ChatId, *, burst: bool) -> float:
        """The earliest moment for the next message to a chat, which may have passed. `burst`: for a reply."""
        known = self._chats.get(chat)
        return known.ready_at(burst=burst) if known else float("-inf")

    def take(self, chat: ChatId, now: float) -> None:
        """A message to the chat leaves now."""
        self._known(chat, now).take(now)

    def rest(self, chat: ChatId, now: float, until: float) -> None:
        """Telegram wants the chat to be left alone until a moment. Never shortened."""
        self._known(chat, now).rest(until)

    def rests_until(self, chat: ChatId) -> float:
        """The moment until which Telegram wants the chat to be left alone, which may have passed."""
        known = self._chats.get(chat)
        return known.rests_until if known else float("-inf")

    def resting(self, now: float) -> set[ChatId]:
        """The chats that have to wait for their next message, were it a push."""
        return {chat for chat, state in self._chats.items() if state.ready_at(burst=False) > now}

    def _known(self, chat: ChatId, now: float) -> _Chat:
        if chat not in self._chats:
            self._tidy(now)
            self._chats[chat] = _Chat(is_group(chat))
        return self._chats[chat]

    def _tidy(self, now: float) -> None:
        if len(self._chats) < self._tidy_above:
            return
        self._chats = {chat: state for chat, state in self._chats.items() if not state.is_rested(now)}
        self._tidy_above = max(_TIDY_ABOVE, 2 * len(self._chats))


def is_group(chat: ChatId) -> bool:
    """Whether the chat is a group or channel: Telegram numbers these below 0, and only these have names."""
    return isinstance(chat, str) or chat < 0


class _Chat:
    def __init__(self, group: bool) -> None:
        # The generic cell rate algorithm (ITU-T I.371): when messages at an even pace would next be due.
        self._even = float("-inf")
        self.rests_until = float("-inf")
        self._recent: deque[float] | None = deque(maxlen=GROUP_COUNT) if group else None

    def ready_at(self, *, burst: bool) -> float:
        even = self._even - (BURST - 1) * CHAT_INTERVAL if burst else self._even
        ready = max(even, self.rests_until)
        if self._recent is not None and len(self._recent) == GROUP_COUNT:
            ready = max(ready, self._recent[0] + GROUP_PERIOD)
        return ready

    def take(self, now: float) -> None:
        self._even = max(self._even, now) + CHAT_INTERVAL
        if self._recent is not None:
            self._recent.append(now)

    def rest(self, until: float) -> None:
        self.rests_until = max(self.rests_until, until)

    def is_rested(self, now: float) -> bool:
        return now >= max(self._even, self.rests_until) and (
            not self._recent or now >= self._recent[-1] + GROUP_PERIOD
        )
