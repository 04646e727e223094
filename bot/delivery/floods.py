"""Flood answers ("429 Too Many Requests"): whom each one means, and for how long."""

from __future__ import annotations

from bot.delivery.limits import ChatId

TOGETHER = 1.0
"""Seconds within which flood answers for different chats show that the whole bot is meant."""

SEVERAL = 2
"""Chats that have to get a flood answer within that time. Telegram refuses one chat for having been sent too
much, which a bot that keeps to the limits of a chat hardly meets twice in a second."""

SAME_HALT = 2.0
"""Seconds by which the end of one halt differs between flood answers: Telegram tells whole seconds, each
counted from its own answer."""


class FloodAnswers:
    """Tells a flood answer for one chat from one for the bot. Times are seconds of one clock."""

    def __init__(self) -> None:
        self._recent: dict[ChatId, tuple[float, float]] = {}
        self._halted_until = float("-inf")

    @property
    def halted_until(self) -> float:
        """The moment before which nothing may be sent to anybody."""
        return self._halted_until

    def halt(self, until: float) -> None:
        """The whole bot is refused until a moment: another process was told so, or this one's last run."""
        self._halted_until = max(self._halted_until, until)

    def note(self, chat: ChatId, now: float, until: float) -> bool:
        """A chat was refused `until` a moment; returns whether that shows that the whole bot is refused.

        The bot is then refused for the longest time that several chats agree on: a chat that happens to be
        refused for hours of its own at the same moment does not halt the others for hours.
        """
        self._recent[chat] = (now, until)
        self._recent = {one: told for one, told in self._recent.items() if now - told[0] <= TOGETHER}
        if len(self._recent) < SEVERAL:
            return False
        ends = sorted(until for _, until in self._recent.values())
        agreed = max(end for end in ends if end <= ends[-SEVERAL] + SAME_HALT)
        self.halt(agreed)
        return True
