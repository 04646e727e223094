"""Ten runs through chaos, each from a seed of its own."""

from __future__ import annotations

import pytest
from pushing import SERVER

from tests.chaos.__main__ import run


@pytest.mark.slow
@pytest.mark.skipif(not SERVER.is_dir(), reason="the Bot API server for tests is not beside the project")
@pytest.mark.parametrize("seed", range(1, 11))
def test_whatever_happens_nothing_is_lost_and_nothing_comes_twice(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SERVER))
    assert run(seed, seconds=100, minutes=2)["wrong"] == 0
