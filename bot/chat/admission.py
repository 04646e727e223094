"""Letting people in, where access is by approval: the owner is asked, and answers with a button."""

from __future__ import annotations

from functools import partial

from telegram import User

from bot.chat import deeds
from bot.chat.exchange import Exchange, storable
from bot.chat.services import in_thread
from bot.message.views import access, problems
from bot.model import Deed, Delivery, Role

_DECISIONS = {"yes": Role.READER, "no": Role.REFUSED}


async def turn_away(exchange: Exchange, person: User) -> None:
    """Tell a person who may not read why, and ask the owner the first time."""
    message = exchange.update.message
    if message is not None and message.sender_chat is not None:
        await exchange.tell(problems.say(exchange.t, "problem.by_name"))
        return
    if exchange.role is not Role.WAITING:
        await exchange.tell(problems.private_bot(exchange.t))
        return
    await deeds.promise(exchange, partial(_ask_owner, exchange, person))
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
    await deeds.promise(exchange, partial(_give, exchange, person.id, role))
    await exchange.show(access.answered(exchange.t, person.name, role is Role.READER))


def _give(exchange: Exchange, person_id: int, role: Role) -> list[Delivery]:
    """Give a person a role and tell them, once however often the button is pressed."""
    people = exchange.services.store.people
    if people.role(person_id) is role:
        return []
    people.set_role(person_id, role)
    admitted = role is Role.READER
    deeds.record(exchange, Deed.ADMIT if admitted else Deed.REFUSE, person_id=person_id)
    return [deeds.begin(exchange, person_id, access.admitted if admitted else access.refused)]


def _ask_owner(exchange: Exchange, person: User) -> list[Delivery]:
    """Ask the owner to let a person in, the first time."""
    people, owner = exchange.services.store.people, exchange.services.settings.owner
    if people.role(exchange.user_id) is not None:
        return []
    name = storable(person.full_name)
    people.set_role(exchange.user_id, Role.WAITING, name)
    if owner is None:
        return []
    return [deeds.begin(exchange, owner, lambda t: access.request(t, exchange.user_id, name))]
