"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from bot.workshop import Workshop

# How long an example takes depends on the machine and on what else it does: it tells nothing of the code.
settings.register_profile("baozhai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("baozhai")


@pytest.fixture(scope="session", autouse=True)
def shared_workshop() -> Iterator[None]:
    """One process that reads for every intake that is given none: to start one takes half a second."""
    with Workshop() as workshop, pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.intake.intake.Workshop", lambda: workshop)
        yield
