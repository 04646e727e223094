"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes depends on the machine and on what else it does: it tells nothing of the code.
settings.register_profile("baozhai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("baozhai")
