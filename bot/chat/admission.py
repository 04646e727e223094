"""Letting people in, where access is by approval: the owner is asked, and answers with a button."""

from __future__ import annotations

from telegram import User

from bot.chat.exchange import Exchange, storable
from bot.chat.replying import reply
from bot.chat.services import in_thread
from bot.message.languages import translator
from bot.message.views import access, problems
from bot.model import Deed, Role

_DECISIONS = {"yes": Role.READER, "no": Role.REFUSED}


async def turn_away(exchange: Exchange, person: User) -> None:
    """Tell a person who may not read why, and ask the owner the first time."""
    services = exchange.services
    if exchange.role is not Role.WAITING:
        await exchange.tell(problems.private_bot(exchange.t))
        return
    known = await in_thread(services.store.people.role, exchange.user_id)
    if known is None:
        await in_thread(
            services.store.people.set_role, exchange.user_id, Role.WAITING, storable(person.full_name)
        )
        await _ask_owner(exchange, person)
    await exchange.tell(problems.waiting(exchange.t))


async def decide(exchange: Exchange) -> None:
    """The owner's button: admit a person, or not."""
    person_id = exchange.callback.number(0)
    decision = exchange.callback.args[1] if len(exchange.callback.args) > 1 else ""
    store = exchange.services.store
    person = await in_thread(store.people.get, person_id) if person_id is not None else None
    if person is None or decision not in _DECISIONS:
        await exchange.tell(problems.stale(exchange.t))
        return
    role = _DECISIONS[decision]
    admitted = role is Role.READER
    await exchange.show(access.answered(exchange.t, person.name, admitted))
    if person.role is role:
        return
    await in_thread(store.people.set_role, person.id, role)
    deed = Deed.ADMIT if admitted else Deed.REFUSE
    await in_thread(store.audit.add, exchange.user_id, deed, person_id=person.id)
    chat = await in_thread(store.chats.get, person.id)
    t = translator(chat.language if chat else None)
    await reply(exchange.bot, store, person.id, 0, access.admitted(t) if admitted else access.refused(t))


async def _ask_owner(exchange: Exchange, person: User) -> None:
    services = exchange.services
    owner = services.settings.owner
    if owner is None:
        return
    chat = await in_thread(services.store.chats.get, owner)
    t = translator(chat.language if chat else None)
    await reply(exchange.bot, services.store, owner, 0, access.request(t, exchange.user_id, person.full_name))
