"""Who may do what, changed by the owner in the chat and written down."""

from __future__ import annotations

from functools import partial

from bot.chat import deeds, entries
from bot.chat.access import role_of
from bot.chat.exchange import Exchange, storable
from bot.chat.menus import set_for_person
from bot.chat.services import in_thread
from bot.message.views import problems
from bot.message.views import roles as views
from bot.model import Deed, Person, Role

GIVEN = (Role.EDITOR, Role.READER, Role.REFUSED)
"""The roles that the owner gives: editor, viewer, banned. Owners are made by the configuration."""


async def show(exchange: Exchange) -> None:
    """/roles: who has which; /roles ID, or as a reply to a person: change theirs."""
    person_id = _meant(exchange)
    if person_id is None:
        people = await in_thread(exchange.services.store.people.all)
        admins = [await _person(exchange, user_id) for user_id in exchange.services.settings.admins]
        others = [person for person in people if person.id not in exchange.services.settings.admins]
        await exchange.reply(views.people(exchange.t, [*admins, *others]))
    else:
        person = await _person(exchange, person_id)
        fixed = person_id in exchange.services.settings.admins
        await exchange.reply(views.choose(exchange.t, person, GIVEN, fixed=fixed))


async def change(exchange: Exchange) -> None:
    """The button: give a person another role."""
    person_id = exchange.callback.number(0)
    asked = exchange.callback.args[1] if len(exchange.callback.args) > 1 else ""
    role = next((role for role in GIVEN if role == asked), None)
    if person_id is None or person_id <= 0 or role is None or person_id in exchange.services.settings.admins:
        await exchange.tell(problems.stale(exchange.t))
        return
    before = await _person(exchange, person_id)
    await deeds.together(exchange, partial(_give, exchange, before, role))
    await exchange.show(views.changed(exchange.t, await _person(exchange, person_id)))
    await set_for_person(exchange.bot, exchange.services, person_id, role)


def _give(exchange: Exchange, person: Person, role: Role) -> None:
    store = exchange.services.store
    store.people.set_role(person.id, role, person.name)
    if person.role is not role:
        deeds.record(exchange, Deed.ROLE, person_id=person.id, detail=f"{person.role} → {role}")
    if role is Role.REFUSED:
        # Who is banned is sent nothing either; what was set stays for the day on which that ends.
        store.subscriptions.set_paused(person.id, 0, True, keep_due=False)


def _meant(exchange: Exchange) -> int | None:
    """The person whose id stands after the command, or whose message it answers, forwarded ones too."""
    if (number := entries.number_in(exchange.words)) is not None:
        return number
    message = exchange.update.effective_message
    replied = message.reply_to_message if message else None
    if replied is None or exchange.words.strip():
        return None
    sender = getattr(replied.forward_origin, "sender_user", None) or replied.from_user
    return None if sender is None or sender.is_bot else int(sender.id)


async def _person(exchange: Exchange, user_id: int) -> Person:
    """A person with the role that they have in effect, and what they are called."""
    services = exchange.services
    role = await role_of(services, user_id)
    known = await in_thread(services.store.people.get, user_id)
    chat = await in_thread(services.store.chats.get, user_id)
    name = (chat.title if chat else "") or (known.name if known else "") or str(user_id)
    return Person(user_id, role, storable(name), known.since if known else services.clock())
