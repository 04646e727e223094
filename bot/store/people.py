"""People and what they may do. Admins named in the configuration need no row here."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database as Tables

from bot.model import Clock, Person, Role
from bot.store.database import Database
from bot.store.moments import from_seconds, to_seconds
from bot.store.text import storable


class People:
    """Roles by Telegram user id."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def role(self, user_id: int) -> Role | None:
        """What the person may do; None where nobody has said."""
        person = self.get(user_id)
        return person.role if person else None

    def get(self, user_id: int) -> Person | None:
        """The person, if known."""
        return self._database.read(lambda tables: next(_people(tables, "user_id = ?", user_id), None))

    def set_role(self, user_id: int, role: Role, name: str = "") -> None:
        """Give a person a role; a name that is not given stays as it was."""
        row = [user_id, role, storable(name), to_seconds(self._clock())]
        self._database.write(
            lambda tables: tables.execute(
                "insert into people (user_id, role, name, since) values (?, ?, ?, ?)"
                " on conflict (user_id) do update set role = excluded.role, since = excluded.since,"
                " name = case excluded.name when '' then name else excluded.name end",
                row,
            )
        )

    def all(self) -> list[Person]:
        """Everyone whose role has been settled or asked for, the first first."""
        return self._database.read(lambda tables: list(_people(tables, "user_id > ?", 0)))

    def waiting(self) -> list[Person]:
        """Who asked to be admitted, the first first."""
        return self._database.read(lambda tables: list(_people(tables, "role = ?", Role.WAITING)))

    def forget(self, user_id: int) -> None:
        """Delete what is known of the person; a refusal stays, or forgetting would undo it."""
        self._database.write(
            lambda tables: tables.table("people").delete_where(
                "user_id = ? and role != ?", [user_id, Role.REFUSED]
            )
        )

    def counts(self) -> dict[str, int]:
        """How many people there are, by role."""
        return self._database.read(
            lambda tables: dict(tables.execute("select role, count(*) from people group by role").fetchall())
        )


def _people(tables: Tables, where: str, value: object) -> Iterator[Person]:
    for row in tables.table("people").rows_where(where, [value], order_by="since, user_id"):
        yield Person(row["user_id"], Role(row["role"]), row["name"], from_seconds(row["since"]))
