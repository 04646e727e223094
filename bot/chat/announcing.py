"""A notice to all readers: shown with a count first, sent by a button."""

from __future__ import annotations

from telegram import MessageEntity

from bot.chat import deeds
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread
from bot.digest.plan import in_quiet_hours
from bot.message.entities import Entity, after, formatted
from bot.message.markup import MAX_UNITS, Html, to_plain
from bot.message.views import admin, editor, problems
from bot.model import ChatState, Deed

LOGGED = 200
"""Characters of an announcement that the record of deeds keeps."""


async def announce(exchange: Exchange) -> None:
    """/announce TEXT: how it would look, and to how many it would go."""
    text = _text(exchange)
    if not text.plain.strip():
        await exchange.reply(editor.usage(exchange.t, "announce"))
        return
    if text.units > admin.ANNOUNCEMENT:
        await exchange.reply(problems.say(exchange.t, "announce.too_long", limit=admin.ANNOUNCEMENT))
        return
    store = exchange.services.store
    composition = await in_thread(
        store.compositions.add, (), lambda _: admin.announcement(exchange.t, text), exchange.chat_id
    )
    counts = await in_thread(store.chats.counts)
    chats = counts.get(ChatState.ACTIVE, 0)
    for message in admin.announce_question(exchange.t, text, chats=chats, composition=composition.id):
        await exchange.reply(message)


def _text(exchange: Exchange) -> Html:
    """What stands after the command, with what is bold or a link in it."""
    message = exchange.update.effective_message
    if message is None or not message.text or not message.entities:
        return formatted(exchange.words, (), MAX_UNITS)
    text, command = message.text, message.entities[0].length
    begin = len(text) - len(text[command:].lstrip())
    entities = map(_entity, message.entities[1:])
    return formatted(text[begin:].rstrip(), after(entities, text, begin), MAX_UNITS)


def _entity(entity: MessageEntity) -> Entity:
    if entity.user is not None:
        # Somebody without a name to be mentioned by.
        return Entity(MessageEntity.TEXT_LINK, entity.offset, entity.length, f"tg://user?id={entity.user.id}")
    return Entity(entity.type, entity.offset, entity.length, entity.url or "")


async def send(exchange: Exchange) -> None:
    """The button: promise it to every chat that can be reached, once however often it is pressed."""
    number = exchange.callback.number(0)
    store = exchange.services.store
    kept = store.compositions.get
    composition = await in_thread(kept, number, exchange.chat_id) if number is not None else None
    if composition is None or composition.entry_ids:
        await exchange.tell(problems.stale(exchange.t))
        return
    key = f"announcement {composition.id}"
    held = await in_thread(in_quiet_hours, store, exchange.services.clock())
    message = composition.message

    def promise() -> int:
        promised = store.deliveries.announce(key, message, held)
        if promised:
            said = to_plain(message.text)[:LOGGED]
            deeds.record(exchange, Deed.ANNOUNCE, detail=f"{promised}: {said}")
        return promised

    chats = await deeds.together(exchange, promise)
    if not chats:
        await exchange.tell(problems.stale(exchange.t))
        return
    exchange.services.outbox.wake()
    await exchange.show(admin.announced(exchange.t, chats))
