"""The digest of the last 24 hours, and the further pages of any digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.blocking import DIGESTS
from bot.chat import subscribing
from bot.chat.exchange import Exchange
from bot.chat.services import in_thread, unless_locked
from bot.digest.content import content
from bot.message.callbacks import decode
from bot.message.languages import Translator, translator
from bot.message.views import digest, problems, settings
from bot.model import Composition, Message, Status, Subscription, without_text
from bot.store.deliveries import Manner


async def today(exchange: Exchange) -> None:
    """What was published in the last 24 hours, by the topics of this chat."""
    subscription = replace(await subscribing.wanted(exchange), covered=None)
    await exchange.reply(await DIGESTS.run(_to_show, exchange, subscription))


async def preview(exchange: Exchange) -> None:
    """The next digest as it would come now, for who asked; nothing of it counts as sent."""
    subscription = await subscribing.current(exchange)
    if subscription is None:
        await exchange.show(settings.overview(exchange.t, await subscribing.change(exchange)))
        return
    await exchange.reply(await DIGESTS.run(_to_show, exchange, subscription))


async def send_now(exchange: Exchange) -> None:
    """The next digest at once, to the chat that gets it; the next one holds what comes after."""
    subscription, store = await subscribing.current(exchange), exchange.services.store
    if subscription is None:
        await exchange.show(settings.overview(exchange.t, await subscribing.change(exchange)))
        return
    last = await in_thread(store.entries.last_publication)
    chat = await in_thread(store.chats.get, subscription.chat_id)
    t = translator(chat.language) if chat and chat.language else exchange.t
    listed, compose = await DIGESTS.run(_content, exchange, subscription, t)
    composition = await in_thread(store.compositions.add, listed, compose)
    if not composition.entry_ids:
        await exchange.tell(problems.say(exchange.t, "settings.nothing_to_send"))
        return
    promised = await in_thread(
        store.deliveries.promise_at_once,
        *exchange.place,
        composition.id,
        last,
        Manner(subscription.silent, subscription.link_previews),
    )
    if promised:
        exchange.services.outbox.wake()
    await exchange.tell(problems.say(exchange.t, "settings.sent"))


async def rest(exchange: Exchange) -> None:
    """A further page of a digest, in the place of the page before; the digest itself stays."""
    number, offset = exchange.callback.number(0), exchange.callback.number(1)
    store = exchange.services.store
    kept = store.compositions.get
    composition = await in_thread(kept, number, exchange.chat_id) if number is not None else None
    if composition is None or not composition.entry_ids or offset is None or offset < 0:
        await exchange.tell(problems.stale(exchange.t))
        return
    message = await _page(exchange, composition, offset)
    await (exchange.reply(message) if _is_digest(exchange, composition) else exchange.show(message))


async def open_linked(exchange: Exchange, number: int, offset: int, chat_id: int) -> None:
    """A further page of what another chat got, for a person who is in it; the pages after it, too."""
    store = exchange.services.store
    composition = await in_thread(store.compositions.get, number, chat_id)
    if composition is None or not composition.entry_ids:
        await exchange.tell(problems.stale(exchange.t))
        return
    await unless_locked(None, store.compositions.show_to, number, exchange.chat_id)
    await exchange.reply(await _page(exchange, composition, offset))


async def _page(exchange: Exchange, composition: Composition, offset: int) -> Message:
    store = exchange.services.store
    listed = await in_thread(store.entries.with_status, composition.entry_ids, Status.PUBLISHED)
    subscription = await subscribing.wanted(exchange)
    limit = subscription.items or exchange.services.settings.digest.items
    found = await in_thread(store.entries.get_many, listed[offset : offset + limit])
    return digest.rest(
        exchange.t,
        list(map(without_text, found)),
        total=len(listed),
        offset=offset,
        limit=limit,
        composition=composition.id,
        today=exchange.today,
        length=subscription.length,
    )


def _is_digest(exchange: Exchange, composition: Composition) -> bool:
    """Whether the pressed button stands under the digest itself."""
    pressed = exchange.update.effective_message
    if pressed is None:
        return False
    under = [(callback.verb, callback.args) for callback in exchange.buttons_of(pressed)]
    made = [decode(button.data) for row in composition.message.buttons for button in row]
    return under == [(callback.verb, callback.args) for callback in made if callback is not None]


def _to_show(exchange: Exchange, subscription: Subscription) -> Message:
    """What the subscription would get now, kept for its further pages where it can be. Blocks."""
    listed, compose = _content(exchange, subscription, exchange.t)
    return exchange.services.store.compositions.add_or_show(listed, compose, exchange.chat_id).message


def _content(
    exchange: Exchange, subscription: Subscription, t: Translator
) -> tuple[list[int], Callable[[int], Message]]:
    """The entries that the subscription would get now, and what makes a message of them. Blocks."""
    services = exchange.services
    made = content(
        services.store,
        subscription,
        services.clock(),
        order=services.topic_names,
        summarise=services.intake.summary_of,
    )
    limit = subscription.items or services.settings.digest.items

    def compose(composition: int) -> Message:
        return digest.digest(t, made, limit=limit, composition=composition, length=subscription.length)

    return [entry.id for entry in made.entries], compose
