"""Being let in: what the owner is asked, and what both are told."""

from __future__ import annotations

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import brief, button, escape, fit
from bot.message.pieces import NAME
from bot.model import Message


def request(t: Translator, user_id: int, name: str) -> Message:
    """To the owner: someone asks to be admitted."""
    return fit(
        [escape(t("access.request", name=brief(name, NAME), id=user_id))],
        [
            [
                button(t("access.yes"), callbacks.encode(callbacks.ADMIT, user_id, "yes")),
                button(t("access.no"), callbacks.encode(callbacks.ADMIT, user_id, "no")),
            ]
        ],
    )


def answered(t: Translator, name: str, admitted: bool) -> Message:
    """To the owner: what was decided."""
    return fit(
        [escape(t("access.was_admitted" if admitted else "access.was_refused", name=brief(name, NAME)))]
    )


def admitted(t: Translator) -> Message:
    """To the reader: come in."""
    return fit([escape(t("access.admitted"))])


def refused(t: Translator) -> Message:
    """To the reader: not admitted."""
    return fit([escape(t("access.refused"))])
