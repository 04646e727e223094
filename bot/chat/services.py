"""What the handlers work with: made once by the wiring, handed to `register`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Clock

if TYPE_CHECKING:
    from bot.delivery.outbox import Outbox
    from bot.intake import Intake
    from bot.settings import Settings
    from bot.store.store import Store
    from bot.summary.topics import Topic


@dataclass(frozen=True, slots=True)
class Services:
    """Everything behind the handlers. The methods of store and intake block: see `in_thread`."""

    settings: Settings
    store: Store
    intake: Intake
    outbox: Outbox
    clock: Clock
    topics: tuple[Topic, ...]
