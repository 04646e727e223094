"""People and what they may do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.message import callbacks
from bot.message.languages import Translator
from bot.message.markup import bold, brief, button, escape, fit
from bot.message.pieces import NAME
from bot.model import Message, Person, Role


def people(t: Translator, people: Sequence[Person]) -> Message:
    """Everyone who has a role of their own."""
    if not people:
        return fit([escape(t("roles.none")), escape(t("roles.how"))])
    lines = [bold(t("roles.title")), *(escape(_said(t, "roles.line", person)) for person in people)]
    return fit(lines, tail=[escape(t("roles.how"))])


def choose(t: Translator, person: Person, roles: Sequence[Role], *, fixed: bool) -> Message:
    """A person's role, and the others that the owner may give; none where it is `fixed`."""
    if fixed:
        return fit([escape(_said(t, "roles.fixed", person))])
    buttons = [
        button(t(f"role.{role}"), callbacks.encode(callbacks.ROLE, person.id, role))
        for role in roles
        if role is not person.role
    ]
    return fit([escape(_said(t, "roles.which", person))], [buttons])


def changed(t: Translator, person: Person) -> Message:
    """What a person may do from now on."""
    return fit([escape(_said(t, "roles.changed", person))])


def _said(t: Translator, key: str, person: Person) -> str:
    return t(key, name=brief(person.name, NAME), id=person.id, role=t(f"role.{person.role}"))
