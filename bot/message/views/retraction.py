"""A message that was sent, once an article in it is retracted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import MAX_UNITS, bold, brief, escape, to_plain, utf16_length
from bot.message.pieces import HEADLINE
from bot.model import Button, Entry, Message


def marked(t: Translator, message: Message, retracted: Sequence[Entry]) -> Message:
    """The message with the headlines of what was retracted struck through, and without their buttons."""
    text = message.text
    for entry in retracted:
        text = _struck(t, text, entry)
    if utf16_length(to_plain(text)) > MAX_UNITS:
        text = message.text
    ids = {entry.id for entry in retracted}
    rows = (tuple(each for each in row if not _opens(each, ids)) for row in message.buttons)
    return Message(text, tuple(filter(None, rows)))


def _struck(t: Translator, text: str, entry: Entry) -> str:
    headline = brief(entry.headline, HEADLINE)
    shown = bold(headline).source
    if shown in text:
        return text.replace(shown, f"<s>{escape(headline).source}</s>{escape(t('retract.mark')).source}", 1)
    # Its headline was another one then, or stands on a further page.
    return f"{text}\n{escape(t('retract.note', title=headline)).source}"


def _opens(pressed: Button, ids: set[int]) -> bool:
    callback = callbacks.decode(pressed.data)
    return callback is not None and callback.verb == callbacks.OPEN and callback.number(0) in ids
