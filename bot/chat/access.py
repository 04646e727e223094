"""Who may do what: the admins of the configuration, the people whom the owner admitted, everyone else."""

from __future__ import annotations

from enum import IntEnum

from bot.chat.services import Services, in_thread
from bot.model import Role
from bot.settings import Settings


class Right(IntEnum):
    """What a command or a button asks of a person; each includes those before it."""

    ANYONE = 0
    READ = 1
    EDIT = 2
    OWN = 3


_RIGHTS = {
    Role.OWNER: Right.OWN,
    Role.EDITOR: Right.EDIT,
    Role.READER: Right.READ,
    Role.WAITING: Right.ANYONE,
    Role.REFUSED: Right.ANYONE,
}


async def role_of(services: Services, user_id: int) -> Role:
    """A person's role. Who is not known reads where access is open, waits where it is by approval."""
    if user_id in services.settings.admins:
        return role_as(services.settings, user_id, None)
    return role_as(services.settings, user_id, await in_thread(services.store.people.role, user_id))


def role_as(settings: Settings, user_id: int, known: Role | None) -> Role:
    """The role of a person of whom the database knows this."""
    if user_id in settings.admins:
        return Role.OWNER if user_id == settings.owner else Role.EDITOR
    # An owner of the configuration is an owner; one that only the database remembers is one no more.
    if known in (Role.OWNER, Role.EDITOR):
        return Role.EDITOR
    if known is Role.REFUSED or settings.access == "private":
        return Role.REFUSED
    if settings.access == "open":
        return Role.READER
    return known or Role.WAITING


def right_of(role: Role) -> Right:
    """What a role allows."""
    return _RIGHTS[role]


async def may_read_full_text(services: Services, role: Role, chat_id: int, thread_id: int) -> bool:
    """Whether full texts are shown to a person of this role in this chat."""
    match services.settings.full_text:
        case "all":
            return True
        case "subscribers":
            if right_of(role) >= Right.EDIT:
                return True
            return await in_thread(services.store.subscriptions.get, chat_id, thread_id) is not None
        case _:
            return right_of(role) >= Right.EDIT
