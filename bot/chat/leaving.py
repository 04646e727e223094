"""What may leave: whether a chat may be sent what was promised to it, asked at the moment of sending.

Between a promise and its sending a reader may be banned, access be closed, or an article be retracted.
"""

from __future__ import annotations

from bot.chat.access import Right, right_of, role_as
from bot.message.languages import translator
from bot.message.views.retraction import marked
from bot.model import Delivery, Message, Role, Status
from bot.settings import Settings
from bot.store.store import Store

PUSHED = ("digest ", "alert ", "announcement ")
"""How the keys begin of what comes by itself. Answers go to whoever asked, also where the answer is no."""


class Leaving:
    """The one question that is asked of every push. Blocks; may be asked from any thread."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store

    def message_of(self, delivery: Delivery) -> Message | None:
        """The message as it may be sent now; None where nothing may be.

        What was retracted since is struck through, and a message that tells of nothing else is not sent.
        """
        if not delivery.key.startswith(PUSHED):
            return delivery.message
        if not self._may_be_sent(delivery.chat_id):
            return None
        retracted = self._store.entries.with_status(delivery.entry_ids, Status.RETRACTED)
        if not retracted:
            return delivery.message
        if not self._store.entries.with_status(delivery.entry_ids, Status.PUBLISHED):
            return None
        chat = self._store.chats.get(delivery.chat_id)
        t = translator(chat.language if chat else None)
        return marked(t, delivery.message, self._store.entries.get_many(retracted))

    def _may_be_sent(self, chat_id: int) -> bool:
        """Whether a person may read, or a group or channel is run by anybody who is not refused."""
        if chat_id > 0:
            role = role_as(self._settings, chat_id, self._store.people.role(chat_id))
            return right_of(role) >= Right.READ
        roles = [self._store.people.role(user_id) for user_id in self._store.stewards.of_chat(chat_id)]
        return not roles or any(role is not Role.REFUSED for role in roles)
